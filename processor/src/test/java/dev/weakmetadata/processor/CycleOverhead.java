package dev.weakmetadata.processor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Measures what the search for cycles adds to a compilation, as a ratio; not run with the tests, but by name:
 *
 * <p>{@code mvn -pl processor -am test -Dtest=CycleOverhead -Dsurefire.failIfNoSpecifiedTests=false}
 *
 * <p>500 interfaces of 10 properties, each interface with a host class of its own, values from 2,000 classes with 8 fields
 * that refer to each other and to no host: nothing is found, and everything has to be walked. The two settings take turns.
 */
class CycleOverhead {
    private static final int INTERFACES = Integer.getInteger("cycles.interfaces", 500);
    private static final int PROPERTIES = 10;
    private static final int CLASSES = Integer.getInteger("cycles.classes", 2_000);
    private static final int FIELDS = 8;
    private static final int ROUNDS = Integer.getInteger("cycles.rounds", 5);

    /** The compiler has one thread, ours; its time does not depend on what else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Random random = new Random(1);

    @Test
    void withAndWithout() {
        Path compiled = model(Compiler.JAVAC.task()).compile().expectSuccess().classes();
        measure("classes on the class path, processing only", false, compiled, "-proc:only");
        measure("classes on the class path", false, compiled);
        measure("classes compiled with them", true, compiled);
    }

    private void measure(String what, boolean withModel, Path compiled, String... options) {
        List<Double> ratios = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            double off = seconds("off", withModel, compiled, options);
            double on = seconds("warn", withModel, compiled, options);
            if (round >= 0) { // the first one warms up
                ratios.add(on / off);
                System.out.printf(Locale.ROOT, "%s: off %.2f s, warn %.2f s%n", what, off, on);
            }
        }
        double[] sorted = ratios.stream().mapToDouble(ratio -> ratio).sorted().toArray();
        System.out.printf(
                Locale.ROOT, "%s: ratio %.3f, of %s%n", what, sorted[sorted.length / 2], Arrays.toString(sorted));
    }

    private double seconds(String level, boolean withModel, Path compiled, String... options) {
        Compiler.Task task = states(Compiler.JAVAC.task()).options("-Aweakmetadata.cycles=" + level);
        if (withModel) {
            model(task);
        } else {
            task.classPath(compiled);
        }
        task.options(options);
        long start = CPU.getCurrentThreadCpuTime();
        task.compile().expectClean();
        return (CPU.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private Compiler.Task model(Compiler.Task task) {
        random.setSeed(1);
        task.source("package com.example.model;\npublic class Box<T> { T content; java.util.List<Box<T>> next; }\n");
        for (int i = 0; i < CLASSES; i++) {
            StringBuilder text = new StringBuilder("package com.example.model;\npublic class M" + i + " {\n");
            for (int f = 0; f < FIELDS; f++) {
                text.append(type()).append(" f").append(f).append(";\n");
            }
            task.source(text.append("}\n").toString());
        }
        return task;
    }

    private String type() {
        String type = "M" + random.nextInt(CLASSES);
        return switch (random.nextInt(5)) {
            case 0 -> "java.util.List<" + type + ">";
            case 1 -> "java.util.Map<String, " + type + "[]>";
            case 2 -> "Box<" + type + ">";
            default -> type;
        };
    }

    private Compiler.Task states(Compiler.Task task) {
        random.setSeed(2);
        for (int i = 0; i < INTERFACES; i++) {
            task.source("package com.example.app;\npublic class Host" + i + " {}\n");
            StringBuilder text = new StringBuilder("package com.example.app;\nimport com.example.model.*;\n"
                    + "@dev.weakmetadata.WeakMetadata\ninterface State" + i + " {\n");
            for (int p = 0; p < PROPERTIES; p++) {
                String type = type();
                text.append(
                        "%s p%d(Host%d host);%nvoid p%d(Host%d host, %s value);%n".formatted(type, p, i, p, i, type));
            }
            task.source(
                    "com/example/app/State" + i + ".java", text.append("}\n").toString());
        }
        return task;
    }
}
