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
                "5 [WeakMetadataNoSuchProperty] hasY(Host): there is no property or memoized function y of Host; declare it by a getter `T y(Host host)`; the nearest is hasX",
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
                "10 [WeakMetadataNoSuchProperty] hasNothingLikeThat(Host): there is no property or memoized function nothingLikeThat of Host; declare it by a getter `T nothingLikeThat(Host host)`; the nearest is has",
                "11 [WeakMetadataNameClash] updateSize(Host, IntUnaryOperator): size is a memoized function of Host",
                "6 [WeakMetadataNoSuchProperty] deleteClick(Host): there is no property or memoized function click of Host; did you mean deleteClicks?",
                "7 [WeakMetadataNoSuchProperty] updateCliks(Host, IntUnaryOperator): there is no property or memoized function cliks of Host; did you mean updateClicks?",
                "8 [WeakMetadataNoSuchProperty] hasSizes(Host): there is no property or memoized function sizes of Host; did you mean hasSize?",
                "9 [WeakMetadataNoSuchProperty] hasLongName(Host): there is no property or memoized function longName of Host; its host is Other");
    }

    /** What the user meant may exist: for another host, or with a body. */
    @ParameterizedTest
    @EnumSource
    void whatExistsElsewhere(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "@Memoized default int layout(Object o) { return 1; }",
                        "int layou(Host h);",
                        "boolean hasLayout(Host h);",
                        "@Memoized default int f(Object o) { return 1; }",
                        "boolean hasF(Host h);",
                        "int updateF(Host h, IntUnaryOperator op);"),
                "5 [WeakMetadataNoSuchProperty] hasLayout(Host): there is no property or memoized function layout of Host; its host is Object, and host types are separate even if one extends the other",
                "7 [WeakMetadataNoSuchProperty] hasF(Host): there is no property or memoized function f of Host; its host is Object, and",
                "8 [WeakMetadataNoSuchProperty] updateF(Host, IntUnaryOperator): there is no property or memoized function f of Host; declare it by a getter `T f(Host host)`; the nearest is updateLayou");
        assertOnly(
                compiler,
                state(
                        "void x(Host h, int v);",
                        "void n(Other o, int v);",
                        "default int n(Host h) { return 1; }",
                        "boolean hasN(Host h);"),
                "6 [WeakMetadataNoSuchProperty] hasN(Host): there is no property or memoized function n of Host; n(Host) has a body and no setter");
        assertOnly(
                compiler,
                state("int x(Host h);", "default List<int[]> n(Host h) { return null; }", "boolean hasN(Host h);"),
                "5 [WeakMetadataNoSuchProperty] hasN(Host): there is no property or memoized function n of Host; n(Host) has a body and no setter, so it is your own method: add a setter `void n(Host host, List<int[]> value)`, or make it @Memoized");
    }

    @ParameterizedTest
    @EnumSource
    void functionsThatCouldBothBeMeant(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "@Memoized default int getSize(Host h, int i) { return 1; }",
                        "@Memoized default int size(Host h, int i) { return 2; }",
                        "@Memoized default int size(Host h) { return 3; }",
                        "boolean hasSize(Host h, int i);",
                        "boolean deleteSize(Host h, int i);",
                        "boolean hasSize(Host h);"),
                "6 [WeakMetadataTwoFunctions] hasSize(Host, int) may mean getSize(Host, int) or size(Host, int); rename one of them",
                "7 [WeakMetadataTwoFunctions] deleteSize(Host, int) may mean");
    }

    @ParameterizedTest
    @EnumSource
    void hostsThatAreNone(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "@Memoized default int f(Host h) { return 1; }",
                        "boolean hasG(int i);",
                        "boolean has(String s);",
                        "boolean delete(Thread t);"),
                "4 [WeakMetadataInvalidHost] int cannot be the host of hasG(int)",
                "5 [WeakMetadataInvalidHost] String cannot be the host of has(String)",
                "6 [WeakMetadataNoSuchHost] delete(Thread): no property or memoized function has the host Thread; the hosts are Host");
        assertOnly(
                compiler,
                state("int x(Host h);", "boolean delete(Thread t);"),
                "4 [WeakMetadataNoSuchHost] delete(Thread): no property or memoized function has the host Thread; the hosts are Host");
    }

    /** What does not exist is not suggested for another host, nor is a default method of another host or name. */
    @ParameterizedTest
    @EnumSource
    void nothingSimilarExists(Compiler compiler) {
        assertThat(messages(
                        compiler,
                        state(
                                "int x(Host h);",
                                "int clicks(Other o);",
                                "@Memoized default int clickz(Other o) { return 1; }",
                                "default int size(Host h) { return 1; }",
                                "default int n(Other o) { return 1; }",
                                "boolean hasClick(Host h);",
                                "boolean deleteN(Host h);",
                                "boolean has(Thread t);")))
                .containsExactly(
                        "10 [WeakMetadataNoSuchHost] has(Thread): no property or memoized function has the host Thread; the hosts are Host, Other",
                        "8 [WeakMetadataNoSuchProperty] hasClick(Host): there is no property or memoized function click of Host; declare it by a getter `T click(Host host)`; the nearest is hasX",
                        "9 [WeakMetadataNoSuchProperty] deleteN(Host): there is no property or memoized function n of Host; declare it by a getter `T n(Host host)`; the nearest is deleteX");
        assertThat(messages(
                        compiler,
                        state(
                                "@Memoized(results = Memoized.Results.SOFT) default Host parse(String s) { return null; }",
                                "boolean hasPars(String s);",
                                "boolean deletePars(Host h);")))
                .containsExactly(
                        "4 [WeakMetadataNoSuchProperty] hasPars(String): there is no property or memoized function pars of String; did you mean hasParse?",
                        "5 [WeakMetadataNoSuchProperty] deletePars(Host): there is no property or memoized function pars of Host; did you mean deleteParse?");
        assertOnly(
                compiler,
                state("int x(Host h);", "boolean hasY(String s);"),
                "4 [WeakMetadataInvalidHost] String cannot be the host of hasY(String)");
    }

    /** Whoever refers to what could not be declared is not to blame. */
    @ParameterizedTest
    @EnumSource
    void whatCouldNotBeDeclaredIsReportedOnce(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "int z(String s);",
                        "boolean hasZ(String s);",
                        "void y(Host h, int a, int b);",
                        "boolean deleteY(Host h);",
                        "@Memoized default int none() { return 1; }",
                        "boolean hasNone(Host h);"),
                "3 [WeakMetadataInvalidHost] String cannot be the host of z(String)",
                "5 [WeakMetadataUnknownMethod] y(Host, int, int)",
                "7 [WeakMetadataMemoizedWithoutParameter]");
    }

    @ParameterizedTest
    @EnumSource
    void resultsAndArgumentsOfReferences(Compiler compiler) {
        assertThat(messages(
                        compiler,
                        state(
                                "int x(Host h);",
                                "int hasX(Host h);",
                                "Boolean deleteY(Host h);",
                                "int has(Host h);",
                                "void delete(Host h);")))
                .containsExactly(
                        "4 [WeakMetadataNotBoolean] hasX(Host) must return boolean, not int; true says that the property is set",
                        "5 [WeakMetadataNotBoolean] deleteY(Host) must return boolean, not Boolean; true says that it was set",
                        "6 [WeakMetadataNotBoolean] has(Host) must return boolean, not int; true says that anything is set",
                        "7 [WeakMetadataNotBoolean] delete(Host) must return boolean, not void; true says that anything was set");
        assertThat(messages(
                        compiler,
                        state(
                                "int x(Host h);",
                                "@Memoized default int f(Host h, int i) { return 1; }",
                                "@Memoized default int g(Host h) { return 1; }",
                                "boolean hasX(Host h, int x);",
                                "boolean deleteF(Host h, String s);",
                                "boolean deleteG(Host h, String s);")))
                .containsExactly(
                        "6 [WeakMetadataArgumentsMismatch] hasX(Host, int): a property of Host takes other arguments; write hasX(Host)",
                        "7 [WeakMetadataArgumentsMismatch] deleteF(Host, String): f(Host, int) takes other arguments; write deleteF(Host) or deleteF(Host, int)",
                        "8 [WeakMetadataArgumentsMismatch] deleteG(Host, String): g(Host) takes other arguments; write deleteG(Host)");
        assertOnly(
                compiler,
                state(
                        "int x(Host h);",
                        "int updateX(Host h, UnaryOperator op);",
                        "int updateX(Host h, IntUnaryOperator op, int i);"),
                "4 [WeakMetadataUpdateShape]",
                "5 [WeakMetadataUpdateShape]");
    }

    /** Found by {@link FuzzTest}: javac fails to tell what such an interface extends, and says what is wrong later. */
    @ParameterizedTest
    @EnumSource
    void typeVariableThatIsExtendedAsAType(Compiler compiler) {
        // Without the option javac calls no processor once it has found such an error.
        Compiler.Result result = compiler.task()
                .options(compiler == Compiler.JAVAC ? new String[] {"--should-stop=ifError=FLOW"} : new String[0])
                .source(Behaviour.header() + """
                        @WeakMetadata
                        interface State<T extends List<T>> extends Middle<T> {
                            int x(Object host);
                        }
                        interface Middle<T extends List<T>> extends T<T> {}
                        """)
                .source(Behaviour.header() + "@WeakMetadata\ninterface Good { int x(Object host); }\n")
                .compile();
        assertThat(result.errors()).isNotEmpty();
        assertThat(result.messages()).doesNotContain("ClassCastException").doesNotContain("[WeakMetadata");
        assertThat(result.generatedSource("test.WeakMetadata_Good")).isNotEmpty();
    }

    /** As they are found they would come check by check. */
    @ParameterizedTest
    @EnumSource
    void errorsOfATypeInTheOrderOfItsMembers(Compiler compiler) {
        Compiler.Result result = compiler.task()
                .source("package test;\nclass Host {}\n")
                .source(Behaviour.header() + """
                        @WeakMetadata(@Property(name = "x", type = int.class))
                        interface State {
                            boolean hasNothing(Host h);
                            @Memoized int abs(Host h);
                            void x(Host h, @Weak Object v);
                            int y(String s);
                            int updateX(Host h, int n);
                            void setNone();
                        }
                        """)
                .source(Behaviour.header()
                        + "@WeakMetadata\ninterface Another { int y(int h); int none(); int z(String h); }\n")
                .compile();
        assertThat(result.errors().stream()
                        .filter(error -> error.getMessage(null).contains("[WeakMetadata"))
                        .map(error ->
                                error.getSource().getName().replaceFirst(".*/", "") + " " + error.getLineNumber()))
                .containsExactly(
                        "Another.java 12",
                        "Another.java 12",
                        "Another.java 12",
                        "State.java 11",
                        "State.java 13",
                        "State.java 14",
                        "State.java 15",
                        "State.java 16",
                        "State.java 17",
                        "State.java 18");
    }

    @ParameterizedTest
    @EnumSource
    void updatesThatAreNone(Compiler compiler) {
        assertOnly(
                compiler,
                state("int n(Host h);", "int updateN(IntUnaryOperator op);", "void updateM(UnaryOperator<String> op);"),
                "4 [WeakMetadataNoHost] updateN(IntUnaryOperator) has no host;",
                "5 [WeakMetadataNoHost] updateM(UnaryOperator<String>) has no host;");
        assertOnly(
                compiler,
                state("int num(Host h);", "int updatenum(Host h, IntUnaryOperator op);"),
                "4 [WeakMetadataUnknownMethod] updatenum(Host, IntUnaryOperator) is no operation on a property; call it updateNum, or make it default or static, with a body");
        assertOnly(
                compiler,
                state("int n(Host h);", "int updated(Host h, int v);"),
                "4 [WeakMetadataUnknownMethod] updated(Host, int) is no operation on a property; a setter returns void or State, and");
        assertOnly(
                compiler,
                "@WeakMetadata\ninterface State<T> {\nint n(Host h);\nState<String> n(Host h, int n);\n}\n",
                "4 [WeakMetadataUnknownMethod] n(Host, int) is no operation on a property; a setter returns void or State<T>, or make");
        assertOnly(
                compiler,
                state("int n(Host h);", "@Weak default Host g() { return null; }"),
                "4 [WeakMetadataWeakNotGetter] @Weak on g()");
    }

    /** A getter or a setter may stand alone, unless there is a half elsewhere that must be meant. */
    @ParameterizedTest
    @EnumSource
    void halfProperties(Compiler compiler) {
        assertOnly(
                compiler,
                state("String label(Host h);", "void lable(Host h, String v);"),
                "4 [WeakMetadataHalfProperty] lable(Host, String) sets the property lable of Host, which has no getter; label(Host) has no setter: did you mean label?");
        assertOnly(
                compiler,
                state("boolean isReady(Host h);", "void setRedy(Host h, boolean v);", "boolean hasReady(Host h);"),
                "4 [WeakMetadataHalfProperty] setRedy(Host, boolean) sets the property redy of Host, which has no getter; isReady(Host) has no setter: did you mean setReady?");
        assertOnly(
                compiler,
                state("default String label(Host h) { return \"\"; }", "void lable(Host h, String v);"),
                "4 [WeakMetadataHalfProperty] lable(Host, String) sets");
        assertOnly(
                compiler,
                state(
                        "int clicks(Host h);",
                        "int updateClicks(Host h, IntUnaryOperator op);",
                        "void click(Host h, int v);"),
                "5 [WeakMetadataHalfProperty] click(Host, int) sets");
        assertOnly(
                compiler,
                state("int labelss(Host h);", "int label(Host h);", "void labell(Host h, int v);"),
                "5 [WeakMetadataHalfProperty] labell(Host, int) sets the property labell of Host, which has no getter; label(Host) has no setter: did you mean label?");
        assertOnly(
                compiler,
                state("int clicks(Host h);", "void clicks(Host h, int v);", "boolean hasclicks(Host h);"),
                "5 [WeakMetadataHalfProperty] hasclicks(Host) reads the property hasclicks of Host, which has no setter; did you mean hasClicks?");
        assertOnly(
                compiler,
                state("int size(Host h);", "boolean deletesize(Host h);"),
                "4 [WeakMetadataHalfProperty] deletesize(Host) reads the property deletesize of Host, which has no setter; did you mean deleteSize?");
        assertOnly(
                compiler,
                state(
                        "int size(Host h);",
                        "int hassize(Host h);",
                        "boolean hassize(Object h);",
                        "boolean hasher(Host h);"));
        assertOnly(
                compiler,
                state("String getURL(Host h);", "void setUrl(Host h, String v);"),
                "4 [WeakMetadataHalfProperty] setUrl(Host, String) sets the property url of Host, which has no getter; did you mean setURL?");
        assertOnly(
                compiler,
                state("Other theme(Host h);", "void theme(Other o, Host h);"),
                "4 [WeakMetadataHalfProperty] theme(Other, Host) sets the property theme of Other, which has no getter; the host comes first: write theme(Host, Other)");
        assertOnly(compiler, state("void setOpen(Host h, Boolean v);", "boolean hasOpen(Host h);"));
        assertOnly(
                compiler,
                state(
                        "void ready(Host h, boolean v);",
                        "boolean hasReady(Host h);",
                        "boolean updateReady(Host h, UnaryOperator<Boolean> op);"));
        assertOnly(
                compiler,
                state("void setOpen(Host h, boolean v);", "boolean hasOpen(Host h);"),
                "4 [WeakMetadataHalfProperty] hasOpen(Host) tells whether somebody has set, even to false, the property open of Host, which has no getter; read it by `boolean isOpen(Host host)`");
        assertOnly(
                compiler,
                state("void ready(Host h, boolean v);", "boolean hasReady(Host h);", "boolean deleteReady(Host h);"),
                "4 [WeakMetadataHalfProperty] hasReady(Host) tells whether somebody has set, even to false, the property ready of Host, which has no getter; read it by `boolean ready(Host host)`");
        String sub = "class Sub extends Host {}\n";
        assertOnly(
                compiler,
                state("int y(Host h);", "void y(Sub s, int v);") + sub,
                "4 [WeakMetadataHalfProperty] y(Sub, int) sets the property y of Sub, which has no getter; y(Host) is of Host, and host types are separate even if one extends the other: use the same host in both");
        assertOnly(
                compiler,
                state("void y(Host h, int v);", "int y(Sub s);") + sub,
                "3 [WeakMetadataHalfProperty] y(Host, int) sets");
        assertOnly(
                compiler,
                state("int y(Host h);", "void y(Host h, int v);", "<S extends Sub> int y(S s);") + sub,
                "5 [WeakMetadataHalfProperty] y(S) reads the property y of Sub, which has no setter; y(Host, int) is of Host, and");
        assertOnly(
                compiler,
                "@WeakMetadata\ninterface State extends Base {}\ninterface Base {\nint y(Object h);\nvoid y(Host h, int v);\n}\n",
                "2 [WeakMetadataHalfProperty] Base.y(Host, int) sets");
    }

    /** What other APIs call our operations. */
    @ParameterizedTest
    @EnumSource
    void operationsByOtherNames(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "int clicks(Host h);",
                        "void clicks(Host h, int v);",
                        "@Memoized default int size(Host h) { return 1; }",
                        "boolean HasClicks(Host h);",
                        "boolean containsClicks(Host h);",
                        "boolean removeClicks(Host h);",
                        "boolean deletesize(Host h);",
                        "void putClicks(Host h, int v);",
                        "State withClicks(Host h, int v);",
                        "int incrementClicks(Host h);"),
                "10 [WeakMetadataHalfProperty] putClicks(Host, int) sets the property putClicks of Host, which has no getter; did you mean setClicks?",
                "11 [WeakMetadataHalfProperty] withClicks(Host, int) sets the property withClicks of Host, which has no getter; did you mean setClicks?",
                "12 [WeakMetadataHalfProperty] incrementClicks(Host) reads the property incrementClicks of Host, which has no setter; did you mean updateClicks?",
                "6 [WeakMetadataHalfProperty] HasClicks(Host) reads the property HasClicks of Host, which has no setter; did you mean hasClicks?",
                "7 [WeakMetadataHalfProperty] containsClicks(Host) reads the property containsClicks of Host, which has no setter; did you mean hasClicks?",
                "8 [WeakMetadataHalfProperty] removeClicks(Host) reads the property removeClicks of Host, which has no setter; did you mean deleteClicks?",
                "9 [WeakMetadataHalfProperty] deletesize(Host) reads the property deletesize of Host, which has no setter; did you mean deleteSize?");
        assertOnly(
                compiler,
                state("int clicks(Host h);", "void removeClicks(Host h);", "int clicks(Host h, int v);"),
                "4 [WeakMetadataUnknownMethod] removeClicks(Host) is no operation on a property; write `boolean deleteClicks(Host host)`, or make it",
                "5 [WeakMetadataUnknownMethod] clicks(Host, int) is no operation on a property; a setter returns void or State, or make it");
        assertOnly(
                compiler,
                state("int x(Host h);", "void remove(Host h);", "default int own() { return 1; }"),
                "4 [WeakMetadataUnknownMethod] remove(Host) is no operation on a property; a getter returns");
        // Words that merely begin like a verb, halves that are used, what a function has no operation for.
        assertOnly(
                compiler,
                state(
                        "int draw(Host h);",
                        "void draw(Host h, int v);",
                        "int withdraw(Host h);",
                        "int s(Host h);",
                        "int updates(Host h);",
                        "List<Other> sets(Host h);",
                        "int storey(Host h);",
                        "int y(Host h);",
                        "void putter(Host h, int v);",
                        "int ter(Host h);",
                        "String name(Host h);",
                        "String storeName(Host h);",
                        "int count(Host h);",
                        "void changeCount(Host h, int v);",
                        "int updateChangeCount(Host h, IntUnaryOperator op);",
                        "void storeCount(Host h, int v);",
                        "boolean hasStoreCount(Host h);",
                        "@Memoized default Other layout(Host h) { return null; }",
                        "void withLayout(Host h, Other v);",
                        "boolean removeLayout(Other o);",
                        "Other theme(Host h);",
                        "void theme(Thread t, Host v);"));
        assertOnly(
                compiler,
                state(
                        "int count(Host h);",
                        "void clearCount(Other o);",
                        "void clearSize(Host h);",
                        "default int size(Host h) { return 1; }",
                        "<T> int items(Map<T, Host> h);",
                        "<T> void removeItems(Map<T, Host> h);",
                        "boolean deleteCount(Host h);",
                        "void removeCount(Host h);"),
                "10 [WeakMetadataUnknownMethod] removeCount(Host) is no operation on a property; call deleteCount instead, or make it",
                "4 [WeakMetadataUnknownMethod] clearCount(Other) is no operation on a property; a getter returns",
                "5 [WeakMetadataUnknownMethod] clearSize(Host) is no operation on a property; a getter returns",
                "8 [WeakMetadataUnknownMethod] removeItems(Map<T, Host>) is no operation on a property; write `<T> boolean deleteItems(Map<T, Host> host)`, or make it");
        // Properties of their own, and those of other hosts.
        assertOnly(
                compiler,
                state(
                        "int clicks(Host h);",
                        "boolean containsClicks(Host h);",
                        "void containsClicks(Host h, boolean v);",
                        "boolean removeClicks(Other h);",
                        "boolean removeSize(Host h);",
                        "void withdraw(Host h, int v);"));
    }

    /** Each interface is told once what it does not inherit, also if it inherits two that disagree. */
    @ParameterizedTest
    @EnumSource
    void annotationsThatAreNotInherited(Compiler compiler) {
        String weak =
                "@WeakMetadata\ninterface Weakly { @Weak Other x(Host h); @Memoized default int f(Host h) { return 1; } }\n";
        String strong = "@WeakMetadata\ninterface Strongly { Other x(Host h); }\n";
        assertOnly(
                compiler,
                weak
                        + "@WeakMetadata\ninterface Sub extends Weakly { Other x(Host h); default int f(Host h) { return 2; } }\n"
                        + "@WeakMetadata\ninterface SubSub extends Sub {}\n",
                "4 [WeakMetadataMemoizedOverridden] f(Host) overrides the memoized function Weakly.f(Host), and",
                "4 [WeakMetadataWeakOverridden] x(Host) is not @Weak, as Weakly.x(Host) is, and holds its values strongly; declare it with @Weak, or");
        assertOnly(
                compiler,
                weak + strong + "@WeakMetadata\ninterface Both extends Strongly, Weakly {}\n",
                "6 [WeakMetadataWeakOverridden] Strongly.x(Host) is not @Weak, as Weakly.x(Host) is, and");
        assertOnly(compiler, weak + "@WeakMetadata\ninterface Sub extends Weakly { @Weak Other x(Host h); }\n");
    }

    /** What stands behind a value that cannot be a host need not be the host. */
    @ParameterizedTest
    @EnumSource
    void valuesThatAreNoHosts(Compiler compiler) {
        for (String members : List.of(
                "void log(String s, Runnable r);",
                "void fmt(String s, int[] a);",
                "void fmt(String s, Object... a);")) {
            assertThat(messages(compiler, state(members)))
                    .singleElement()
                    .asString()
                    .contains("[WeakMetadataInvalidHost]")
                    .doesNotContain("first parameter");
        }
    }

    /** The host comes first, and verbs of ours make no property. */
    @ParameterizedTest
    @EnumSource
    void parametersAndPrefixesThatMislead(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "int n(Host h);",
                        "void n(int v, Host h);",
                        "int k(Host h);",
                        "int updateK(IntUnaryOperator op, Host h);",
                        "@Memoized default Host w(int i, Host h) { return h; }",
                        "long updateTime(Host h);",
                        "void updateTime(Host h, long v);",
                        "Integer m(Host h);",
                        "int updateM(Host h, IntUnaryOperator op);"),
                "11 [WeakMetadataTypeMismatch] updateM(Host, IntUnaryOperator) uses IntUnaryOperator as the type of the property m, but m(Host) says Integer; write UnaryOperator<Integer>, and return Integer or void",
                "4 [WeakMetadataInvalidHost] int cannot be the host of n(int, Host), because int has no identity that a weak table could hold on to; the host comes first: let Host be the first parameter",
                "6 [WeakMetadataNoSuchProperty] updateK(IntUnaryOperator, Host): there is no property or memoized function k of IntUnaryOperator; the host comes first: let Host be the first parameter",
                "7 [WeakMetadataMemoizedStrong] w(int, Host) has no host, since int has no identity, and would keep its results for ever; if Host is the host, let it be the first parameter, or write",
                "8 [WeakMetadataNoSuchProperty] updateTime(Host): there is no property or memoized function time of Host; declare it by a getter `T time(Host host)`, or call its accessors getUpdateTime and setUpdateTime if updateTime is the property",
                "9 [WeakMetadataNoSuchProperty] updateTime(Host, long)");
    }

    @ParameterizedTest
    @EnumSource
    void anySubsetOfTheShapesIsFine(Compiler compiler) {
        String sub = "class Sub extends Host {}\n";
        for (String members : new String[] {
            "int x(Host h);",
            "void x(Host h, int v);",
            "void x(Host h, int v);boolean hasX(Host h);",
            "void x(Host h, int v);boolean deleteX(Host h);",
            "int x(Host h);boolean has(Host h);",
            "int x(Host h);int updateX(Host h, IntUnaryOperator op);",
            "void x(Host h, int v);int updateX(Host h, IntUnaryOperator op);int x(Sub h);void x(Sub h, int v);",
            "int x(Host h);int y(Host h);void z(Host h, int v);void a1(Host h, int v);int a2(Host h);",
            "int label(Host h);void lable(Host h, String v);", // another type: another property
            "int label(Host h);void label(Host h, int v);void labels(Host h, int v);",
            "int label(Host h);void labels(Host h, int v);int labels(Host h);",
            "int label(Host h);void lable(Other h, int v);",
            "int x(Host h);void x(Other h, int v);",
            "int x(Host h);void x(Host h, int v);int x(Sub h);void x(Sub h, int v);",
            "int x(Host h);int x(Sub h);int updateX(Sub h, IntUnaryOperator op);",
            "int x(Host h);int y(Sub h);void y(Sub h, int v);",
            "int x(Host h);int x(Other h);void x(Other h, int v);",
            "@SuppressWarnings(\"weakmetadata\") <T> T x(List<String> h);<T> void x(List<?> h, T v);",
            "void x(Host h, String... v);int y(Host[] h);",
            "@Memoized default int x(Host h, @Weak int[] v) { return 1; }",
            "int x(Host h);default int own(Host... hosts) { return hosts.length; }",
        }) {
            assertOnly(compiler, state(members) + sub);
        }
        assertOnly(
                compiler,
                "@WeakMetadata\ninterface State extends Getter, Setter {}\ninterface Getter { int x(Host h); }\ninterface Setter { void x(Host h, int v); }\n");
    }

    @ParameterizedTest
    @EnumSource
    void arraysThatEveryCallMakes(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "int x(Host... hosts);",
                        "boolean hasX(Host... hosts);",
                        "@Memoized default int f(Host h, @Weak String... s) { return 1; }"),
                "3 [WeakMetadataVarargs] the host hosts of x(Host...) is a new array with every call, so that nothing is ever found for it; declare it as `Host[] hosts`, and pass the same array again",
                "4 [WeakMetadataVarargs] the host hosts of hasX(Host...)");
    }

    @ParameterizedTest
    @EnumSource
    void typeVariablesThatTheHostSaysNothingOf(Compiler compiler) {
        assertOnly(
                compiler,
                state(
                        "<T> T a(Host h);",
                        "<T> void a(Host h, T value);",
                        "<K, V extends Number & Runnable> V b(List<K> h);",
                        "<K, V extends Number & Runnable> V updateB(List<K> h, UnaryOperator<V> change);",
                        "default <A, B> Map<A, List<B>> c(Set<A> h) { return Map.of(); }",
                        "<A, B> void c(Set<A> h, Map<A, List<B>> value);"),
                "3 [WeakMetadataFreeTypeVariable] a(Host): the host Host says nothing of T, so that what is set as one type may be read as another, and fails where it is used; write Object in place of T wherever the property has it, or mention T in the host",
                "5 [WeakMetadataFreeTypeVariable] b(List<K>): the host List says nothing of V, so that what is set as one type may be read as another, and fails where it is used; write Number in place of V",
                "7 [WeakMetadataFreeTypeVariable] c(Set<A>): the host Set says nothing of B, so that what is set as one type may be read as another, and fails where it is used; write a wildcard in place of B");
        // Told by the host, or by the bound of what is; what nobody sets; what the user knows of; what a body returns
        // for any T.
        assertOnly(
                compiler,
                state(
                        "<K, V> Function<K, V> a(Map<V, K[]> h);",
                        "<K, V> void a(Map<V, K[]> h, Function<K, V> value);",
                        "<V, L extends Map<? super L, V>> V b(L h);",
                        "<V, L extends Map<? super L, V>> void b(L h, V value);",
                        "<C extends List<B>, B extends Set<A>, A> A c(C h);",
                        "<C extends List<B>, B extends Set<A>, A> void c(C h, A value);",
                        "<T> T d(Host h);",
                        "@SuppressWarnings(\"weakmetadata\") <T> T e(Host h);",
                        "<T> void e(Host h, T value);",
                        "@Memoized default <T> List<T> f(Host h) { return List.of(); }"));
    }

    @ParameterizedTest
    @EnumSource
    void memoizedFunctionsThatAreOverridden(Compiler compiler) {
        String base =
                "@WeakMetadata\ninterface Base<H> {\n@Memoized default int m(H h, Class<? extends H> l) { return 1; }\n}\n";
        String head = "@WeakMetadata\ninterface State extends Base<Host> {\nint x(Host h);\n";
        assertOnly(compiler, head + "}\n" + base);
        assertOnly(
                compiler, head + "@Memoized default int m(Host h, Class<? extends Host> l) { return 2; }\n}\n" + base);
        assertOnly(
                compiler,
                head + "default int m(Host h, Class<? extends Host> l) { return 2; }\n}\n" + base,
                "4 [WeakMetadataMemoizedOverridden] m(Host, Class<? extends Host>) overrides the memoized function Base.m(Host, Class<? extends Host>), and is not remembered itself; add @Memoized, or @SuppressWarnings(\"weakmetadata\") if that is meant");
        assertOnly(
                compiler,
                "@WeakMetadata\ninterface State extends Middle {}\ninterface Middle extends Base {\nint m(Host h);\n}\n@WeakMetadata\ninterface Base {\n@Memoized default int m(Host h) { return 1; }\n}\n",
                "2 [WeakMetadataMemoizedOverridden] Middle.m(Host) overrides the memoized function Base.m(Host), and");
    }

    @ParameterizedTest
    @EnumSource
    void warningsCanBeSilenced(Compiler compiler) {
        String silent = "@SuppressWarnings({\"unused\", \"weakmetadata\"})\n";
        String members =
                "int y(Object o);\n#void y(Host h, int v);\n#int x(Host... hosts);\n#int e(Thread.State e);\n#default int m(Host h) { return 1; }\n";
        String head = "@WeakMetadata\ninterface State extends Base {\n";
        String base = "@WeakMetadata\ninterface Base {\n@Memoized default int m(Host h) { return 1; }\n}\n";
        assertThat(messages(compiler, head + members.replace("#", "") + "}\n" + base))
                .hasSize(4);
        assertOnly(compiler, head + members.replace("#", silent) + "}\n" + base);
        assertOnly(compiler, silent + head + members.replace("#", "") + "}\n" + base);
        assertOnly(
                compiler,
                "@WeakMetadata\ninterface State extends Middle {}\ninterface Middle extends Base {\n"
                        + members.replace("#", silent) + "}\n" + base);
        assertOnly(compiler, silent + "@WeakMetadata(@Property(name = \"x\", type = int.class))\nenum Color { RED }\n");
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
            "java.time.ZoneId",
            "Void"
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
        assertOnly(
                compiler,
                state("<T extends Integer> int x(T host);"),
                "3 [WeakMetadataInvalidHost] Integer cannot be the host of x(T), because Integer has no identity");
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
        assertOnly(
                compiler,
                state("int x(Host h);", "int y(Host h, int y);"),
                "4 [WeakMetadataUnknownMethod] y(Host, int) is no operation on a property; a setter returns void or State, and a memoized function is @Memoized, or make it default or static, with a body");
        assertOnly(
                compiler,
                state("int x(Host h);", "void y(Host h);"),
                "4 [WeakMetadataUnknownMethod] y(Host) is no operation on a property; a getter returns its value, and a setter takes it after the host, or make it default or static, with a body");
        assertOnly(
                compiler,
                state("int x(Host h);", "void y(Host h, int a, int b);"),
                "4 [WeakMetadataUnknownMethod] y(Host, int, int) is no operation on a property; write a getter `T x(Host host)`, a setter");
        assertOnly(compiler, state("int x(Host h);", "void x(int n);"), "4 [WeakMetadataNoHost] x(int) has no host;");
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
                        "default int x(Host h) throws IllegalStateException, AssertionError, FileNotFoundException { return 1; }",
                        "int updateX(Host h, IntUnaryOperator op) throws IOException;"));
        assertOnly(
                compiler,
                state(
                        "default int x(Host h) throws InterruptedException, IOException { return 1; }",
                        "int updateX(Host h, IntUnaryOperator op) throws FileNotFoundException, InterruptedException;"),
                "4 [WeakMetadataUpdateThrows] updateX(Host, IntUnaryOperator) calls the default getter x(Host), which throws IOException; declare that here too");
        assertOnly(
                compiler,
                state("int x(Host h);", "int updateX(Host h);"),
                "4 [WeakMetadataUpdateShape] updateX(Host) is no update of the property x; write `int updateX(Host host, IntUnaryOperator change)`, or void in front");
        assertOnly(
                compiler,
                state("Map<String, ?> x(Host h);", "int updateX(Host h, int x);"),
                "4 [WeakMetadataUpdateShape] updateX(Host, int) is no update of the property x; write `Map<String, ?> updateX(Host host, UnaryOperator<Map<String, ?>> change)`");
        assertOnly(
                compiler,
                state("int x(Host h);", "int updateX(Host h, LongUnaryOperator op);"),
                "4 [WeakMetadataTypeMismatch] updateX(Host, LongUnaryOperator) uses LongUnaryOperator as the type of the property x, but x(Host) says int; write IntUnaryOperator");
        assertOnly(
                compiler,
                state("byte x(Host h);", "byte updateX(Host h, IntUnaryOperator op);"),
                "4 [WeakMetadataTypeMismatch] updateX(Host, IntUnaryOperator) uses IntUnaryOperator as the type of the property x, but x(Host) says byte; write UnaryOperator<Byte>");
        assertOnly(
                compiler,
                state("int x(Host h);", "long updateX(Host h, IntUnaryOperator op);"),
                "4 [WeakMetadataTypeMismatch] updateX(Host, IntUnaryOperator) uses long as the type of the property x, but x(Host) says int; return int or void");
        assertOnly(
                compiler,
                state("Integer x(Host h);", "int updateX(Host h, IntUnaryOperator op);"),
                "4 [WeakMetadataTypeMismatch] updateX(Host, IntUnaryOperator) uses IntUnaryOperator as the type of the property x, but x(Host) says Integer; write UnaryOperator<Integer>");
        assertOnly(
                compiler,
                state("List<String> x(Host h);", "void updateX(Host h, UnaryOperator<List<Integer>> op);"),
                "4 [WeakMetadataTypeMismatch] updateX(Host, UnaryOperator<List<Integer>>) uses UnaryOperator<List<Integer>> as the type of the property x, but x(Host) says List<String>; write UnaryOperator<List<String>>");
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
                "4 [WeakMetadataWeakNotGetter] @Weak on hasX(Host), which",
                "5 [WeakMetadataWeakNotGetter] @Weak on y(Host), which");
        assertOnly(
                compiler,
                state(
                        "int x(@Weak Host h);",
                        "default int own(@Weak Host h) { return 1; }",
                        "void x(Host h, @Weak int x);"),
                "3 [WeakMetadataWeakParameter] @Weak on the parameter h of x(Host); only a further parameter of a memoized function can be @Weak: remove it here, for the host is held weakly anyway",
                "4 [WeakMetadataWeakParameter] @Weak on the parameter h of own(Host)",
                "5 [WeakMetadataWeakParameter] @Weak on the parameter x of x(Host, int); only a further parameter of a memoized function can be @Weak: remove it here, for the property's getter is the place for it");
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
                "4 [WeakMetadataWeakWithoutIdentity] @Weak on the parameter i of b(Host, int), whose type int has",
                "5 [WeakMetadataWeakWithoutIdentity] @Weak on the parameter s of c(Host, String), whose type String has",
                "6 [WeakMetadataMemoizedArray] the argument i of the memoized function d(Host, int...) is an array, which has no value equality; pass a List",
                "7 [WeakMetadataMemoizedWithoutBody] the memoized function e(Host) is no default method; write `default` in place of `static`",
                "8 [WeakMetadataMemoizedWithoutBody] the memoized function f(Host) is no default method; write `default` in place of `private`");
        assertOnly(
                compiler,
                state(
                        "@Memoized default int a(int i) { return 1; }",
                        "@Memoized(results = Memoized.Results.SOFT) default int b(String s) { return 1; }",
                        "@Memoized(results = Memoized.Results.WEAK) default Integer c(String s) { return 1; }",
                        "@Memoized(results = Memoized.Results.WEAK) default Optional<Host> d(Host s) { return null; }",
                        "@Memoized(results = Memoized.Results.SOFT) default Object e(@Weak String s) { return 1; }"),
                "3 [WeakMetadataMemoizedStrong] a(int) has no host, since int has no identity, and would keep its results for ever; write `@Memoized(results = Memoized.Results.SOFT)`, and return Integer",
                "4 [WeakMetadataMemoizedPrimitive] the result of b(String) is a primitive and cannot be held by results = SOFT; return Integer with `results = Memoized.Results.SOFT`",
                "5 [WeakMetadataMemoizedWeakResult]",
                "6 [WeakMetadataMemoizedWeakResult]",
                "7 [WeakMetadataWeakWithoutIdentity]");
        assertThat(messages(
                        compiler,
                        state(
                                "@Memoized(",
                                "results = Memoized.Results.STRONG) default Host a(int i) { return null; }",
                                "@Memoized default String b(int i) { return null; }",
                                "@Memoized",
                                "default int c(Host h, int[] i, int... j) { return 1; }")))
                .containsExactly(
                        "4 [WeakMetadataMemoizedStrong] a(int) has no host, since int has no identity, and would keep its results for ever; write `@Memoized(results = Memoized.Results.SOFT)` or WEAK",
                        "5 [WeakMetadataMemoizedStrong] b(int) has no host, since int has no identity, and would keep its results for ever; write `@Memoized(results = Memoized.Results.SOFT)`",
                        "7 [WeakMetadataMemoizedArray] the argument i of the memoized function c(Host, int[], int...) is an array, which has no value equality; pass a List, or annotate the parameter with @Weak to compare it by identity",
                        "7 [WeakMetadataMemoizedArray] the argument j of the memoized function c(Host, int[], int...) is an array, which has no value equality; pass a List");
        assertOnly(
                compiler,
                "interface Plain {\n@Memoized default int a(Host h) { return 1; }\nHost x(@Weak Host h);\n@Weak Host y(Host h);\n}\n",
                "2 [WeakMetadataOutside] @Memoized on Plain.a(Host), which is no method of a @WeakMetadata interface; annotate Plain with @WeakMetadata, even if an interface that extends it is annotated, or remove @Memoized",
                "3 [WeakMetadataOutside] @Weak on the parameter h of Plain.x(Host), which",
                "4 [WeakMetadataOutside] @Weak on Plain.y(Host), which");
        assertOnly(
                compiler,
                "@WeakMetadata(@Property(name = \"x\", type = int.class))\nclass Thing {\n@Weak Object y(Host h) { return h; }\nThing(@Weak Host h) {}\n}\n",
                "3 [WeakMetadataOutside] @Weak on Thing.y(Host), which is no method of a @WeakMetadata interface; move it to an interface with @WeakMetadata, the only place for it, or remove @Weak",
                "4 [WeakMetadataOutside] @Weak on the parameter h of Thing.Thing(Host), which");
        if (compiler == Compiler.JAVAC) { // ECJ does not tell; found by FuzzTest: the error had no place
            assertOnly(
                    compiler,
                    "@interface A {}\nrecord Pair(@A Object a, @Memoized Object b) {}\n",
                    "2 [WeakMetadataOutside] @Memoized on Pair.b(), which");
            assertOnly(
                    compiler,
                    "record Pair(@Weak Object a, Object b) {\n@Weak public Object b() { return b; }\n}\n",
                    "1 [WeakMetadataOutside] @Weak on Pair.b(), which",
                    "1 [WeakMetadataOutside] @Weak on the parameter a of Pair.Pair(Object, Object), which");
        }
    }

    /** The compiler lists annotations in any order. */
    @ParameterizedTest
    @EnumSource
    void annotationsOutsideInOneOrder(Compiler compiler) {
        String plain = "interface Plain {\n@Weak Host x(Host h);\n@Memoized default int y(Host h) { return 1; }\n}\n";
        Compiler.Result result = compiler.task()
                .source("package test;\nclass Host {}\n")
                .source(Behaviour.header() + plain)
                .compile();
        assertThat(result.messages()).containsSubsequence("@Weak on Plain.x", "@Memoized on Plain.y");
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

    /** A call of a default method says {@code State.super}, the header just {@code State}, where nothing hides it. */
    @ParameterizedTest
    @EnumSource
    void theInterfaceItselfIsHidden(Compiler compiler) {
        String members = "interface Members {\nclass State {}\n}\n";
        String state =
                "@dev.weakmetadata.WeakMetadata\ninterface State extends Members {\n%sint x(Object h)%s\nvoid x(Object h, int v);\n}\n";
        compiler.strictTask()
                .source(members)
                .source("State.java", state.formatted("", ";"))
                .compile()
                .expectClean();
        Compiler.Result result = compiler.task()
                .source(members)
                .source("State.java", state.formatted("default ", " { return 1; }"))
                .compile();
        assertThat(result.errors()).as(result.messages()).hasSize(1);
        assertThat(result.messages())
                .contains("State.java:3: [WeakMetadataInaccessibleType] x(Object) mentions State, which");
    }

    @ParameterizedTest
    @EnumSource
    void typesThatCannotBeSeen(Compiler compiler) {
        assertOnly(
                compiler,
                "class Outer<T> {\nclass Inner {}\nprivate static class Hidden extends Exception {}\n"
                        + state(
                                "int x(Host h);",
                                "<T extends Hidden> int bound(Host h);",
                                "int thrown(Host h) throws Hidden;",
                                "List<? super Hidden[]> result(Host h);",
                                "default Hidden own(Host h) { return null; }",
                                "List<? extends Hidden> upper(Host h);",
                                "int inner(Outer<Hidden>.Inner h);")
                        + "}\n",
                "11 [WeakMetadataInaccessibleType] upper(Host) mentions Outer.Hidden",
                "12 [WeakMetadataInaccessibleType] inner(Outer<Outer.Hidden>.Inner) mentions Outer.Hidden",
                "7 [WeakMetadataInaccessibleType] bound(Host) mentions Outer.Hidden, which the generated class in package test cannot see; make it accessible there",
                "8 [WeakMetadataInaccessibleType] thrown(Host) mentions Outer.Hidden",
                "9 [WeakMetadataInaccessibleType] result(Host) mentions Outer.Hidden");
        assertOnly(
                compiler,
                "class Outer {\nprivate static class Hidden {}\n@WeakMetadata\ninterface State<T extends List<Hidden>> {\nint x(Host h);\n}\n}\n",
                "4 [WeakMetadataInaccessibleType] State mentions Outer.Hidden, which the generated class in package test cannot see; make it accessible there");
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
                .contains(", is to be generated for test.Outer_Inner too; rename one of them");
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
    void namesOfTheUsersOwnClasses(Compiler compiler) {
        assertOnly(
                compiler,
                state("int x(Host h);") + "class WeakMetadata_State {}\n",
                "2 [WeakMetadataNameTaken] WeakMetadata_State, the class to be generated for State, exists already; rename one of them");
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
                "3 [WeakMetadataPropertyTwice] the property x is listed twice; rename or remove one of them",
                "4 [WeakMetadataPropertyTwice] the accessor updateX of the property updateX is generated for the property x too; rename or remove one of them",
                "5 [WeakMetadataPropertyName]",
                "5 [WeakMetadataPropertyType]");
        assertOnly(
                compiler,
                "@WeakMetadata({\n@Property(name = \"x\", type = int.class),\n@Property(name = \"X\", type = String.class)})\nclass Thing {}\n",
                "3 [WeakMetadataPropertyTwice] the accessor hasX of the property X is generated for the property x too");
        assertThat(
                        messages(
                                compiler,
                                "@WeakMetadata(@Property(name = \"x\", type = List[].class))\nclass Thing {}\n"
                                        + "@WeakMetadata\ninterface State {\n"
                                        + "@Memoized(results = Memoized.Results.WEAK) default String f(String s) { return s; }\n}\n"))
                .satisfiesExactly(
                        ofProperty ->
                                assertThat(ofProperty).endsWith("declare the getter `List<…>[] x(Thing host)` in it"),
                        ofResult -> assertThat(ofResult).endsWith("; write `results = Memoized.Results.SOFT`"));
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

    /** Found by {@link FuzzTest}: annotations where no annotation of that kind may stand are the compiler's to report. */
    @ParameterizedTest
    @EnumSource
    void annotationsOnWhatIsNoMethod(Compiler compiler) {
        for (String declaration :
                List.of("@Memoized\nclass X {}\n", "class X<@Weak T> {}\n", "class X { @Weak int x; }\n")) {
            Compiler.Result result =
                    compiler.task().source(Behaviour.header() + declaration).compile();
            assertThat(result.errors()).as(declaration).isNotEmpty();
            assertThat(result.messages()).as(declaration).doesNotContain("[WeakMetadata");
        }
    }
}
