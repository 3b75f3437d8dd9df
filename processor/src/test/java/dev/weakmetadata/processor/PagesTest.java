package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xml.sax.SAXException;

/**
 * No block of README and guide is without a test. Java is compiled and run, see {@link PageProgram}, but for the page of
 * diagnostics, which has a {@linkplain DiagnosticsPageTest test of its own}. Of the others:
 *
 * <ul>
 *   <li>XML and Kotlin are part of a consumer project that is built by these tests: {@code in: file}, and if something may
 *       differ {@code in: file but for something};
 *   <li>coordinates of libraries, in any block, are those of this build;
 *   <li>commands are {@code run} beside the Java of the same program; or a script has them, {@code by: file}; or, at least,
 *       the files and modules that they name are there;
 *   <li>text is what a program prints.
 * </ul>
 */
class PagesTest {
    private static final List<Page> PAGES = Page.all();
    private static final Pattern COORDINATES = Pattern.compile("([\\w-]+(?:\\.[\\w-]+)+):([\\w-]+):(\\d[\\w.-]*)");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w./-])(?:\\.ci|benchmarks|stress)/\\w+(?:\\.sh)?");
    private static final Pattern MODULES = Pattern.compile("-pl ([\\w,]+)");

    @TestFactory
    Stream<DynamicTest> programs() {
        return PAGES.stream()
                .filter(page -> !page.file().endsWith("diagnostics.md"))
                .flatMap(page -> PageProgram.of(page).entrySet().stream())
                .map(program -> dynamicTest(program.getKey(), program.getValue()::check));
    }

    @TestFactory
    Stream<DynamicTest> otherBlocks() {
        return PAGES.stream()
                .flatMap(page -> page.blocks().stream()
                        .filter(block -> !block.language().equals("java"))
                        .map(block -> dynamicTest(block.place() + " " + block.language(), () -> check(page, block))));
    }

    private static void check(Page page, Page.Block block) throws Exception {
        checkCoordinates(block);
        switch (block.language()) {
            case "xml" -> checkPom(block);
            case "kotlin" -> checkKotlin(block);
            case "groovy" ->
                assertThat(COORDINATES.matcher(block.text()).find())
                        .as(block.place() + ": coordinates that are checked")
                        .isTrue();
            case "sh" -> checkCommand(block);
            case "mermaid" ->
                assertThat(block.text())
                        .as(block.place() + ": kind of diagram")
                        .containsPattern("\\A(flowchart (LR|TD|TB)|sequenceDiagram|stateDiagram-v2)\n");
            case "text" ->
                assertThat(page.blocks())
                        .as(block.place() + ": a program in this section that prints it")
                        .anyMatch(other -> other.program() == block.program()
                                && (other.language().equals("java")
                                        || other.mark().equals("run")));
            default -> throw new AssertionError(block.place() + ": no test for a block of '" + block.language() + "'");
        }
    }

    private static void checkCoordinates(Page.Block block) {
        COORDINATES.matcher(block.text()).results().forEach(found -> {
            String version = found.group(1).equals("dev.weakmetadata")
                    ? Poms.text(Poms.root(), "version")
                    : Poms.managedVersion(found.group(1), found.group(2));
            assertThat(found.group(3)).as(block.place() + ": " + found.group()).isEqualTo(version);
            if (found.group(1).equals("dev.weakmetadata")) {
                assertThat(Page.ROOT.resolve(found.group(2).replace("weakmetadata-", "")))
                        .as(block.place() + ": " + found.group())
                        .isDirectory();
            }
        });
    }

    private static void checkPom(Page.Block block) {
        Matcher mark = mark(block, "in: (\\S+)(?: but for (\\S+))?");
        Set<String> free = mark.group(2) == null ? Set.of() : Set.of(mark.group(2));
        try {
            var pom = Poms.read(Page.ROOT.resolve(mark.group(1)));
            var fragments = Poms.parse("<fragments>" + block.text() + "</fragments>");
            Poms.versionsOf("dev.weakmetadata", fragments)
                    .forEach(version ->
                            assertThat(version).as(block.place()).isEqualTo(Poms.text(Poms.root(), "version")));
            for (var fragment : Poms.children(fragments)) {
                assertThat(Poms.missing(fragment, pom, free))
                        .as(block.place() + ": not as in " + mark.group(1))
                        .isNull();
            }
        } catch (SAXException e) {
            throw new AssertionError(block.place() + ": " + e.getMessage(), e);
        }
    }

    private static void checkKotlin(Page.Block block) throws IOException {
        String file = mark(block, "in: (\\S+)").group(1);
        List<String> lines = Files.readAllLines(Page.ROOT.resolve(file)).stream()
                .map(String::strip)
                .toList();
        int next = 0;
        int place = block.line();
        for (String line : block.text().split("\n")) {
            if (!line.isBlank()) {
                int found = lines.subList(next, lines.size()).indexOf(line.strip());
                assertThat(found)
                        .as(block.place(place) + ": where it is in " + file)
                        .isNotNegative();
                next += found + 1;
            }
            place++;
        }
    }

    private static void checkCommand(Page.Block block) throws IOException {
        if (block.mark().equals("run")) {
            return; // with the program
        }
        if (block.mark().startsWith("by: ")) {
            String script = Files.readString(Page.ROOT.resolve(block.mark().substring(4)));
            for (String command : block.text().split("\n")) {
                assertThat(script.lines())
                        .as(block.place() + ": " + command)
                        .anyMatch(line -> Arrays.asList(line.strip().split("\\s+"))
                                .containsAll(List.of(command.strip().split("\\s+"))));
            }
        }
        SCRIPT.matcher(block.text())
                .results()
                .map(MatchResult::group)
                .forEach(script ->
                        assertThat(Page.ROOT.resolve(script)).as(block.place()).exists());
        MODULES.matcher(block.text())
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(",")))
                .forEach(module -> assertThat(Page.ROOT.resolve(module).resolve("pom.xml"))
                        .as(block.place())
                        .exists());
    }

    private static Matcher mark(Page.Block block, String pattern) {
        Matcher mark = Pattern.compile(pattern).matcher(block.mark());
        if (!mark.matches()) {
            throw new AssertionError(
                    block.place() + ": must have a mark <!-- " + pattern + " -->, but has '" + block.mark() + "'");
        }
        return mark;
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Page page : PAGES) {
            for (int i = 0; i < page.lines().size(); i++) {
                Matcher link = LINK.matcher(page.lines().get(i));
                while (link.find()) {
                    checkLink(page, i + 1, link.group(1));
                }
            }
        }
    }

    private static void checkLink(Page page, int line, String link) throws IOException {
        if (link.matches("https?://.*")) {
            return;
        }
        String place = Page.ROOT.relativize(page.file()) + ":" + line + ": " + link;
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        assertThat(target).as(place).exists();
        if (parts.length > 1) {
            assertThat(Files.readAllLines(target).stream()
                            .filter(text -> text.startsWith("#"))
                            .map(PagesTest::anchor))
                    .as(place)
                    .contains(parts[1]);
        }
    }

    /** As forges make them of headings. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** A page that no other leads to is not found by readers. */
    @Test
    void everyPageIsLinked() {
        Set<Path> linked = PAGES.stream()
                .flatMap(page -> page.lines().stream()
                        .flatMap(line -> LINK.matcher(line).results())
                        .map(link -> page.file().resolveSibling(link.group(1).replaceFirst("#.*", "")))
                        .filter(target -> !target.equals(page.file())))
                .map(Path::normalize)
                .collect(Collectors.toSet());
        assertThat(linked)
                .containsAll(PAGES.stream()
                        .map(page -> page.file().normalize())
                        .filter(file ->
                                !file.equals(Page.ROOT.resolve("README.md").normalize()))
                        .toList());
    }
}
