package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a program that uses a table for the first time does not wait for. */
class FirstUseTest {
    static final class FewEntries {
        private FewEntries() {}

        public static void main(String[] arguments) {
            WeakMap<Object, Object> map = new WeakMap<>();
            Object[] keys = new Object[100];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = new Object();
                map.set(keys[i], i);
            }
            System.out.println("set: " + map.get(keys[99]));
        }
    }

    @Test
    void neitherStartsTheFlightRecorderNorLinksTheReclaimersLoop() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FewEntries.class.getName())
                .redirectErrorStream(true)
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(loaded)
                .contains("set: 99", Table.class.getName() + "$Forwarding ", Reclaimer.class.getName() + " ")
                .doesNotContain(
                        Events.class.getName() + "$ResizeEvent ",
                        "jdk.jfr.internal.",
                        "java.lang.invoke.MethodHandleProxies ");
    }
}
