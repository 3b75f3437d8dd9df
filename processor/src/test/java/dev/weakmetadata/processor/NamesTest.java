package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.Arguments;
import dev.weakmetadata.MetadataEntry;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that clash with what is generated, unless it gives way. */
class NamesTest {
    @ParameterizedTest
    @EnumSource
    void propertiesCalledLikeMembersOfGeneratedCode(Compiler compiler) {
        String[] names = {
            "hash",
            "next",
            "get",
            "clear",
            "value",
            "host",
            "table",
            "entry",
            "word",
            "word0",
            "words",
            "current",
            "changed",
            "encoded",
            "result",
            "anySet",
            "seal",
            "enqueue",
            "refersTo",
            "objects",
            "objectEntry",
            "ObjectEntry",
            "Words",
            "Objects",
            "Memos",
            "java",
            "dev",
            "test",
            "notify",
            "wait",
            "getClass",
            "clone",
            "finalize",
            "WORD0",
            "int_",
            "class_",
            "x",
            "X",
            "größe",
            "名前",
            "_a",
            "$b",
            "update",
            "change",
            "this_",
            "State",
            "String",
            "Override",
            "Object",
            "set",
            "is",
            "enqueued",
            "of",
            "e",
            "E",
        };
        StringBuilder members = new StringBuilder();
        StringBuilder run = new StringBuilder("State state = new WeakMetadata_State();\nObject host = new Object();\n");
        Set<String> operations = new HashSet<>();
        int n = 0;
        for (String name : names) {
            String type = new String[] {"int", "String", "long", "boolean"}[n % 4];
            String value = new String[] {"5", "\"s\"", "6L", "true"}[n % 4];
            String box = new String[] {"Integer", "String", "Long", "Boolean"}[n % 4];
            n++;
            members.append("%2$s %1$s(Object %1$s);\n".formatted(name, type));
            members.append("void %1$s(Object %1$s, %2$s value_);\n".formatted(name, type));
            run.append("state.%1$s(host, %2$s);\nCheck.equal(state.%1$s(host), %2$s);\n".formatted(name, value));
            String operation = PropertyNames.capitalize(PropertyNames.ofAccessor(name));
            if (operations.add(operation)) {
                members.append(
                        "%s update%s(Object %s, UnaryOperator<%s> change_);\n".formatted(type, operation, name, box));
                members.append("boolean has%s(Object %s);\n".formatted(operation, name));
            }
        }
        Behaviour.run(
                compiler,
                run.toString(),
                "@WeakMetadata\ninterface State {\n" + members
                        + "boolean has(Object Words);\nboolean delete(Object java);\n}\n");
    }

    @ParameterizedTest
    @EnumSource
    void argumentsCalledLikeMembersOfGeneratedCode(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object h = new Object();
                Check.equal(state.f(h, 1, "b", 2, 3, 4, 5), 15);
                Check.equal(state.f(h, 1, "b", 2, 3, 4, 5), 15);
                Check.equal(state.g(h, h, h, h), 4);
                Check.equal(state.g(h, h, h, h), 4);
                Check.that(state.hasG(h, h, h, h));
                Check.equal(state.hash(h, 1), 1);
                Check.equal(state.find(h, 1), 1);
                Check.equal(state.arguments("x"), "x");
                """, """
                @WeakMetadata
                interface State {
                    @Memoized
                    default int f(Object hash, int entry, String Words, int link, int first, int arguments, int result) {
                        return entry + link + first + arguments + result;
                    }

                    @Memoized
                    default int g(Object objects, Object other, @Weak Object same, @Weak Object otherReferent) {
                        return 4;
                    }

                    boolean hasG(Object a, Object b, Object c, Object word);

                    @Memoized
                    default int hash(Object find, int hash) {
                        return hash;
                    }

                    @Memoized
                    default int find(Object matches, int Objects) {
                        return Objects;
                    }

                    @Memoized(results = Memoized.Results.SOFT)
                    default String arguments(String argumentsCache) {
                        return argumentsCache;
                    }
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void inheritedTypesAndConstantsHideImports(Compiler compiler) {
        Behaviour.run(compiler, """
                State<String> state = new WeakMetadata_State<>();
                State.Words host = new State.Words();
                state.x(host, 1);
                Check.equal(state.updateX(host, x -> x + 1), 2);
                Check.equal(state.objectEntry(host), 0);
                state.name(host, "n");
                Check.equal(state.name(host), "n");
                Check.equal(state.f(host, 3), 3);
                """, """
                @WeakMetadata
                interface State<Memos> {
                    class Words {}

                    class Objects {}

                    class Integer {}

                    class String {}

                    class Override {}

                    int MetadataTable = 1;

                    int WordsEntry = 1;

                    int x(Words host);

                    void x(Words host, int x);

                    int updateX(Words host, IntUnaryOperator change);

                    int objectEntry(Words host);

                    Memos name(Words host);

                    void name(Words host, Memos name);

                    @Memoized
                    default int f(Words host, int n) {
                        return n;
                    }
                }
                """);
    }

    /** What an interface inherits is a member of the generated class too, and means something else in its supertypes. */
    @ParameterizedTest
    @EnumSource
    void memberTypesHideTypesOfThePackage(Compiler compiler) {
        Compiler.Result result = Behaviour.run(
                compiler,
                """
                State<Holder.Host> state = new WeakMetadata_State<>();
                Host outer = new Host();
                State.Host inner = new State.Host();
                state.x(outer, 1);
                state.x(inner, "a");
                Check.equal(state.x(outer), 1);
                Check.equal(state.x(inner), "a");
                Check.equal(state.twin(outer), null);
                state.twin(outer, outer);
                Check.that(state.twin(outer) == outer);
                Check.equal(state.updateTwin(outer, twin -> null), null);
                state.twins(outer, List.of(outer));
                Check.equal(state.twins(outer).size(), 1);
                state.entry(outer, Map.entry(outer, new Objects()));
                Check.that(state.entry(outer).getKey() == outer);
                Check.fails(IOException.class, "none", () -> state.fallback(outer));
                Check.fails(IOException.class, "none", () -> state.updateFallback(outer, s -> s));
                Holder.Host other = new Holder.Host();
                state.other(other, other);
                Check.that(state.other(other) == other);
                Check.equal(state.memo(outer, inner), inner);
                Check.equal(state.memo(outer, inner), inner);
                Check.equal(state.nested(new Host.Nested()), null);
                Check.equal(state.length(new Words[0]), 0);
                """,
                "class Host {\n    static class Nested {}\n}\n",
                "class Objects {}\n",
                "class Words {}\n",
                "@java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)\n@interface Use {}\n",
                """
                @SuppressWarnings("weakmetadata") // values are hosts here, for their names
                interface Base {
                    int x(Host host);

                    void x(Host host, int value);

                    @Use
                    Host twin(@Use Host host);

                    void twin(Host host, Host value);

                    Host updateTwin(Host host, UnaryOperator<Host> change);

                    <H extends Host> List<@Use H> twins(H host);

                    <H extends Host> void twins(H host, List<@Use H> value);

                    Map.Entry<Host, Objects> entry(Host host);

                    void entry(Host host, Map.Entry<Host, Objects> value);

                    default String fallback(Host host) throws IOException {
                        throw new IOException("none");
                    }

                    void fallback(Host host, String value);

                    String updateFallback(Host host, UnaryOperator<String> change) throws IOException;

                    Host.@Use Nested nested(Host.Nested host);

                    int length(Words[] host);
                }
                """,
                """
                interface Members {
                    class State {}

                    class Objects {}

                    class Words {}

                    class Integer {}

                    class Map {
                        class Entry {}
                    }

                    class Memoized_ {}

                    @interface Use {}

                    @interface Override {}
                }
                """,
                """
                interface Holder {
                    class Host {}
                }
                """,
                """
                @SuppressWarnings("weakmetadata")
                @WeakMetadata
                interface State<V extends Holder.Host> extends Base, Members {
                    class Host {}

                    String x(Host host);

                    void x(Host host, String value);

                    V other(V host);

                    void other(V host, V value);

                    @Memoized
                    default Host memo(test.Host host, Host argument) {
                        return argument;
                    }
                }
                """);
        String text = result.generatedSource("test.WeakMetadata_State");
        assertThat(text)
                .contains("public int x(test.Host host)")
                .contains("public String x(test.State.Host host)")
                .contains("public test.@test.Use Host twin(test.@test.Use Host host)")
                .contains("test.State.super.memo(host, argument)")
                .doesNotContain("interface Host");
    }

    @Test
    void whatGeneratedClassesExtendHasNoMemberTypes() {
        for (Class<?> parent : new Class<?>[] {MetadataEntry.class, Arguments.class}) {
            for (Class<?> type = parent; type != null; type = type.getSuperclass()) {
                assertThat(type.getDeclaredClasses())
                        .noneMatch(member -> Modifier.isPublic(member.getModifiers())
                                || Modifier.isProtected(member.getModifiers()));
            }
        }
    }

    /** What cannot be written in full either. */
    @ParameterizedTest
    @EnumSource
    void membersHideSimpleNamesAndPackages(Compiler compiler) {
        String members = """
                interface Members {
                    int java = 1;
                    int change = 2;

                    class dev {}
                }
                """;
        String state = """
                @WeakMetadata
                interface State extends Members {
                    int x(Object host);

                    int updateX(Object host, IntUnaryOperator change);
                %s}
                """;
        Behaviour.run(
                compiler,
                "Check.equal(new WeakMetadata_State().updateX(new Object(), x -> x + 1), 1);",
                members,
                state.formatted(""));
        Compiler.Result result = compiler.task()
                .source(Behaviour.header() + members)
                .source(Behaviour.header() + state.formatted("\n    interface Words {}\n"))
                .compile();
        assertThat(result.messages())
                .contains(
                        "State.java:12: [WeakMetadataHiddenPackage] a member of State hides the package dev, and another one the simple name of dev.weakmetadata.Words, which generated code mentions; rename one of them");
        assertThat(result.allGenerated()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void typesOfThePackageHideThoseOfJavaLang(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                state.x(host, 1);
                Check.equal(state.x(host), 1);
                Check.equal(state.f(host, 1f), 1);
                """, "class Float {}\n", "@interface Override {}\n", "class Words {}\n", """
                @WeakMetadata
                interface State {
                    int x(Object host);

                    void x(Object host, int x);

                    float y(Object host);

                    void y(Object host, float y);

                    Words words(Object host);

                    void words(Object host, Words words);

                    @Memoized
                    default int f(Object host, float n) {
                        return (int) n;
                    }
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void defaultPackage(Compiler compiler) {
        Compiler.Result result = compiler.strictTask()
                .source("""
                        import dev.weakmetadata.*;

                        @WeakMetadata
                        interface State {
                            int x(Host host);

                            void x(Host host, int x);

                            @Memoized
                            @SuppressWarnings("weakmetadata") // the host itself, on purpose
                            default Host f(Host host, int n) {
                                return host;
                            }
                        }
                        """)
                .source("""
                        import dev.weakmetadata.*;

                        @WeakMetadata(@Property(name = "note", type = String.class))
                        class Host {}
                        """)
                .source("""
                        class Run {
                            private Run() {}

                            static void run() {
                                State state = new WeakMetadata_State();
                                Host host = new Host();
                                state.x(host, 1);
                                HostMetadata.note(host, "n");
                                if (state.x(host) != 1 || state.f(host, 1) != host || !HostMetadata.note(host).equals("n")) {
                                    throw new AssertionError();
                                }
                            }
                        }
                        """)
                .compile()
                .expectClean();
        result.run("Run");
    }

    /** Types of the package without a name have no other name than their simple one. */
    @ParameterizedTest
    @EnumSource
    void defaultPackageWithTypesCalledLikeGeneratedOnes(Compiler compiler) {
        Compiler.Result result = compiler.strictTask()
                .source("class PlainEntry {}\n")
                .source(
                        "class FArguments extends Exception {\n    private static final long serialVersionUID = 1;\n}\n")
                .source("class SecondEntry {}\n")
                .source("""
                        import dev.weakmetadata.*;

                        @WeakMetadata(@Property(name = "entry", type = PlainEntry.class))
                        class Plain {}
                        """)
                .source("class Second<T> {}\n")
                .source("""
                        import dev.weakmetadata.*;

                        @WeakMetadata
                        interface State<V extends SecondEntry> {
                            PlainEntry x(Plain host);

                            void x(Plain host, PlainEntry value);

                            <T extends SecondEntry> T y(Second<T> host);

                            <T extends SecondEntry> void y(Second<T> host, T value);

                            @Memoized
                            default int f(Plain host, int n) throws FArguments {
                                return n;
                            }

                            @Memoized
                            default <State> int g(Second<State> host, String s) {
                                return s.length();
                            }
                        }
                        """)
                .source("""
                        class Run {
                            private Run() {}

                            static void run() throws FArguments {
                                State<SecondEntry> state = new WeakMetadata_State<>();
                                Plain host = new Plain();
                                PlainEntry value = new PlainEntry();
                                state.x(host, value);
                                PlainMetadata.entry(host, value);
                                Second<SecondEntry> second = new Second<>();
                                SecondEntry secondValue = new SecondEntry();
                                state.y(second, secondValue);
                                if (state.x(host) != value
                                        || PlainMetadata.entry(host) != value
                                        || state.y(second) != secondValue
                                        || state.f(host, 2) + state.g(second, "a") != 3) {
                                    throw new AssertionError();
                                }
                            }
                        }
                        """)
                .compile()
                .expectClean();
        result.run("Run");
    }

    /** JavaPoet qualifies what type variables hide, but for names of annotations. */
    @ParameterizedTest
    @EnumSource
    void typeVariablesCalledLikeAnnotations(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Map<String, Integer> host = new HashMap<>();
                state.x(host, 1);
                Check.equal(state.x(host), 1);
                """, """
                @WeakMetadata
                interface State {
                    <SuppressWarnings, Override> Override x(Map<SuppressWarnings, Override> host);

                    <SuppressWarnings, Override> void x(Map<SuppressWarnings, Override> host, Override value);
                }
                """);
    }

    /** Their upper case is not of Latin-1. */
    @ParameterizedTest
    @EnumSource
    void lettersOfLatin1(Compiler compiler) {
        String generated = Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                state.größeInµs(state, 1);
                state.ÿ(state, 2);
                Check.equal(state.größeInµs(state) + state.ÿ(state), 3);
                """, """
                @WeakMetadata
                interface State {
                    int größeInµs(Object host);

                    void größeInµs(Object host, int value);

                    int ÿ(Object host);

                    void ÿ(Object host, int value);
                }
                """).generatedSource("test.WeakMetadata_State");
        assertThat(generated).contains("GRÖSSE_INµS_MASK", "ÿ_MASK");
        assertThat(StandardCharsets.ISO_8859_1.newEncoder().canEncode(generated))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void hundredsOfProperties(Compiler compiler) {
        String[] types = {"boolean", "byte", "short", "char", "int", "long", "float", "double", "String", "Object"};
        StringBuilder members = new StringBuilder();
        StringBuilder run = new StringBuilder("State state = new WeakMetadata_State();\nObject host = new Object();\n");
        for (int i = 0; i < 600; i++) {
            String type = types[i % types.length];
            members.append("%1$s p%2$d(Object host);\nvoid p%2$d(Object host, %1$s value);\n".formatted(type, i));
        }
        for (int i = 4; i < 600; i += 10) {
            run.append("state.p%d(host, %d);\n".formatted(i, i));
        }
        for (int i = 4; i < 600; i += 10) {
            run.append("Check.equal(state.p%d(host), %d);\n".formatted(i, i));
        }
        run.append("Check.that(state.delete(host));\nCheck.equal(state.p4(host), 0);\n");
        Behaviour.run(
                compiler,
                run.toString(),
                "@WeakMetadata\ninterface State {\n" + members + "boolean delete(Object host);\n}\n");
    }

    /** An expression of as many operands would be too deep for javac. */
    @ParameterizedTest
    @EnumSource
    void aThousandReferences(Compiler compiler) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            members.append("String p%1$d(Object host);\nvoid p%1$d(Object host, String value);\n".formatted(i));
        }
        Behaviour.run(
                compiler,
                """
                for (int i : new int[] {0, 1, 99, 100, 101, 899, 900, 999}) {
                    State state = new WeakMetadata_State();
                    Object host = new Object();
                    Check.not(state.has(host));
                    Check.that(State.class.getDeclaredMethod("p" + i, Object.class, String.class) != null);
                    State.class.getDeclaredMethod("p" + i, Object.class, String.class).invoke(state, host, "x");
                    Check.that(state.has(host));
                    Check.that(state.delete(host));
                    Check.not(state.has(host));
                }
                """,
                "@WeakMetadata\npublic interface State {\n" + members
                        + "boolean has(Object host);\nboolean delete(Object host);\n}\n");
    }

    @ParameterizedTest
    @EnumSource
    void deepNesting(Compiler compiler) {
        StringBuilder open = new StringBuilder();
        StringBuilder close = new StringBuilder();
        StringBuilder name = new StringBuilder("WeakMetadata");
        for (int i = 0; i < 20; i++) {
            open.append("interface N").append(i).append(" {\n");
            close.append("}\n");
            name.append("_N").append(i);
        }
        Behaviour.run(
                compiler,
                "new " + name + "_State().x(new Object(), 1);",
                open
                        + "@WeakMetadata\ninterface State {\n    int x(Object host);\n\n    void x(Object host, int x);\n}\n"
                        + close);
    }

    /** Found by {@link FuzzTest}, seeds 8 and 22. */
    @ParameterizedTest
    @EnumSource
    void aSingleArgumentCalledLikeWhatItsHashMentions(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                Check.equal(state.f(host, "a"), "a");
                Check.equal(state.g(host, 2L), 2L);
                Check.that(state.hasF(host, "a"));
                Check.equal(state.h("z"), "z");
                """, """
                @WeakMetadata
                interface State {
                    class Objects {}

                    @Memoized
                    default String f(Object host, String Objects) {
                        return Objects;
                    }

                    boolean hasF(Object host, String text);

                    @Memoized
                    default Long g(Object host, Long java) {
                        return java;
                    }

                    @Memoized(results = Memoized.Results.SOFT)
                    default String h(String Objects) {
                        return Objects;
                    }
                }
                """);
    }

    /** Found by {@link FuzzTest}, seeds 10 and 50. */
    @ParameterizedTest
    @EnumSource
    void deprecatedMethodsOfObject(Compiler compiler) {
        Compiler.Result result = Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Check.equal(state.x(new Object()), 0);
                Check.equal(new WeakMetadata_Other().x(new Object()), 0);
                """, """
                @WeakMetadata
                interface State {
                    int x(Object host);

                    @Deprecated
                    int hashCode();

                    @Deprecated
                    boolean equals(Object other);
                }
                """, """
                @WeakMetadata
                interface Other {
                    int x(Object host);

                    @Deprecated
                    default int own(Object host) {
                        return 1;
                    }
                }
                """);
        assertThat(result.generatedSource("test.WeakMetadata_Other"))
                .as("the user's own method is not mentioned")
                .doesNotContain("\"deprecation\"");
    }
}
