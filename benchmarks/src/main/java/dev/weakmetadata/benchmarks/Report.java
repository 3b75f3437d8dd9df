package dev.weakmetadata.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs a {@link Suite}, and prints a table of the {@link Goals}: {@code Report quick|sizes|all <folder> <rounds>}. The
 * folder receives JMH's results as {@code quick.json}, the table as {@code quick.md}, and {@link Charts}.
 */
public final class Report {
    private Report() {}

    public static void main(String[] args) throws IOException, RunnerException {
        if (args.length != 3) {
            throw new IllegalArgumentException("usage: quick|sizes|all <folder> <rounds>");
        }
        String name = args[0];
        Suite suite = switch (name) {
            case "quick" -> Suite.quick();
            case "sizes" -> Suite.sizes();
            case "all" -> Suite.all();
            default -> throw new IllegalArgumentException("quick, sizes or all, not " + name);
        };
        Path folder = Path.of(args[1]);
        Results results = suite.run(Integer.parseInt(args[2]), VerboseMode.NORMAL);
        write(results, name, folder);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println();
        results.writeTo(ResultFormatFactory.getInstance(ResultFormatType.TEXT, out));
        out.println();
        out.print(table(results));
    }

    /** Writes the results, the table and the charts into files. */
    static void write(Results results, String name, Path folder) throws IOException {
        Files.createDirectories(folder);
        String json = folder.resolve(name + ".json").toString();
        results.writeTo(ResultFormatFactory.getInstance(ResultFormatType.JSON, json));
        Files.writeString(folder.resolve(name + ".md"), table(results));
        Charts.write(results, name, folder);
    }

    /** The goals as a table of Markdown, with the machine that was measured. */
    static String table(Results results) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("what", "goal", "measured", "limit", "met"));
        lines.add(List.of("---", "---", "---", "---", "---"));
        for (Goals.Row row : Goals.rows(results)) {
            String met = switch (row.met()) {
                case YES -> "yes";
                case NO -> "no";
                case UNKNOWN -> "not run";
            };
            lines.add(List.of(row.what(), row.goal(), row.measured(), row.limit(), met));
        }
        StringBuilder table = new StringBuilder(machine()).append("\n\n");
        for (List<String> line : lines) {
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width = lines.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElseThrow();
                String cell = line.get(column);
                table.append("| ").append(cell).append(" ".repeat(width - cell.length() + 1));
            }
            table.append("|\n");
        }
        return table.toString();
    }

    private static String machine() {
        String options = System.getenv().getOrDefault("JDK_JAVA_OPTIONS", "").strip();
        return "JDK %s, %s%s; %s, %s, %d processors"
                .formatted(
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        options.isEmpty() ? "" : ", " + options,
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
    }
}
