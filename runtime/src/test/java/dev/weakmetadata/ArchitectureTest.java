package dev.weakmetadata;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final JavaClasses RUNTIME = importRuntime();

    private static final Set<String> JAVA_BASE = Object.class.getModule().getDescriptor().exports().stream()
            .filter(exported -> !exported.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());

    /** What users hold, and what generated code stands on. */
    private static final DescribedPredicate<JavaClass> COLLECTIONS =
            ours("WeakMap", "WeakSet", "WeakValueCache", "MetadataTable", "MetadataEntry", "Memo", "MemoCache");

    /** Finds out, for {@code Collectible} and for the warning of cycles, who holds what. */
    private static final DescribedPredicate<JavaClass> DIAGNOSIS =
            ours("Contents", "CycleDetector", "HeldValue", "Holders", "Tables", "Walk");

    @Test
    void allClassesAreRead() {
        assertThat(RUNTIME.contain(WeakMap.class)).isTrue();
        assertThat(RUNTIME.contain("dev.weakmetadata.testing.Collectible")).isTrue();
        assertThat(RUNTIME.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void runtimeKnowsNothingButJavaBase() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAPackage("dev.weakmetadata..")
                        .or(describe("are in java.base", type -> isInJavaBase(type.getBaseComponentType())))
                        .or(resideInAPackage("org.jspecify.annotations"))
                        .or(resideInAPackage("jdk.jfr")))
                .check(RUNTIME);
    }

    @Test
    void onlyEventsKnowsFlightRecorderWhichMayBeMissing() {
        noClasses()
                .that(not(ours("Events")))
                .should()
                .dependOnClassesThat(resideInAPackage("jdk.jfr"))
                .check(RUNTIME);
    }

    @Test
    void thereIsNoUnsafeNoThreadLocalAndNoFinalizer() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        describe("are Unsafe", type -> type.getSimpleName().equals("Unsafe")))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(RUNTIME);
        noMethods().should().haveName("finalize").check(RUNTIME);
    }

    @Test
    void onlyTheReclaimerAndTheCycleDetectorStartThreads() {
        noClasses()
                .that(not(ours("Reclaimer", "CycleDetector")))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ref.Cleaner")
                .orShould()
                .callMethod(Thread.class, "start")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executor.class)
                .check(RUNTIME);
    }

    @Test
    void testingIsOnTop() {
        noClasses()
                .that()
                .resideInAPackage("dev.weakmetadata")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.weakmetadata.testing.."))
                .check(RUNTIME);
    }

    @Test
    void collectionsDoNotKnowEachOther() {
        String[][] collections = {
            {"WeakMap"}, {"WeakSet"}, {"WeakValueCache"}, {"MetadataTable", "MetadataEntry", "Memo"}, {"MemoCache"}
        };
        for (String[] collection : collections) {
            noClasses()
                    .that(ours(collection))
                    .should()
                    .dependOnClassesThat(COLLECTIONS.and(not(ours(collection))))
                    .check(RUNTIME);
        }
    }

    @Test
    void whatTheCollectionsStandOnDoesNotKnowThem() {
        noClasses()
                .that(not(COLLECTIONS.or(DIAGNOSIS)))
                .should()
                .dependOnClassesThat(COLLECTIONS)
                .check(RUNTIME);
    }

    @Test
    void diagnosisIsBehindOneDoor() {
        noClasses()
                .that(not(DIAGNOSIS.or(ours("Cycles"))))
                .should()
                .dependOnClassesThat(DIAGNOSIS.and(not(ours("Tables"))))
                .check(RUNTIME);
    }

    @Test
    void reflectionIsForDiagnosisForSlotsOfLoadersAndForWhatThisJavaCallsAnIdentity() {
        noClasses()
                .that(not(DIAGNOSIS.or(ours("Slots", "WeakKeys"))))
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.reflect"))
                .check(RUNTIME);
    }

    private static boolean isInJavaBase(JavaClass type) {
        return type.isPrimitive() || JAVA_BASE.contains(type.getPackageName());
    }

    /** Classes of these names, and what is nested in them. */
    private static DescribedPredicate<JavaClass> ours(String... names) {
        Set<String> all = Set.of(names);
        return describe(
                "are " + String.join(", ", names),
                type -> type.getPackageName().startsWith("dev.weakmetadata")
                        && all.contains(type.getBaseComponentType()
                                .getName()
                                .replaceFirst("\\$.*", "")
                                .replaceFirst(".*\\.", "")));
    }

    private static JavaClasses importRuntime() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(WeakMap.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
