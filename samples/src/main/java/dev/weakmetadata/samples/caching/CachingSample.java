package dev.weakmetadata.samples.caching;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.OwnSources;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Two pure functions of objects that nobody can edit: of an object's values, and of syntax trees, recursively. */
public final class CachingSample implements Sample {

    @Override
    public String name() {
        return "caching";
    }

    @Override
    public String description() {
        return "pure functions of objects, computed once per object";
    }

    @Override
    public void run(Report report) throws IOException, URISyntaxException {
        objectValues(report);
        report.gap();
        syntaxTrees(report);
    }

    private static void objectValues(Report report) {
        ObjectValues objectValues = new ObjectValues();
        Map<String, Integer> object = new TreeMap<>(Map.of("a", 1_000, "b", 20_000, "c", 300_000));
        report.say("handleObjectValues counts the primes below each value of an object: " + object);
        List<Long> result = objectValues.handleObjectValues(object);
        int once = objectValues.computations();
        report.say("Asked for the first time: " + result + ", " + once + " heavy computations.");

        List<Long> again = objectValues.handleObjectValues(object);
        int twice = objectValues.computations();
        report.say("Asked again: " + again + ", " + (twice - once) + " heavy computations.");
        report.claim(again == result && twice == once, "the same object again costs no computation");

        List<Long> ofEqual = objectValues.handleObjectValues(new TreeMap<>(object));
        report.claim(
                ofEqual != result && ofEqual.equals(result) && objectValues.computations() == 2 * once,
                "an equal object is another object: it is computed for itself");
        report.claim(
                Garbage.collected(resultForDroppedObject(objectValues)),
                "the result for an object that is no longer in use is collected with it");
        Reference.reachabilityFence(objectValues);
    }

    private static WeakReference<List<Long>> resultForDroppedObject(ObjectValues objectValues) {
        return new WeakReference<>(objectValues.handleObjectValues(new TreeMap<>(Map.of("x", 100))));
    }

    private static void syntaxTrees(Report report) throws IOException, URISyntaxException {
        SyntaxMetrics syntax = SyntaxMetrics.create();
        WeakReference<Metrics> result = measureOwnSources(report, syntax);
        report.claim(Garbage.collected(result), "the results are collected with the syntax trees");
        Reference.reachabilityFence(syntax);
    }

    private static WeakReference<Metrics> measureOwnSources(Report report, SyntaxMetrics syntax)
            throws IOException, URISyntaxException {
        List<CompilationUnitTree> units = Syntax.parse(OwnSources.read());
        Set<Tree> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        units.forEach(unit -> addAllNodes(unit, nodes));
        report.say("The JDK's compiler parses the " + units.size() + " source files of these samples: " + nodes.size()
                + " nodes.");
        report.say("The methods with most branches:");
        report.table(
                List.of("method", "branches", "nodes", "depth"),
                units.stream()
                        .flatMap(unit -> unit.getTypeDecls().stream())
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .flatMap(type -> methods(type, syntax).stream())
                        .sorted(Comparator.comparing(
                                        (Method method) -> method.metrics().branches())
                                .reversed()
                                .thenComparing(Method::name))
                        .limit(5)
                        .map(method -> List.of(
                                method.name(),
                                "" + method.metrics().branches(),
                                "" + method.metrics().nodes(),
                                "" + method.metrics().depth()))
                        .toList());

        long visits = 0;
        boolean allRight = true;
        for (int round = 0; round < 3; round++) {
            for (Tree node : nodes) {
                Metrics plain = plainMetrics(node);
                visits += plain.nodes();
                allRight &= plain.equals(syntax.metrics(node));
            }
        }
        int computations = nodes.stream().mapToInt(syntax::computations).sum();
        report.say("Every node is asked for its metrics three times.");
        report.table(
                List.of("function", "questions", "nodes computed"),
                List.of(
                        List.of("plain recursion", "" + 3 * nodes.size(), "" + visits),
                        List.of("@Memoized", "" + 3 * nodes.size(), "" + computations)));
        report.claim(allRight, "both give the same answers");
        report.claim(
                nodes.stream().allMatch(node -> syntax.computations(node) == 1),
                "with @Memoized every node was computed once, however often it was asked");
        return new WeakReference<>(syntax.metrics(units.get(0)));
    }

    /** What {@link SyntaxMetrics} does, with nothing remembered. */
    private static Metrics plainMetrics(Tree tree) {
        Metrics metrics = Syntax.ownMetrics(tree);
        for (Tree child : Syntax.children(tree)) {
            metrics = metrics.plusChild(plainMetrics(child));
        }
        return metrics;
    }

    private static void addAllNodes(Tree tree, Set<Tree> nodes) {
        nodes.add(tree);
        Syntax.children(tree).forEach(child -> addAllNodes(child, nodes));
    }

    private static List<Method> methods(ClassTree type, SyntaxMetrics syntax) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .map(method -> new Method(type.getSimpleName() + "." + method.getName(), syntax.metrics(method)))
                .toList();
    }

    private record Method(String name, Metrics metrics) {}
}
