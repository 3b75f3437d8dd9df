package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts of every kind, and several in one interface. */
class HostsTest {
    @ParameterizedTest
    @EnumSource
    void kindsOfHosts(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                int[] ints = {};
                Runnable lambda = () -> {};
                Object[] objects = {};
                String[][] strings = {};
                Point point = new Point(1);
                StringBuilder builder = new StringBuilder();
                List<String> list = new ArrayList<>();
                state.of(ints, 1);
                state.of(lambda, 2);
                state.of(objects, 3);
                state.of(strings, 4);
                state.of(point, 5);
                state.of(builder, 6);
                state.of(list, 7);
                state.of(Run.class, 8);
                state.of((Number) new java.util.concurrent.atomic.AtomicInteger(), 9);
                Check.equal(state.of(ints), 1);
                Check.equal(state.of(lambda), 2);
                Check.equal(state.of(objects), 3);
                Check.equal(state.of(strings), 4);
                Check.equal(state.of(point), 5);
                Check.equal(state.of(new Point(1)), 0);
                Check.equal(state.of(builder), 6);
                Check.equal(state.of(list), 7);
                Check.equal(state.of(Run.class), 8);
                Check.fails(InvalidWeakKeyException.class, "", () -> state.of((Number) 1, 9));
                Check.fails(InvalidWeakKeyException.class, "", () -> state.of(List.of(), 9));
                Check.that(state.delete(ints));
                Check.not(state.has(ints));
                """, "record Point(int x) {}\n", """
                @WeakMetadata
                interface State {
                    int of(int[] host);

                    void of(int[] host, int value);

                    int of(Runnable host);

                    void of(Runnable host, int value);

                    int of(Object[] host);

                    void of(Object[] host, int value);

                    int of(String[][] host);

                    void of(String[][] host, int value);

                    int of(Point host);

                    void of(Point host, int value);

                    int of(StringBuilder host);

                    void of(StringBuilder host, int value);

                    int of(List<String> host);

                    void of(List<String> host, int value);

                    int of(Class<?> host);

                    void of(Class<?> host, int value);

                    int of(Number host);

                    void of(Number host, int value);

                    boolean has(int[] host);

                    boolean delete(int[] host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void hostsRelatedByInheritanceHaveSeparateTables(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                ArrayList<String> host = new ArrayList<>();
                state.x((AbstractList<String>) host, 1);
                Check.equal(state.x((AbstractList<String>) host), 1);
                Check.equal(state.x(host), null);
                state.x(host, "one");
                Check.that(state.has(host));
                Check.that(state.delete(host));
                Check.not(state.has(host));
                Check.that(state.has((AbstractList<String>) host));
                Check.equal(state.x((AbstractList<String>) host), 1);
                """, """
                @WeakMetadata
                interface State {
                    int x(AbstractList<String> host);

                    void x(AbstractList<String> host, int value);

                    String x(ArrayList<String> host);

                    void x(ArrayList<String> host, String value);

                    boolean has(AbstractList<String> host);

                    boolean has(ArrayList<String> host);

                    boolean delete(ArrayList<String> host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void hostsOfOneSimpleName(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                java.sql.Date sql = new java.sql.Date(0);
                state.x(sql, 1);
                Check.equal(state.x(sql), 1);
                Check.equal(state.x((java.util.Date) sql), 0);
                """, """
                @WeakMetadata
                interface State {
                    int x(java.util.Date host);

                    void x(java.util.Date host, int value);

                    int x(java.sql.Date host);

                    void x(java.sql.Date host, int value);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void enumHostsAreWarnedOf(Compiler compiler) {
        Compiler.Result result = compiler.task()
                .source("package test;\nenum Color { RED }\n")
                .source(
                        Behaviour.header()
                                + "@WeakMetadata\ninterface State {\n    int x(Color host);\n    void x(Color host, int x);\n    @Memoized default int f(Color c) { return 1; }\n}\n")
                .source(
                        "package test;\nclass Run { static void run() { new WeakMetadata_State().x(Color.RED, 1); } }\n")
                .compile()
                .expectSuccess();
        result.run("test.Run");
        assertThat(result.messages()).containsOnlyOnce("[WeakMetadataEnumHost]");
    }

    @ParameterizedTest
    @EnumSource
    void nestedInterfaces(Compiler compiler) {
        Behaviour.run(compiler, """
                Outer.Middle.State state = Outer.Middle.State.create();
                Outer.Host host = new Outer.Host();
                state.x(host, 1);
                Check.equal(state.x(host), 1);
                Check.equal(state.y(host), 2);
                """, """
                final class Outer<T> {
                    private Outer() {}

                    static class Host {}

                    static class Middle {
                        @WeakMetadata
                        protected interface State {
                            static State create() {
                                return new WeakMetadata_Outer_Middle_State();
                            }

                            int x(Host host);

                            void x(Host host, int value);

                            default int y(Host host) {
                                return 2;
                            }

                            void y(Host host, int value);
                        }
                    }
                }
                """);
    }
}
