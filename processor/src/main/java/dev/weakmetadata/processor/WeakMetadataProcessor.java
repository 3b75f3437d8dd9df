package dev.weakmetadata.processor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Generates the side tables that {@code @WeakMetadata} asks for. Rounds and wiring only. */
@AutoService(Processor.class)
public final class WeakMetadataProcessor extends AbstractProcessor {
    private static final String ECJ = "org.eclipse.jdt.";

    /** Annotated types that mention what did not exist in an earlier round, by name: their elements are stale by now. */
    private final Set<String> deferred = new TreeSet<>();

    /** Sealed interfaces that a class has been generated for in the last round, by name. */
    private final Set<String> sealed = new TreeSet<>();

    private final GeneratedNames names = new GeneratedNames();
    private @Nullable CycleCheck cycles;

    /** A processor; the compiler makes it. */
    public WeakMetadataProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Annotations.WEAK_METADATA, Annotations.MEMOIZED, Annotations.WEAK);
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(CycleCheck.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        checkSealed();
        if (round.processingOver()) {
            return false; // what is still missing the compiler reports
        }
        if (cycles == null) {
            cycles = new CycleCheck(processingEnv);
            cycles.checkOption(processingEnv.getMessager());
        }
        cycles.start(round);
        Map<String, TypeElement> types = annotatedTypes(annotations, round);
        if (isTooOld(types.values())) {
            return false;
        }
        deferred.clear();
        types.forEach((name, type) -> {
            if (isUnreadable(type)) {
                deferred.add(name);
            }
        });
        types.keySet().removeAll(deferred);
        names.claim(types.values());
        generate(types.values());
        StrayAnnotations.check(annotations, round, processingEnv.getMessager());
        return false;
    }

    /** Refuses to generate what the compiler would not take; says so once. */
    private boolean isTooOld(Collection<TypeElement> types) {
        SourceVersion version = processingEnv.getSourceVersion();
        boolean tooOld = version.compareTo(SourceVersion.RELEASE_17) < 0;
        if (tooOld && !types.isEmpty()) {
            Problems problems = new Problems();
            problems.add(
                    Message.SOURCE_VERSION,
                    types.iterator().next(),
                    version.name().replace("RELEASE_", ""));
            problems.report(processingEnv.getMessager());
        }
        return tooOld;
    }

    /** Whether a type mentions what is missing, or is so broken that the compiler fails to show it, as javac does {@code T<T>}. */
    private static boolean isUnreadable(TypeElement type) {
        try {
            return MissingTypes.in(type);
        } catch (ClassCastException e) {
            StackTraceElement[] thrower = e.getStackTrace();
            if (thrower.length > 0 && isOfACompiler(thrower[0].getClassName())) {
                return true;
            }
            throw e;
        }
    }

    private void checkSealed() {
        Elements elements = processingEnv.getElementUtils();
        for (String name : sealed) {
            TypeElement type = elements.getTypeElement(name);
            if (type != null) {
                Problems problems = new Problems();
                TypeChecks.checkPermits(type, GeneratedNames.of(type), problems);
                problems.report(processingEnv.getMessager());
            }
        }
        sealed.clear();
    }

    /** In the order of their names, whatever order the compiler has them in. */
    private Map<String, TypeElement> annotatedTypes(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Map<String, TypeElement> types = new TreeMap<>();
        Elements elements = processingEnv.getElementUtils();
        for (String name : deferred) {
            TypeElement type = elements.getTypeElement(name);
            if (type != null) {
                types.put(name, type);
            }
        }
        for (TypeElement annotation : annotations) {
            if (annotation.getQualifiedName().contentEquals(Annotations.WEAK_METADATA)) {
                for (Element element : new LinkedHashSet<>(round.getElementsAnnotatedWith(annotation))) {
                    if (element.getKind().isClass() || element.getKind().isInterface()) {
                        TypeElement type = (TypeElement) element;
                        types.put(type.getQualifiedName().toString(), type);
                    }
                }
            }
        }
        return types;
    }

    private void generate(Collection<TypeElement> types) {
        ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "weakmetadata-writer"));
        try {
            types.stream().map(type -> read(type, writer)).toList().forEach(this::write);
        } finally {
            writer.shutdown();
        }
    }

    /** An annotated type, what is wrong with it, and the file to be generated if that is nothing bad. */
    private record Reading(TypeElement type, Problems problems, Optional<SourceFile> file) {}

    private Reading read(TypeElement type, Executor writer) {
        Problems problems = new Problems();
        Optional<SourceFile> file = Optional.empty();
        try {
            file = Declarations.read(type, names, Objects.requireNonNull(cycles), processingEnv, problems)
                    .filter(valid -> !problems.hasErrors())
                    .map(table -> new SourceFile(table, processingEnv.getElementUtils(), writer));
        } catch (RuntimeException e) {
            addFailure(type, e, problems);
        }
        return new Reading(type, problems, file);
    }

    private void write(Reading reading) {
        TypeElement type = reading.type;
        Problems problems = reading.problems;
        try {
            reading.file.ifPresent(file -> write(file, problems));
        } catch (RuntimeException e) {
            addFailure(type, e, problems);
        }
        if (problems.hasErrors() && isSealedInterface(type) && !isOfEcj(type)) {
            TypeChecks.checkPermits(type, GeneratedNames.of(type), problems);
        }
        problems.report(processingEnv.getMessager());
    }

    /** No failure of ours throws into the compiler. */
    private static void addFailure(TypeElement type, RuntimeException failure, Problems problems) {
        if (isTheCompilers(failure)) {
            throw failure;
        }
        Throwable cause = failure instanceof CompletionException ? Objects.requireNonNull(failure.getCause()) : failure;
        problems.add(Message.NOT_WRITTEN, type, GeneratedNames.of(type), cause);
    }

    private static boolean isSealedInterface(TypeElement type) {
        return type.getKind().isInterface() && type.getModifiers().contains(Modifier.SEALED);
    }

    /** ECJ does not tell that a class is permitted before it exists. */
    private static boolean isOfEcj(TypeElement type) {
        return type.getClass().getName().startsWith(ECJ);
    }

    /** Such as the one for a class file that is missing: the compiler knows best how to report it. */
    static boolean isTheCompilers(RuntimeException exception) {
        return isOfACompiler(exception.getClass().getName());
    }

    private static boolean isOfACompiler(String className) {
        return className.startsWith("com.sun.tools.javac.") || className.startsWith(ECJ);
    }

    private void write(SourceFile file, Problems problems) {
        SideTable table = file.table();
        ModularFiler filer = new ModularFiler(processingEnv);
        try {
            Optional<String> unspeakable = file.write(filer);
            if (unspeakable.isPresent()) {
                problems.add(
                        Message.HIDDEN_PACKAGE,
                        table.origin(),
                        table.origin().getSimpleName(),
                        unspeakable.get().replaceFirst("\\..*", ""),
                        unspeakable.get());
                return;
            }
            if (Annotations.asksForSlots(table.origin())) {
                HostsFile.check(table, processingEnv, problems);
                HostsFile.write(table, filer);
            }
            if (isSealedInterface(table.origin())) {
                sealed.add(table.origin().getQualifiedName().toString());
            }
        } catch (IOException e) {
            problems.add(Message.NOT_WRITTEN, table.origin(), table.name(), String.valueOf(e.getMessage()));
        }
    }
}
