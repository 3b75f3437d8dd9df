package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * The Java of a page that belongs together: compiled under all lints by the real processor, and run if there are statements.
 * A block with a {@code package} is a whole file; one that begins with a type is in the package {@code test}, with usual
 * imports; what remains are statements. Marks say what else a block is:
 *
 * <ul>
 *   <li>{@code warns: text}: there is one warning here, at the line {@code // ←} if there is one, with that text;
 *   <li>{@code fails: text}: likewise an error; such a block is compiled with the types of its program;
 *   <li>{@code generated}: heads of methods of a type that the processor generates;
 *   <li>{@code options: -D…}: statements that run in a JVM of their own, with these options.
 * </ul>
 *
 * <p>{@code // → value} after a statement in one line is what its expression, or the variable that it declares, is to be;
 * {@code // → throws Type} what it is to throw. Blocks of text are what the program prints, all in all, where line breaks
 * count like spaces and … is anything. With the mark {@code log} they are part of it, with {@code diagnostic} of what the
 * compiler says.
 */
final class PageProgram {
    private static final Pattern TYPE = Pattern.compile(
            "^(?:(?:public|final|abstract|sealed|non-sealed) )*" + "(?:class|interface|@interface|enum|record) (\\w+)");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:\\w+ )*(?:class|interface|enum|record) (\\w+)", Pattern.MULTILINE);
    private static final Pattern RESULT = Pattern.compile("^( *)(\\S.*);\\s*// → (.+)$");
    private static final Pattern DECLARATION = Pattern.compile("^[\\w.]+(?:<.*>)?(?:\\[])* (\\w+) = .*$");

    /** What pages show beside this library, by the beginning of its packages. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com.github.benmanes.", "caffeine-.*",
            "com.google.common.", "guava-.*",
            "org.antlr.", "antlr4-runtime-.*",
            "org.junit.", "(junit|opentest4j|apiguardian).*");

    private static final String CHECK = """
            package test;

            final class Check {
                private Check() {}

                static void equal(Object actual, String expected) {
                    String text = String.valueOf(actual);
                    if (!text.equals(expected) && !('"' + text + '"').equals(expected)) {
                        throw new AssertionError("the page says " + expected + " but it is " + text);
                    }
                }

                interface Action {
                    void run() throws Throwable;
                }

                static void fails(Class<? extends Throwable> type, Action action) {
                    try {
                        action.run();
                    } catch (Throwable thrown) {
                        if (!type.isInstance(thrown)) {
                            throw new AssertionError("the page says " + type + " but it is " + thrown, thrown);
                        }
                        return;
                    }
                    throw new AssertionError("the page says " + type + " but nothing is thrown");
                }
            }
            """;

    private static final String MAIN = """
            package test;

            final class Main {
                private Main() {}

                public static void main(String[] arguments) throws Exception {
                    Run.run();
                }
            }
            """;

    private final List<Page.Block> blocks;

    private PageProgram(List<Page.Block> blocks) {
        this.blocks = blocks;
    }

    /** The programs of a page, by where they begin. */
    static Map<String, PageProgram> of(Page page) {
        Map<String, PageProgram> programs = new LinkedHashMap<>();
        page.blocks().stream()
                .filter(block -> block.language().equals("java") || block.mark().equals("run"))
                .filter(block -> block.program() >= 0)
                .collect(Collectors.groupingBy(Page.Block::program, LinkedHashMap::new, Collectors.toList()))
                .forEach((number, own) -> programs.put(
                        own.get(0).place() + " " + own.get(0).heading(),
                        new PageProgram(page.blocks().stream()
                                .filter(block -> block.isFor(number))
                                .toList())));
        return programs;
    }

    /** Compiles all, compares what the compiler says, and runs what can be run. */
    void check() throws Exception {
        java(mark -> true).forEach(PageProgram::checkMark);
        List<Page.Block> commands = marked("sh", "run");
        if (!commands.isEmpty()) {
            checkOutput(runCommands(commands));
            return;
        }
        StringBuilder said = new StringBuilder();
        for (Page.Block failing : java(mark -> mark.startsWith("fails: "))) {
            List<Page.Block> with = new ArrayList<>(java(PageProgram::isCode));
            with.removeIf(block -> isStatements(block) && !block.hidden());
            with.add(failing);
            said.append(expectProblems(new Sources(with), List.of(failing)));
        }
        Sources sources = new Sources(java(PageProgram::isCode));
        Compiler.Result result = sources.compile();
        said.append(sources.expectProblems(result, java(mark -> mark.startsWith("warns: "))));
        for (Page.Block text : marked("text", "diagnostic")) {
            expectText(List.of(text), said.toString(), true);
        }
        for (Page.Block shape : java("generated"::equals)) {
            checkGenerated(shape, result);
        }
        checkOutput(sources.hasStatements() ? sources.run(result) : "nothing, for there are no statements");
    }

    private static void checkMark(Page.Block block) {
        if (!block.mark().matches("|everywhere|generated|(warns|fails|options): .+")) {
            throw new AssertionError(block.place() + ": no block of Java is marked <!-- " + block.mark() + " -->");
        }
        int line = block.line();
        for (String code : block.text().split("\n")) {
            if (code.contains("// →")
                            && !(isStatements(block) && RESULT.matcher(code).matches())
                    || code.contains("// ←") && !block.mark().matches("(warns|fails): .+")) {
                throw new AssertionError(block.place(line) + ": nothing checks " + code.strip());
            }
            line++;
        }
    }

    private static boolean isCode(String mark) {
        return !mark.startsWith("fails: ") && !mark.equals("generated");
    }

    private List<Page.Block> java(Predicate<String> mark) {
        return blocks.stream()
                .filter(block -> block.language().equals("java") && mark.test(block.mark()))
                .toList();
    }

    private List<Page.Block> marked(String language, String mark) {
        return blocks.stream()
                .filter(block ->
                        block.language().equals(language) && block.mark().equals(mark))
                .toList();
    }

    private static String expectProblems(Sources sources, List<Page.Block> expected) {
        return sources.expectProblems(sources.compile(), expected);
    }

    private void checkOutput(String output) {
        for (Page.Block text : marked("text", "log")) {
            expectText(List.of(text), output, true);
        }
        List<Page.Block> expected = marked("text", "");
        if (!expected.isEmpty()) {
            expectText(expected, output, false);
        }
    }

    private static void expectText(List<Page.Block> expected, String actual, boolean anywhere) {
        String text = expected.stream().map(Page.Block::text).collect(Collectors.joining(" "));
        String pattern = Arrays.stream(text.strip().split("…", -1))
                .map(part -> Arrays.stream(part.split("\\s+", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("\\s+")))
                .collect(Collectors.joining(".*"));
        pattern = anywhere ? ".*" + pattern + ".*" : "\\s*" + pattern + "\\s*";
        if (!Pattern.compile(pattern, Pattern.DOTALL).matcher(actual).matches()) {
            throw new AssertionError(expected.get(0).place() + ": the page says\n" + text + "\nbut it is\n" + actual);
        }
    }

    // Code

    private static String withoutComments(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)//.*$", "");
    }

    private static boolean isFile(Page.Block block) {
        return Pattern.compile("^(package|(open )?module) ", Pattern.MULTILINE)
                .matcher(block.text())
                .find();
    }

    /** The name of the first type; null if there is none before a statement. */
    private static String type(Page.Block block) {
        String code = withoutComments(block.text()).replaceAll("(?m)^import .*$", "");
        code = code.strip();
        while (code.startsWith("@") && !code.startsWith("@interface")) {
            code = code.replaceFirst("^@[\\w.]+", "").stripLeading();
            if (code.startsWith("(")) {
                code = afterParentheses(code).stripLeading();
            }
        }
        Matcher type = TYPE.matcher(code);
        return type.find() ? type.group(1) : null;
    }

    private static String afterParentheses(String code) {
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return code.substring(i + 1);
            }
        }
        return "";
    }

    private static boolean isStatements(Page.Block block) {
        return !isFile(block) && type(block) == null && !onlyImports(block);
    }

    private static boolean onlyImports(Page.Block block) {
        return withoutComments(block.text()).replaceAll("(?m)^import .*$", "").isBlank();
    }

    /** A file to be compiled, whose lines are those of a page. */
    private static final class Source {
        final StringBuilder text = new StringBuilder();
        final List<String> places = new ArrayList<>();

        void add(String lines, String place) {
            lines.lines().forEach(line -> {
                text.append(line).append('\n');
                places.add(place);
            });
        }

        void add(Page.Block block, UnaryOperator<String> change) {
            int line = block.line();
            for (String code : block.text().split("\n")) {
                text.append(change.apply(code)).append('\n');
                places.add(block.place(line++));
            }
        }

        private static String withoutImport(String line) {
            return line.startsWith("import ") ? "" : line;
        }

        private static String checked(String line) {
            Matcher result = RESULT.matcher(line);
            if (!result.matches()) {
                return withoutImport(line);
            }
            String code = result.group(2);
            String expected = result.group(3);
            if (expected.startsWith("throws ")) {
                return "Check.fails(" + expected.substring(7) + ".class, () -> { " + code + "; });";
            }
            String literal = '"' + expected.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            Matcher declaration = DECLARATION.matcher(code);
            return declaration.matches()
                    ? code + "; Check.equal(" + declaration.group(1) + ", " + literal + ");"
                    : "Check.equal(" + code + ", " + literal + ");";
        }
    }

    private static final class Sources {
        private final Map<String, Source> files = new LinkedHashMap<>();
        private final List<String> options = new ArrayList<>();
        private String startedAt = "";

        Sources(List<Page.Block> blocks) {
            String imports = blocks.stream()
                    .filter(block -> !isFile(block))
                    .flatMap(block -> block.text().lines())
                    .filter(line -> line.startsWith("import "))
                    .distinct()
                    .collect(Collectors.joining("\n"));
            String header = Behaviour.header() + imports + "\n";
            Source run = new Source();
            run.add(header + "final class Run {\nprivate Run() {}\nstatic void run() throws Exception {", "");
            boolean statements = false;
            for (Page.Block block : blocks) {
                Source source = new Source();
                if (isFile(block)) {
                    source.add(block, UnaryOperator.identity());
                    files.put(Compiler.fileName(block.text()), source);
                } else if (isStatements(block)) {
                    statements = true;
                    run.add(block, Source::checked);
                    if (block.mark().startsWith("options: ")) {
                        startedAt = block.place();
                        options.addAll(List.of(block.mark().substring(9).split(" ")));
                    }
                } else if (!onlyImports(block)) {
                    source.add(header, block.place());
                    source.add(block, Source::withoutImport);
                    Matcher open = PUBLIC_TYPE.matcher(block.text());
                    files.put("test/" + (open.find() ? open.group(1) : type(block)) + ".java", source);
                }
            }
            if (statements) {
                run.add("}\n}", "");
                files.put("test/Run.java", run);
            }
        }

        boolean hasStatements() {
            return files.containsKey("test/Run.java");
        }

        Compiler.Result compile() {
            Compiler.Task task =
                    Compiler.JAVAC.task().options("-Xlint:all,-processing,-path,-classfile", "-Xdoclint:none");
            libraries().filter(this::isUsed).forEach(task::classPath);
            if (files.containsKey("module-info.java")) {
                task.modular();
            } else {
                task.source(CHECK);
                if (hasStatements()) {
                    task.source(MAIN);
                }
            }
            files.forEach((name, source) -> task.source(name, source.text.toString()));
            return task.compile();
        }

        private boolean isUsed(Path library) {
            return LIBRARIES.entrySet().stream()
                    .filter(entry -> library.getFileName().toString().matches(entry.getValue()))
                    .anyMatch(entry ->
                            files.values().stream().anyMatch(source -> source.text.indexOf(entry.getKey()) >= 0));
        }

        /** Fails unless there is one problem in each of these blocks, and none elsewhere; returns what the compiler says. */
        String expectProblems(Compiler.Result result, List<Page.Block> expected) {
            List<String> found = new ArrayList<>();
            for (Diagnostic<? extends JavaFileObject> problem : result.problems()) {
                String kind = problem.getKind() == Diagnostic.Kind.ERROR ? ": error: " : ": warning: ";
                found.add(place(problem) + kind + problem.getMessage(Locale.ROOT));
            }
            List<String> unexpected = new ArrayList<>(found);
            for (Page.Block block : expected) {
                String text = block.mark().replaceFirst("^\\w+: ", "");
                List<String> lines = block.text().lines().toList();
                List<String> places = new ArrayList<>();
                for (int i = 0; i < lines.size(); i++) {
                    if (!block.text().contains("// ←") || lines.get(i).contains("// ←")) {
                        places.add(block.place(block.line() + i) + ": ");
                    }
                }
                List<String> here = unexpected.stream()
                        .filter(problem -> places.stream().anyMatch(problem::startsWith) && problem.contains(text))
                        .toList();
                if (here.size() != 1) {
                    throw new AssertionError(block.place() + ": the page says that there is one problem with " + text
                            + " but there are\n" + String.join("\n", found));
                }
                unexpected.removeAll(here);
            }
            if (!unexpected.isEmpty()) {
                throw new AssertionError(String.join("\n", unexpected));
            }
            return String.join("\n", found);
        }

        private String place(Diagnostic<? extends JavaFileObject> problem) {
            if (problem.getSource() == null) {
                return "(no file)";
            }
            String file = problem.getSource().toUri().getPath();
            for (Map.Entry<String, Source> source : files.entrySet()) {
                List<String> places = source.getValue().places;
                if (file.endsWith("/" + source.getKey())
                        && problem.getLineNumber() > 0
                        && problem.getLineNumber() <= places.size()) {
                    return places.get((int) problem.getLineNumber() - 1);
                }
            }
            return file + ":" + problem.getLineNumber();
        }

        /** Runs the statements; returns what they print. */
        String run(Compiler.Result result) throws Exception {
            if (!options.isEmpty()) {
                List<String> command = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()));
                command.addAll(options);
                command.addAll(List.of(
                        "-cp",
                        result.classes() + File.pathSeparator + System.getProperty("java.class.path"),
                        "test.Main"));
                return execute(new ProcessBuilder(command), startedAt);
            }
            PrintStream out = System.out;
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                result.run("test.Run");
            } catch (AssertionError e) {
                throw new AssertionError(runningPlace(e.getCause()) + ": " + e.getCause(), e);
            } finally {
                System.setOut(out);
            }
            return printed.toString(StandardCharsets.UTF_8);
        }

        private String runningPlace(Throwable thrown) {
            return Arrays.stream(thrown.getStackTrace())
                    .filter(frame -> frame.getClassName().equals("test.Run"))
                    .map(frame -> files.get("test/Run.java").places.get(frame.getLineNumber() - 1))
                    .findFirst()
                    .orElse("(no line of the page)");
        }
    }

    private static String execute(ProcessBuilder builder, String place) throws IOException, InterruptedException {
        Path output = Files.createTempFile("weakmetadata", ".txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(place + ": does not end");
        }
        String text = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new AssertionError(place + ": " + text);
        }
        return text;
    }

    private static Stream<Path> libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of);
    }

    /** Every line is the head of a method, and may have a comment behind it. */
    private static void checkGenerated(Page.Block shape, Compiler.Result result) {
        String name = type(shape);
        String source = result.generatedSource("test." + name);
        int line = shape.line();
        for (String text : shape.text().split("\n")) {
            String head = withoutComments(text).strip().replaceFirst(";$", "");
            if (!head.isEmpty() && !head.equals("}")) {
                assertThat(source.replaceAll("@Nullable |\\bfinal ", ""))
                        .as(shape.place(line))
                        .contains(head.replaceFirst("^(final )?", "").replaceFirst(" \\{$", "") + " {");
            }
            line++;
        }
    }

    // Commands

    /** Runs commands as a new user would, beside the program's files and a folder lib of jars. */
    private String runCommands(List<Page.Block> commands) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("weakmetadata");
        for (Page.Block block : java(PageProgram::isCode)) {
            Path file = folder.resolve("src").resolve(Compiler.fileName(block.text()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, block.text());
        }
        Path lib = Files.createDirectory(folder.resolve("lib"));
        String version = Poms.text(Poms.root(), "version");
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
            if (entry.matches(".*(runtime|processor).target.classes")) {
                String module =
                        Path.of(entry).getParent().getParent().getFileName().toString();
                jar(lib.resolve("weakmetadata-" + module + "-" + version + ".jar"), Path.of(entry));
            } else if (entry.matches(".*(weakmetadata-runtime|javapoet)[^/]*\\.jar")) {
                Path jar = Path.of(entry);
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        StringBuilder output = new StringBuilder();
        for (Page.Block block : commands) {
            ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", block.text()).directory(folder.toFile());
            shell.environment().merge("PATH", System.getProperty("java.home") + "/bin:", (path, jdk) -> jdk + path);
            output.append(execute(shell, block.place()));
        }
        return output.toString();
    }

    private static void jar(Path jar, Path classes) {
        int result = java.util.spi.ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        assertThat(result).isZero();
    }
}
