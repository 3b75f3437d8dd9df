package dev.weakmetadata.samples.types;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.Expression;
import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.OwnSources;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@code ParseTreeProperty} and identity maps are for: the types of expressions in the trees of JavaParser. */
public final class TypesSample implements Sample {

    @Override
    public String name() {
        return "types";
    }

    @Override
    public String description() {
        return "types of expressions, beside the syntax trees of JavaParser";
    }

    @Override
    public void run(Report report) throws IOException, URISyntaxException {
        Types types = Types.create();
        Map<Expression, String> identityMap = new IdentityHashMap<>();
        List<WeakReference<CompilationUnit>> files = attribute(report, types, identityMap);

        Garbage.collectSome();
        report.say("The trees are dropped; the maps are not.");
        long keptByIdentityMap = kept(files);
        int entries = identityMap.size();
        identityMap.clear();
        boolean collected = Garbage.collectUntil(() -> kept(files) == 0);
        report.table(
                List.of("types in", "trees kept", "entries kept"),
                List.of(
                        List.of("an IdentityHashMap, as ParseTreeProperty", "" + keptByIdentityMap, "" + entries),
                        List.of("Types", "" + kept(files), "0")));
        report.claim(keptByIdentityMap == files.size(), "the plain map has kept every tree");
        report.claim(collected, "without it all trees are collected, and their types with them");
        Reference.reachabilityFence(types);
    }

    private static List<WeakReference<CompilationUnit>> attribute(
            Report report, Types types, Map<Expression, String> identityMap) throws IOException, URISyntaxException {
        List<CompilationUnit> files = parse(OwnSources.read()).stream()
                .filter(file -> file.findFirst(Expression.class).isPresent())
                .toList();
        List<Expression> expressions = files.stream()
                .flatMap(file -> file.findAll(Expression.class).stream())
                .toList();
        AtomicInteger plainVisits = new AtomicInteger();
        Map<Expression, String> byEquals = new HashMap<>();
        for (Expression expression : expressions) {
            String type = types.type(expression);
            identityMap.put(expression, type);
            byEquals.put(expression, type);
            plainType(expression, plainVisits);
        }
        int computed = expressions.stream().mapToInt(types::computations).sum();
        long known = expressions.stream()
                .filter(expression -> !types.type(expression).equals(Attribution.UNKNOWN))
                .count();
        long mixedUp = expressions.stream()
                .filter(expression -> !types.type(expression).equals(byEquals.get(expression)))
                .count();

        report.say(
                "JavaParser parses the " + files.size() + " source files of these samples that have any expressions, "
                        + expressions.size() + "; one file by itself tells the types of " + known + ".");
        report.table(
                List.of("function", "expressions", "computed"),
                List.of(
                        List.of("plain recursion", "" + expressions.size(), "" + plainVisits),
                        List.of("@Memoized", "" + expressions.size(), "" + computed)));
        report.claim(known > expressions.size() / 4, "more than a quarter of the expressions have a type");
        report.claim(
                expressions.stream().allMatch(expression -> types.computations(expression) == 1),
                "each type was computed once, although expressions contain each other and were asked again");
        report.claim(
                expressions.stream()
                        .allMatch(expression -> types.type(expression).equals(identityMap.get(expression))),
                "Types gives what the identity map gives");
        report.claim(
                mixedUp > 0,
                "by equals it would be wrong: a HashMap mixes up " + mixedUp
                        + " expressions, equal and of other types");
        return files.stream().map(WeakReference::new).toList();
    }

    private static String plainType(Expression expression, AtomicInteger visits) {
        visits.incrementAndGet();
        return Attribution.type(expression, part -> plainType(part, visits));
    }

    private static List<CompilationUnit> parse(Map<String, String> sources) {
        JavaParser parser =
                new JavaParser(new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17));
        List<CompilationUnit> files = new ArrayList<>();
        sources.forEach((path, text) -> files.add(parser.parse(text)
                .getResult()
                .orElseThrow(() -> new IllegalStateException(path + " is not what JavaParser expects"))));
        return files;
    }

    private static long kept(List<? extends Reference<?>> references) {
        return references.stream()
                .filter(reference -> !Garbage.isCollected(reference))
                .count();
    }
}
