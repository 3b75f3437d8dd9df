package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page of diagnostics is the list of negative tests: each message has a wrong example there that causes it, at the
 * marked line and with no other message, and a right one that causes none.
 */
class DiagnosticsPageTest {
    private static final Path PAGE = Path.of("../docs/diagnostics.md");
    private static final Pattern SECTION =
            Pattern.compile("^### (\\w+)\\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    /** Messages that no source causes. */
    private static final Set<Message> WITHOUT_EXAMPLE = Set.of(Message.NOT_WRITTEN, Message.CYCLES_OPTION);

    private static final String[] ANY_CLASSES = {"Button", "Panel", "Theme", "Layout"};

    @Test
    void hasEveryMessageInOrder() {
        List<String> codes = Arrays.stream(Message.values()).map(Message::code).toList();
        assertThat(new ArrayList<>(sections().keySet())).isEqualTo(codes);
    }

    @Test
    void everyMessageSaysWhatToWriteInstead() {
        for (Message message : Message.values()) {
            String text = message.text("1", "2", "3", "4", "5", "6");
            assertThat(text).startsWith("[" + message.code() + "] ");
            if (message != Message.NOT_WRITTEN) {
                assertThat(text.contains("; ") || text.contains(": ")).as(text).isTrue();
            }
            assertThat(text).doesNotEndWith(".");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("messages")
    void wrongAndRightExample(Compiler compiler, Message message) {
        List<String> examples = sections().get(message.code());
        assertThat(examples).hasSize(2);
        String wrong = examples.get(0);
        Compiler.Result result = compile(compiler, wrong);
        List<String> found = result.problems().stream()
                .filter(problem -> problem.getMessage(null).contains("[WeakMetadata"))
                .map(problem ->
                        problem.getLineNumber() + " " + problem.getMessage(null).replaceFirst("^.*?\\[", "["))
                .toList();
        assertThat(found).as(result.messages()).hasSize(1);
        assertThat(found.get(0)).startsWith(markedLine(wrong) + " [" + message.code() + "] ");

        Compiler.Result right = compile(compiler, examples.get(1)).expectSuccess();
        assertThat(right.messages()).doesNotContain("[WeakMetadata");
    }

    static Stream<Arguments> messages() {
        return Arrays.stream(Compiler.values())
                .flatMap(compiler -> Arrays.stream(Message.values())
                        .filter(message -> !WITHOUT_EXAMPLE.contains(message))
                        .map(message -> Arguments.of(compiler, message)));
    }

    private static Compiler.Result compile(Compiler compiler, String example) {
        Compiler.Task task = compiler.task();
        for (String name : ANY_CLASSES) {
            task.source("package test;\n\nclass " + name + " {}\n");
        }
        return task.source(Behaviour.header() + example).compile();
    }

    private static long markedLine(String example) {
        int mark = example.indexOf("// ←");
        assertThat(mark).isPositive();
        return (Behaviour.header() + example.substring(0, mark)).lines().count();
    }

    private static Map<String, List<String>> sections() {
        try {
            Map<String, List<String>> sections = new LinkedHashMap<>();
            Matcher section = SECTION.matcher(Files.readString(PAGE));
            while (section.find()) {
                List<String> examples = EXAMPLE.matcher(section.group(2))
                        .results()
                        .map(match -> match.group(1))
                        .toList();
                sections.put(section.group(1), examples);
            }
            return sections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
