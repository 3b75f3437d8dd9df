package dev.weakmetadata.processor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import org.junit.jupiter.api.Test;

/** Who may know whom: what reads knows the model, and the model alone is known to what writes. */
class ArchitectureTest {
    private static final JavaClasses PROCESSOR = importProcessor();

    private static final DescribedPredicate<JavaClass> MODEL = ours(
            "Argument",
            "Function",
            "Host",
            "Operation",
            "Property",
            "SideTable",
            "Signature",
            "Storage",
            "Suppressed",
            "Word");

    private static final DescribedPredicate<JavaClass> WRITERS =
            ours("ArgumentsWriter", "EntryWriter", "MethodDocs", "MethodWriter", "PropertyCode", "SideTableWriter");

    private static final DescribedPredicate<JavaClass> FILES = ours("HostsFile", "SourceFile");

    /** Rules of spelling that both sides follow. */
    private static final DescribedPredicate<JavaClass> SPELLING = ours("Casts", "Names", "RuntimeNames");

    @Test
    void allClassesAreRead() {
        assertThat(PROCESSOR.contain(WeakMetadataProcessor.class)).isTrue();
        assertThat(PROCESSOR.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void processorKnowsTheLanguageModelAndJavaPoetOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "javax.annotation.processing",
                                "javax.lang.model..",
                                "javax.tools",
                                "com.palantir.javapoet",
                                "com.google.auto.service",
                                "org.jspecify.annotations",
                                "dev.weakmetadata.processor")
                        .or(describe(
                                "are primitive",
                                type -> type.getBaseComponentType().isPrimitive())))
                .check(PROCESSOR);
    }

    @Test
    void writersKnowTheModelOnly() {
        noClasses()
                .that(WRITERS)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.weakmetadata..")
                        .and(not(MODEL.or(WRITERS).or(SPELLING).or(type(SourceFile.class)))))
                .check(PROCESSOR);
    }

    @Test
    void writersValidateNothing() {
        noClasses()
                .that(WRITERS.or(MODEL))
                .should()
                .dependOnClassesThat(ours("Message", "Problems")
                        .or(resideInAnyPackage("javax.annotation.processing", "javax.tools")))
                .check(PROCESSOR);
        noClasses()
                .that(WRITERS)
                .should()
                .dependOnClassesThat(resideInAPackage("javax.lang.model..").and(not(type(Modifier.class))))
                .check(PROCESSOR);
    }

    @Test
    void modelKnowsTheModelOnly() {
        noClasses()
                .that(MODEL)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.weakmetadata..").and(not(MODEL)))
                .check(PROCESSOR);
    }

    @Test
    void onlyTheProcessorKnowsWhatReadsAndWhatWrites() {
        noClasses()
                .that(not(WRITERS.or(FILES).or(ours("WeakMetadataProcessor"))))
                .should()
                .dependOnClassesThat(WRITERS.or(FILES))
                .check(PROCESSOR);
    }

    @Test
    void whatUsersReadIsReportedInOnePlaceAndFilesAreMadeInAnother() {
        noClasses()
                .that(not(ours("Problems", "CycleCheck"))) // an option of the compiler's is no problem of a type
                .should()
                .callMethodWhere(call("report a message", Messager.class, "print"))
                .check(PROCESSOR);
        noClasses()
                .that(not(ours("ModularFiler")))
                .should()
                .callMethodWhere(call("make a file", Filer.class, "create"))
                .check(PROCESSOR);
    }

    @Test
    void annotationsAreReadThroughMirrorsAndTypesAreNotTakenByTheirText() {
        noClasses()
                .should()
                .callMethodWhere(call("load an annotation", AnnotatedConstruct.class, "getAnnotation("))
                .orShould()
                .callMethodWhere(call("load annotations", AnnotatedConstruct.class, "getAnnotationsByType"))
                .orShould()
                .callMethodWhere(call("compare types", TypeMirror.class, "equals"))
                .orShould()
                .callMethodWhere(call("print a type", TypeMirror.class, "toString"))
                .check(PROCESSOR);
    }

    private static DescribedPredicate<JavaMethodCall> call(String description, Class<?> owner, String start) {
        return describe(description, call -> {
            AccessTarget.MethodCallTarget target = call.getTarget();
            return target.getOwner().isAssignableTo(owner) && (target.getName() + "(").startsWith(start);
        });
    }

    /** Classes of these names, and what is nested in them. */
    private static DescribedPredicate<JavaClass> ours(String... names) {
        Set<String> all = Set.of(names);
        return describe(
                "are " + String.join(", ", names),
                type -> type.getPackageName().equals("dev.weakmetadata.processor")
                        && all.contains(type.getBaseComponentType()
                                .getName()
                                .replaceFirst("\\$.*", "")
                                .replaceFirst(".*\\.", "")));
    }

    private static JavaClasses importProcessor() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(WeakMetadataProcessor.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
