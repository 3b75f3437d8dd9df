package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is generated, to the letter, for a reader to judge. After a deliberate change, run once with the environment
 * variable {@code WEAKMETADATA_UPDATE_GOLDEN=true} and review the difference.
 */
class GoldenTest {
    /** As javadoc's own checks see it: the generated files alone, whatever the user's look like. */
    @ParameterizedTest
    @CsvSource({"ButtonState", "Tags", "Parser", "Thing"})
    void passesDoclint(String input) throws IOException {
        Compiler.Result result = Compiler.JAVAC
                .task()
                .options("-Xdoclint:all/package", "-Xdoclint/package:golden")
                .source(Files.readString(DIRECTORY.resolve(input + ".java")))
                .compile()
                .expectSuccess();
        assertThat(result.problems())
                .filteredOn(problem -> problem.getSource() != null
                        && problem.getSource().getName().contains("Metadata"))
                .isEmpty();
    }

    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    @ParameterizedTest
    @CsvSource({
        "ButtonState, WeakMetadata_ButtonState",
        "Tags, WeakMetadata_Tags",
        "Parser, WeakMetadata_Parser",
        "Thing, ThingMetadata"
    })
    void generates(String input, String output) throws IOException {
        String source = Files.readString(DIRECTORY.resolve(input + ".java"));
        Path expected = DIRECTORY.resolve(output + ".java");
        for (Compiler compiler : Compiler.values()) {
            String generated =
                    compiler.strictTask().source(source).compile().expectClean().generatedSource("golden." + output);
            if ("true".equals(System.getenv("WEAKMETADATA_UPDATE_GOLDEN"))) {
                Files.writeString(expected, generated);
            }
            assertThat(generated).as(compiler + " " + output).isEqualTo(Files.readString(expected));
        }
    }
}
