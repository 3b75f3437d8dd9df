package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generic interfaces, methods, hosts and values. */
class GenericsTest {
    private static final String BOX = "class Box<T> {}\n";

    @ParameterizedTest
    @EnumSource
    void genericMethods(Compiler compiler) {
        Behaviour.run(
                compiler,
                """
                State state = new WeakMetadata_State();
                Box<String> box = new Box<>();
                Check.equal(state.tag(box), null);
                state.tag(box, "s");
                String tag = state.tag(box);
                Check.equal(tag, "s");
                Check.equal(state.updateTag(box, old -> old + "!"), "s!");
                Check.that(state.hasTag(box));
                Node<Integer> node = new Node<>();
                Check.equal(state.memo(node, 1), 1);
                Check.equal(state.rank(node), 0);
                state.rank(node, 4);
                Check.equal(state.rank(node), 4);
                List<String> names = state.names(box);
                Check.equal(names, null);
                state.names(box, List.of("a"));
                Check.equal(state.names(box).get(0), "a");
                Check.equal(state.wild(box), null);
                state.wild(box, Map.of());
                Check.equal(state.both(new Both()), null);
                """,
                BOX,
                "class Node<T extends Comparable<T>> {}\n",
                "class Both implements Runnable, Cloneable {\n    @Override\n    public void run() {}\n}\n",
                """
                @WeakMetadata
                interface State {
                    <T> T tag(Box<T> box);

                    <V> void tag(Box<V> box, V value);

                    <U> U updateTag(Box<U> box, UnaryOperator<U> change);

                    boolean hasTag(Box<?> box);

                    @Memoized
                    default <C extends Comparable<C>, N extends Node<C>> C memo(N node, C value) {
                        return value;
                    }

                    <C extends Comparable<C>, N extends Node<C>> int rank(N node);

                    void rank(Node<?> node, int rank);

                    List<String> names(Box<?> box);

                    void names(Box<? extends CharSequence> box, List<String> names);

                    Map<?, ? extends Number> wild(Box<?> box);

                    void wild(Box<?> box, Map<?, ? extends Number> value);

                    @SuppressWarnings("weakmetadata") // may hold the host
                    <T extends Runnable & Cloneable> List<T> both(T host);

                    <T extends Runnable & Cloneable> void both(T host, List<T> value);

                    <T> Optional<? super T> array(T[] host);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void genericInterfaces(Compiler compiler) {
        Behaviour.run(compiler, """
                State<Thread, String> state = State.create();
                Thread host = new Thread();
                state.value(host, "v").value(host, "w");
                Check.equal(state.value(host), "w");
                Check.equal(state.fallback(host), "x");
                Check.equal(state.updateValue(host, v -> v + "!"), "w!");
                Check.equal(state.pair(host, "a").get(0), "a");
                Check.that(state.pair(host, "a") == state.pair(host, "a"));
                Check.that(state.hasPair(host, "a"));
                Check.that(state.delete(host));
                Outer<Long>.Inner inner = new Outer<Long>().new Inner();
                OfInner<Long> ofInner = new WeakMetadata_OfInner<>();
                ofInner.of(inner, 5L);
                Check.equal(ofInner.of(inner), 5L);
                ofInner.self(inner, inner);
                Check.that(ofInner.self(inner) == inner);
                """, "class Outer<T> {\n    class Inner {}\n}\n", """
                @WeakMetadata
                interface OfInner<T> {
                    T of(Outer<T>.Inner inner);

                    void of(Outer<T>.Inner inner, T value);

                    @SuppressWarnings("weakmetadata") // the host itself, on purpose
                    Outer<T>.Inner self(Outer<T>.Inner inner);

                    void self(Outer<T>.Inner inner, Outer<T>.Inner value);
                }
                """, """
                @WeakMetadata
                interface State<H, V extends Comparable<? super V>> {
                    static <H, V extends Comparable<? super V>> State<H, V> create() {
                        return new WeakMetadata_State<>();
                    }

                    V value(H host);

                    State<H, V> value(H host, V value);

                    V updateValue(H host, UnaryOperator<V> change);

                    @SuppressWarnings("unchecked")
                    default V fallback(H host) {
                        return (V) "x";
                    }

                    void fallback(H host, V value);

                    @Memoized
                    default List<V> pair(H host, V value) {
                        return List.of(value);
                    }

                    boolean hasPair(H host, V value);

                    boolean delete(H host);
                }
                """);
    }

    /** As seen from the interface that extends others, with the annotations of both. */
    @Test
    void inheritedGenericMethods() {
        Set<String> texts = new HashSet<>();
        for (Compiler compiler : Compiler.values()) {
            Compiler.Result result = Behaviour.run(compiler, """
                    State<Integer> state = new WeakMetadata_State<>();
                    Box<Thread> box = new Box<>();
                    state.a(box, new Thread());
                    Check.that(state.a(box) != null);
                    Thread host = new Thread();
                    state.bounded(host, host);
                    Check.that(state.bounded(host) == host);
                    Check.equal(state.deep(new ArrayList<>()), null);
                    Box<String> text = new Box<>();
                    Check.equal(state.clash(text), null);
                    Check.equal(state.fallback(text), null);
                    state.fallback(text, 1);
                    Check.equal(state.fallback(text), 1);
                    Raw raw = new WeakMetadata_Raw();
                    @SuppressWarnings("unchecked")
                    Object none = raw.a(new Box<>());
                    Check.equal(none, null);
                    """, BOX, """
                    @SuppressWarnings("weakmetadata") // some values are hosts, for the sake of their types
                    interface Base<V, W> {
                        @Nullable V a(Box<@Nullable V> box);

                        void a(Box<@Nullable V> box, @Nullable V value);

                        <T extends @Nullable V> T bounded(T host);

                        <T extends V> void bounded(T host, T value);

                        @Nullable List<? extends V @Nullable []> deep(@Nullable List<V> host);

                        W plain(V @Nullable [] host);
                    }
                    """, """
                    interface Middle<X> extends Base<@Nullable Thread, Map.@Nullable Entry<X, String[]>> {
                        <T> X clash(Box<? super T> box);

                        default <T> X fallback(Box<? super T> box) {
                            return null;
                        }

                        void fallback(Box<?> box, X value);
                    }
                    """, """
                    @SuppressWarnings({"rawtypes", "unchecked"})
                    @WeakMetadata
                    interface Raw extends Base {}
                    """, """
                    @WeakMetadata
                    interface State<T> extends Middle<T> {}
                    """);
            texts.add(result.generatedSource("test.WeakMetadata_State").replaceAll("\\s+", " "));
        }
        assertThat(texts).hasSize(1);
        assertThat(texts.iterator().next())
                .contains("public @Nullable Thread a(Box<@Nullable Thread> box)")
                .contains("public <T_ extends @Nullable Thread> T_ bounded(T_ host)")
                .contains("public @Nullable List<? extends @Nullable Thread @Nullable []> deep(")
                .contains("public Map.@Nullable Entry<T, String[]> plain(@Nullable Thread @Nullable [] host)")
                .contains("public <T_> T clash(Box<? super T_> box)");
    }

    /** Found by {@link FuzzTest}: the default method must be told what nobody can infer. */
    @ParameterizedTest
    @EnumSource
    void typeVariablesThatBoundWildcards(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Function<String, Object> host = s -> s;
                Check.equal(state.memo(host, "a"), 1);
                Check.equal(state.get(host), null);
                Check.equal(state.updateGet(host, x -> "b"), "b");
                Check.equal(state.get(host), "b");
                BiFunction<String, Integer, String> two = (s, i) -> s + i;
                Check.equal(state.<Integer, String>both(two), "none");
                Check.equal(state.<String, Integer>updateBoth(two, x -> x + "!"), "none!");
                List<Integer> bounded = state.<List<Integer>, Integer>bounded("host".getClass());
                Check.equal(bounded, null);
                """, """
                @WeakMetadata
                interface State {
                    @Memoized
                    default <W extends Comparable<W>> int memo(Function<? super W, ?> host, @Weak Object... more) {
                        return more.length;
                    }

                    default <W extends Comparable<W>> String get(Function<? super W, ?> host) {
                        return null;
                    }

                    <V extends Comparable<V>> String updateGet(Function<? super V, ?> host, UnaryOperator<String> change);

                    default <A extends Comparable<A>, B extends Comparable<B>> String both(BiFunction<? super B, ? super A, ?> host) {
                        return "none";
                    }

                    <A extends Comparable<A>, B extends Comparable<B>> String updateBoth(
                            BiFunction<? super A, ? super B, ?> host, UnaryOperator<String> change);

                    @SuppressWarnings("weakmetadata") // nothing ties L to the host
                    default <L extends List<? super E>, E> L bounded(Object host) {
                        return null;
                    }

                    <L extends List<? super E>, E> void bounded(Object host, L value);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void typeVariablesThatTheHostDoesNotTell(Compiler compiler) {
        Behaviour.run(compiler, """
                State<Thread> state = new WeakMetadata_State<>();
                List<Object> host = new ArrayList<>();
                List<Object> value = List.of("value");
                state.<Integer, List<Object>>updateFirst(host, old -> old == null ? value : old);
                Check.equal(state.<List<Object>, Integer>first(host), value);
                Check.equal(state.<Thread>up(new ArrayList<>()), null);
                Check.equal(state.updateUp(new ArrayList<Thread>(), old -> old), null);
                Map<Integer, String> map = new HashMap<>();
                Check.equal(state.updateRank(map, rank -> rank + 1), 2);
                """, """
                interface Base<G> {
                    <A extends G> A updateUp(List<A> host, UnaryOperator<A> change);
                }
                """, """
                @SuppressWarnings("weakmetadata") // may hold the host
                @WeakMetadata
                interface State<T> extends Base<Thread> {
                    default <L extends List<? super E>, E> L first(List<? super String[]> host) {
                        return null;
                    }

                    <A, B extends List<? super A>> void updateFirst(List<? super String[]> host, UnaryOperator<B> change);

                    default <A extends Thread> A up(List<A> host) {
                        return null;
                    }

                    default int rank(Map<? extends Number, ?> host) {
                        return 1;
                    }

                    int updateRank(Map<Integer, String> host, IntUnaryOperator change);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void inheritedRaw(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                @SuppressWarnings("unchecked")
                Object first = state.first(new ArrayList<>());
                Check.equal(first, "first");
                @SuppressWarnings("unchecked")
                int size = state.size(new ArrayList<>());
                Check.equal(size, 0);
                @SuppressWarnings("unchecked")
                int third = state.third(new Object());
                Check.equal(third, 0);
                """, """
                @WeakMetadata
                interface Base<G, E extends IOException> {
                    default <T> Object first(List<? super T> host) {
                        return "first";
                    }

                    <T> void first(List<? super T> host, Object value);

                    @Memoized
                    default <T> int size(List<? super T> host) {
                        return host.size();
                    }

                    int third(G host) throws E;
                }
                """, """
                @SuppressWarnings({"rawtypes", "unchecked"})
                @WeakMetadata
                interface State extends Base {}
                """);
    }

    /** A default getter is called with the host of the update. */
    @ParameterizedTest
    @EnumSource
    void anUpdateForOtherHosts(Compiler compiler) {
        Compiler.Result result =
                compiler.task().source(Behaviour.header() + """
                        @WeakMetadata
                        interface State {
                            default <T extends Number> T a(List<T> host) { return null; }
                            <T extends Runnable> T updateA(List<T> host, UnaryOperator<T> change);
                            default <T extends Runnable & Cloneable> T b(Object host) { return null; }
                            <T> void updateB(Object host, UnaryOperator<T> change);
                            default int c(Map<String, ?> host) { return 1; }
                            int updateC(Map<?, ?> host, IntUnaryOperator change);
                            default <A extends Comparable<A>, B> B d(Map<A, ? super B[]> host) { return null; }
                            <B extends Comparable<?>, A> A updateD(Map<B, ? super A[]> host, UnaryOperator<A> change);
                        }
                        """).compile();
        assertThat(result.errors())
                .extracting(error -> error.getMessage(Locale.ROOT))
                .containsExactly(
                        "[WeakMetadataUpdateHost] updateA(List<T>, UnaryOperator<T>) calls the default getter a(List<T>), which may not take its host; write `<T extends Number> updateA(List<T> host, …)` as there",
                        "[WeakMetadataUpdateHost] updateB(Object, UnaryOperator<T>) calls the default getter b(Object), which may not take its host; write `<T extends Runnable & Cloneable> updateB(Object host, …)` as there",
                        "[WeakMetadataUpdateHost] updateC(Map<?, ?>, IntUnaryOperator) calls the default getter c(Map<String, ?>), which may not take its host; write `updateC(Map<String, ?> host, …)` as there",
                        "[WeakMetadataUpdateHost] updateD(Map<B, ? super A[]>, UnaryOperator<A>) calls the default getter d(Map<A, ? super B[]>), which may not take its host; write `<A extends Comparable<A>, B> updateD(Map<A, ? super B[]> host, …)` as there");
    }

    /** An overload of the default getter may take the update's host as well. */
    @ParameterizedTest
    @EnumSource
    void anUpdateWhoseHostFitsAnOverload(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                class Host implements CharSequence, Runnable {
                    @Override public int length() { return 0; }
                    @Override public char charAt(int index) { return ' '; }
                    @Override public CharSequence subSequence(int start, int end) { return this; }
                    @Override public void run() {}
                }
                Check.equal(state.updateX(new Host(), x -> x + 1), 2);
                """, """
                @WeakMetadata
                interface State {
                    default int x(CharSequence host) {
                        return 1;
                    }

                    void x(CharSequence host, int value);

                    default int x(Runnable other) {
                        return 10;
                    }

                    <T extends CharSequence & Runnable> int updateX(T host, IntUnaryOperator change);
                }
                """);
    }

    /** What bounds the update's type variables may be narrower than for the default getter. */
    @ParameterizedTest
    @EnumSource
    void anUpdateForFewerHosts(Compiler compiler) {
        Behaviour.run(compiler, """
                State<Integer> state = new WeakMetadata_State<>();
                List<Integer> host = new ArrayList<>(List.of(1));
                Check.equal(state.<Integer>updateA(host, x -> x + 1), 2);
                Check.equal(state.<Integer>updateB(host, x -> x + 2), 3);
                Check.equal(state.<Integer, Long>updateC(new HashMap<>(Map.of(5, 6L)), x -> x + 3), 9L);
                Check.equal(state.<Integer>updateD(host, x -> x + 4), 5);
                Check.equal(state.<Integer, String>updateE(host, x -> x + 5), 6);
                """, """
                @WeakMetadata
                interface State<V> {
                    default <T> T a(List<T> host) { return host.get(0); }
                    <T extends Number> T updateA(List<T> host, UnaryOperator<T> change);
                    default <T extends Number> T b(List<T> host) { return host.get(0); }
                    <T extends Integer> T updateB(List<T> host, UnaryOperator<T> change);
                    default <A extends Comparable<A>, B> B c(Map<A, B> host) { return host.values().iterator().next(); }
                    <B extends Comparable<B> & Serializable, A extends Long> A updateC(Map<B, A> host, UnaryOperator<A> change);
                    default <T extends V> T d(List<T> host) { return host.get(0); }
                    <T extends V> T updateD(List<T> host, UnaryOperator<T> change);
                    default <T> T e(List<T> host) { return host.get(0); }
                    <T, U> T updateE(List<T> host, UnaryOperator<T> change);
                }
                """);
    }

    /** A default getter may throw what its caller says; a call from an update throws what the update's own variable is. */
    @ParameterizedTest
    @EnumSource
    void anUpdateThrowsWhatItsDefaultDoes(Compiler compiler) {
        Behaviour.run(compiler, """
                State<IOException> state = new WeakMetadata_State<>();
                Object host = new Object();
                Check.equal(state.updateA(host, x -> x + 1), 2);
                Check.equal(state.updateB(host, x -> x + 1), 2);
                Check.equal(state.updateC(host, x -> x + 1), 2);
                Check.equal(state.updateD(host, x -> x + 1), 2);
                Check.equal(state.updateE(host, x -> x + 1), 2);
                Check.equal(state.<String, IOException>updateF(new ArrayList<>(), x -> x + "1"), "null1");
                Check.equal(state.updateG(host, x -> x + 1), 2);
                """, """
                interface Base<Y extends Exception> {
                    default <X extends Y> int g(Object host) throws X { return 1; }
                    <X extends Y> int updateG(Object host, IntUnaryOperator change) throws X;
                }
                """, """
                @WeakMetadata
                interface State<E extends Exception> extends Base<E> {
                    default <X extends Exception> int a(Object host) throws X { return 1; }
                    <X extends Exception> int updateA(Object host, IntUnaryOperator change) throws X;
                    default <X extends Exception> int b(Object host) throws X { return 1; }
                    <Z extends FileNotFoundException> int updateB(Object host, IntUnaryOperator change) throws IOException;
                    default <X extends IllegalStateException> int c(Object host) throws X { return 1; }
                    <X extends IllegalStateException> int updateC(Object host, IntUnaryOperator change);
                    default <X extends Exception> int d(Object host) throws X { return 1; }
                    <X extends RuntimeException & Serializable> int updateD(Object host, IntUnaryOperator change);
                    default int e(Object host) throws E { return 1; }
                    int updateE(Object host, IntUnaryOperator change) throws E;
                    default <X extends Exception, T> T f(List<T> host) throws IllegalStateException, X { return null; }
                    <S, Y extends IOException> S updateF(List<S> host, UnaryOperator<S> change) throws Y;
                }
                """);
        Compiler.Result result =
                compiler.task().source(Behaviour.header() + """
                        @WeakMetadata
                        interface State<E extends Exception> {
                            default <X extends Exception> int a(Object host) throws X { return 1; }
                            <Y extends Exception> int updateA(Object host, IntUnaryOperator change);
                            default <X extends Exception> int b(Object host) throws X { return 1; }
                            int updateB(Object host, IntUnaryOperator change);
                            default <X extends Exception, Y extends Exception> int c(Object host) throws Y { return 1; }
                            <X extends Exception, Y extends Exception> int updateC(Object host, IntUnaryOperator change) throws X;
                            default int d(Object host) throws E { return 1; }
                            int updateD(Object host, IntUnaryOperator change);
                            default <X extends IOException> int e(Object host) throws X { return 1; }
                            <X extends Exception> int updateE(Object host, IntUnaryOperator change) throws X;
                        }
                        """).compile();
        assertThat(result.errors())
                .extracting(error -> error.getMessage(Locale.ROOT))
                .containsExactlyInAnyOrder(
                        "[WeakMetadataUpdateThrows] updateA(Object, IntUnaryOperator) calls the default getter a(Object), which throws Y; declare that here too",
                        "[WeakMetadataUpdateHost] updateB(Object, IntUnaryOperator) calls the default getter b(Object), which may not take its host; write `<X extends Exception> updateB(Object host, …)` as there",
                        "[WeakMetadataUpdateThrows] updateC(Object, IntUnaryOperator) calls the default getter c(Object), which throws Y; declare that here too",
                        "[WeakMetadataUpdateThrows] updateD(Object, IntUnaryOperator) calls the default getter d(Object), which throws E; declare that here too",
                        "[WeakMetadataUpdateHost] updateE(Object, IntUnaryOperator) calls the default getter e(Object), which may not take its host; write `<X extends IOException> updateE(Object host, …)` as there");
    }

    @ParameterizedTest
    @EnumSource
    void rawTypesAreTheUsersOwn(Compiler compiler) {
        Behaviour.run(compiler, """
                State<?> state = new WeakMetadata_State<>();
                Box<String> box = new Box<>();
                state.items(box, List.of());
                Check.equal(state.items(box), List.of());
                Check.equal(state.memo(box, List.of(1)), List.of(1));
                @SuppressWarnings("unchecked")
                List<String>[] lists = (List<String>[]) new List<?>[] {List.of("x")};
                state.varargs(box, lists);
                Check.equal(state.varargs(box)[0].get(0), "x");
                """, BOX, """
                @SuppressWarnings({"rawtypes", "unchecked"})
                @WeakMetadata
                interface State<K extends Class & Cloneable> {
                    <W extends Class & Runnable> int several(W host);

                    List items(Box box);

                    void items(Box box, List items);

                    @Memoized
                    default List memo(Box box, List items) {
                        return items;
                    }

                    List<String>[] varargs(Box box);

                    void varargs(Box box, List<String>... lists);
                }
                """);
    }

    @ParameterizedTest
    @EnumSource
    void typeUseAnnotationsAtEveryDepth(Compiler compiler) {
        Compiler.Result result = Behaviour.run(
                compiler, "Check.equal(new WeakMetadata_State<String>().deep(new Box<>()), null);", BOX, """
                @WeakMetadata
                interface State<V extends @Nullable Object> {
                    @Nullable Map<@Nullable String, ? extends @Nullable List<@Nullable V>> @Nullable [] deep(Box<@Nullable V> box);

                    void deep(
                            Box<@Nullable V> box,
                            @Nullable Map<@Nullable String, ? extends @Nullable List<@Nullable V>> @Nullable [] value);

                    Map.@Nullable Entry<String, byte @Nullable []> entry(Box<?> box);

                    void entry(Box<?> box, Map.@Nullable Entry<String, byte @Nullable []> value);

                    <T extends @Nullable Comparable<@Nullable T>> @Nullable T bound(Box<T> box);

                    <T extends @Nullable Comparable<@Nullable T>> void bound(Box<T> box, @Nullable T value);
                }
                """);
        assertThat(result.generatedSource("test.WeakMetadata_State").replaceAll("\\s+", " "))
                .contains("class WeakMetadata_State<V extends @Nullable Object> implements State<V>")
                .contains(
                        "public @Nullable Map<@Nullable String, ? extends @Nullable List<@Nullable V>> @Nullable [] deep(")
                .contains("Box<@Nullable V> box")
                .contains("public Map.@Nullable Entry<String, byte @Nullable []> entry(Box<?> box)")
                .contains("public <T extends @Nullable Comparable<@Nullable T>> @Nullable T bound(Box<T> box)")
                .contains("void bound(Box<T> box, @Nullable T value)");
    }

    @ParameterizedTest
    @EnumSource
    void typeUseAnnotationsThatMentionWhatIsPrivate(Compiler compiler) {
        Compiler.Result result =
                Behaviour.run(compiler, "Check.equal(new WeakMetadata_Around_State().all(new Object()), null);", """
                class Around {
                    @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                    @interface Named {
                        Class<?>[] value() default {};

                        Hidden hidden() default Hidden.ONE;

                        Nested nested() default @Nested(String.class);
                    }

                    @interface Nested {
                        Class<?> value();
                    }

                    private enum Hidden {
                        ONE
                    }

                    @WeakMetadata
                    interface State {
                        Map<@Named({String.class, Hidden.class}) String, @Named(hidden = Hidden.ONE) Object> all(
                                @Named(nested = @Nested(Hidden[].class)) Object host);

                        void all(Object host, Map<@Named(Thread.class) String, Object> value);
                    }
                }
                """);
        assertThat(result.generatedSource("test.WeakMetadata_Around_State"))
                .contains("public Map<String, Object> all(Object host)")
                .contains("Map<@Around.Named(Thread.class) String, Object> value");
    }

    /** ECJ shows those of a type variable's declaration where it is used, too. */
    @Test
    void annotationsOfTypeVariables() {
        Set<String> texts = new TreeSet<>();
        for (Compiler compiler : Compiler.values()) {
            Compiler.Result result =
                    Behaviour.run(compiler, "new WeakMetadata_State<String>().x(List.of());", """
                    @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_PARAMETER)
                    @interface Declared {}
                    """, """
                    @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                    @interface Use {
                        String value();
                    }
                    """, """
                    @WeakMetadata
                    interface State<@Declared V> {
                        V x(List<V> host);

                        <@Declared @Use("declared") U> U y(Map<U, @Use("used") U> host);
                    }
                    """);
            texts.add(result.generatedSource("test.WeakMetadata_State").replaceAll("\\s+", " "));
        }
        assertThat(texts).hasSize(1);
        assertThat(texts.iterator().next()).contains("> U y(Map<U, @Use(\"used\") U> host)");
    }

    /** What {@code Object & Comparable} is erased to is {@code Object}. */
    @Test
    void boundsThatBeginWithObject() {
        Set<String> texts = new TreeSet<>();
        for (Compiler compiler : Compiler.values()) {
            Compiler.Result result = Behaviour.run(compiler, """
                    State<Thing, String> state = new WeakMetadata_State<>();
                    Thing thing = new Thing();
                    state.rank(thing, 1);
                    Check.equal(state.rank(thing), 1);
                    Check.equal(state.<Integer>max(Arrays.asList(1, 3, 2)), 3);
                    state.least(thing, "least");
                    Check.equal(state.least(thing), "least");
                    Check.that(state.has(thing));
                    """, """
                    class Thing implements Comparable<Thing>, Runnable {
                        @Override
                        public int compareTo(Thing other) {
                            return 0;
                        }

                        @Override
                        public void run() {}
                    }
                    """, """
                    interface Base<V extends Object & Comparable<V>> {
                        V least(Object host);

                        void least(Object host, V value);
                    }
                    """, """
                    @WeakMetadata
                    interface State<H extends Object & Runnable, V extends Object & Comparable<V>> extends Base<V> {
                        <T extends Object & Comparable<? super T>> int rank(T host);

                        <T extends Object & Comparable<? super T>> void rank(T host, int value);

                        @Memoized
                        default <T extends Object & Comparable<? super T>> T max(Collection<? extends T> host) {
                            return Collections.max(host);
                        }

                        <T extends Object & Comparable<T>> List<T> all(Set<T> host);

                        int count(H host);

                        void count(H host, int value);

                        <T extends Object & Runnable & Comparable<?>> int both(T host);

                        boolean has(Object host);
                    }
                    """);
            texts.add(result.generatedSource("test.WeakMetadata_State").replaceAll("\\s+", " "));
        }
        assertThat(texts).hasSize(1);
    }

    /** Javac has an annotation that may stand on declarations, too, on no type variable. */
    @Test
    void annotationsOfTypesAndDeclarations() {
        Set<String> texts = new TreeSet<>();
        for (Compiler compiler : Compiler.values()) {
            Compiler.Result result = Behaviour.run(
                    compiler, "new WeakMetadata_State<String>().x(new Object(), null);", """
                    @java.lang.annotation.Target({
                        java.lang.annotation.ElementType.METHOD,
                        java.lang.annotation.ElementType.PARAMETER,
                        java.lang.annotation.ElementType.TYPE_USE
                    })
                    @interface Maybe {}
                    """, """
                    @java.lang.annotation.Target({
                        java.lang.annotation.ElementType.METHOD,
                        java.lang.annotation.ElementType.PARAMETER
                    })
                    @interface Declared {}
                    """, """
                    @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                    @interface Use {}
                    """, """
                    interface Base<B> {
                        @Maybe B inherited(Object host);
                    }
                    """, """
                    @WeakMetadata
                    interface Annotated<V> extends Base<@Use V> {
                        void both(Object host, @Maybe @Use V value);
                    }
                    """, """
                    @WeakMetadata
                    interface State<V> extends Base<V> {
                        @Maybe @Declared V x(Object host);

                        void x(Object host, @Declared @Maybe V value);

                        @Maybe String string(Object host);

                        @Maybe V[] array(Object host);

                        @Memoized
                        default <T> @Maybe T memo(List<T> host, @Maybe T other) {
                            return other;
                        }
                    }
                    """);
            texts.add(result.generatedSource("test.WeakMetadata_State").replaceAll("\\s+", " ")
                    + result.generatedSource("test.WeakMetadata_Annotated").replaceAll("\\s+", " "));
        }
        assertThat(texts).hasSize(1);
        assertThat(texts.iterator().next())
                .contains("public @Maybe @Use V inherited(Object host)")
                .contains("both(Object host, @Maybe @Use V value)")
                .contains("public @Maybe V[] array(Object host)")
                .contains("public @Maybe V x(Object host)")
                .contains("public void x(Object host, @Maybe V value)")
                .contains("public @Maybe String string(Object host)")
                .contains("public @Maybe V inherited(Object host)")
                .contains("public <T> @Maybe T memo(List<T> host, @Maybe T other)")
                .doesNotContain("@Declared");
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfTypeUseAnnotations(Compiler compiler) {
        Compiler.Result result = Behaviour.run(
                compiler, "Check.equal(new WeakMetadata_State<String>().all(new Box<>()), null);", BOX, """
                @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                @interface All {
                    java.lang.annotation.ElementType one();

                    Thread.State[] some();

                    Inner inner();

                    Inner[] inners();

                    Class<?> type();

                    Class<?>[] none();

                    char character();

                    double[] doubles();

                    float number();

                    long[] longs();

                    String[] texts();

                    int other() default 1;
                }
                """, """
                @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
                @interface Inner {
                    Thread.State value() default Thread.State.NEW;
                }
                """, """
                @WeakMetadata
                interface State<V> {
                    @All(
                            one = java.lang.annotation.ElementType.TYPE_USE,
                            some = {Thread.State.NEW, Thread.State.BLOCKED},
                            inner = @Inner(Thread.State.WAITING),
                            inners = {@Inner, @Inner(Thread.State.RUNNABLE)},
                            type = Map.Entry.class,
                            none = {},
                            character = '\\'',
                            doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.0},
                            number = Float.NEGATIVE_INFINITY,
                            longs = {1, Long.MAX_VALUE},
                            texts = {"a\\"b", "$L\\n", "see a. @b", "\u20ac\\ud83d"})
                    V all(Box<V> box);

                    void all(Box<V> box, V value);
                }
                """);
        assertThat(result.generatedSource("test.WeakMetadata_State").replaceAll("\\s+", " "))
                .contains(
                        "@Override public @All(one = ElementType.TYPE_USE, some = {Thread.State.NEW, Thread.State.BLOCKED},"
                                + " inner = @Inner(Thread.State.WAITING), inners = {@Inner, @Inner(Thread.State.RUNNABLE)},"
                                + " type = Map.Entry.class, none = {}, character = '\\'', doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.0}, number = Float.NEGATIVE_INFINITY,"
                                + " longs = {1L, 9223372036854775807L}, texts = {\"a\\\"b\", \"$L\\n\", \"see a. @b\", \"\\u20ac\\ud83d\"}) V all(");
    }
}
