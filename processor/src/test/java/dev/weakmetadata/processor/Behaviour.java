package dev.weakmetadata.processor;

/** Compiles sources strictly, then runs {@code test.Run.run()}, which checks what the generated code does. */
final class Behaviour {
    private static final String CHECK = """
            package test;

            import java.util.Objects;

            final class Check {
                private Check() {}

                static void equal(Object actual, Object expected) {
                    if (!Objects.equals(actual, expected)) {
                        throw new AssertionError("expected " + expected + " but was " + actual);
                    }
                }

                static void that(boolean condition) {
                    equal(condition, true);
                }

                static void not(boolean condition) {
                    equal(condition, false);
                }

                interface Action {
                    void run() throws Throwable;
                }

                static void fails(Class<? extends Throwable> type, String message, Action action) {
                    try {
                        action.run();
                    } catch (Throwable thrown) {
                        if (!type.isInstance(thrown) || !String.valueOf(thrown.getMessage()).contains(message)) {
                            throw new AssertionError("expected " + type + " with " + message + " but was " + thrown, thrown);
                        }
                        return;
                    }
                    throw new AssertionError("nothing was thrown");
                }
            }
            """;

    private Behaviour() {}

    /**
     * Compiles and runs.
     *
     * @param declarations types of the package {@code test}, apart from {@code Run}
     * @param run the body of {@code Run.run()}
     */
    static Compiler.Result run(Compiler compiler, String run, String... declarations) {
        Compiler.Task task = compiler.strictTask().source(CHECK).source(runClass(run));
        for (String declaration : declarations) {
            task.source(header() + declaration);
        }
        Compiler.Result result = task.compile().expectClean();
        result.run("test.Run");
        return result;
    }

    private static String runClass(String body) {
        return header() + "final class Run {\n    private Run() {}\n\n    static void run() throws Exception {\n" + body
                + "\n    }\n}\n";
    }

    /** The imports that test sources have, on lines 1 to 10; declarations start on line 11. */
    static String header() {
        return """
                package test;

                import dev.weakmetadata.*;
                import dev.weakmetadata.WeakMetadata.Access;
                import java.util.*;
                import java.util.function.*;
                import java.io.*;
                import org.jspecify.annotations.Nullable;


                """;
    }
}
