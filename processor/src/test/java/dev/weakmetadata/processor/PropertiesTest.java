package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Getters, setters, has, delete and update, of every type. */
class PropertiesTest {
    @ParameterizedTest
    @EnumSource
    void gettersAndSetters(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = State.create();
                Object host = new Object();
                Check.not(state.clicked(host));
                Check.not(state.hasClicked(host));
                state.clicked(host, true);
                Check.that(state.clicked(host));
                state.clicked(host, false);
                Check.that(state.hasClicked(host));
                Check.not(state.clicked(host));
                Check.that(state.deleteClicked(host));
                Check.not(state.deleteClicked(host));
                Check.not(state.hasClicked(host));
                Check.equal(state.note(host), null);
                state.note(host, null);
                Check.that(state.hasNote(host));
                state.note(host, "n");
                Check.equal(state.note(host), "n");
                Check.equal(State.create().note(host), null);
                """, """
                @WeakMetadata
                interface State {
                    static State create() {
                        return new WeakMetadata_State();
                    }

                    boolean clicked(Object host);

                    void clicked(Object host, boolean value);

                    boolean hasClicked(Object host);

                    boolean deleteClicked(Object host);

                    @Nullable String note(Object host);

                    void note(Object host, @Nullable String value);

                    boolean hasNote(Object host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void allPrimitives(Compiler compiler) {
        StringBuilder members = new StringBuilder();
        StringBuilder run = new StringBuilder("State state = new WeakMetadata_State();\nObject host = new Object();\n");
        String[][] samples = {
            {"boolean", "true", "false"},
            {"byte", "Byte.MIN_VALUE", "Byte.MAX_VALUE", "(byte) -1", "(byte) 0"},
            {"short", "Short.MIN_VALUE", "Short.MAX_VALUE", "(short) -1", "(short) 0"},
            {"char", "Character.MIN_VALUE", "Character.MAX_VALUE", "'x'"},
            {"int", "Integer.MIN_VALUE", "Integer.MAX_VALUE", "-1", "0"},
            {"long", "Long.MIN_VALUE", "Long.MAX_VALUE", "-1L", "0L", "1L"},
            {"float", "Float.MIN_VALUE", "Float.NaN", "-0f", "0f", "1.5f"},
            {"double", "Double.MIN_VALUE", "Double.NaN", "-0d", "0d", "1.5d"},
        };
        // Twice, so that words are shared and more than one is needed.
        for (String suffix : new String[] {"A", "B"}) {
            for (String[] sample : samples) {
                String type = sample[0];
                String box = type.equals("int")
                        ? "Integer"
                        : type.equals("char") ? "Character" : PropertyNames.capitalize(type);
                String name = type + suffix;
                String capitalized = PropertyNames.capitalize(name);
                members.append(type).append(" ").append(name).append("(Object host);\n");
                members.append("void ")
                        .append(name)
                        .append("(Object host, ")
                        .append(type)
                        .append(" v);\n");
                members.append(type)
                        .append(" update")
                        .append(capitalized)
                        .append("(Object host, UnaryOperator<")
                        .append(box)
                        .append("> change);\n");
                members.append("boolean has").append(capitalized).append("(Object host);\n");
                members.append("boolean delete").append(capitalized).append("(Object host);\n");
                String zero = type.equals("boolean") ? "false" : type.equals("int") ? "0" : "(" + type + ") 0";
                run.append("Check.equal(state.")
                        .append(name)
                        .append("(host), ")
                        .append(zero)
                        .append(");\n");
                for (int i = 1; i < sample.length; i++) {
                    run.append("state.%1$s(host, %2$s);\nCheck.equal(state.%1$s(host), %2$s);\n"
                            .formatted(name, sample[i]));
                    run.append("Check.that(state.has%1$s(host));\n".formatted(capitalized));
                    run.append(
                            "Check.equal(state.update%1$s(host, old -> { Check.equal(old, %2$s); return %3$s; }), %3$s);\n"
                                    .formatted(capitalized, sample[i], sample[1]));
                    run.append("Check.equal(state.%1$s(host), %2$s);\n".formatted(name, sample[1]));
                }
            }
        }
        for (String suffix : new String[] {"A", "B"}) {
            for (String[] sample : samples) {
                String name = sample[0] + suffix;
                run.append("Check.equal(state.%1$s(host), %2$s);\n".formatted(name, sample[1]));
                run.append(
                        "Check.that(state.delete%1$s(host));\nCheck.not(state.delete%1$s(host));\nCheck.not(state.has%1$s(host));\n"
                                .formatted(PropertyNames.capitalize(name)));
            }
        }
        run.append(
                "Check.not(state.has(host));\nCheck.not(state.delete(host));\nstate.intA(host, 0);\nCheck.that(state.has(host));\nCheck.that(state.delete(host));\nCheck.not(state.has(host));\nCheck.not(state.hasIntA(host));\n");
        run.append(
                "state.longA(host, 7);\nCheck.that(state.has(host));\nCheck.that(state.delete(host));\nCheck.not(state.hasLongA(host));\n");
        Behaviour.run(
                compiler,
                run.toString(),
                "@WeakMetadata\ninterface State {\n" + members
                        + "boolean has(Object host);\nboolean delete(Object host);\n}\n");
    }

    /** 33 + 17 + 9 + 2 + 2 bits are all that a word has, but for its sign. */
    @ParameterizedTest
    @EnumSource
    void wordsAreFilledToTheirLastBit(Compiler compiler) {
        String generated = Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                state.a(host, -1);
                state.b(host, (short) -1);
                state.c(host, (byte) -1);
                state.d(host, true);
                state.e(host, true);
                Check.equal(state.a(host) + state.b(host) + state.c(host), -3);
                Check.that(state.d(host) && state.e(host));
                Check.that(state.has(host));
                Check.that(state.delete(host));
                Check.not(state.has(host) || state.e(host));
                """, """
                @WeakMetadata
                interface State {
                    int a(Object host);
                    void a(Object host, int value);
                    short b(Object host);
                    void b(Object host, short value);
                    byte c(Object host);
                    void c(Object host, byte value);
                    boolean d(Object host);
                    void d(Object host, boolean value);
                    boolean e(Object host);
                    void e(Object host, boolean value);
                    boolean has(Object host);
                    boolean delete(Object host);
                }
                """).generatedSource("test.WeakMetadata_State");
        assertThat(generated).contains("word0").doesNotContain("word1");
    }

    @ParameterizedTest
    @EnumSource
    void updatesStartFromWhatTheGetterReturns(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                Check.equal(state.updateClicks(host, n -> n + 1), 11);
                Check.equal(state.clicks(host), 11);
                state.updateTime(host, t -> t + 5);
                Check.equal(state.time(host), 5L);
                Check.equal(state.updateRatio(host, r -> r + .5), .5);
                state.updateName(host, old -> old + "!");
                Check.equal(state.name(host), "nobody!");
                Check.equal(state.updateCount(host, c -> c == null ? 1 : c + 1), 1);
                Check.equal(state.updateCount(host, c -> c == null ? 1 : c + 1), 2);
                state.updateFlags(host, c -> (byte) (c | 4));
                state.updateFlags(host, c -> (byte) (c | 1));
                Check.that(state.deleteFlags(host));
                Object other = new Object();
                Check.fails(IllegalStateException.class, "mine", () -> state.updateClicks(other, n -> { throw new IllegalStateException("mine"); }));
                Check.not(state.hasClicks(other));
                Check.equal(state.updateChained(host, n -> {
                    state.clicks(host, n);
                    return n + 1;
                }), 1);
                """, """
                @WeakMetadata
                interface State {
                    default int clicks(Object host) {
                        return 10;
                    }

                    void clicks(Object host, int clicks);

                    boolean hasClicks(Object host);

                    int updateClicks(Object host, IntUnaryOperator change);

                    long time(Object host);

                    void updateTime(Object host, LongUnaryOperator change);

                    double ratio(Object host);

                    double updateRatio(Object host, DoubleUnaryOperator change);

                    default String name(Object host) {
                        return "nobody";
                    }

                    void updateName(Object host, UnaryOperator<String> change);

                    Integer count(Object host);

                    Integer updateCount(Object host, UnaryOperator<Integer> change);

                    byte flags(Object host);

                    void updateFlags(Object host, UnaryOperator<Byte> change);

                    boolean deleteFlags(Object host);

                    void setChained(Object host, int value);

                    int updateChained(Object host, IntUnaryOperator change);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void defaultsApplyWhileNothingIsSet(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                Check.equal(state.clicks(host), 1);
                Check.equal(state.clicks(null), 1);
                Check.not(state.hasClicks(host));
                state.clicks(host, 0);
                Check.equal(state.clicks(host), 0);
                Check.that(state.deleteClicks(host));
                Check.equal(state.clicks(host), 1);
                Check.equal(state.title(host), "none");
                state.title(host, null);
                Check.equal(state.title(host), null);
                Check.equal(state.total(host), 43L);
                state.total(host, 0);
                Check.equal(state.total(host), 0L);
                Check.that(state.flag(host));
                state.flag(host, false);
                Check.not(state.flag(host));
                Check.equal(state.own(host), "own none");
                state.setHasOwn(host, false);
                Check.that(state.hasOwn(host));
                """, """
                @WeakMetadata
                interface State {
                    default int clicks(Object host) {
                        return 1;
                    }

                    void clicks(Object host, int value);

                    boolean hasClicks(Object host);

                    boolean deleteClicks(Object host);

                    default @Nullable String title(Object host) {
                        return "none";
                    }

                    void title(Object host, @Nullable String value);

                    default long total(Object host) {
                        return 42 + clicks(new Object());
                    }

                    void total(Object host, long value);

                    default boolean flag(Object host) {
                        return true;
                    }

                    void flag(Object host, boolean value);

                    default String own(Object host) {
                        return "own " + title(new Object());
                    }

                    default boolean hasOwn(Object host) {
                        return true;
                    }

                    void setHasOwn(Object host, boolean value);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void beanPrefixesAndChaining(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                state.setName(host, "n").setReady(host, true).url(host, "u").issue(host, 1).hashed(host, 2);
                Check.equal(state.getName(host), "n");
                Check.that(state.isReady(host));
                Check.that(state.hasName(host) && state.hasReady(host) && state.hasUrl(host) && !state.hasURL(host));
                Check.equal(state.getUrl(host), "u");
                Check.equal(state.issue(host), 1);
                Check.equal(state.hashed(host), 2);
                Check.equal(state.setting(host), 0);
                Check.that(state.hasAB(host) == false);
                state.aB(host, 3);
                Check.that(state.hasAB(host));
                state.setURL(host, "U");
                Check.that(state.hasURL(host));
                Check.equal(state.getURL(host), "U");
                """, """
                @WeakMetadata
                interface State {
                    String getName(Object host);

                    State setName(Object host, String name);

                    boolean hasName(Object host);

                    boolean isReady(Object host);

                    State setReady(Object host, boolean ready);

                    boolean hasReady(Object host);

                    String getUrl(Object host);

                    State url(Object host, String url);

                    boolean hasUrl(Object host);

                    String getURL(Object host);

                    void setURL(Object host, String url);

                    default boolean unused(Object host) {
                        return true;
                    }

                    boolean hasURL(Object host);

                    int issue(Object host);

                    State issue(Object host, int issue);

                    int hashed(Object host);

                    State hashed(Object host, int hashed);

                    int setting(Object host);

                    int aB(Object host);

                    void aB(Object host, int value);

                    boolean hasAB(Object host);
                }
                """.replace("Check.that(state.hasName", "Check.that(state.hasName"));
    }

    @ParameterizedTest
    @EnumSource
    void nullHostsAndInvalidHosts(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Check.fails(NullPointerException.class, "theHost", () -> state.x(null, 1));
                Check.fails(NullPointerException.class, "aHost", () -> state.updateX(null, x -> x));
                Check.fails(NullPointerException.class, "operator", () -> state.updateX(new Object(), null));
                Check.fails(NullPointerException.class, "memoHost", () -> state.f(null));
                Check.equal(state.x(null), 0);
                Check.not(state.hasX(null));
                Check.not(state.deleteX(null));
                Check.not(state.has(null));
                Check.not(state.delete(null));
                Check.fails(InvalidWeakKeyException.class, "String", () -> state.x("s", 1));
                Check.fails(InvalidWeakKeyException.class, "String", () -> state.updateX("s", x -> { throw new Error(); }));
                Check.fails(InvalidWeakKeyException.class, "Integer", () -> state.f(1));
                Check.equal(state.x("s"), 0);
                Check.not(state.hasX("s"));
                Check.not(state.delete("s"));
                """, """
                @WeakMetadata
                interface State {
                    int x(Object host);

                    void x(Object theHost, int value);

                    int updateX(Object aHost, IntUnaryOperator operator);

                    boolean hasX(Object host);

                    boolean deleteX(Object host);

                    @Memoized
                    default int f(Object memoHost) {
                        throw new Error();
                    }

                    boolean has(Object host);

                    boolean delete(Object host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void weakValues(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                Object value = new Object();
                state.twin(host, value);
                Check.equal(state.twin(host), value);
                Check.that(state.hasTwin(host));
                Object[] changed = {new Object()};
                Check.equal(state.updateTwin(host, old -> { Check.equal(old, value); return changed[0]; }), changed[0]);
                changed[0] = null;
                for (int i = 0; state.hasTwin(host); i++) {
                    Check.that(i < 100);
                    System.gc();
                    Thread.sleep(10);
                }
                Check.equal(state.twin(host), null);
                Check.not(state.deleteTwin(host));
                Check.not(state.has(host));
                Check.not(state.delete(host));
                state.twin(host, null);
                Check.that(state.hasTwin(host));
                Check.that(state.has(host));
                Check.that(state.deleteTwin(host));
                state.twin(host, value);
                Check.that(state.deleteTwin(host));
                state.twin(host, value);
                Check.that(state.delete(host));
                Check.equal(state.fallback(host), "unset");
                state.fallback(host, new Object());
                for (int i = 0; state.fallback(host) != "unset"; i++) {
                    Check.that(i < 100);
                    System.gc();
                    Thread.sleep(10);
                }
                """, """
                @WeakMetadata
                interface State {
                    @Weak
                    @Nullable Object twin(Object host);

                    void twin(Object host, @Nullable Object value);

                    @Nullable Object updateTwin(Object host, UnaryOperator<@Nullable Object> change);

                    boolean hasTwin(Object host);

                    boolean deleteTwin(Object host);

                    @Weak
                    default Object fallback(Object host) {
                        return "unset";
                    }

                    void fallback(Object host, Object value);

                    boolean has(Object host);

                    boolean delete(Object host);
                }
                """);
    }
}
