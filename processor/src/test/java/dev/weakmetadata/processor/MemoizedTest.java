package dev.weakmetadata.processor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memoized functions: with and without host, with and without further arguments. */
class MemoizedTest {
    @ParameterizedTest
    @EnumSource
    void oncePerHost(Compiler compiler) {
        Behaviour.run(
                compiler,
                """
                Memo memo = new WeakMetadata_Memo();
                Node tree = new Node(new Node(new Node(), new Node()), new Node());
                Check.not(memo.has(tree));
                Check.not(memo.hasSize(tree));
                Check.equal(memo.size(tree), 5);
                Check.equal(memo.size(tree), 5);
                Check.equal(memo.size(tree.children[0]), 3);
                Check.equal(Memo.calls[0], 5);
                Check.that(memo.hasSize(tree));
                Check.that(memo.has(tree));
                Check.that(memo.deleteSize(tree));
                Check.not(memo.deleteSize(tree));
                Check.equal(memo.size(tree), 5);
                Check.equal(Memo.calls[0], 6);
                Check.that(memo.delete(tree));
                Check.not(memo.has(tree));
                Check.equal(memo.nothing(tree), null);
                Check.equal(memo.nothing(tree), null);
                Check.equal(Memo.calls[1], 1);
                """,
                "class Node {\n    final Node[] children;\n\n    Node(Node... children) {\n        this.children = children;\n    }\n}\n",
                """
                @WeakMetadata
                interface Memo {
                    int[] calls = new int[2];

                    @Memoized
                    default int size(Node node) {
                        calls[0]++;
                        int sum = 1;
                        for (Node child : node.children) {
                            sum += size(child);
                        }
                        return sum;
                    }

                    @Memoized
                    default @Nullable String nothing(Node node) {
                        calls[1]++;
                        return null;
                    }

                    boolean hasSize(Node node);

                    boolean deleteSize(Node node);

                    boolean has(Node node);

                    boolean delete(Node node);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void oncePerHostAndArguments(Compiler compiler) {
        Behaviour.run(compiler, """
                Memo memo = new WeakMetadata_Memo();
                Object host = new Object();
                Check.equal(memo.icon(host, new String("red"), 3), "red3");
                Check.equal(memo.icon(host, new String("red"), 3), "red3");
                Check.equal(memo.icon(host, null, 3), "null3");
                Check.equal(memo.icon(host, null, 3), "null3");
                Check.equal(Memo.calls[0], 2);
                Check.that(memo.hasIcon(host));
                Check.that(memo.hasIcon(host, "red", 3));
                Check.not(memo.hasIcon(host, "red", 4));
                Check.not(memo.hasIcon(new Object(), "red", 3));
                Check.that(memo.deleteIcon(host, "red", 3));
                Check.not(memo.deleteIcon(host, "red", 3));
                Check.not(memo.hasIcon(host, "red", 3));
                Check.that(memo.deleteIcon(host));
                Check.not(memo.hasIcon(host));
                Check.equal(memo.all(host, true, (byte) 1, (short) 2, 'c', 4, 5L, 0f, -0d, List.of("x")), "true12c450.0-0.0[x]");
                Check.equal(memo.all(host, true, (byte) 1, (short) 2, 'c', 4, 5L, -0f, -0d, List.of("x")), "true12c45-0.0-0.0[x]");
                Check.equal(memo.all(host, true, (byte) 1, (short) 2, 'c', 4, 5L, -0f, -0d, List.of("x")), "true12c45-0.0-0.0[x]");
                Check.equal(Memo.calls[1], 2);
                Object key = new Object();
                Check.equal(memo.same(host, key), memo.same(host, key));
                Check.that(memo.hasSame(host, key));
                Check.that(memo.same(host, null) == memo.same(host, null));
                Check.that(memo.same(host, null) != memo.same(host, key));
                int[] array = {1};
                Check.equal(memo.sum(host, array), 1);
                array[0] = 2;
                Check.equal(memo.sum(host, array), 1);
                Check.equal(memo.sum(host, 2), 2);
                Check.that(memo.deleteSum(host, array));
                Check.equal(memo.sum(host, array), 2);
                """, """
                @WeakMetadata
                interface Memo {
                    int[] calls = new int[2];

                    @Memoized
                    default String icon(Object host, @Nullable String theme, int size) {
                        calls[0]++;
                        return theme + size;
                    }

                    boolean hasIcon(Object host);

                    boolean hasIcon(Object host, @Nullable String theme, int size);

                    boolean deleteIcon(Object host);

                    boolean deleteIcon(Object host, @Nullable String theme, int size);

                    @Memoized
                    default String all(
                            Object host, boolean a, byte b, short c, char d, int e, long f, float g, double h, List<String> i) {
                        calls[1]++;
                        return "" + a + b + c + d + e + f + g + h + i;
                    }

                    @Memoized
                    default Object same(Object host, @Weak @Nullable Object other) {
                        return new Object();
                    }

                    boolean hasSame(Object host, @Nullable Object other);

                    @Memoized
                    default int sum(Object host, @Weak int... summands) {
                        int sum = 0;
                        for (int summand : summands) {
                            sum += summand;
                        }
                        return sum;
                    }

                    boolean deleteSum(Object host, int... summands);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void withoutHost(Compiler compiler) {
        Behaviour.run(compiler, """
                Memo memo = new WeakMetadata_Memo();
                Object first = memo.parse("a");
                Check.that(first == memo.parse(new String("a")));
                Check.that(memo.hasParse("a"));
                Check.not(memo.hasParse("b"));
                Check.that(memo.deleteParse("a"));
                Check.not(memo.deleteParse("a"));
                Check.that(first != memo.parse("a"));
                Check.equal(memo.fibonacci(60), 1548008755920L);
                Object weak = memo.of(1, "x");
                Check.that(weak == memo.of(1, "x"));
                weak = null;
                for (int i = 0; memo.hasOf(1, "x"); i++) {
                    Check.that(i < 100);
                    System.gc();
                    Thread.sleep(10);
                }
                Check.equal(memo.when(java.time.LocalDate.EPOCH), "1970-01-01");
                """, """
                @WeakMetadata
                interface Memo {
                    @Memoized(results = Memoized.Results.SOFT)
                    default Object parse(String text) {
                        return new Object();
                    }

                    boolean hasParse(String text);

                    boolean deleteParse(String text);

                    @Memoized(results = Memoized.Results.SOFT)
                    default Long fibonacci(int n) {
                        return n < 2 ? (Long) (long) n : (Long) (fibonacci(n - 1) + fibonacci(n - 2));
                    }

                    @Memoized(results = Memoized.Results.WEAK)
                    default Object of(int n, String text) {
                        return new Object();
                    }

                    boolean hasOf(int n, String text);

                    @Memoized(results = Memoized.Results.SOFT)
                    default String when(java.time.LocalDate date) {
                        return date.toString();
                    }
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void overloadsAndBeanNames(Compiler compiler) {
        Behaviour.run(compiler, """
                Memo memo = new WeakMetadata_Memo();
                Object host = new Object();
                Check.equal(memo.getLayout(host), "plain");
                Check.equal(memo.getLayout(host, "big"), "big");
                Check.equal(memo.getLayout(host, 3), "3");
                Check.that(memo.deleteLayout(host, 3));
                Check.that(memo.hasLayout(host));
                Check.that(memo.deleteLayout(host));
                Check.not(memo.hasLayout(host));
                Check.not(memo.deleteLayout(host, "big"));
                """, """
                @WeakMetadata
                interface Memo {
                    @Memoized
                    default String getLayout(Object host) {
                        return "plain";
                    }

                    @Memoized
                    default String getLayout(Object host, String theme) {
                        return theme;
                    }

                    @Memoized
                    default String getLayout(Object host, int size) {
                        return "" + size;
                    }

                    boolean hasLayout(Object host);

                    boolean deleteLayout(Object host);

                    boolean deleteLayout(Object host, int size);

                    boolean deleteLayout(Object host, String theme);
                }
                """);
    }

    /** A name that fits exactly goes before one that may be meant. */
    @ParameterizedTest
    @EnumSource
    void namesThatDifferInTheCaseOfOneLetter(Compiler compiler) {
        Behaviour.run(compiler, """
                Memo memo = new WeakMetadata_Memo();
                Object host = new Object();
                memo.getAB(host, 1);
                Check.that(memo.hasAB(host, 1));
                memo.aB(host, 1);
                Check.that(memo.deleteAB(host));
                Check.not(memo.hasAB(host, 1));
                Check.equal(memo.calls()[0], 2);
                memo.aB(host, 1);
                memo.getAB(host, 1);
                Check.equal(memo.calls()[0], 3);
                """, """
                @WeakMetadata
                interface Memo {
                    int[] CALLS = new int[1];

                    default int[] calls() {
                        return CALLS;
                    }

                    @Memoized
                    default int aB(Object host, int i) {
                        return CALLS[0]++;
                    }

                    @Memoized
                    default int getAB(Object host, int i) {
                        return CALLS[0]++;
                    }

                    boolean hasAB(Object host, int i);

                    boolean deleteAB(Object host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void exceptionsAreNotRemembered(Compiler compiler) {
        Behaviour.run(compiler, """
                Memo memo = new WeakMetadata_Memo();
                Object host = new Object();
                Check.fails(IOException.class, "gone", () -> memo.read(host));
                Check.fails(IOException.class, "gone", () -> memo.read(host));
                Check.not(memo.has(host));
                Check.fails(InterruptedException.class, "again", () -> memo.readAs(host, new InterruptedException("again")));
                Check.fails(IllegalStateException.class, "itself for a host of java.lang.Object is asked for by its own", () -> memo.itself(host));
                Check.fails(IllegalStateException.class, "again for arguments of test.WeakMetadata_Memo$AgainArguments is", () -> memo.again("a"));
                Throwable throwable = new Throwable("neither");
                Check.fails(Throwable.class, "neither", () -> memo.fail(host, throwable));
                Check.fails(Throwable.class, "neither", () -> memo.failWith("a", throwable));
                """, """
                @WeakMetadata
                interface Memo {
                    @Memoized
                    default int fail(Object host, @Weak Throwable throwable) throws Throwable {
                        throw throwable;
                    }

                    @Memoized(results = Memoized.Results.SOFT)
                    default <X extends Throwable> String failWith(String argument, @Weak X throwable) throws X {
                        throw throwable;
                    }

                    @Memoized
                    default String read(Object host) throws IOException {
                        throw new IOException("gone");
                    }

                    @Memoized
                    default <X extends Exception> String readAs(Object host, X exception) throws X {
                        throw exception;
                    }

                    @Memoized(results = Memoized.Results.SOFT)
                    default String again(String argument) {
                        return again(argument);
                    }

                    @Memoized
                    default int itself(Object host) {
                        return itself(host);
                    }

                    boolean has(Object host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void softAndWeakResults(Compiler compiler) {
        Behaviour.run(compiler, """
                Memo memo = new WeakMetadata_Memo();
                Object host = new Object();
                Object soft = memo.soft(host);
                Check.that(soft == memo.soft(host));
                Check.that(memo.hasSoft(host));
                Object weak = memo.weak(host);
                Check.that(weak == memo.weak(host));
                weak = null;
                for (int i = 0; memo.hasWeak(host); i++) {
                    Check.that(i < 100);
                    System.gc();
                    Thread.sleep(10);
                }
                Check.that(memo.deleteSoft(host));
                Check.not(memo.has(host));
                Check.equal(memo.none(host), null);
                Check.that(memo.has(host));
                """, """
                @WeakMetadata
                interface Memo {
                    @Memoized(results = Memoized.Results.SOFT)
                    default Object soft(Object host) {
                        return new Object();
                    }

                    boolean hasSoft(Object host);

                    boolean deleteSoft(Object host);

                    @Memoized(results = Memoized.Results.WEAK)
                    default Object weak(Object host) {
                        return new Object();
                    }

                    boolean hasWeak(Object host);

                    @Memoized(results = Memoized.Results.WEAK)
                    default @Nullable Object none(Object host) {
                        return null;
                    }

                    boolean has(Object host);
                }
                """);
    }
}
