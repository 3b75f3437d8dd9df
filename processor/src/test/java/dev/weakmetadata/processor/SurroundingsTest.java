package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile surroundings: missing and late types, other orders, modules, older outputs. */
class SurroundingsTest {
    private static final String STATE = Behaviour.header()
            + "@WeakMetadata\ninterface State {\n    Late x(LateHost host);\n\n    void x(LateHost host, Late value);\n}\n";
    private static final String THING =
            Behaviour.header() + "@WeakMetadata(@Property(name = \"late\", type = Late.class))\nclass Thing {}\n";

    @ParameterizedTest
    @EnumSource
    void typesThatAnotherProcessorGenerates(Compiler compiler) {
        compiler.strictTask()
                .processor(new Generating(Map.of(
                        "test.Late", "package test;\n\nclass Late {}\n",
                        "test.LateHost", "package test;\n\nclass LateHost {}\n",
                        "test.LateBase", "package test;\n\ninterface LateBase {\n    int y(LateHost host);\n}\n")))
                .source(STATE)
                .source(THING)
                .source(Behaviour.header() + "@WeakMetadata\ninterface Sub extends LateBase {}\n")
                .source(
                        Behaviour.header()
                                + "class Run {\n    static void run() {\n        LateHost host = new LateHost();\n        new WeakMetadata_State().x(host, new Late());\n        ThingMetadata.late(new Thing(), new Late());\n        new WeakMetadata_Sub().y(host);\n    }\n}\n")
                .compile()
                .expectClean()
                .run("test.Run");
    }

    /** Neither compiler has the generated class when it shows the interface first, and ECJ leaves it out of what is permitted. */
    @ParameterizedTest
    @EnumSource
    void sealedInterfaces(Compiler compiler) {
        String other =
                "final class Other implements State {\n    public int x(Object host) {\n        return 1;\n    }\n}\n";
        for (String permitted :
                new String[] {"WeakMetadata_State", "WeakMetadata_State, Other", "Other, WeakMetadata_State"}) {
            compiler.strictTask()
                    .source(Behaviour.header() + "@WeakMetadata\nsealed interface State permits " + permitted
                            + " {\n    int x(Object host);\n}\n\n"
                            + (permitted.contains("Other") ? other : ""))
                    .compile()
                    .expectClean();
        }
        for (String permits : new String[] {"", " permits Other"}) {
            Compiler.Result result = compiler.task()
                    .source(Behaviour.header() + "@WeakMetadata\nsealed interface State" + permits
                            + " {\n    int x(Object host);\n}\n\n" + other)
                    .compile();
            assertThat(result.messages())
                    .containsOnlyOnce(
                            "[WeakMetadataSealedInterface] State is sealed and does not permit the class to be generated; write `permits Other, WeakMetadata_State` or remove `sealed`");
        }
    }

    /** Nothing is generated for an interface with errors, so ECJ will not tell what is permitted before they are mended. */
    @Test
    void sealedInterfacesWithOtherErrors() {
        for (String permitted : new String[] {"Other", "Other, WeakMetadata_State"}) {
            Compiler.Result result = Compiler.JAVAC
                    .task()
                    .source(Behaviour.header() + "@WeakMetadata\nsealed interface State permits " + permitted
                            + " {\n    int x(Object host);\n\n    boolean hasZ(Object host);\n}\n\n"
                            + "abstract non-sealed class Other implements State {}\n")
                    .compile();
            assertThat(result.messages()).containsOnlyOnce("[WeakMetadataNoSuchProperty]");
            assertThat(result.messages().contains("[WeakMetadataSealedInterface]"))
                    .isEqualTo(permitted.equals("Other"));
        }
    }

    /** Nothing else in these interfaces is missing, so that each method alone makes its interface wait. */
    @ParameterizedTest
    @EnumSource
    void exceptionsThatAnotherProcessorGenerates(Compiler compiler) {
        String exception =
                "package late;\n\npublic class Late extends RuntimeException {\n    private static final long serialVersionUID = 1;\n}\n";
        for (String members : new String[] {
            "int x(Object host) throws late.Late;",
            "@Memoized default int x(Object host) throws late.Late { return 1; }",
            "@Weak default Object x(Object host) throws late.Late { return host; }",
            "default int x(Object host) throws late.Late { return 1; } void x(Object host, int value);",
            "default int x(Object host) throws late.Late { return 1; } int updateX(Object host, IntUnaryOperator change);",
        }) {
            compiler.strictTask()
                    .processor(new Generating(Map.of("late.Late", exception)))
                    .source(Behaviour.header() + "@WeakMetadata\ninterface State {\n    " + members + "\n}\n")
                    .source("package test;\n\nclass Run {\n    State state = new WeakMetadata_State();\n}\n")
                    .compile()
                    .expectClean();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOwnMethodMayMentionTheGeneratedClass(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Check.that(state.itself(new Object()) == state);
                """, """
                @WeakMetadata
                interface State {
                    int x(Object host);

                    int updateX(Object host, IntUnaryOperator change);

                    default WeakMetadata_State itself(Object host) {
                        return (WeakMetadata_State) this;
                    }
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void brokenUserCodeProducesOnlyTheCompilersErrors(Compiler compiler) {
        String[] broken = {
            STATE,
            THING,
            "@WeakMetadata\ninterface State extends Missing {\n    int x(Object host);\n}\n",
            "@WeakMetadata\ninterface State {\n    int x(Object host);\n    Missing<String> y(Object host);\n}\n",
            "@WeakMetadata\ninterface State {\n    int x(List<Missing> host);\n}\n",
            "@WeakMetadata\ninterface State {\n    <T extends Missing> int x(T host);\n}\n",
            "@WeakMetadata\ninterface State<T extends Missing> {\n    int x(T host);\n}\n",
            "@WeakMetadata\ninterface State<T extends Thread & Missing> {\n    int x(T host);\n}\n",
            "@WeakMetadata\ninterface State {\n    <T extends Runnable & Missing, U> int x(Map<T, U> host);\n}\n",
            "@WeakMetadata\ninterface State<T extends int> {\n    int x(T host);\n}\n",
            "@WeakMetadata\ninterface State<T extends Object[]> {\n    int x(T host);\n}\n",
            "@WeakMetadata\ninterface State {\n    <T extends int & Cloneable> int x(List<T> host);\n}\n",
            "@WeakMetadata\ninterface State {\n    <T extends boolean, U extends T> int x(Map<T, U> host);\n}\n",
            "@WeakMetadata\ninterface State {\n    @Memoized default int x(Object host) throws Missing { return 1; }\n}\n",
            "@WeakMetadata\ninterface State {\n    @Memoized(results = Missing.X) default int x(Object host) { return 1; }\n}\n",
            "@WeakMetadata(@Property(name = \"x\", type = Missing[].class))\nclass Thing {}\n",
            "@WeakMetadata(@Property(name = \"x\"))\nclass Thing {}\n",
            "@WeakMetadata(@Property(type = int.class))\nclass Thing {}\n",
            "@WeakMetadata(@Property(name = MISSING, type = int.class))\nclass Thing {}\n",
            "@WeakMetadata(@Property(name = 1, type = int.class))\nclass Thing {}\n",
            "@WeakMetadata(\"x\")\nclass Thing {}\n",
            "@WeakMetadata(value = {@Property(name = \"x\", type = int.class)}, access = Missing.X)\nclass Thing {}\n",
            "@WeakMetadata\ninterface State {\n    int x(Object host);\n    int x(Object host);\n}\n",
            "@WeakMetadata\ninterface State {\n    int x(Object host)\n}\n",
        };
        for (String source : broken) {
            String full = source.startsWith("package") ? source : Behaviour.header() + source;
            Compiler.Result result = compiler.task().source(full).compile();
            assertThat(result.success()).as(source).isFalse();
            assertThat(result.messages()).as(source).doesNotContain("[WeakMetadata");
            Compiler.Result without = compiler.task()
                    .withoutProcessor()
                    .options("-proc:none")
                    .source(full)
                    .compile();
            assertThat(result.errors()).as(source + result.messages()).hasSameSizeAs(without.errors());
        }
    }

    /** It is called {@code <any>}, and is seen by a processor only if javac goes on in spite of errors, as Error Prone asks for. */
    @Test
    void aTypeThatJavacHasNoNameFor() {
        Compiler.Result result = Compiler.JAVAC
                .task()
                .options("--should-stop=ifError=FLOW")
                .source(
                        Behaviour.header()
                                + "@WeakMetadata\ninterface State {\n    int x(Object host);\n    default int y(Thread<?> host) { return 1; }\n}\n")
                .compile();
        assertThat(result.messages())
                .contains("Thread does not take parameters")
                .doesNotContain("[WeakMetadata");
        assertThat(result.allGenerated()).containsOnlyKeys("test/WeakMetadata_State.java");
    }

    /** ECJ forgets what it complained of, and finds the generated class at fault too. */
    @ParameterizedTest
    @ValueSource(strings = {"@WeakMetadata", "@WeakMetadata(@Property(name = \"x\", type = int.class))"})
    void anInterfaceThatExtendsItself(String annotation) {
        Compiler.Result result = Compiler.JAVAC
                .task()
                .options("--should-stop=ifError=FLOW")
                .source(Behaviour.header() + annotation
                        + "\ninterface State extends State {\n    int x(Object host);\n}\n")
                .compile();
        assertThat(result.allGenerated()).isEmpty();
        assertThat(result.messages()).contains("cyclic inheritance").doesNotContain("[WeakMetadata");
    }

    /** Seen with javac only if it goes on in spite of errors; ECJ as above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "interface State extends Enum {",
                "interface State extends Middle {",
            })
    void anInterfaceThatExtendsAClass(String declaration) {
        Compiler.Result result = Compiler.JAVAC
                .task()
                .options("--should-stop=ifError=FLOW")
                .source(Behaviour.header() + "interface Middle extends Thread {}\n\n@WeakMetadata\n" + declaration
                        + "\n    int x(Object host);\n}\n")
                .compile();
        assertThat(result.messages()).contains("interface expected here").doesNotContain("[WeakMetadata");
        assertThat(result.allGenerated()).isEmpty();
    }

    /** As above. */
    @ParameterizedTest
    @ValueSource(strings = {"Base<?>", "Middle"})
    void anInterfaceThatExtendsAWildcard(String supertype) {
        Compiler.Result result = Compiler.JAVAC
                .task()
                .options("--should-stop=ifError=FLOW")
                .source(Behaviour.header() + "interface Base<T> {\n    int x(Object host);\n}\n\n"
                        + "interface Middle extends Base<? super String> {}\n\n@WeakMetadata\ninterface State extends "
                        + supertype + " {\n    int y(Object host);\n}\n")
                .compile();
        assertThat(result.messages()).contains("unexpected type").doesNotContain("[WeakMetadata");
        assertThat(result.allGenerated()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheBrokenTypeIsAbandoned(Compiler compiler) {
        Compiler.Result result = compiler.task()
                .source(Behaviour.header() + "@WeakMetadata\ninterface Good {\n    int x(Object host);\n}\n")
                .source(Behaviour.header() + "@WeakMetadata\ninterface Bad {\n    int x(String host);\n}\n")
                .compile();
        assertThat(result.allGenerated()).containsOnlyKeys("test/WeakMetadata_Good.java");
    }

    @Test
    void sameBytesForInputsInAnyOrderFromAnyCompiler() {
        String[] sources = {
            "package test;\n\nclass Host<T> {}\n",
            Behaviour.header()
                    + "interface Base<V> {\n    V b(Host<?> host);\n    V a(Host<?> host);\n    int a(Object host);\n}\n",
            Behaviour.header()
                    + "@WeakMetadata\ninterface State extends Base<String>, Comparable<State> {\n    default int compareTo(State other) { return 0; }\n    long z(Host<?> host);\n    void z(Host<?> host, long z);\n    @Memoized default List<? extends Number> m(Host<? super String> host, int n) { return List.of(n); }\n    boolean c(Object host);\n    <T extends Comparable<T>> T t(Host<T> host);\n}\n",
            Behaviour.header()
                    + "@WeakMetadata({@Property(name = \"a\", type = int.class), @Property(name = \"b\", type = Object[].class)})\nclass Thing<T> {}\n",
            Behaviour.header()
                    + "interface Outer {\n    @WeakMetadata\n    interface Inner {\n        int x(Outer host);\n    }\n}\n",
        };
        Map<String, String> expected = null;
        for (Compiler compiler : Compiler.values()) {
            for (boolean reversed : new boolean[] {false, true}) {
                Compiler.Task task = compiler.strictTask();
                for (String source : sources) {
                    task.source(source);
                }
                Map<String, String> generated = (reversed ? task.reversed() : task)
                        .compile()
                        .expectClean()
                        .allGenerated();
                assertThat(generated).hasSize(3);
                expected = expected == null ? generated : expected;
                assertThat(generated).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameBytesWhetherASuperinterfaceIsSourceOrClass(Compiler compiler) {
        String base = Behaviour.header()
                + "interface Base {\n    @Nullable String z(Object host);\n    int b(Object host);\n    int a(Object host, String... unused) throws IOException;\n}\n";
        String state = Behaviour.header()
                + "@WeakMetadata\ninterface State extends Base {\n    @Memoized default int a(Object host, @Weak String[] y) { return 1; }\n}\n";
        String replaced = base.replace("String... unused", "Object[] y");
        Compiler.Result first = compiler.task().source(replaced).compile().expectSuccess();
        String source = state.replace("@Weak String[]", "@Weak Object[]");
        String together = compiler.task()
                .source(replaced)
                .source(source)
                .compile()
                .expectSuccess()
                .generatedSource("test.WeakMetadata_State");
        String apart = compiler.task()
                .classPath(first.classes())
                .source(source)
                .compile()
                .expectSuccess()
                .generatedSource("test.WeakMetadata_State");
        // The names of parameters and, on JDK 17, type-use annotations are not in class files.
        assertThat(normalized(apart)).isEqualTo(normalized(together));
    }

    private static String normalized(String source) {
        return source.replace("@Nullable ", "")
                .replace("import org.jspecify.annotations.Nullable;\n", "")
                .replaceAll("\\b(arg0|host)\\b", "host")
                .replaceAll("\\b(arg1)\\b", "value");
    }

    /** Not for ECJ, whose filer lets nobody generate a class that is on the class path. */
    @ParameterizedTest
    @EnumSource(names = "JAVAC")
    void anOlderOutputOnTheClassPathIsNoClash(Compiler compiler) {
        String source = Behaviour.header() + "@WeakMetadata\ninterface State {\n    int x(Object host);\n}\n";
        Compiler.Result first = compiler.task().source(source).compile().expectSuccess();
        Compiler.Result second = compiler.task()
                .classPath(first.classes())
                .source(source)
                .compile()
                .expectSuccess();
        assertThat(second.allGenerated()).isEqualTo(first.allGenerated());
    }

    @Test
    void modulesWithAndWithoutTheGeneratedAnnotation() {
        String state = Behaviour.header().replace("import org.jspecify.annotations.Nullable;\n", "")
                + "@WeakMetadata\ninterface State {\n    int x(Object host);\n}\n";
        String without = Compiler.JAVAC
                .strictTask()
                .modular()
                .source("module test {\n    requires dev.weakmetadata.runtime;\n}\n")
                .source(state)
                .compile()
                .expectClean()
                .generatedSource("test.WeakMetadata_State");
        assertThat(without).doesNotContain("javax.annotation.processing").contains("@WeakMetadataGenerated");
        String with = Compiler.JAVAC
                .strictTask()
                .modular()
                .source("module test {\n    requires dev.weakmetadata.runtime;\n    requires java.compiler;\n}\n")
                .source(state)
                .compile()
                .expectClean()
                .generatedSource("test.WeakMetadata_State");
        assertThat(with).contains("@Generated(\"dev.weakmetadata.processor.WeakMetadataProcessor\")");
    }

    /** What annotates the public types of a module is no part of what they say, so that their readers need not read it. */
    @Test
    void publicTypesOfAModule() {
        String header = Behaviour.header().replace("import org.jspecify.annotations.Nullable;\n", "");
        Compiler.JAVAC
                .strictTask()
                .modular()
                .source("module test {\n    requires dev.weakmetadata.runtime;\n    exports test;\n}\n")
                .source(
                        header
                                + "/** Some. */\n@WeakMetadata(value = @Property(name = \"x\", type = int.class), access = Access.PUBLIC)\npublic class Thing {\n    /** One. */\n    public Thing() {}\n}\n")
                .source(
                        header
                                + "/** Some. */\n@WeakMetadata\npublic interface State {\n    /** One. @return it @param host of it */\n    @Weak\n    Thread x(Object host);\n\n    /** One. @return it @param host of it @param other of it */\n    @Memoized\n    default int f(Object host, @Weak Object other) {\n        return 1;\n    }\n}\n")
                .compile()
                .expectClean();
    }

    /** Whoever compiles several modules at once must say which one a file is for. */
    @Test
    void severalModulesAtOnce() throws IOException {
        Path directory = Files.createTempDirectory("weakmetadata");
        Path sources = directory.resolve("sources");
        for (String module : List.of("one", "two")) {
            Path internal = Files.createDirectories(sources.resolve(module).resolve("internal"));
            Files.writeString(
                    sources.resolve(module).resolve("module-info.java"),
                    "module " + module + " {\n    requires dev.weakmetadata.runtime;\n}\n");
            String name = "State" + module;
            Files.writeString(
                    internal.resolve(name + ".java"),
                    "package internal;\n\nimport dev.weakmetadata.WeakMetadata;\n\n@WeakMetadata(slots = true)\ninterface "
                            + name + " {\n    int x(" + name + " host);\n}\n");
        }
        StringWriter output = new StringWriter();
        JavaCompiler.CompilationTask task = Compiler.JAVAC
                .compiler()
                .getTask(
                        output,
                        null,
                        null,
                        List.of(
                                "--module-source-path",
                                sources.toString(),
                                "--module",
                                "one,two",
                                "--module-path",
                                Compiler.testClassPath().stream()
                                        .map(Path::toString)
                                        .collect(Collectors.joining(File.pathSeparator)),
                                "-d",
                                directory.toString()),
                        null,
                        null);
        task.setProcessors(List.of(new WeakMetadataProcessor()));
        assertThat(task.call()).describedAs(output.toString()).isTrue();
        assertThat(directory.resolve("one/internal/WeakMetadata_Stateone.class"))
                .exists();
        assertThat(directory.resolve("two/internal/WeakMetadata_Statetwo.class"))
                .exists();
        assertThat(directory.resolve("two/META-INF/weakmetadata/hosts/internal.Statetwo"))
                .hasContent("internal.Statetwo");
    }

    /** Generated code is of Java 17, as the runtime is. */
    @Test
    void anOlderSourceVersion() {
        for (String version : List.of("8", "11", "16")) {
            Compiler.Result result = Compiler.JAVAC
                    .task()
                    .withoutRelease()
                    .options("-source", version, "-target", version)
                    .source(
                            "package test;\n\n@dev.weakmetadata.WeakMetadata\ninterface Second {\n    int x(Object host);\n}\n")
                    .source(
                            "package test;\n\n@dev.weakmetadata.WeakMetadata\ninterface First {\n    int x(Object host);\n}\n")
                    .compile();
            assertThat(result.messages())
                    .containsOnlyOnce(
                            "First.java:4: [WeakMetadataSourceVersion] this is compiled for Java " + version
                                    + ", and what is generated needs Java 17; write `<maven.compiler.release>17</maven.compiler.release>` in the pom.xml, or `--release 17`, or more")
                    .doesNotContain("Second.java");
        }
    }

    /** Without any option Eclipse's compiler warns of unused constants, and of words in {@code @SuppressWarnings}. */
    @Test
    void generatedCodeIsCleanForEclipse() {
        Compiler.Result result = Compiler.ECJ
                .task()
                .source(Behaviour.header() + """
                @WeakMetadata
                interface State<T> {
                    int read(Object host);

                    List<T> list(Object host);

                    void list(Object host, List<T> value);

                    @Deprecated
                    Old<?> old(Old<?> host);

                    @Memoized
                    default Old<?> made(Object host, Old<?> argument, int i) {
                        return new Old<>();
                    }

                    <U> void varargs(List<U> host, List<U>... value);
                }

                @Deprecated
                class Old<T> {}
                """)
                .source(
                        Behaviour.header()
                                + "@WeakMetadata(value = @Property(name = \"x\", type = int.class), access = WeakMetadata.Access.PUBLIC)\npublic class Thing {}\n")
                .compile();
        assertThat(result.success()).isTrue();
        assertThat(result.problems())
                .isNotEmpty() // of unused imports
                .noneMatch(problem -> problem.getSource().getName().contains("Metadata"));
    }

    /** Of a compact source file, which no other file can refer to. */
    @Test
    @EnabledForJreRange(minVersion = 25)
    void membersOfAnImplicitClass() throws IOException {
        Path directory = Files.createTempDirectory("weakmetadata");
        Path file = Files.writeString(
                directory.resolve("Main.java"),
                "@dev.weakmetadata.WeakMetadata\ninterface State {\n    int x(Object host);\n}\n\nvoid main() {}\n");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = Compiler.JAVAC.compiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    manager,
                    diagnostics,
                    List.of("-d", directory.toString()),
                    null,
                    manager.getJavaFileObjects(file));
            task.setProcessors(List.of(new WeakMetadataProcessor()));
            assertThat(task.call()).isFalse();
        }
        assertThat(diagnostics.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .map(diagnostic -> diagnostic.getLineNumber() + " " + diagnostic.getMessage(Locale.ROOT)))
                .containsExactly(
                        "2 [WeakMetadataPrivateType] State cannot be seen by the class to be generated, because its file does not declare the class around it; move it to a file of its own");
    }

    @Test
    void deprecatedTypesAndMethodsAreTheUsersOwn() {
        Behaviour.run(
                Compiler.JAVAC,
                "",
                "@Deprecated\nclass Old {}\n",
                "@Deprecated(forRemoval = true)\nclass Older {}\n",
                "@Deprecated\nclass OldException extends Exception {\n    private static final long serialVersionUID = 1;\n}\n",
                "@SuppressWarnings(\"deprecation\")\n@WeakMetadata\ninterface Throwing {\n    @Memoized\n    default int f(Object host) throws OldException {\n        return 1;\n    }\n}\n",
                "@SuppressWarnings(\"deprecation\")\n@WeakMetadata\ninterface Bounded {\n    <T extends Old> int x(List<T> host);\n}\n",
                "@Deprecated\nclass Outer {\n    static class Inner {}\n}\n",
                "@Deprecated\n@java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)\n@interface Mark {}\n",
                "@SuppressWarnings({\"deprecation\", \"removal\"})\n@Deprecated\n@WeakMetadata(@Property(name = \"x\", type = Old.class))\nclass Thing {}\n",
                "@Deprecated\n@WeakMetadata(@Property(name = \"x\", type = int.class))\nclass OldThing {}\n",
                "@Deprecated\n@WeakMetadata\ninterface OldState {\n    int x(Object host);\n}\n",
                "@SuppressWarnings(\"deprecation\")\n@WeakMetadata\ninterface OldBound<T extends Old> {\n    int x(Object host);\n}\n",
                "@SuppressWarnings(\"deprecation\")\n@WeakMetadata\ninterface Nested {\n    Outer.Inner x(Object host);\n\n    @Mark Object[] y(Object host);\n}\n",
                "@Deprecated\nclass Around {\n    @WeakMetadata\n    interface State {\n        int x(Object host);\n    }\n}\n",
                "@SuppressWarnings({\"deprecation\", \"removal\"})\n@Deprecated\n@WeakMetadata\ninterface State<T extends Old> {\n    Old x(Older host);\n\n    void x(Older host, Old value);\n}\n",
                """
                @SuppressWarnings({"deprecation", "removal"})
                @WeakMetadata
                interface State2 {
                    @Deprecated
                    default int x(Older host) {
                        return 1;
                    }

                    @Deprecated
                    void x(Older host, int x);

                    int updateX(Older host, IntUnaryOperator change);
                }
                """);
    }

    @Test
    void aMissingClassFileIsLeftToTheCompiler() throws IOException {
        Compiler.Result library = Compiler.JAVAC
                .task()
                .source("package lib;\npublic interface Base {}\n")
                .source("package lib;\npublic interface Host extends Base {}\n")
                .compile()
                .expectSuccess();
        Files.delete(library.classes().resolve("lib/Base.class"));
        Compiler.Result result = Compiler.JAVAC
                .task()
                .classPath(library.classes())
                .source(Behaviour.header()
                        + "@WeakMetadata\ninterface State extends lib.Host {\n    int x(Object host);\n}\n")
                .compile();
        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .contains("class file for lib.Base not found")
                .doesNotContain("[WeakMetadata");
    }

    /** What kapt makes of an interface in Kotlin, where a default method has a static copy with its annotations. */
    @ParameterizedTest
    @EnumSource
    void kotlinsCopiesOfDefaultMethods(Compiler compiler) {
        String copied =
                "    @Memoized\n    static String a(%s self, Object host, @Weak Object other) { return null; }\n";
        Compiler.Result result = compiler.task()
                .source(Behaviour.header()
                        + "@WeakMetadata\ninterface State {\n    @Memoized default String a(Object host, @Weak Object other) { return null; }\n\n    final class DefaultImpls {\n"
                        + copied.formatted("State") + "    }\n}\n")
                .source(Behaviour.header()
                        + "interface Plain {\n    final class DefaultImpls {\n" + copied.formatted("Plain")
                        + "    }\n}\n")
                .compile();
        assertThat(result.errors())
                .hasSize(2)
                .allMatch(error -> error.getSource().getName().endsWith("Plain.java"));
        assertThat(result.messages()).contains("[WeakMetadataOutside]");
        assertThat(result.allGenerated()).containsOnlyKeys("test/WeakMetadata_State.java");
    }

    /** What kapt writes in the place of a type that does not exist yet, if it is not told to keep the name. */
    @ParameterizedTest
    @EnumSource
    void whatKaptDoesNotKnowIsMissing(Compiler compiler) {
        Compiler.Result result = compiler.task()
                .source("package error;\n\npublic final class NonExistentClass {}\n")
                .source(Behaviour.header()
                        + "@WeakMetadata\ninterface State {\n    int x(error.NonExistentClass host);\n}\n")
                .source(
                        Behaviour.header()
                                + "@WeakMetadata(@Property(name = \"late\", type = error.NonExistentClass.class))\nclass Thing {}\n")
                .compile()
                .expectSuccess();
        assertThat(result.allGenerated()).isEmpty();
        assertThat(result.messages()).doesNotContain("[WeakMetadata");
    }

    /**
     * What Gradle asks of an isolating processor, where no Gradle is at hand: it says so, each file that it writes has
     * one origin, the annotated type, and what is in one does not depend on other
     * annotated types.
     */
    @ParameterizedTest
    @EnumSource
    void isIsolatingForGradle(Compiler compiler) throws IOException {
        assertThat(resource("META-INF/gradle/incremental.annotation.processors"))
                .containsExactly(WeakMetadataProcessor.class.getName() + ",isolating");
        Map<String, String> annotated = Map.of(
                "test/WeakMetadata_State.java",
                STATE,
                "test/ThingMetadata.java",
                THING,
                "test/WeakMetadata_Outer_Inner.java",
                Behaviour.header()
                        + "class Outer {\n    @WeakMetadata\n    interface Inner extends Base<Outer> {\n        @Memoized default int n(Outer host, int n) { return n; }\n    }\n}\n",
                "test/OtherMetadata.java",
                Behaviour.header()
                        + "@WeakMetadata(value = @Property(name = \"x\", type = int.class), slots = true)\nclass Other {}\n");
        List<String> calls = new ArrayList<>();
        Map<String, String> together = isolated(compiler, annotated.values(), calls);
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "createSourceFile test.WeakMetadata_State from [test.State]",
                        "createSourceFile test.ThingMetadata from [test.Thing]",
                        "createSourceFile test.WeakMetadata_Outer_Inner from [test.Outer.Inner]",
                        "createSourceFile test.OtherMetadata from [test.Other]",
                        "createResource CLASS_OUTPUT  META-INF/weakmetadata/hosts/test.Other from [test.Other]");
        annotated.forEach((file, source) ->
                assertThat(isolated(compiler, List.of(source), calls)).containsEntry(file, together.get(file)));
    }

    /** What is generated for some sources, late types included; notes every call to the filer. */
    private static Map<String, String> isolated(Compiler compiler, Collection<String> sources, List<String> calls) {
        Compiler.Task task = compiler.task()
                .withoutProcessor()
                .processor(new Recording(calls))
                .processor(new Generating(Map.of(
                        "test.Late", "package test;\n\nclass Late {}\n",
                        "test.LateHost", "package test;\n\nclass LateHost {}\n")))
                .source(Behaviour.header() + "interface Base<H> {\n    int x(H host);\n}\n");
        sources.forEach(task::source);
        return task.compile().expectSuccess().allGenerated();
    }

    private static List<String> resource(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        for (URL url :
                Collections.list(WeakMetadataProcessor.class.getClassLoader().getResources(name))) {
            try (InputStream in = url.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("dev.weakmetadata."))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    /** The processor, with every call to its filer noted. */
    private static final class Recording extends AbstractProcessor {
        private final WeakMetadataProcessor processor = new WeakMetadataProcessor();
        private final List<String> calls;

        Recording(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public void init(ProcessingEnvironment environment) {
            Filer filer = environment.getFiler();
            Filer recording = proxy(Filer.class, (method, arguments) -> {
                Object[] origins = (Object[]) arguments[arguments.length - 1];
                String file = Arrays.stream(arguments, 0, arguments.length - 1)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
                calls.add(method.getName() + " " + file + " from " + Arrays.toString(origins));
                return method.invoke(filer, arguments);
            });
            processor.init(proxy(
                    ProcessingEnvironment.class,
                    (method, arguments) ->
                            method.getName().equals("getFiler") ? recording : method.invoke(environment, arguments)));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }

        private interface Call {
            Object to(Method method, Object[] arguments) throws ReflectiveOperationException;
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> call.to(method, arguments)));
        }
    }

    /** Generates some sources in the first round. */
    @SupportedAnnotationTypes("*")
    static final class Generating extends AbstractProcessor {
        private final Map<String, String> sources;
        private boolean done;

        Generating(Map<String, String> sources) {
            this.sources = sources;
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                sources.forEach((name, text) -> {
                    try (Writer writer =
                            processingEnv.getFiler().createSourceFile(name).openWriter()) {
                        writer.write(text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            return false;
        }
    }
}
