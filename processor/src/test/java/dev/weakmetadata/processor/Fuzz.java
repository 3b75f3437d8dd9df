package dev.weakmetadata.processor;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Compiles many random sources at once and finds those that the processor does wrong with. */
final class Fuzz {
    private static final Pattern CASE = Pattern.compile("/(source|generated)/f(\\d+)/");
    private static final Pattern MISSING = Pattern.compile("class (WeakMetadata_[\\p{L}\\d_$]+)");
    private static final Pattern LOST_OBJECT = Pattern.compile("symbol: +class Object\\b");
    private static final String UNCODED = "compiler.err.proc.messager";

    private final Map<Long, String> failures = new TreeMap<>();
    private int accepted;
    private int refused;
    private int broken;
    private int spoilers;

    /** What is wrong, by seed. */
    Map<Long, String> failures() {
        return failures;
    }

    String statistics() {
        return accepted + " accepted, " + refused + " refused by the processor, " + broken + " broken for the compiler";
    }

    /** One source may not be able to spoil the compilation of the others: those that do not parse are for ECJ alone. */
    void check(List<FuzzSource> sources, boolean alsoEcj) {
        List<FuzzSource> parsed = sources.stream().filter(this::parses).toList();
        Map<String, String> written = new TreeMap<>();
        List<FuzzSource> good = judge(Compiler.JAVAC, parsed, written);
        accepted += good.size();
        compare(Compiler.JAVAC, good, written);
        if (alsoEcj) {
            survive(Compiler.ECJ, sources);
            compare(Compiler.ECJ, good, written);
        }
    }

    private boolean parses(FuzzSource source) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///F.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.text();
            }
        };
        try {
            JavacTask task = (JavacTask) Compiler.JAVAC
                    .compiler()
                    .getTask(Writer.nullWriter(), null, problems, List.of("-proc:none"), null, List.of(file));
            task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            // javac itself gives up on what is broken enough: `? super W > first`
            broken++;
            if (source.isValid()) {
                fail(source.seed(), "makes the parser fail: " + e);
            }
            return false;
        }
        boolean parses = problems.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
        if (!parses) {
            broken++;
            if (source.isValid()) {
                fail(source.seed(), "does not parse: " + problems.getDiagnostics());
            }
        }
        return parses;
    }

    private Compiler.Task task(Compiler compiler, List<FuzzSource> sources) {
        Compiler.Task task = compiler.task().source(FuzzSource.LIBRARY);
        sources.forEach(source -> task.source(source.packageName() + "/F.java", source.text()));
        return task;
    }

    /** Those sources that neither the processor nor the compiler has an error for. */
    private List<FuzzSource> judge(Compiler compiler, List<FuzzSource> sources, Map<String, String> written) {
        Witness witness = new Witness();
        Compiler.Result result = compile(
                compiler,
                task(compiler, sources)
                        .processor(witness)
                        .options("--should-stop=ifError=FLOW", "-Xlint:-options", "-Xmaxerrs", "100000"),
                sources);
        if (result == null) {
            return List.of();
        }
        Map<Long, List<Diagnostic<?>>> ours = new TreeMap<>();
        Map<Long, List<Diagnostic<?>>> compilers = new TreeMap<>();
        List<Diagnostic<?>> elsewhere = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> error : result.errors()) {
            Matcher matcher = CASE.matcher(
                    error.getSource() == null ? "" : error.getSource().toUri().toString());
            boolean isOurs = UNCODED.equals(error.getCode());
            boolean isInCase = matcher.find();
            if (!isInCase) {
                elsewhere.add(error);
                if (isOurs && sources.size() == 1) {
                    fail(sources.get(0).seed(), "says without a place: " + error);
                }
            }
            long seed =
                    isInCase ? Long.parseLong(matcher.group(2)) : sources.get(0).seed();
            (isOurs ? ours : compilers)
                    .computeIfAbsent(seed, unused -> new ArrayList<>())
                    .add(error);
        }
        Map<String, String> generated = result.allGenerated();
        delete(result);
        if (sources.size() > 1 && hasLostObject(result)) {
            return each(compiler, sources, written);
        }
        boolean givesUp = !witness.wasCalled || isSilentFailure(result);
        if (givesUp || !elsewhere.isEmpty()) {
            if (sources.size() > 1) {
                return judgeEach(compiler, sources, written, elsewhere);
            }
            spoilers++;
        }
        if (isSilentFailure(result)) {
            FuzzSource source = sources.get(0);
            if (source.isValid() || witness.wasCalled) {
                fail(source.seed(), compiler + " gives up without a word");
            } else {
                broken++;
            }
            return List.of();
        }
        List<FuzzSource> good = new ArrayList<>();
        for (FuzzSource source : sources) {
            List<Diagnostic<?>> own = ours.getOrDefault(source.seed(), List.of());
            List<Diagnostic<?>> others = compilers.getOrDefault(source.seed(), List.of());
            own.stream()
                    .map(error -> error.getMessage(Locale.ROOT))
                    .filter(message ->
                            !message.startsWith("[WeakMetadata") || message.startsWith("[WeakMetadataNotWritten]"))
                    .forEach(message -> fail(source.seed(), "says: " + message));
            boolean isWritten =
                    generated.keySet().stream().anyMatch(path -> path.startsWith(source.packageName() + "/"));
            if (source.isValid() && !(own.isEmpty() && others.isEmpty())) {
                fail(source.seed(), "valid, but: " + own + others);
            } else if (!own.isEmpty()) {
                refused++;
            } else if (others.isEmpty()) {
                if (!isWritten && source.text().contains("@WeakMetadata")) {
                    fail(source.seed(), "nothing said, nothing generated");
                }
                good.add(source);
            } else if (others.stream()
                    .allMatch(error ->
                            error.toString().contains("/generated/") || !isWritten && isNotGenerated(error, source))) {
                fail(source.seed(), "only the generated code does not compile: " + others);
            } else {
                broken++;
            }
        }
        good.forEach(source -> generated.forEach((path, text) -> {
            if (path.startsWith(source.packageName() + "/")) {
                written.put(path, text);
            }
        }));
        return good;
    }

    /**
     * One source has spoilt the compilation of all: with errors where no source of ours is, or because the compiler gives up
     * before it calls any processor, as javac does for {@code record Host(int a, int a.b) {}}. Who it was shows if alone.
     */
    private List<FuzzSource> judgeEach(
            Compiler compiler, List<FuzzSource> sources, Map<String, String> written, List<Diagnostic<?>> elsewhere) {
        int before = spoilers;
        List<FuzzSource> good = each(compiler, sources, written);
        if (spoilers == before) {
            fail(sources.get(0).seed(), "in the batch only: the compiler gives up, or " + elsewhere);
        }
        return good;
    }

    private List<FuzzSource> each(Compiler compiler, List<FuzzSource> sources, Map<String, String> written) {
        return sources.stream()
                .flatMap(source -> judge(compiler, List.of(source), written).stream())
                .toList();
    }

    /**
     * In a second round, javac cannot find {@code Object} any more if interfaces extend each other in a circle, whatever the
     * processor.
     */
    private static boolean hasLostObject(Compiler.Result result) {
        return result.errors().stream()
                .anyMatch(error ->
                        LOST_OBJECT.matcher(error.getMessage(Locale.ROOT)).find());
    }

    /** An exception in javac itself, which then says so to nobody but the user. */
    private static boolean isSilentFailure(Compiler.Result result) {
        return !result.success() && result.errors().isEmpty();
    }

    /**
     * Whether an error is about a class that should have been generated: what is needed to generate it cannot mention it,
     * as it does not exist yet, and broken sources mention others of such a name.
     */
    private static boolean isNotGenerated(Diagnostic<?> error, FuzzSource source) {
        Matcher missing = MISSING.matcher(error.toString());
        return missing.find()
                && !Pattern.compile("(?<!\\bnew |\\bpermits )" + Pattern.quote(missing.group(1)) + "(?![\\p{L}\\d_$])")
                        .matcher(source.text())
                        .find();
    }

    /** Compiles what is good, strictly and in reversed order: the generated code is clean, and always the same. */
    private void compare(Compiler compiler, List<FuzzSource> sources, Map<String, String> written) {
        String[] options = compiler == Compiler.JAVAC
                ? new String[] {
                    "-Xlint:all,-processing,-auxiliaryclass", "-Xdoclint:all/private,-missing", "-Xmaxwarns", "100000"
                }
                : new String[] {"-warn:none"};
        Compiler.Result result =
                compile(compiler, task(compiler, sources).options(options).reversed(), sources);
        if (result == null) {
            return;
        }
        if (isSilentFailure(result)) {
            fail(sources.get(0).seed(), compiler + ", in the batch, gives up without a word");
        }
        Set<Long> refused = compiler == Compiler.ECJ ? refusedByItself(result) : Set.of();
        for (Diagnostic<? extends JavaFileObject> problem : result.problems()) {
            Matcher matcher = place(problem);
            boolean isInCase = matcher.find();
            if (isInCase && matcher.group(1).equals("source") && isInComment(problem)) {
                continue; // what the user links to is not ours
            }
            if (isInCase && refused.contains(Long.parseLong(matcher.group(2)))) {
                continue;
            }
            if ((isInCase && matcher.group(1).equals("generated")) || problem.getKind() == Diagnostic.Kind.ERROR) {
                fail(
                        isInCase
                                ? Long.parseLong(matcher.group(2))
                                : sources.get(0).seed(),
                        compiler + ": " + problem.getMessage(Locale.ROOT));
            }
        }
        result.allGenerated().forEach((path, text) -> {
            String before = written.get(path);
            long seed = Long.parseLong(path.replaceAll("^f(\\d+)/.*", "$1"));
            if (!text.equals(before) && !refused.contains(seed)) {
                fail(seed, compiler + " has another text:\n" + difference(String.valueOf(before), text));
            }
        });
        delete(result);
    }

    /** Of sources that javac takes, ECJ refuses a few: it looks at bounds in more places. Whoever errs, it is not us. */
    private static Set<Long> refusedByItself(Compiler.Result result) {
        return result.errors().stream()
                .filter(error -> !error.getMessage(Locale.ROOT).contains("WeakMetadata"))
                .map(Fuzz::place)
                .filter(place -> place.find() && place.group(1).equals("source"))
                .map(place -> Long.parseLong(place.group(2)))
                .collect(Collectors.toSet());
    }

    private static Matcher place(Diagnostic<? extends JavaFileObject> problem) {
        return CASE.matcher(
                problem.getSource() == null ? "" : problem.getSource().toUri().toString());
    }

    private static boolean isInComment(Diagnostic<? extends JavaFileObject> problem) {
        try {
            // Not by getCharContent: ECJ's file objects may lack a charset.
            return Files.readString(Path.of(problem.getSource().toUri()))
                    .lines()
                    .skip(problem.getLineNumber() - 1)
                    .findFirst()
                    .filter(line -> line.startsWith("/**"))
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(String before, String after) {
        List<String> a = before.lines().toList();
        List<String> b = after.lines().toList();
        return Stream.concat(
                        a.stream().filter(line -> !b.contains(line)).map(line -> "- " + line),
                        b.stream().filter(line -> !a.contains(line)).map(line -> "+ " + line))
                .collect(Collectors.joining("\n"));
    }

    /** Another compiler may judge broken sources differently, but the processor is to take what it is given. */
    private void survive(Compiler compiler, List<FuzzSource> sources) {
        Compiler.Result result =
                compile(compiler, task(compiler, sources).options("-warn:none", "-proceedOnError"), sources);
        if (result != null) {
            if (result.messages().contains("WeakMetadataNotWritten")) {
                String message = result.messages()
                        .lines()
                        .filter(line -> line.contains("WeakMetadataNotWritten"))
                        .collect(Collectors.joining("\n"));
                fail(sources.get(0).seed(), compiler + ", in the batch: " + message);
            }
            delete(result);
        }
    }

    /** Null if the compilation ended with an exception, which is then blamed on one source. */
    private Compiler.Result compile(Compiler compiler, Compiler.Task task, List<FuzzSource> sources) {
        try {
            Compiler.Result result = task.compile();
            return result;
        } catch (RuntimeException e) {
            if (sources.size() == 1) {
                java.io.StringWriter trace = new java.io.StringWriter();
                e.printStackTrace(new java.io.PrintWriter(trace));
                fail(sources.get(0).seed(), compiler + " ended with " + trace);
                return null;
            }
            int before = failures.size();
            sources.forEach(source -> compile(compiler, task(compiler, List.of(source)), List.of(source)));
            if (failures.size() == before) {
                fail(sources.get(0).seed(), compiler + ", in the batch only: " + e);
            }
            return null;
        }
    }

    private void fail(long seed, String what) {
        failures.merge(seed, what, (a, b) -> a.length() > 4000 ? a : a + "\n" + b);
    }

    private static void delete(Compiler.Result result) {
        try (Stream<Path> files = Files.walk(result.classes().getParent())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees whether the compiler comes to call processors at all, ours among them. */
    @SupportedAnnotationTypes("*")
    private static final class Witness extends AbstractProcessor {
        private boolean wasCalled;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            wasCalled = true;
            return false;
        }
    }
}
