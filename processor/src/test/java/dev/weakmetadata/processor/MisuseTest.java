package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mistakes beyond those on the page of diagnostics, and what the messages say about them. */
class MisuseTest {
    /** Messages of our own, as line and text; the declaration starts on line 1. */
    private static List<String> messages(Compiler compiler, String declaration) {
        Compiler.Result result = compiler.task()
                .source("package test;\nclass Host {}\n")
                .source("package test;\nclass Other {}\n")
                .source(Behaviour.header() + declaration)
                .compile();
        long offset = Behaviour.header().lines().count();
        return result.problems().stream()
                .filter(problem -> problem.getMessage(null).contains("[WeakMetadata"))
                .map(problem -> (problem.getLineNumber() - offset) + " "
                        + problem.getMessage(null).replaceFirst("(?s)^.*?\\[WeakMetadata", "[WeakMetadata"))
                .sorted()
                .toList();
    }

    private static void assertOnly(Compiler compiler, String declaration, String... beginnings) {
        List<String> messages = messages(compiler, declaration);
        assertThat(messages).as(declaration).hasSameSizeAs(beginnings);
        for (int i = 0; i < beginnings.length; i++) {
            assertThat(messages.get(i)).as(declaration).contains(beginnings[i]);
        }
    }

    private static String state(String... members) {
        return "@WeakMetadata\ninterface State {\n" + String.join("\n", members) + "\n}\n";
    }

    @ParameterizedTest
    @EnumSource
    void allErrorsOfATypeAtOnce(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "int x(Host h);",
                        "void x(Host h, long x);",
                        "boolean hasY(Host h);",
                        "int z(String s);",
                        "int none();",
                        "@Weak int weak(Host h);",
                        "@Memoized default void nothing(Host h) {}"),
                "4 [WeakMetadataTypeMismatch] x(Host, long) uses long as the type of the property x, but x(Host) says int;",
                "5 [WeakMetadataNoSuchProperty] hasY(Host): there is no property or memoized function y of Host; did you mean hasX?",
                "6 [WeakMetadataInvalidHost] String cannot be the host of z(String)",
                "7 [WeakMetadataNoHost] none()",
                "8 [WeakMetadataWeakWithoutIdentity]",
                "9 [WeakMetadataMemoizedVoid]");
    }

    @ParameterizedTest
    @EnumSource
    void suggestions(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "int clicks(Host h);",
                        "long longName(Other o);",
                        "@Memoized default int size(Host h) { return 1; }",
                        "boolean deleteClick(Host h);",
                        "int updateCliks(Host h, IntUnaryOperator op);",
                        "boolean hasSizes(Host h);",
                        "boolean hasLongName(Host h);",
                        "boolean hasNothingLikeThat(Host h);",
                        "int updateSize(Host h, IntUnaryOperator op);"),
                "10 [WeakMetadataNoSuchProperty] hasNothingLikeThat(Host): there is no property or memoized function nothingLikeThat of Host; declare it by a getter `T nothingLikeThat(Host host)`",
                "11 [WeakMetadataNameClash] updateSize(Host, IntUnaryOperator): size is a memoized function of Host",
                "6 [WeakMetadataNoSuchProperty] deleteClick(Host): there is no property or memoized function click of Host; did you mean deleteClicks?",
                "7 [WeakMetadataNoSuchProperty] updateCliks(Host, IntUnaryOperator): there is no property or memoized function cliks of Host; did you mean updateClicks?",
                "8 [WeakMetadataNoSuchProperty] hasSizes(Host): there is no property or memoized function sizes of Host; did you mean hasSize?",
                "9 [WeakMetadataNoSuchProperty] hasLongName(Host): there is no property or memoized function longName of Host; its host is Other");
    }

    @ParameterizedTest
    @EnumSource
    void hosts(Compiler compiler) {
        for (String type : new String[] {
            "int",
            "String",
            "Integer",
            "Boolean",
            "java.time.LocalDate",
            "Optional<String>",
            "OptionalInt",
            "Runtime.Version",
            "ProcessHandle",
            "java.time.ZoneId"
        }) {
            assertOnly(compiler, state("int x(%s host);".formatted(type)), "3 [WeakMetadataInvalidHost]");
            assertOnly(
                    compiler,
                    state("int x(Host h);", "void y(%s host, int y);".formatted(type)),
                    "4 [WeakMetadataInvalidHost]");
            assertOnly(
                    compiler,
                    state("int x(Host h);", "boolean delete(%s host);".formatted(type)),
                    "4 [WeakMetadataInvalidHost]");
        }
        assertOnly(compiler, state("<T extends Integer> int x(T host);"), "3 [WeakMetadataInvalidHost]");
        assertOnly(
                compiler,
                state("<E extends Enum<E>> int x(E host);", "@Memoized default int y(Thread.State s) { return 1; }"),
                "3 [WeakMetadataEnumHost] hosts of the enum type Enum",
                "4 [WeakMetadataEnumHost] hosts of the enum type Thread.State");
        for (String type :
                new String[] {"Object", "Number", "CharSequence", "List<String>", "Comparable<String>", "int[]"}) {
            assertOnly(compiler, state("int x(%s host);".formatted(type)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shapes(Compiler compiler) {
        assertOnly(compiler, state("int x(Host h);", "int y(Host h, int y);"), "4 [WeakMetadataUnknownMethod]");
        assertOnly(compiler, state("int x(Host h);", "void y(Host h);"), "4 [WeakMetadataUnknownMethod]");
        assertOnly(compiler, state("int x(Host h);", "void y(Host h, int a, int b);"), "4 [WeakMetadataUnknownMethod]");
        assertOnly(compiler, state("int x(Host h);", "int hasX(Host h);"), "4 [WeakMetadataNotBoolean]");
        assertOnly(compiler, state("int x(Host h);", "Boolean deleteX(Host h);"), "4 [WeakMetadataNotBoolean]");
        assertOnly(compiler, state("int x(Host h);", "void delete(Host h);"), "4 [WeakMetadataNotBoolean]");
        assertOnly(
                compiler, state("int x(Host h);", "boolean hasX(Host h, int x);"), "4 [WeakMetadataArgumentsMismatch]");
        assertOnly(
                compiler,
                state(
                        "@Memoized(results = Memoized.Results.SOFT) default Host x(String s) { return null; }",
                        "boolean deleteX(String s, int i);"),
                "4 [WeakMetadataArgumentsMismatch] deleteX(String, int): x(String) takes other arguments; write deleteX(String)");
        assertOnly(
                compiler,
                state(
                        "default int x(Host h) throws IllegalStateException, FileNotFoundException { return 1; }",
                        "int updateX(Host h, IntUnaryOperator op) throws IOException;"));
        assertOnly(compiler, state("int x(Host h);", "int updateX(Host h);"), "4 [WeakMetadataUpdateShape]");
        assertOnly(compiler, state("int x(Host h);", "int updateX(Host h, int x);"), "4 [WeakMetadataUpdateShape]");
        assertOnly(
                compiler,
                state("int x(Host h);", "int updateX(Host h, LongUnaryOperator op);"),
                "4 [WeakMetadataTypeMismatch]");
        assertOnly(
                compiler,
                state("int x(Host h);", "long updateX(Host h, IntUnaryOperator op);"),
                "4 [WeakMetadataTypeMismatch]");
        assertOnly(
                compiler,
                state("Integer x(Host h);", "int updateX(Host h, IntUnaryOperator op);"),
                "4 [WeakMetadataTypeMismatch]");
        assertOnly(
                compiler,
                state("List<String> x(Host h);", "void updateX(Host h, UnaryOperator<List<Integer>> op);"),
                "4 [WeakMetadataTypeMismatch]");
        assertOnly(
                compiler,
                state("<T> T x(List<T> h);", "<T> void x(List<? extends T> h, T x);"),
                "4 [WeakMetadataTypeMismatch]");
        assertOnly(
                compiler, state("void x(Host h, int x);", "void x(Host h, long x);"), "4 [WeakMetadataTypeMismatch]");
        assertOnly(
                compiler,
                state("int getX(Host h);", "default int x(Host h) { return 1; }", "void x(Host h, int x);"),
                "4 [WeakMetadataSecondGetter]");
    }

    @ParameterizedTest
    @EnumSource
    void weakAndMemoizedInWrongPlaces(Compiler compiler) {
        assertOnly(
                compiler,
                state("int x(Host h);", "@Weak boolean hasX(Host h);", "@Weak static Host y(Host h) { return h; }"),
                "4 [WeakMetadataWeakNotGetter]",
                "5 [WeakMetadataWeakNotGetter]");
        assertOnly(
                compiler,
                state("int x(@Weak Host h);", "default int own(@Weak Host h) { return 1; }"),
                "3 [WeakMetadataWeakParameter]",
                "4 [WeakMetadataWeakParameter]");
        assertOnly(
                compiler,
                state(
                        "@Memoized default int a(@Weak Host h) { return 1; }",
                        "@Memoized default int b(Host h, @Weak int i) { return 1; }",
                        "@Memoized default int c(Host h, @Weak String s) { return 1; }",
                        "@Memoized default int d(Host h, int... i) { return 1; }",
                        "@Memoized static int e(Host h) { return 1; }",
                        "@Memoized private int f(Host h) { return 1; }"),
                "3 [WeakMetadataWeakParameter]",
                "4 [WeakMetadataWeakWithoutIdentity]",
                "5 [WeakMetadataWeakWithoutIdentity]",
                "6 [WeakMetadataMemoizedArray]",
                "7 [WeakMetadataMemoizedWithoutBody]",
                "8 [WeakMetadataMemoizedWithoutBody]");
        assertOnly(
                compiler,
                state(
                        "@Memoized default int a(int i) { return 1; }",
                        "@Memoized(results = Memoized.Results.SOFT) default int b(String s) { return 1; }",
                        "@Memoized(results = Memoized.Results.WEAK) default Integer c(String s) { return 1; }",
                        "@Memoized(results = Memoized.Results.WEAK) default Optional<Host> d(Host s) { return null; }",
                        "@Memoized(results = Memoized.Results.SOFT) default Object e(@Weak String s) { return 1; }"),
                "3 [WeakMetadataMemoizedStrong] a(int) has no host, since int has no identity, and would keep its results for ever; write `@Memoized(results = Memoized.Results.SOFT)`, and return Integer",
                "4 [WeakMetadataMemoizedPrimitive]",
                "5 [WeakMetadataMemoizedWeakResult]",
                "6 [WeakMetadataMemoizedWeakResult]",
                "7 [WeakMetadataWeakWithoutIdentity]");
        assertOnly(
                compiler,
                "interface Plain {\n@Memoized default int a(Host h) { return 1; }\nHost x(@Weak Host h);\n@Weak Host y(Host h);\n}\n",
                "2 [WeakMetadataOutside] @Memoized on a",
                "3 [WeakMetadataOutside] @Weak on h",
                "4 [WeakMetadataOutside] @Weak on y");
        assertOnly(
                compiler,
                "@WeakMetadata(@Property(name = \"x\", type = int.class))\nclass Thing {\n@Weak Object y(Host h) { return h; }\n}\n",
                "3 [WeakMetadataOutside]");
        if (compiler == Compiler.JAVAC) { // ECJ does not tell; found by FuzzTest: the error had no place
            assertOnly(
                    compiler,
                    "@interface A {}\nrecord Pair(@A Object a, @Memoized Object b) {}\n",
                    "2 [WeakMetadataOutside] @Memoized on b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void inheritedMethodsAreReportedAtTheInterface(Compiler compiler) {
        assertOnly(
                compiler,
                state("int x(Host h);").replace("State {", "State extends Base {")
                        + "interface Base { void y(Host h); int z(String s); }\n",
                "2 [WeakMetadataInvalidHost] String cannot be the host of Base.z(String)",
                "2 [WeakMetadataUnknownMethod] Base.y(Host)");
        assertOnly(
                compiler,
                "@WeakMetadata\ninterface State extends Comparable<State>, Cloneable, Runnable {\nint x(Host h);\n}\n",
                "2 [WeakMetadataNoHost] Runnable.run()");
    }

    /** Where there is no package, a hidden type has no name at all. */
    @ParameterizedTest
    @EnumSource
    void hiddenTypesWithoutAPackage(Compiler compiler) {
        String base = "interface Base {\nint x(Host h);\n}\n";
        for (String declaration : new String[] {
            "@dev.weakmetadata.WeakMetadata\ninterface State extends Base {\nclass Host {}\n}\n",
            "@dev.weakmetadata.WeakMetadata\ninterface State<Host> extends Base {\n}\n"
        }) {
            Compiler.Result result = compiler.task()
                    .source("class Host {}\n")
                    .source(base)
                    .source("State.java", declaration)
                    .compile();
            assertThat(result.errors()).as(result.messages()).hasSize(1);
            assertThat(result.errors().get(0).getLineNumber()).isEqualTo(2);
            assertThat(result.messages())
                    .contains(
                            "[WeakMetadataInaccessibleType] Base.x(Host) mentions Host, which the generated class in package without a name cannot see; a member type or type variable that it inherits has the same name: rename one of them, or put them in a package");
        }
        compiler.strictTask()
                .source("class Host {}\n")
                .source(base)
                .source(
                        "State.java",
                        "@dev.weakmetadata.WeakMetadata\ninterface State extends Base {\nint Host = 1;\n}\n")
                .compile()
                .expectClean();
    }

    @ParameterizedTest
    @EnumSource
    void namesOfGeneratedClasses(Compiler compiler) {
        List<String> messages = messages(
                compiler,
                "class Outer {\n@WeakMetadata\ninterface Inner { int x(Host h); }\n}\n@WeakMetadata\ninterface Outer_Inner { int x(Host h); }\n");
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0))
                .contains("3 [WeakMetadataNameTaken] WeakMetadata_Outer_Inner")
                .contains("test.Outer_Inner");
        assertThat(messages.get(1))
                .contains("6 [WeakMetadataNameTaken] WeakMetadata_Outer_Inner")
                .contains("test.Outer.Inner");
        assertOnly(
                compiler,
                "class Outer {\nprivate static class Middle {\n@WeakMetadata(@Property(name = \"x\", type = int.class))\nstatic class Inner {}\n}\n}\n",
                "4 [WeakMetadataPrivateType] Inner cannot be seen by the class to be generated, because Middle is private");
    }

    @ParameterizedTest
    @EnumSource
    void propertiesOfClasses(Compiler compiler) {
        for (String name : new String[] {"", "1", "a b", "int", "_", "true", "has", "delete"}) {
            assertOnly(
                    compiler,
                    "@WeakMetadata(@Property(name = \"%s\", type = int.class))\nclass Thing {}\n".formatted(name),
                    "1 [WeakMetadataPropertyName] \"%s\" is no name".formatted(name));
        }
        for (String type : new String[] {"void.class", "List.class", "Map.Entry[].class"}) {
            assertOnly(
                    compiler,
                    "@WeakMetadata(@Property(name = \"x\", type = %s))\nclass Thing {}\n".formatted(type),
                    "1 [WeakMetadataPropertyType]");
        }
        assertOnly(
                compiler,
                "@WeakMetadata({\n@Property(name = \"x\", type = int.class),\n@Property(name = \"x\", type = long.class),\n@Property(name = \"updateX\", type = IntUnaryOperator.class),\n@Property(name = \"1\", type = void.class)})\nclass Thing {}\n",
                "3 [WeakMetadataPropertyTwice] the accessor x of the property x is generated for the property x too",
                "4 [WeakMetadataPropertyTwice] the accessor updateX of the property updateX is generated for the property x too",
                "5 [WeakMetadataPropertyName]",
                "5 [WeakMetadataPropertyType]");
        assertOnly(compiler, "@WeakMetadata({})\nclass Thing {}\n", "1 [WeakMetadataNoProperties]");
    }

    @ParameterizedTest
    @EnumSource
    void aSourceThatCannotBeWritten(Compiler compiler) {
        Compiler.Result result = compiler.task()
                .files(ReadOnly::new)
                .source(Behaviour.header() + state("int x(Object host);"))
                .compile();
        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .contains("[WeakMetadataNotWritten] test.WeakMetadata_State could not be written: ")
                .contains("the disk is full");
    }

    /** Nor does any other failure throw into the compiler. */
    @ParameterizedTest
    @EnumSource
    void anUnexpectedFailure(Compiler compiler) {
        Compiler.Result result = compiler.task()
                .withoutProcessor()
                .processor(new WithoutFiler())
                .source(Behaviour.header() + state("int x(Object host);"))
                .compile();
        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .contains("[WeakMetadataNotWritten] test.WeakMetadata_State")
                .contains("no filer");
    }

    private static final class ReadOnly extends ForwardingJavaFileManager<JavaFileManager> {
        ReadOnly(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) throws IOException {
            if (kind == JavaFileObject.Kind.SOURCE) {
                throw new IOException("the disk is full");
            }
            return super.getJavaFileForOutput(location, className, kind, sibling);
        }
    }

    /** Our processor in an environment that fails it. */
    @SupportedAnnotationTypes("dev.weakmetadata.WeakMetadata")
    private static final class WithoutFiler extends AbstractProcessor {
        private final WeakMetadataProcessor processor = new WeakMetadataProcessor();

        @Override
        public void init(ProcessingEnvironment environment) {
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("getFiler")) {
                            throw new IllegalStateException("no filer");
                        }
                        return method.invoke(environment, arguments);
                    }));
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }
    }
}
