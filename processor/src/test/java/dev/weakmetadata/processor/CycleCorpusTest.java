package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cases that were labelled by hand before there was an analysis: what it finds, what it misses, and where it is wrong.
 */
class CycleCorpusTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/cycles");
    private static final Pattern CASE = Pattern.compile(
            "^### (cyclic|closed|open): ([^\\n]*)\\n\\n(?:Path: ([^\\n]*)\\n\\n)?```java\\n(.*?)^```",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** Cyclic cases that the analysis does not see, by name, each with the reason. */
    private static final Map<String, String> MISSES = Map.of();

    private static final String HEADER = """
            import dev.weakmetadata.*;
            import java.lang.ref.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            import org.jspecify.annotations.Nullable;
            """;

    private record Case(String label, String name, String path, String text) {}

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        Matcher matcher = CASE.matcher(Files.readString(DIRECTORY.resolve("corpus.md")));
        while (matcher.find()) {
            cases.add(new Case(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)));
        }
        return cases;
    }

    @ParameterizedTest
    @EnumSource
    void verdicts(Compiler compiler) throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
        Map<Integer, List<String>> warnings = warnings(compiler, cases);
        Map<String, Integer> counts = new TreeMap<>();
        List<String> misses = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case c = cases.get(i);
            List<String> found = warnings.getOrDefault(i, List.of());
            if (!c.label.equals("cyclic")) {
                counts.merge(found.isEmpty() ? c.label + ", silent" : "false alarms on " + c.label, 1, Integer::sum);
                if (!found.isEmpty()) {
                    mistakes.add(c.label + ": " + c.name + ": " + found);
                }
            } else if (found.isEmpty()) {
                counts.merge("misses", 1, Integer::sum);
                misses.add(c.name);
            } else {
                counts.merge("hits", 1, Integer::sum);
                String expected =
                        "\\[WeakMetadataCycle] .* may lead back to its own host, which is then never collected: "
                                + Pattern.quote(c.path) + "( \\(\\w+ is a subtype of \\w+\\))?; .*";
                if (found.size() != 1 || !found.get(0).matches(expected)) {
                    mistakes.add("cyclic: " + c.name + ": " + found + " instead of " + c.path);
                }
            }
        }
        System.out.println("Cycles, " + compiler + ", " + cases.size() + " cases: " + counts);
        assertThat(mistakes).isEmpty();
        assertThat(misses).containsExactlyInAnyOrderElementsOf(MISSES.keySet());
    }

    private static Map<Integer, List<String>> warnings(Compiler compiler, List<Case> cases) throws IOException {
        Path library = Compiler.JAVAC
                .task()
                .withoutProcessor()
                .source(Files.readString(DIRECTORY.resolve("Library.java")))
                .compile()
                .expectSuccess()
                .classes();
        Compiler.Task task = compiler.task()
                .classPath(library)
                // Stands before the real ones, or in their place.
                .source("package dev.weakmetadata;\npublic interface WeakHost {\n    WeakSlot weakSlot();\n}\n")
                .source("package dev.weakmetadata;\npublic final class WeakSlot {}\n")
                .options(compiler == Compiler.JAVAC ? new String[] {"-Xmaxwarns", "1000"} : new String[0]);
        for (int i = 0; i < cases.size(); i++) {
            task.source("c" + i + "/Case.java", "package c" + i + ";\n" + HEADER + cases.get(i).text);
        }
        Map<Integer, List<String>> warnings = new TreeMap<>();
        Compiler.Result result = task.compile().expectSuccess();
        for (Diagnostic<? extends JavaFileObject> problem : result.problems()) {
            String message = problem.getMessage(null);
            if (message.contains("[WeakMetadataCycle]")) {
                warnings.computeIfAbsent(number(problem, cases), unused -> new ArrayList<>())
                        .add(message.substring(message.indexOf('[')));
            }
        }
        return warnings;
    }

    /** Of the case that a message is about; ECJ does not say where a record is. */
    private static int number(Diagnostic<? extends JavaFileObject> problem, List<Case> cases) {
        if (problem.getSource() == null) {
            List<Case> onRecords =
                    cases.stream().filter(c -> c.text.contains(") record ")).toList();
            assertThat(onRecords).as(problem.getMessage(null)).hasSize(1);
            return cases.indexOf(onRecords.get(0));
        }
        Matcher number = Pattern.compile(".*/c(\\d+)/Case.java")
                .matcher(problem.getSource().toUri().toString());
        assertThat(number.matches()).isTrue();
        return Integer.parseInt(number.group(1));
    }
}
