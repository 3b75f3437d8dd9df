package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code @WeakMetadata} on classes, records and enums. */
class ClassFormTest {
    @ParameterizedTest
    @EnumSource
    void accessorsOfAClass(Compiler compiler) {
        Behaviour.run(compiler, """
                Thing thing = new Thing();
                Check.equal(ThingMetadata.hidden(thing), 42);
                Check.equal(ThingMetadata.updateHidden(thing, n -> n + 1), 43);
                ThingMetadata.note(thing, null);
                Check.that(ThingMetadata.hasNote(thing));
                Check.equal(ThingMetadata.updateNote(thing, n -> n + "!"), "null!");
                Check.that(ThingMetadata.deleteNote(thing));
                Check.equal(ThingMetadata.note(thing), null);
                Check.equal(ThingMetadata.updateFlag(thing, f -> !f), true);
                ThingMetadata.data(thing, new int[] {1});
                Check.equal(ThingMetadata.data(thing)[0], 1);
                Check.that(ThingMetadata.has(thing));
                Check.that(ThingMetadata.delete(thing));
                Check.not(ThingMetadata.delete(thing));
                Check.not(ThingMetadata.has(null));
                Check.fails(NullPointerException.class, "thing", () -> ThingMetadata.hidden(null, 1));
                Check.equal(Thing.class.getDeclaredFields().length, 0);
                Check.equal(Thing.class.getDeclaredMethods().length, 0);
                Check.that(java.lang.reflect.Modifier.isPublic(Thing.class.getModifiers()));
                Check.not(java.lang.reflect.Modifier.isPublic(ThingMetadata.class.getModifiers()));
                Check.that(java.lang.reflect.Modifier.isPublic(Outer_PointMetadata.class.getModifiers()));
                Outer.Point point = new Outer.Point(1);
                Outer_PointMetadata.label(point, "l");
                Check.equal(Outer_PointMetadata.label(point), "l");
                Check.equal(Outer_PointMetadata.label(new Outer.Point(1)), null);
                Box<String> box = new Box<>();
                BoxMetadata.opened(box, true);
                Check.that(BoxMetadata.opened(box));
                Gen<String>.In<Integer> in = new Gen<String>().new In<Integer>();
                Gen_InMetadata.x(in, (byte) 3);
                Check.equal(Gen_InMetadata.x(in), (byte) 3);
                """, """
                @WeakMetadata({
                    @Property(name = "hidden", type = int.class),
                    @Property(name = "note", type = String.class),
                    @Property(name = "flag", type = boolean.class),
                    @Property(name = "data", type = int[].class)
                })
                public class Thing {
                    Thing() {
                        ThingMetadata.hidden(this, 42);
                    }
                }
                """, """
                public class Outer {
                    private Outer() {}

                    /** A point. @param x x */
                    @WeakMetadata(value = @Property(name = "label", type = String.class), access = Access.PUBLIC)
                    public record Point(int x) {}
                }
                """, """
                @WeakMetadata(@Property(name = "opened", type = boolean.class))
                class Box<T extends Comparable<T>> {}
                """, """
                class Gen<A> {
                    @WeakMetadata(@Property(name = "x", type = byte.class))
                    class In<B> {}
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void oddNames(Compiler compiler) {
        Behaviour.run(compiler, """
                Int host = new Int();
                IntMetadata.int_(host, 1);
                IntMetadata.entry(host, 2);
                IntMetadata.word0(host, 3);
                IntMetadata.hashCode(host, 4);
                IntMetadata.equals(host, true);
                IntMetadata.Words(host, "w");
                IntMetadata.change(host, 5L);
                Check.equal(IntMetadata.int_(host) + IntMetadata.entry(host) + IntMetadata.word0(host) + IntMetadata.hashCode(host), 10);
                Check.equal(IntMetadata.updateWords(host, w -> w + w), "ww");
                Check.equal(IntMetadata.updateChange(host, c -> c + 1), 6L);
                Check.that(IntMetadata.equals(host));
                """, """
                @WeakMetadata({
                    @Property(name = "int_", type = int.class),
                    @Property(name = "entry", type = int.class),
                    @Property(name = "word0", type = int.class),
                    @Property(name = "hashCode", type = int.class),
                    @Property(name = "equals", type = boolean.class),
                    @Property(name = "Words", type = String.class),
                    @Property(name = "change", type = long.class)
                })
                class Int {}
                """);
    }

    @Test
    void nullableIfTheUsersModuleReadsJSpecify() {
        String with = generated("    requires org.jspecify;\n");
        assertThat(with)
                .contains("static @Nullable String note(Thing thing)")
                .contains("static void note(Thing thing, @Nullable String note)")
                .contains("static @Nullable String updateNote(Thing thing, UnaryOperator<@Nullable String> change)")
                .contains("static byte @Nullable [][] data(Thing thing)")
                .contains("static Thread.@Nullable State state(Thing thing)")
                .contains("static int count(Thing thing)")
                .contains("static int updateCount(Thing thing, IntUnaryOperator change)");
        assertThat(generated("")).doesNotContain("Nullable").contains("static String note(Thing thing)");
    }

    /** The compiler would warn that the methods mention what other modules cannot see. */
    @Test
    void publicAccessorsInAnExportedPackage() {
        Compiler.JAVAC.strictTask().modular().source("""
                        module test {
                            requires dev.weakmetadata.runtime;
                            requires java.sql;
                            requires org.jspecify;

                            exports test;
                        }
                        """).source("""
                        package test;

                        import dev.weakmetadata.*;

                        @WeakMetadata(
                                value = {
                                    @Property(name = "date", type = java.sql.Date.class),
                                    @Property(name = "other", type = Thing.Other.class)
                                },
                                access = WeakMetadata.Access.PUBLIC)
                        class Thing {
                            static class Other {}
                        }
                        """).compile().expectClean();
    }

    private static String generated(String more) {
        return Compiler.JAVAC
                .strictTask()
                .modular()
                .source("module test {\n    requires dev.weakmetadata.runtime;\n" + more + "}\n")
                .source("""
                        package test;

                        import dev.weakmetadata.*;

                        @WeakMetadata({
                            @Property(name = "note", type = String.class),
                            @Property(name = "data", type = byte[][].class),
                            @Property(name = "state", type = Thread.State.class),
                            @Property(name = "count", type = int.class)
                        })
                        class Thing {}
                        """)
                .compile()
                .expectClean()
                .generatedSource("test.ThingMetadata");
    }

    @ParameterizedTest
    @EnumSource
    void aTypeCalledNullable(Compiler compiler) {
        Compiler.Result result = compiler.strictTask().source("""
                        package test;

                        import dev.weakmetadata.*;

                        @SuppressWarnings("weakmetadata") // may hold itself
                        @WeakMetadata(@Property(name = "next", type = Nullable.class))
                        class Nullable {}
                        """).compile().expectClean();
        assertThat(result.generatedSource("test.NullableMetadata"))
                .contains("static @org.jspecify.annotations.Nullable Nullable next(Nullable nullable)");
    }

    @ParameterizedTest
    @EnumSource
    void enumsAreWarnedOf(Compiler compiler) {
        Compiler.Result result = compiler.task()
                .source(Behaviour.header()
                        + "@WeakMetadata(@Property(name = \"x\", type = int.class))\nenum Color { RED }\n")
                .source("package test;\nclass Run { static void run() { ColorMetadata.x(Color.RED, 1); } }\n")
                .compile()
                .expectSuccess();
        result.run("test.Run");
        assertThat(result.messages()).containsOnlyOnce("[WeakMetadataEnumHost]");
    }
}
