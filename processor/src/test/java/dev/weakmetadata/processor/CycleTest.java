package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the warning of a cycle says, and where, and when it does not; {@link CycleCorpusTest} has what it finds. */
class CycleTest {
    private static final String HANDLER = """
            class Host {}
            class Handler { Host host; }
            @WeakMetadata interface State { Handler handler(Host h); }
            """;

    private static Compiler.Task task(Compiler compiler, String declarations) {
        return compiler.task().source("test/State.java", Behaviour.header() + declarations);
    }

    /** Our own messages, as kind, line and text. */
    private static List<String> messages(Compiler.Result result) {
        long offset = Behaviour.header().lines().count();
        return result.problems().stream()
                .filter(problem -> problem.getMessage(null).contains("[WeakMetadata"))
                .map(problem -> problem.getKind() + " " + (problem.getLineNumber() - offset) + " " + text(problem))
                .toList();
    }

    private static String text(Diagnostic<? extends JavaFileObject> problem) {
        String message = problem.getMessage(null);
        return message.substring(message.indexOf('['));
    }

    private static String only(Compiler compiler, String declarations) {
        List<String> messages = messages(task(compiler, declarations).compile().expectSuccess());
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void ofAProperty(Compiler compiler) {
        assertThat(only(compiler, HANDLER))
                .startsWith("WARNING 3 [WeakMetadataCycle] the value of handler(Host) may lead back to its own host, "
                        + "which is then never collected: State.handler → Handler.host : Host; "
                        + "annotate the getter with @Weak, if something else holds the value, "
                        + "pass the Host to the methods of Handler instead of storing it, ")
                .endsWith("or write @SuppressWarnings(\"weakmetadata\") if the value is removed in time");
    }

    @ParameterizedTest
    @EnumSource
    void ofAResult(Compiler compiler) {
        assertThat(only(compiler, """
                class Host {}
                class Layout { Host host; }
                @WeakMetadata interface State {
                    @Memoized
                    default Layout layout(Host h) { return new Layout(); }
                }
                """))
                .contains("the result of layout(Host) may", "pass the Host to the methods of Layout", "results = SOFT")
                .doesNotContain("@Weak");
    }

    @ParameterizedTest
    @EnumSource
    void ofAnArgument(Compiler compiler) {
        assertThat(only(compiler, """
                class Host {}
                @WeakMetadata interface State {
                    @Memoized default boolean fits(
                        Host h,
                        Host other) { return true; }
                }
                """))
                .startsWith("WARNING 5 [WeakMetadataCycle] the argument other of fits(Host, Host) may")
                .contains("annotate the parameter with @Weak to compare it by identity")
                .doesNotContain("results = SOFT"); // of a primitive result
    }

    /** It stays as long as the result, however that is held: for ever if it is null. */
    @ParameterizedTest
    @EnumSource
    void ofAnArgumentOfAnObject(Compiler compiler) {
        for (String results : List.of("STRONG", "SOFT", "WEAK")) {
            assertThat(only(compiler, """
                    class Host {}
                    @WeakMetadata interface State {
                        @Memoized(results = Memoized.Results.%s)
                        default Thread name(Host h, Host other) { return null; }
                    }
                    """.formatted(results)))
                    .contains("the argument other of name(Host, Host) may")
                    .doesNotContain("results = SOFT");
        }
    }

    /** Which have a slot by nature. */
    @ParameterizedTest
    @EnumSource
    void notOfClassesAndTheirLoaders(Compiler compiler) {
        assertThat(messages(task(compiler, """
                class Loader extends ClassLoader {}
                @WeakMetadata interface State {
                    Class<?> type(Class<?> h);
                    ClassLoader parent(ClassLoader h);
                    Loader loader(Loader h);
                    Object types(Class<?>[] h);
                }
                """).compile().expectSuccess())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ofAGenericHost(Compiler compiler) {
        assertThat(only(compiler, """
                class Box<T> {}
                class Handler { Box<String> box; }
                @WeakMetadata interface State { Handler handler(Box<String> b); }
                """))
                .contains("State.handler → Handler.box : Box<String>", "pass the Box to the methods of Handler");
    }

    @ParameterizedTest
    @EnumSource
    void ofAClass(Compiler compiler) {
        assertThat(only(compiler, """
                @WeakMetadata({
                    @Property(name = "count", type = int.class),
                    @Property(
                        name = "next",
                        type = Thing.class)
                })
                class Thing {}
                """))
                .startsWith("WARNING 5 [WeakMetadataCycle] the property next may lead back")
                .contains("Thing.next : Thing; declare the property in an interface, by a getter with @Weak");
    }

    /** Not what has no identity, not what no host of the user's could have, not what would not help. */
    @ParameterizedTest
    @EnumSource
    void remediesThatDoNotFitAreNotGiven(Compiler compiler) {
        assertThat(only(compiler, """
                interface Host {}
                @WeakMetadata interface State { Optional<Host> maybe(Host h); }
                """))
                .endsWith("State.maybe : Optional<Host>; write @SuppressWarnings(\"weakmetadata\") if the value is"
                        + " removed in time");
        assertThat(only(compiler, """
                class Group { Thread[] members; }
                @WeakMetadata interface State { Group group(Thread t); }
                """)).contains("@Weak").doesNotContain("pass the", "WeakHost");
    }

    @ParameterizedTest
    @EnumSource
    void remediesThatFitOnlyHere(Compiler compiler) {
        assertThat(only(compiler, """
                class Host {}
                class Panel { Host host; class Listener {} }
                @WeakMetadata interface State { Panel.Listener listener(Host h); }
                """))
                .contains("Listener.this$0 → Panel.host : Host")
                .contains("make Listener static, pass the Host to the methods of Panel");
        assertThat(only(compiler, """
                class Host { class Listener {} }
                @WeakMetadata interface State { Host.Listener listener(Host h); }
                """)).contains("make Listener static");
        Compiler.Result result = task(compiler, HANDLER)
                .source("package dev.weakmetadata;\npublic interface WeakHost {}\n")
                .compile()
                .expectSuccess();
        assertThat(messages(result)).singleElement().asString().contains("let Host implement WeakHost");
    }

    @ParameterizedTest
    @EnumSource
    void ofAPropertyThatIsOnlySet(Compiler compiler) {
        assertThat(only(compiler, """
                class Host {}
                @WeakMetadata interface State { void twin(Host h, Host twin); }
                """)).contains("the value of twin(Host, Host) may", "; declare a getter with @Weak");
    }

    @ParameterizedTest
    @EnumSource
    void explainsOtherNames(Compiler compiler) {
        assertThat(only(compiler, """
                class Node {}
                class Host extends Node {}
                @WeakMetadata interface State { Node node(Host h); }
                """)).contains("State.node : Node (Host is a subtype of Node);");
        assertThat(only(compiler, """
                class Host {}
                class Special extends Host {}
                @WeakMetadata interface State { List<Special> all(Host h); }
                """)).contains("State.all : List<Special> (Special is a subtype of Host);");
    }

    @ParameterizedTest
    @EnumSource
    void inheritedIsReportedAtTheInterface(Compiler compiler) {
        assertThat(only(compiler, """
                class Host {}
                interface Base { Host twin(Host h); }

                @WeakMetadata interface State extends Base {}
                """))
                .startsWith("WARNING 4 ")
                .contains("the value of Base.twin(Host)", "State.twin : Host");
    }

    @ParameterizedTest
    @EnumSource
    void levels(Compiler compiler) {
        Compiler.Result off =
                task(compiler, HANDLER).options("-Aweakmetadata.cycles=off").compile();
        assertThat(messages(off.expectSuccess())).isEmpty();
        Compiler.Result warn =
                task(compiler, HANDLER).options("-Aweakmetadata.cycles=warn").compile();
        assertThat(messages(warn.expectSuccess()))
                .singleElement()
                .asString()
                .startsWith("WARNING 3 [WeakMetadataCycle]");
        Compiler.Result error =
                task(compiler, HANDLER).options("-Aweakmetadata.cycles=error").compile();
        assertThat(error.success()).isFalse();
        assertThat(messages(error)).singleElement().asString().startsWith("ERROR 3 [WeakMetadataCycle]");
    }

    @ParameterizedTest
    @EnumSource
    void unknownLevel(Compiler compiler) {
        for (String option : List.of("-Aweakmetadata.cycles=warning", "-Aweakmetadata.cycles")) {
            Compiler.Result result = task(compiler, HANDLER).options(option).compile();
            assertThat(result.success()).isFalse();
            assertThat(result.messages())
                    .contains("[WeakMetadataCyclesOption] -Aweakmetadata.cycles=")
                    .contains("is no level; write off, warn or error")
                    .doesNotContain("null");
        }
    }

    /** The user's own code is also what has been compiled before: only another project's supertypes do not count. */
    @ParameterizedTest
    @EnumSource
    void ownCodeThatIsCompiledAlready(Compiler compiler) {
        Path classes = Compiler.JAVAC
                .task()
                .withoutProcessor()
                .source("package com.example.model;\npublic class Node { private Node parent; }\n")
                .source("package com.example.model;\npublic class Leaf extends Node { private Box<Leaf> box; }\n")
                .source(
                        "package com.example.model;\npublic class Box<T> { private T content; class Lid {} Lid lid; }\n")
                .source("package com.example.model;\npublic class Lids { private Box<Leaf>.Lid lid; }\n")
                .compile()
                .expectSuccess()
                .classes();
        String state = """
                import com.example.model.*;
                import dev.weakmetadata.*;
                @WeakMetadata interface State { Node node(Leaf l); Lids lids(Leaf l); }
                """;
        Compiler.Result own = compiler.task()
                .classPath(classes)
                .source("com/example/app/State.java", "package com.example.app;\n" + state)
                .compile()
                .expectSuccess();
        assertThat(own.messages())
                .contains(
                        "State.node : Node (Leaf is a subtype of Node)",
                        "State.lids → Lids.lid → Lid.this$0 → Box.content : Leaf");
        Compiler.Result others = compiler.task()
                .classPath(classes)
                .source("com/other/State.java", "package com.other;\n" + state)
                .compile()
                .expectSuccess();
        assertThat(others.messages()).doesNotContain("[WeakMetadataCycle]");
    }

    /** What a class file mentions need not be there as long as nobody uses it. */
    @ParameterizedTest
    @EnumSource
    void classFilesThatAreMissing(Compiler compiler) throws IOException {
        Path classes = Compiler.JAVAC
                .task()
                .withoutProcessor()
                .source("package lib;\npublic class Gone {}\n")
                .source("package lib;\npublic class Goner {}\n")
                .source("package lib;\npublic interface Lost {}\n")
                .source("package lib;\npublic class Heir extends Goner implements Lost { Gone gone; }\n")
                .source("package lib;\npublic class Value { private Gone gone; private Heir heir; private Gone[] all; "
                        + "private java.util.List<Gone> list; }\n")
                .compile()
                .expectSuccess()
                .classes();
        for (String missing : List.of("Gone", "Goner", "Lost")) {
            Files.delete(classes.resolve("lib/" + missing + ".class"));
        }
        Compiler.Result result = compiler.task()
                .classPath(classes)
                .source(Behaviour.header()
                        + "class Host {}\n@WeakMetadata interface State { lib.Value value(Host h); }\n")
                .compile();
        assertThat(result.expectSuccess().messages()).doesNotContain("[WeakMetadata", "lib.");
    }

    /** What is known of a type in one round may be out of date in the next. */
    @ParameterizedTest
    @EnumSource
    void typesThatAreGeneratedLater(Compiler compiler) {
        Compiler.Result result = task(compiler, """
                class Host {}
                class Value { Generated generated; }
                @WeakMetadata interface Early { Value value(Host h); }
                @WeakMetadata interface Late { Value value(Host h); Generated generated(Thread t); }
                """)
                .processor(new SurroundingsTest.Generating(
                        Map.of("test.Generated", "package test;\nclass Generated { Host host; }\n")))
                .compile()
                .expectSuccess();
        assertThat(messages(result))
                .singleElement()
                .asString()
                .contains("Late.value → Value.generated → Generated.host : Host");
    }

    @ParameterizedTest
    @EnumSource
    void typesThatMayBeTheHost(Compiler compiler) {
        assertThat(only(compiler, """
                class Box<T> {}
                class Handler { Box<?> box; }
                @WeakMetadata interface State { Handler handler(Box<String> b); }
                """)).contains("State.handler → Handler.box : Box<?>;");
        assertThat(only(compiler, """
                class Host {}
                class Special extends Host {}
                class Group { Special[] members; }
                @WeakMetadata interface State { Group group(Host[] h); }
                """)).contains("State.group → Group.members : Special[];");
    }

    @ParameterizedTest
    @EnumSource
    void typesThatAreNotTheHost(Compiler compiler) {
        Compiler.Result result = task(compiler, """
                class Host {}
                class Box<T> {}
                class Handler { Box<long[]> box; }
                class Group { Thread[] members; }
                sealed interface Shape<T> permits Round, Named {}
                non-sealed interface Round<T> extends Shape<T> {}
                final class Named<N, T> implements Supplier<N>, Shape<T> {
                    N name;
                    public N get() { return name; }
                }
                @WeakMetadata interface State {
                    Handler handler(Box<int[]> b);
                    Group group(Host[] h);
                    Shape<Host> shape(Host h);
                }
                """).compile().expectSuccess();
        assertThat(messages(result)).isEmpty();
    }

    /** Their thread is one that computes, and their keys are weak. */
    @ParameterizedTest
    @EnumSource
    void tablesAndCollectionsOfOursHoldNoHost(Compiler compiler) {
        Compiler.Result result = task(compiler, """
                class Holder { WeakMetadata_Other other; }
                @WeakMetadata interface State {
                    Holder holder(Thread h);
                    void holder(Thread h, Holder v);
                    WeakMap<Thread, String> map(Thread h);
                    void map(Thread h, WeakMap<Thread, String> v);
                }
                @WeakMetadata interface Other { int x(Thread h); }
                """).compile().expectSuccess();
        assertThat(messages(result)).isEmpty();
    }

    /** Nor is what is harmless for one host harmless for all. */
    @ParameterizedTest
    @EnumSource
    void typesThatHaveBeenWalkedForAnotherHost(Compiler compiler) {
        Compiler.Result result = task(compiler, """
                class Node {}
                class Host extends Node {}
                class Special extends Host {}
                class Inner { Host host; }
                class Outer { Inner inner; }
                class OfSubtype { Special special; }
                class OfSupertype { Node node; }
                class OfArray { Host[] hosts; }
                @WeakMetadata interface State {
                    Inner inner(Thread t);
                    Outer outer(Thread t);
                    OfSubtype sub(Thread t);
                    OfSupertype sup(Thread t);
                    OfArray array(Thread t);
                    Outer outer(Host h);
                    OfSubtype sub(Host h);
                    OfSupertype sup(Host h);
                    OfArray array(Host[] h);
                }
                """).compile().expectSuccess();
        assertThat(messages(result))
                .extracting(message -> message.replaceFirst("(?s).*?collected: (.*?);.*", "$1"))
                .containsExactlyInAnyOrder(
                        "State.outer → Outer.inner → Inner.host : Host",
                        "State.sub → OfSubtype.special : Special (Special is a subtype of Host)",
                        "State.sup → OfSupertype.node : Node (Host is a subtype of Node)",
                        "State.array → OfArray.hosts : Host[]");
    }

    /** The verdict does not depend on whether private fields of the JDK can be seen. */
    @ParameterizedTest
    @EnumSource
    void privateFieldsOfTheJdk(Compiler compiler) {
        String declarations = """
                import java.awt.*;
                import javax.swing.*;
                @WeakMetadata interface State {
                    Thread thread(ClassLoader l);
                    ClassLoader loader(Module m);
                    JDialog dialog(JLabel l);
                    JTable table(Frame f);
                }
                """;
        String state = "package test;\nimport dev.weakmetadata.*;\n" + declarations;
        Compiler.Task hidden = compiler.task().source("test/State.java", state);
        assertThat(messages(hidden.compile().expectSuccess())).isEmpty();
        Compiler.Task visible = compiler.task().withoutRelease().source("test/State.java", state);
        assertThat(messages(visible.compile().expectSuccess())).isEmpty();
    }

    /** Types that refer to each other in more ways than could be walked. */
    @ParameterizedTest
    @EnumSource
    void endsWithTypesThatExplode(Compiler compiler) {
        String declarations = """
                class Host {}
                class A<X, Y, Z> { A<A<X, Y, Z>, B<Y, Z>, X> a; B<A<Y, Y, X>, B<Z, Z>> b; A<Z, X, Y>[] c; List<A<B<X, Y>, Y, List<Z>>> d; }
                class B<X, Y> { A<X, Map<X, Y>, B<Y, X>> a; B<Set<X>, B<Y, Y>> b; }
                class C<X extends C<? super X>> { C<? extends C<?>> c; C<X> x; }
                @WeakMetadata interface State { A<String, Integer, Long> a(Host h); C<?> c(Host h); }
                """;
        assertThat(messages(task(compiler, declarations).compile().expectSuccess()))
                .isEmpty();
    }
}
