package dev.weakmetadata.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How long javac takes with the processor, beside javac given the same sources and the generated classes as sources, and
 * beside a processor that does nothing but write down these classes:
 * {@code ProcessingTime <folder> <number of interfaces>…}, 500 and 2,000 being the numbers that the goals are for.
 *
 * <p>Each measurement is a JVM of its own, which compiles some times over: the first time is that of a command line, the
 * last comes near that of a build tool that stays. The variants take turns. Stated are medians: of the time by the
 * clock, and of the time that javac's own thread had a processor, which other programs disturb less.
 */
public final class ProcessingTime {
    private static final String RUNTIME = "dev.weakmetadata.WeakMetadata";
    private static final String PROCESSOR = "dev.weakmetadata.processor.WeakMetadataProcessor";
    private static final String JAVAPOET = "com.palantir.javapoet.JavaFile";

    private static final int ROUNDS = 5;
    private static final int COMPILATIONS = 3;
    private static final String[] TYPES = {
        "boolean", "int", "long", "double", "String", "Object[]", "java.util.List<String>", "Thread.State", "byte", "T"
    };

    private ProcessingTime() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("compile")) {
            compileSomeTimes(Path.of(args[1]), Variant.valueOf(args[2]));
        } else {
            Path folder = Path.of(args[0]);
            int[] numbers =
                    Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.print(table(folder, ROUNDS, numbers));
        }
    }

    /** Measures, for some numbers of interfaces. */
    static String table(Path folder, int rounds, int... numbers) throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""
                | interfaces | compilation | time of | as sources, s | copied, s | processor, s | copying adds | processor adds |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (int number : numbers) {
            Path sources = folder.resolve(String.valueOf(number));
            writeSources(sources, number);
            fork(sources, Variant.WRITE);
            List<List<Times>> asSources = new ArrayList<>();
            List<List<Times>> copied = new ArrayList<>();
            List<List<Times>> processor = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                asSources.add(fork(sources, Variant.AS_SOURCES));
                copied.add(fork(sources, Variant.COPY));
                processor.add(fork(sources, Variant.PROCESSOR));
            }
            for (int compilation : new int[] {0, COMPILATIONS - 1}) {
                for (boolean clock : new boolean[] {true, false}) {
                    double[] without = seconds(asSources, compilation, clock);
                    double[] copying = seconds(copied, compilation, clock);
                    double[] processing = seconds(processor, compilation, clock);
                    table.append("| %d | %s | %s | %.2f | %.2f | %.2f | %s | %s |\n"
                            .formatted(
                                    number,
                                    compilation == 0 ? "first" : "last",
                                    clock ? "clock" : "thread",
                                    median(without),
                                    median(copying),
                                    median(processing),
                                    added(without, copying),
                                    added(without, processing)));
                }
            }
        }
        return table.toString();
    }

    private static double[] seconds(List<List<Times>> measured, int compilation, boolean clock) {
        return measured.stream()
                .map(times -> times.get(compilation))
                .mapToDouble(times -> (clock ? times.clock : times.thread) / 1e9)
                .toArray();
    }

    private static double median(double[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    /** What is added in the rounds: median, least and most. */
    private static String added(double[] without, double[] with) {
        double[] percents = IntStream.range(0, with.length)
                .mapToDouble(i -> (with[i] / without[i] - 1) * 100)
                .sorted()
                .toArray();
        return "%+.0f%% (%+.0f to %+.0f)".formatted(median(percents), percents[0], percents[percents.length - 1]);
    }

    private static List<Times> fork(Path sources, Variant variant) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessingTime.class.getName(),
                "compile",
                sources.toString(),
                variant.name());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("failed: " + command + "\n" + output);
        }
        return output.lines().map(Times::parse).toList();
    }

    /** What one JVM does. */
    private static void compileSomeTimes(Path sources, Variant variant) throws Exception {
        int times = variant == Variant.WRITE ? 1 : COMPILATIONS;
        for (int i = 0; i < times; i++) {
            Path output = Files.createTempDirectory("processing");
            Path generated = variant == Variant.WRITE ? sources.resolve("generated") : output.resolve("generated");
            List<Path> files = new ArrayList<>(javaFiles(sources.resolve("source")));
            if (variant == Variant.AS_SOURCES) {
                files.addAll(javaFiles(sources.resolve("generated")));
            }
            List<String> options = new ArrayList<>(List.of("-d", output.toString(), "-cp", locations(RUNTIME)));
            List<Processor> processors = new ArrayList<>();
            if (variant == Variant.AS_SOURCES) {
                options.add("-proc:none");
            } else {
                Files.createDirectories(generated);
                options.addAll(List.of("-s", generated.toString()));
                if (variant == Variant.COPY) {
                    processors.add(new Copier(javaFiles(sources.resolve("generated"))));
                } else {
                    options.addAll(List.of("--processor-path", locations(PROCESSOR, RUNTIME, JAVAPOET)));
                }
            }
            System.out.println(compile(options, files, processors));
            deleteAll(output);
        }
    }

    private static Times compile(List<String> options, List<Path> files, List<Processor> processors)
            throws IOException {
        long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long clock = System.nanoTime();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
            if (!processors.isEmpty()) {
                task.setProcessors(processors);
            }
            if (!task.call()) {
                throw new IllegalStateException("does not compile");
            }
        }
        return new Times(
                System.nanoTime() - clock, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread);
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        }
    }

    /** The jars, or folders, that classes come from, as a class path. */
    private static String locations(String... classes) throws ReflectiveOperationException, URISyntaxException {
        List<String> path = new ArrayList<>();
        for (String name : classes) {
            URL location =
                    Class.forName(name).getProtectionDomain().getCodeSource().getLocation();
            path.add(Path.of(location.toURI()).toString());
        }
        return String.join(File.pathSeparator, path);
    }

    private static void writeSources(Path folder, int number) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/sample"));
        for (int i = 0; i < number; i++) {
            Files.writeString(source.resolve("Host" + i + ".java"), "package sample;\n\nclass Host" + i + "<T> {}\n");
            Files.writeString(source.resolve("State" + i + ".java"), state(i));
        }
    }

    /** Ten properties, each with getter and setter. */
    private static String state(int index) {
        String properties = IntStream.range(0, TYPES.length)
                .mapToObj(i -> """

                            <T> %1$s property%2$d(Host%3$d<T> host);

                            <T> void property%2$d(Host%3$d<T> host, %1$s value);
                        """.formatted(TYPES[i], i, index))
                .collect(Collectors.joining());
        return """
                package sample;

                import dev.weakmetadata.WeakMetadata;

                @WeakMetadata
                interface State%1$d {
                    static State%1$d create() {
                        return new WeakMetadata_State%1$d();
                    }
                %2$s}
                """.formatted(index, properties);
    }

    private enum Variant {
        /** With the processor, once, to have the generated classes. */
        WRITE,
        AS_SOURCES,
        /** With a processor that writes down the generated classes: what this adds to javac's time is javac's own. */
        COPY,
        PROCESSOR
    }

    /** Has the texts of all generated classes, and writes those that are asked for. */
    private static final class Copier extends AbstractProcessor {
        private final Map<String, String> texts = new HashMap<>();

        Copier(List<Path> files) throws IOException {
            for (Path file : files) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of(RUNTIME);
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            for (TypeElement annotation : annotations) {
                round.getElementsAnnotatedWith(annotation).forEach(this::copy);
            }
            return false;
        }

        private void copy(Element type) {
            String name = "WeakMetadata_" + type.getSimpleName();
            try (Writer writer = processingEnv
                    .getFiler()
                    .createSourceFile("sample." + name, type)
                    .openWriter()) {
                writer.write(Objects.requireNonNull(texts.get(name + ".java")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Nanoseconds. */
    private record Times(long clock, long thread) {
        static Times parse(String line) {
            String[] parts = line.split(" ");
            return new Times(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public String toString() {
            return clock + " " + thread;
        }
    }
}
