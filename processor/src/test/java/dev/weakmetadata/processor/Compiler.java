package dev.weakmetadata.processor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** A compiler that the processor must work in; each behaviour test runs with all of them. */
enum Compiler {
    JAVAC {
        @Override
        JavaCompiler compiler() {
            return ToolProvider.getSystemJavaCompiler();
        }

        @Override
        List<String> strictOptions() {
            // Every annotation that no processor claims is a "processing" warning: those of other people's.
            return List.of("-Xlint:all,-processing", "-Xdoclint:all/private,-missing", "-Werror");
        }
    },
    ECJ {
        @Override
        JavaCompiler compiler() {
            return new EclipseCompiler();
        }

        @Override
        List<String> strictOptions() {
            return List.of("-warn:none"); // it warns of unused imports, and says nothing about unchecked code
        }
    };

    /** For mutation testing, which tries each mutant under one compiler only. */
    private static final String CHOSEN = System.getProperty("compiler", "all");

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern MODULE = Pattern.compile("^(?:open )?module ", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|@?interface|enum|record) (\\w+)", Pattern.MULTILINE);

    abstract JavaCompiler compiler();

    /** Options under which generated code is to compile without a warning. */
    abstract List<String> strictOptions();

    /** A compilation in preparation. */
    final class Task {
        private final Map<String, String> sources = new TreeMap<>();
        private final List<Processor> processors = new ArrayList<>(List.of(new WeakMetadataProcessor()));
        private final List<String> options = new ArrayList<>();
        private final List<Path> classPath = new ArrayList<>();
        private boolean reversed;
        private boolean runtimeOnModulePath;
        private boolean seesPrivateFieldsOfTheJdk;
        private UnaryOperator<JavaFileManager> files = UnaryOperator.identity();

        /** Adds a file; its name is that of the first type in it. */
        Task source(String text) {
            return source(fileName(text), text);
        }

        Task source(String file, String text) {
            sources.put(file, text);
            return this;
        }

        Task processor(Processor processor) {
            processors.add(0, processor);
            return this;
        }

        Task withoutProcessor() {
            processors.clear();
            return this;
        }

        Task options(String... more) {
            options.addAll(List.of(more));
            return this;
        }

        Task classPath(Path classes) {
            classPath.add(classes);
            return this;
        }

        Task reversed() {
            reversed = true;
            return this;
        }

        /** Compiles against this JDK, not against the API of 17. */
        Task withoutRelease() {
            seesPrivateFieldsOfTheJdk = true;
            return this;
        }

        Task modular() {
            runtimeOnModulePath = true;
            return this;
        }

        Task files(UnaryOperator<JavaFileManager> wrapper) {
            files = wrapper;
            return this;
        }

        Result compile() {
            assumeTrue(CHOSEN.equals("all") || CHOSEN.equals(name()));
            try {
                return compileIn(Files.createTempDirectory("weakmetadata"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Result compileIn(Path directory) throws IOException {
            Path classes = Files.createDirectories(directory.resolve("classes"));
            Path generated = Files.createDirectories(directory.resolve("generated"));
            List<File> inputs = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = directory.resolve("source").resolve(source.getKey());
                Files.createDirectories(file.getParent());
                inputs.add(Files.writeString(file, source.getValue()).toFile());
            }
            if (reversed) {
                inputs.sort(Comparator.reverseOrder());
            }
            DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
            List<String> all = new ArrayList<>(
                    seesPrivateFieldsOfTheJdk ? List.of("-source", "17", "-target", "17") : List.of("--release", "17"));
            all.addAll(options);
            JavaCompiler compiler = compiler();
            boolean success;
            try (StandardJavaFileManager manager =
                    compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
                manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
                manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
                List<Path> path = new ArrayList<>(classPath);
                path.addAll(testClassPath());
                manager.setLocationFromPaths(
                        runtimeOnModulePath ? StandardLocation.MODULE_PATH : StandardLocation.CLASS_PATH, path);
                JavaCompiler.CompilationTask task = compiler.getTask(
                        Writer.nullWriter(),
                        files.apply(manager),
                        diagnostics,
                        all,
                        null,
                        manager.getJavaFileObjectsFromFiles(inputs));
                task.setProcessors(processors);
                success = task.call();
            }
            return new Result(success, classes, generated, diagnostics.getDiagnostics(), classPath);
        }
    }

    /** The runtime and JSpecify: what a user would have. */
    static List<Path> testClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.contains("jspecify") || entry.contains("runtime") && !entry.contains("antlr"))
                .map(Path::of)
                .toList();
    }

    /** The path of a source file, after its first type. */
    static String fileName(String text) {
        if (MODULE.matcher(text).find()) {
            return "module-info.java";
        }
        Matcher inPackage = PACKAGE.matcher(text);
        String directory = inPackage.find() ? inPackage.group(1).replace('.', '/') + "/" : "";
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            throw new IllegalArgumentException("no type in " + text);
        }
        return directory + type.group(1) + ".java";
    }

    Task task() {
        return new Task();
    }

    Task strictTask() {
        return task().options(strictOptions().toArray(String[]::new));
    }

    /** What came of a compilation. */
    record Result(
            boolean success,
            Path classes,
            Path generated,
            List<Diagnostic<? extends JavaFileObject>> diagnostics,
            List<Path> classPath) {

        Result expectSuccess() {
            if (!success) {
                throw new AssertionError("does not compile:\n" + messages() + "\n" + allGenerated());
            }
            return this;
        }

        /** No error and no warning either. */
        Result expectClean() {
            expectSuccess();
            if (!problems().isEmpty()) {
                throw new AssertionError("not clean:\n" + messages());
            }
            return this;
        }

        List<Diagnostic<? extends JavaFileObject>> problems() {
            return diagnostics.stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR
                            || diagnostic.getKind() == Diagnostic.Kind.WARNING
                            || diagnostic.getKind() == Diagnostic.Kind.MANDATORY_WARNING)
                    .collect(Collectors.toList());
        }

        List<Diagnostic<? extends JavaFileObject>> errors() {
            return problems().stream()
                    .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                    .collect(Collectors.toList());
        }

        String messages() {
            return diagnostics.stream()
                    .map(diagnostic -> diagnostic.getKind() + " "
                            + (diagnostic.getSource() == null
                                    ? ""
                                    : Path.of(diagnostic.getSource().toUri()).getFileName())
                            + ":" + diagnostic.getLineNumber() + ": "
                            + diagnostic.getMessage(Locale.ROOT))
                    .collect(Collectors.joining("\n"));
        }

        String generatedSource(String name) {
            try {
                return Files.readString(generated.resolve(name.replace('.', '/') + ".java"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** All generated sources by their path. */
        Map<String, String> allGenerated() {
            try (Stream<Path> files = Files.walk(generated)) {
                Map<String, String> all = new TreeMap<>();
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.put(generated.relativize(file).toString(), Files.readString(file));
                }
                return all;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Runs {@code static void run()} of a class that was compiled. */
        void run(String className) {
            List<Path> path = new ArrayList<>(List.of(classes));
            path.addAll(classPath);
            URL[] urls = path.stream().map(Result::url).toArray(URL[]::new);
            try (URLClassLoader loader = new URLClassLoader(urls, Compiler.class.getClassLoader())) {
                var run = Class.forName(className, true, loader).getDeclaredMethod("run");
                run.setAccessible(true);
                run.invoke(null);
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw new AssertionError(e.getCause() + "\n" + allGenerated(), e.getCause());
            } catch (ReflectiveOperationException | IOException e) {
                throw new AssertionError(e);
            }
        }

        private static URL url(Path path) {
            try {
                return path.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
