package dev.weakmetadata.processor;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interfaces that extend others. */
class InheritanceTest {
    @ParameterizedTest
    @EnumSource
    void inheritedAccessors(Compiler compiler) {
        Behaviour.run(compiler, """
                Sub sub = new WeakMetadata_Sub();
                Thread host = new Thread();
                Base<Thread, String, Sub> base = sub;
                Check.equal(sub.chained(host, "a").own(host), 7);
                Check.equal(base.chained(host), "a");
                base.chained(host, "b");
                Check.equal(sub.chained(host), "b");
                sub.setPlain(host, 3).setPlain(host, 4);
                Check.equal(sub.getPlain(host), 4);
                Check.that(sub.hasChained(host));
                Check.that(sub.hasOwn(host) == false);
                Check.equal(sub.all(host, List.of("x")), List.of("x"));
                Check.that(sub.all(host, List.of("x")) == sub.all(host, List.of("x")));
                """, """
                interface Base<H, V, S> {
                    V chained(H host);

                    S chained(H host, V value);

                    boolean hasChained(H host);

                    List<V> all(H host, List<? extends V> values);
                }
                """, """
                interface Plain {
                    int getPlain(Thread host);

                    Plain setPlain(Thread host, int value);
                }
                """, """
                @WeakMetadata
                interface Sub extends Base<Thread, String, Sub>, Plain {
                    default int own(Thread host) {
                        return 7;
                    }

                    void own(Thread host, int value);

                    boolean hasOwn(Thread host);

                    @Memoized
                    @Override
                    default List<String> all(Thread host, List<? extends String> values) {
                        return new ArrayList<>(values);
                    }
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void diamondsAndOverriddenDefaults(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                Check.equal(state.x(host), 3);
                Check.equal(state.y(host), 20);
                Check.equal(state.z(host), "none");
                Check.equal(state.text(host), null);
                Check.equal(state.level(host), 5);
                state.x(host, 9);
                Check.equal(state.updateX(host, x -> x + 1), 10);
                Check.equal(state.updateY(host, y -> y + 1), 21);
                Check.that(state.equals(state));
                Check.not(state.equals(new WeakMetadata_State()));
                """, """
                interface Top {
                    default int x(Object host) {
                        return 1;
                    }

                    void x(Object host, int x);

                    default int y(Object host) {
                        return 2;
                    }

                    String z(Object host);

                    CharSequence text(Object host);

                    int level(Object host);

                    String toString();
                }
                """, """
                interface Left extends Top {
                    @Override
                    default int x(Object host) {
                        return 3;
                    }

                    @Override
                    String text(Object host);
                }
                """, """
                interface Right extends Top {
                    int updateX(Object host, IntUnaryOperator change);

                    @Override
                    default int y(Object host) {
                        return 20;
                    }

                    int updateY(Object host, IntUnaryOperator change);

                    @Override
                    default int level(Object host) {
                        return 5;
                    }
                }
                """, """
                @WeakMetadata
                interface State extends Left, Right {
                    @Override
                    default String z(Object host) {
                        return "none";
                    }

                    @Override
                    boolean equals(Object other);

                    @Override
                    int hashCode();
                }
                """);
    }

    /** Whatever the order, the result that says more is what the compiler asks for. */
    @ParameterizedTest
    @EnumSource
    void oneMethodOfUnrelatedInterfaces(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                state.first(host, "first");
                String first = state.first(host);
                Check.equal(first, "first");
                String second = state.second(host);
                Check.equal(second, null);
                """, """
                interface Left {
                    CharSequence first(Object host);

                    String second(Object host);

                    void first(Object host, String value);
                }
                """, """
                interface Right {
                    String first(Object host);

                    CharSequence second(Object host);

                    void first(Object host, String value);
                }
                """, """
                @WeakMetadata
                interface State extends Left, Right {}
                """);
    }

    /** ECJ takes the method of one for that of the other if asked for a member of the interface that extends both. */
    @ParameterizedTest
    @EnumSource
    void oneMethodOfUnrelatedGenericInterfaces(Compiler compiler) {
        for (String supertypes : List.of("Left<CharSequence>, Right<String>", "Right<String>, Left<CharSequence>")) {
            Behaviour.run(compiler, """
                    State state = new WeakMetadata_State();
                    Object host = new Object();
                    state.x(host, "text");
                    String text = new WeakMetadata_State().x(host);
                    Check.equal(text, null);
                    Check.equal(state.x(host), "text");
                    """, """
                    interface Left<L> {
                        L x(Object host);
                    }
                    """, """
                    interface Right<R> {
                        R x(Object host) throws IOException;
                    }
                    """, """
                    @WeakMetadata
                    interface State extends %s {
                        void x(Object host, String value);
                    }
                    """.formatted(supertypes));
        }
    }

    /** Each method has type variables of its own, which may be what it throws. */
    @ParameterizedTest
    @EnumSource
    void typeVariablesThatAreThrown(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Check.fails(IOException.class, "none", () -> state.<IOException>updateX(new IOException("none"), x -> x + 1));
                state.x(state, 1);
                Check.equal(state.<Object, IOException>updateY(state, y -> y + 1), 6);
                """, """
                interface Left {
                    <X extends Exception> int updateX(X host, IntUnaryOperator change) throws X;

                    <T, X extends Exception> int updateY(T host, IntUnaryOperator change) throws X, IOException;
                }
                """, """
                interface Right {
                    <Y extends Exception> int updateX(Y host, IntUnaryOperator change) throws Y;

                    <X, Y extends Exception> int updateY(X host, IntUnaryOperator change) throws IOException, Y;
                }
                """, """
                @WeakMetadata
                interface State extends Left, Right {
                    default <X extends Exception> int x(X host) throws X {
                        throw host;
                    }

                    <X extends Exception> void x(X host, int value);

                    void x(State host, int value);

                    default <T, X extends Exception> int y(T host) throws X, IOException {
                        return 5;
                    }

                    <T> void y(T host, int value);
                }
                """);
    }

    /** One of the methods may be declared as it is by a class that implements both: that one, with what both may throw. */
    @ParameterizedTest
    @EnumSource
    void methodsThatDifferInMoreThanTheirResult(Compiler compiler) {
        String left = """
                interface Left {
                    int reads(Object host) throws IOException, InterruptedException;

                    <T> int generic(T host);

                    int raw(List<String> host);

                    <T> ArrayList<T> result(Set<T> host);

                    @Deprecated
                    int old(Object host);

                    void array(Object host, Object... value);
                }
                """;
        String right = """
                interface Right {
                    int reads(Object host) throws FileNotFoundException, CloneNotSupportedException;

                    int generic(Object host);

                    @SuppressWarnings("rawtypes")
                    int raw(List host);

                    <U> List<U> result(Set<U> host);

                    int old(Object host);

                    void array(Object host, Object[] value);
                }
                """;
        for (String supertypes : List.of("Left, Right", "Right, Left")) {
            Behaviour.run(compiler, """
                    State state = new WeakMetadata_State();
                    List<String> host = new ArrayList<>();
                    state.reads(host, 1);
                    Check.equal(new WeakMetadata_State().reads(host), 0);
                    state.generic(host, 2);
                    Check.equal(state.generic(host), 2);
                    state.raw(host, 3);
                    Check.equal(state.raw(host), 3);
                    Set<String> set = new HashSet<>();
                    state.result(set, host instanceof ArrayList<String> list ? list : null);
                    Check.that(state.result(set) == host);
                    state.array(host, "a", "b");
                    Check.equal(state.array(host).length, 2);
                    """, left, right, """
                    @WeakMetadata
                    @SuppressWarnings("overrides")
                    interface State extends %s {
                        void reads(Object host, int value);

                        void generic(Object host, int value);

                        void raw(List<?> host, int value);

                        <V> void result(Set<V> host, ArrayList<V> value);

                        void old(Object host, int value);

                        Object[] array(Object host);
                    }
                    """.formatted(supertypes));
        }
    }

    /** Of what they override, generated methods and classes are warned again. */
    @ParameterizedTest
    @EnumSource
    void warningsThatTheUserHasSilenced(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                state.x(state, List.of(1));
                Check.equal(state.x(state), List.of(1));
                """, """
                interface Base {
                    List<String> x(Object host);

                    @Deprecated
                    void x(Object host, List<String> value);
                }
                """, """
                @WeakMetadata
                @SuppressWarnings({"unchecked", "rawtypes", "deprecation"})
                interface State extends Base {
                    @Override
                    List x(Object host);

                    @Override
                    void x(Object host, List value);
                }
                """, """
                @WeakMetadata
                interface Saved extends Serializable {
                    int x(Object host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void annotatedInterfacesExtendEachOther(Compiler compiler) {
        Behaviour.run(compiler, """
                Object host = new Object();
                Sub sub = new WeakMetadata_Sub();
                Base base = new WeakMetadata_Base();
                base.x(host, 1);
                Check.equal(sub.x(host), 0);
                Check.equal(sub.twice(host), 0);
                sub.x(host, 2);
                Check.equal(sub.twice(host), 0);
                Check.that(sub.deleteTwice(host));
                Check.equal(sub.twice(host), 4);
                """, """
                @WeakMetadata
                interface Base {
                    int x(Object host);

                    void x(Object host, int value);

                    @Memoized
                    default int twice(Object host) {
                        return 2 * x(host);
                    }
                }
                """, """
                @WeakMetadata
                interface Sub extends Base {
                    boolean deleteTwice(Object host);
                }
                """);
    }
}
