package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
    private static final Page PAGE = Page.read(Page.ROOT.resolve("docs/diagnostics.md"));

    /** Messages that no source causes. */
    private static final Set<Message> WITHOUT_EXAMPLE =
            Set.of(Message.NOT_WRITTEN, Message.CYCLES_OPTION, Message.SOURCE_VERSION);

    private static final String[] ANY_CLASSES = {"Button", "Panel", "Theme", "Layout"};

    @Test
    void hasEveryMessageInOrder() {
        List<String> codes = Arrays.stream(Message.values()).map(Message::code).toList();
        List<String> headings = PAGE.lines().stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings).isEqualTo(codes);
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
        List<Page.Block> examples = PAGE.byHeading().get(message.code());
        assertThat(examples).hasSize(2);
        Page.Block wrongBlock = examples.get(0);
        String wrong = wrongBlock.text();
        Compiler.Result result = compile(compiler, wrong);
        List<String> found = result.problems().stream()
                .filter(problem -> problem.getMessage(null).contains("[WeakMetadata"))
                .map(problem ->
                        problem.getLineNumber() + " " + problem.getMessage(null).replaceFirst("^.*?\\[", "["))
                .toList();
        assertThat(found).as(wrongBlock.place() + ":\n" + result.messages()).hasSize(1);
        assertThat(found.get(0)).as(wrongBlock.place()).startsWith(markedLine(wrong) + " [" + message.code() + "] ");

        Page.Block rightBlock = examples.get(1);
        Compiler.Result right = compile(compiler, rightBlock.text());
        assertThat(right.success())
                .as(rightBlock.place() + ":\n" + right.messages())
                .isTrue();
        assertThat(right.messages()).as(rightBlock.place()).doesNotContain("[WeakMetadata");
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
}
