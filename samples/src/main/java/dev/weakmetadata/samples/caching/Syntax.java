package dev.weakmetadata.samples.caching;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Syntax trees, as the JDK's compiler makes them. */
final class Syntax {
    private Syntax() {}

    /** Parses sources, given by file name. */
    static List<CompilationUnitTree> parse(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler; run the sample with a JDK");
        }
        List<Source> files = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        List<CompilationUnitTree> units = new ArrayList<>();
        try {
            task.parse().forEach(units::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return units;
    }

    static List<Tree> children(Tree tree) {
        List<Tree> children = new ArrayList<>();
        tree.accept(CHILDREN, children);
        return children;
    }

    /** Metrics of a node without its children. */
    static Metrics ownMetrics(Tree tree) {
        int branches = switch (tree.getKind()) {
            case IF,
                    FOR_LOOP,
                    ENHANCED_FOR_LOOP,
                    WHILE_LOOP,
                    DO_WHILE_LOOP,
                    CASE,
                    CATCH,
                    CONDITIONAL_EXPRESSION,
                    CONDITIONAL_AND,
                    CONDITIONAL_OR -> 1;
            default -> 0;
        };
        return new Metrics(1, 1, branches);
    }

    /** Visiting a node scans each of its children. */
    private static final TreeScanner<@Nullable Void, List<Tree>> CHILDREN = new TreeScanner<>() {
        @Override
        public @Nullable Void scan(@Nullable Tree child, List<Tree> children) {
            if (child != null) {
                children.add(child);
            }
            return null;
        }
    };

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("source:///" + path), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
