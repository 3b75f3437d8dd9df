package dev.weakmetadata.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a sample prints. */
public final class Output {
    private Output() {}

    public static String of(Sample sample) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
            sample.run(new Report(out));
        }
        return bytes.toString(UTF_8);
    }

    /** A pattern for the row of a table with these cells. */
    public static String row(String... cells) {
        return "(?m)^ +" + String.join(" +", cells) + " *$";
    }
}
