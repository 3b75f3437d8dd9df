package dev.weakmetadata.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The blocks of code in README and guide. What a test must know of a block and a reader need not is said in comments of HTML,
 * which no forge shows:
 *
 * <ul>
 *   <li>{@code <!-- mark -->} on the line before a block is its mark, see {@link PageProgram} and {@link PagesTest};
 *   <li>a comment of several lines that begins with {@code <!-- java} or {@code <!-- text} is a block that is not shown;
 *       {@code <!-- java everywhere}, or the mark {@code everywhere}, makes it part of every program of the page;
 *   <li>the blocks under one heading are a program; {@code <!-- program -->} begins another one, and
 *       {@code <!-- continued -->} behind a heading goes on with the last.
 * </ul>
 */
record Page(Path file, List<String> lines, List<Block> blocks) {
    static final Path ROOT = Path.of("..");

    private static final Pattern FENCE = Pattern.compile("^( *)```(\\w*)$");
    private static final Pattern COMMENT = Pattern.compile("^ *<!-- (.+?) -->$");
    private static final Pattern HIDDEN = Pattern.compile("^<!-- (java|text)( everywhere)?$");
    private static final Pattern HEADING = Pattern.compile("^#{1,3} (.+)$");

    /**
     * A block.
     *
     * @param line the number of its first line of code
     * @param program the number of the program that it is part of; of those for every program, −1
     * @param mark empty if it has none
     */
    record Block(
            Path file,
            int line,
            String heading,
            int program,
            String language,
            String mark,
            boolean hidden,
            String text) {
        String place() {
            return place(line);
        }

        String place(int line) {
            return ROOT.relativize(file) + ":" + line;
        }

        boolean isFor(int program) {
            return this.program == program || this.program < 0;
        }
    }

    /** README and all pages of the guide. */
    static List<Page> all() {
        try (Stream<Path> guide = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            guide.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new Page(file, lines, blocks(file, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks that a reader sees, by the heading that they are under. */
    Map<String, List<Block>> byHeading() {
        Map<String, List<Block>> byHeading = new LinkedHashMap<>();
        for (Block block : blocks) {
            if (!block.hidden) {
                byHeading
                        .computeIfAbsent(block.heading, heading -> new ArrayList<>())
                        .add(block);
            }
        }
        return byHeading;
    }

    private static List<Block> blocks(Path file, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String heading = "";
        String mark = "";
        int program = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher matcher = HEADING.matcher(line);
            if (matcher.matches()) {
                heading = matcher.group(1);
                program++;
                continue;
            }
            matcher = COMMENT.matcher(line);
            if (matcher.matches()) {
                switch (matcher.group(1)) {
                    case "program" -> program++;
                    case "continued" -> program--;
                    default -> mark = matcher.group(1);
                }
                continue;
            }
            matcher = HIDDEN.matcher(line);
            if (matcher.matches()) {
                int end = end(file, lines, i, "-->");
                String text = text(lines.subList(i + 1, end), 0);
                int of = matcher.group(2) == null ? program : -1;
                blocks.add(new Block(file, i + 2, heading, of, matcher.group(1), mark, true, text));
                mark = "";
                i = end;
                continue;
            }
            matcher = FENCE.matcher(line);
            if (matcher.matches()) {
                int indent = matcher.group(1).length();
                int end = end(file, lines, i, " ".repeat(indent) + "```");
                String text = text(lines.subList(i + 1, end), indent);
                int of = mark.equals("everywhere") ? -1 : program;
                blocks.add(new Block(file, i + 2, heading, of, matcher.group(2), mark, false, text));
                mark = "";
                i = end;
            } else if (line.stripLeading().startsWith("```")) {
                throw new AssertionError(ROOT.relativize(file) + ":" + (i + 1) + ": not the beginning of a block");
            } else if (!mark.isEmpty() && !line.isBlank()) {
                throw new AssertionError(
                        ROOT.relativize(file) + ":" + (i + 1) + ": no block follows <!-- " + mark + " -->");
            }
        }
        return blocks;
    }

    private static int end(Path file, List<String> lines, int start, String end) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (lines.get(i).equals(end)) {
                return i;
            }
        }
        throw new AssertionError(ROOT.relativize(file) + ":" + (start + 1) + ": has no end");
    }

    private static String text(List<String> lines, int indent) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line.substring(Math.min(indent, line.length()))).append('\n');
        }
        return text.toString();
    }
}
