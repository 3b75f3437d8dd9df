package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shapes in combinations that no other test has, and what holds of the generated text whatever the shape. */
class ShapesTest {
    private static final String[] TYPES = {
        "class Outer<A> {\n    class Inner {\n        class Deep<B> {}\n    }\n}\n",
        "class Node<N extends Node<N>> {}\n",
        "class Leaf extends Node<Leaf> implements Runnable, Cloneable {\n    @Override\n    public void run() {}\n}\n",
        """
        /** Everything at once. */
        @SuppressWarnings("weakmetadata") // some values are hosts, for the sake of their types
        @WeakMetadata
        interface State<T extends Runnable & Cloneable> {
            boolean delete(T host);

            <N extends Node<N>> N next(N node);

            <M extends Node<M>> void next(M node, M next);

            <O extends Node<O>> O updateNext(O node, UnaryOperator<O> change);

            boolean hasNext(Node<?> node);

            String own(T host);

            State<T> own(T host, String value);

            boolean has(T host);

            <A, B extends Comparable<? super B>> Map<? super A, B[]> deep(Outer<A>.Inner.Deep<B> host);

            <X, Y extends Comparable<? super Y>> void deep(Outer<X>.Inner.Deep<Y> host, Map<? super X, Y[]> value);

            @Memoized
            default <E extends Exception, F extends Runnable & Cloneable> F memo(F host, Class<? super F> type, E thrown)
                    throws E, IOException {
                if (thrown == null) {
                    return host;
                }
                throw thrown;
            }

            <E extends Exception, F extends Runnable & Cloneable> boolean deleteMemo(F host, Class<? super F> type, E thrown);

            boolean hasMemo(T host);

            @Memoized(results = Memoized.Results.SOFT)
            default List<String> parse(String text, @Weak T[] context) throws FileNotFoundException {
                if (text.isEmpty()) {
                    throw new FileNotFoundException("empty");
                }
                return new ArrayList<>(List.of(text));
            }

            boolean hasParse(String text, T[] context);

            @Weak
            List<? extends T> @Nullable [] peers(T host);

            void peers(T host, List<? extends T> @Nullable [] value);

            List<? extends T> @Nullable [] updatePeers(T host, UnaryOperator<List<? extends T> @Nullable []> change);

            List<List<List<List<List<List<List<List<Map<String, ? super List<? extends T[]>>>>>>>>>> nested(T[][][] host);

            void nested(T[][][] host, List<List<List<List<List<List<List<List<Map<String, ? super List<? extends T[]>>>>>>>>>> value);
        }
        """,
    };

    @ParameterizedTest
    @EnumSource
    void genericsToTheEnd(Compiler compiler) throws IOException {
        Compiler.Result result = Behaviour.run(compiler, """
                State<Leaf> state = new WeakMetadata_State<>();
                Leaf host = new Leaf();
                Leaf other = new Leaf();
                Check.equal(state.next(host), null);
                state.next(host, other);
                Check.that(state.next(host) == other);
                Check.that(state.updateNext(host, leaf -> host) == host);
                Check.that(state.hasNext(host));
                Check.that(state.own(host, "a").own(host).equals("a"));
                Outer<Integer>.Inner.Deep<Integer> deep = new Outer<Integer>().new Inner().new Deep<Integer>();
                state.deep(deep, new HashMap<Integer, Integer[]>());
                Check.equal(state.deep(deep).size(), 0);
                Check.that(state.memo(host, Leaf.class, null) == host);
                Check.that(state.hasMemo(host));
                Check.that(state.memo(host, Leaf.class, null) == host);
                Check.that(state.deleteMemo(host, Leaf.class, null));
                Check.fails(InterruptedException.class, "x", () -> state.memo(host, Leaf.class, new InterruptedException("x")));
                Check.not(state.hasMemo(host));
                Leaf[] context = {};
                Check.that(state.parse("a", context) == state.parse("a", context));
                Check.that(state.hasParse("a", context));
                Check.not(state.hasParse("a", new Leaf[0]));
                Check.fails(FileNotFoundException.class, "empty", () -> state.parse("", context));
                Check.equal(state.peers(host), null);
                Check.equal(state.updatePeers(host, peers -> peers), null);
                Check.equal(state.nested(new Leaf[0][][]), null);
                Check.that(state.has(host));
                Check.that(state.delete(host));
                Check.not(state.has(host));
                """, TYPES);
        assertThat(methods(result.generatedSource("test.WeakMetadata_State"), "    public .*? (\\w+)\\("))
                .as("in the order of the interface")
                .isEqualTo(methods(TYPES[3], "^    (?:default )?[^@/ ].*? (\\w+)\\("));
        passesJavadoc(result, "WeakMetadata_State");
    }

    private static List<String> methods(String source, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(source);
        return matcher.results().map(match -> match.group(1)).toList();
    }

    /** The tool itself, over nothing but what was generated. */
    private static void passesJavadoc(Compiler.Result result, String name) throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(null, Locale.ROOT, null)) {
            List<Path> classPath = Stream.concat(
                            Stream.of(result.classes()),
                            Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                                    .map(Path::of))
                    .toList();
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            files.setLocationFromPaths(
                    DocumentationTool.Location.DOCUMENTATION_OUTPUT,
                    List.of(Files.createTempDirectory("weakmetadata-javadoc")));
            boolean success = javadoc.getTask(
                            messages,
                            files,
                            null,
                            null,
                            List.of("-Xdoclint:all", "-Werror", "-package", "-quiet"),
                            files.getJavaFileObjects(
                                    result.generated().resolve("test").resolve(name + ".java")))
                    .call();
            assertThat(success).as(messages.toString()).isTrue();
            assertThat(messages.toString()).doesNotContain("warning");
        }
    }

    @ParameterizedTest
    @EnumSource
    void diamondsOfGenericInterfaces(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                Check.equal(state.x(host), "right");
                state.x(host, "set");
                Check.equal(state.x(host), "set");
                Check.equal(state.updateX(host, x -> x + "!"), "set!");
                Check.equal(state.twice(host, "a"), "aa");
                Check.that(state.twice(host, "a") == state.twice(host, "a"));
                Check.that(state.deleteTwice(host, "a"));
                Top<Object, String> top = state;
                Check.equal(top.x(host), "set!");
                """, """
                interface Top<H, V> {
                    default V x(H host) {
                        return null;
                    }

                    void x(H host, V value);

                    V updateX(H host, UnaryOperator<V> change);
                }
                """, """
                @WeakMetadata
                interface Left<H> extends Top<H, String> {
                    @Memoized
                    default String twice(H host, String text) {
                        return text + text;
                    }

                    boolean deleteTwice(H host, String text);
                }
                """, """
                interface Right<V> extends Top<Object, V> {
                    V other();

                    @Override
                    default V x(Object host) {
                        return other();
                    }
                }
                """, """
                @WeakMetadata
                interface State extends Left<Object>, Right<String> {
                    @Override
                    default String other() {
                        return "right";
                    }
                }
                """);
    }
}
