package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that have a slot, and those that are to get one. */
class SlotsTest {
    private static final String HOSTS = "META-INF/weakmetadata/hosts/";

    @ParameterizedTest
    @EnumSource
    void hostsWithASlot(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Node node = new Node();
                Check.equal(state.action(node), null);
                Check.not(state.has(node));
                state.action(node, node::weakSlot);
                Check.equal(state.action(node).get(), node.weakSlot());
                Check.equal(state.updateCount(node, n -> n + 1), 1);
                Check.equal(state.count(node), 1);
                Check.equal(state.count(new Node()), 0);
                Check.equal(state.count(null), 0);
                Check.equal(new WeakMetadata_State().count(node), 0);
                Check.equal(state.name(node), "name");
                Check.that(state.name(node) == state.name(node));
                Check.equal(state.twin(node, node), node);
                Check.that(state.hasCount(node));
                Check.that(state.deleteCount(node));
                Check.not(state.hasCount(node));
                Check.that(state.delete(node));
                Check.not(state.has(node));
                """, """
                class Node implements WeakHost {
                    private final WeakSlot slot = new WeakSlot();

                    @Override
                    public WeakSlot weakSlot() {
                        return slot;
                    }
                }
                """, """
                @WeakMetadata
                interface State {
                    Supplier<WeakSlot> action(Node host);

                    void action(Node host, Supplier<WeakSlot> action);

                    int count(Node host);

                    int updateCount(Node host, IntUnaryOperator change);

                    boolean hasCount(Node host);

                    boolean deleteCount(Node host);

                    @Memoized
                    default String name(Node host) {
                        return new String("name");
                    }

                    @Memoized
                    default <T extends Node> Node twin(T host, Node other) {
                        return other;
                    }

                    boolean has(Node host);

                    boolean delete(Node host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void hostsThatAreToGetASlotAreNamedInAFile(Compiler compiler) throws IOException {
        Compiler.Result result = compiler.strictTask()
                .source(Behaviour.header() + """
                class Outer<T> {
                    static class Node {}

                    @WeakMetadata(slots = true)
                    interface State<T> {
                        Node twin(Node host);

                        void twin(Node host, Node value);

                        int count(Outer<T> host);

                        void count(Outer<T> host, int value);

                        int count(Node[] host);

                        void count(Node[] host, int value);
                    }
                }
                """)
                .source(Behaviour.header() + """
                @WeakMetadata(value = @Property(name = "twin", type = Thing.class), slots = true)
                class Thing {}
                """)
                .source(Behaviour.header() + """
                @WeakMetadata(@Property(name = "count", type = int.class))
                class Other {}
                """)
                .compile()
                .expectClean();
        for (String host : new String[] {
            "Runnable", "java.util.Date", "Object", "Point", "Face",
        }) {
            assertThat(noSlot(compiler, host))
                    .as(host)
                    .contains("[WeakMetadataNoSlot] `slots = true` gives " + host.replace("java.util.", "")
                            + " no slot: ")
                    .contains(", or write @SuppressWarnings(\"weakmetadata\") if that is meant");
        }
        for (String host : new String[] {"Plain", "Class<?>", "ClassLoader", "Slotted", "Plain[]", "Sub"}) {
            assertThat(noSlot(compiler, host)).as(host).doesNotContain("[WeakMetadata");
        }
        // An array gets no slot, and there is no other class to name: what leads back to it is a cycle as ever.
        assertThat(compiler.task()
                        .source(
                                Behaviour.header()
                                        + "@WeakMetadata(slots = true)\ninterface State {\n    Pair x(Pair[] host);\n\n    void x(Pair[] host, Pair value);\n}\n\nclass Pair {\n    Pair[] twins;\n}\n")
                        .compile()
                        .messages())
                .contains("[WeakMetadataCycle]");
        Path folder = result.classes().resolve(HOSTS);
        assertThat(Files.readString(folder.resolve("test.Outer$State"))).isEqualTo("test.Outer$Node\ntest.Outer\n");
        assertThat(Files.readString(folder.resolve("test.Thing"))).isEqualTo("test.Thing\n");
        assertThat(folder.resolve("test.Other")).doesNotExist();
    }

    private static String noSlot(Compiler compiler, String host) {
        return compiler.task()
                .source(Behaviour.header() + """
                @WeakMetadata(slots = true)
                interface State {
                    int x(%s host);
                }

                class Plain {}

                abstract class Sub implements Slotted {}

                interface Slotted extends WeakHost {}

                interface Face {}

                record Point(int x) {}
                """.formatted(host))
                .compile()
                .messages();
    }
}
