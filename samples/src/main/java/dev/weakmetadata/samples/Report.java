package dev.weakmetadata.samples;

import java.io.PrintStream;
import java.util.List;

/** What a sample tells its reader: sentences, small tables, and claims that are checked as they are printed. */
public final class Report {
    private static final String MARGIN = "   ";

    private final PrintStream out;

    public Report(PrintStream out) {
        this.out = out;
    }

    /** Prints one line. */
    public void say(String sentence) {
        out.println((MARGIN + sentence).stripTrailing());
    }

    /** Prints an empty line. */
    public void gap() {
        out.println();
    }

    /** Prints a claim and whether it holds; one that does not ends the sample. */
    public void claim(boolean holds, String claim) {
        say((holds ? "[ok] " : "[FALSE] ") + claim);
        if (!holds) {
            throw new FalseClaimException(claim);
        }
    }

    /** Prints a table; cells that start with a digit are aligned to the right. */
    public void table(List<String> header, List<List<String>> rows) {
        int[] widths = header.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        gap();
        say(line(header, widths));
        say(line(header.stream().map(title -> "-".repeat(title.length())).toList(), widths));
        rows.forEach(row -> say(line(row, widths)));
        gap();
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            boolean number = !cell.isEmpty() && Character.isDigit(cell.charAt(0));
            line.append(number ? padding + cell : cell + padding).append("   ");
        }
        return line.toString();
    }
}
