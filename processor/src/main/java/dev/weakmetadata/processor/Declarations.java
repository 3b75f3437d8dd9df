package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads an annotated type in the form that its kind asks for. */
final class Declarations {
    private Declarations() {}

    static Optional<SideTable> read(
            TypeElement type,
            GeneratedNames names,
            CycleCheck cycles,
            ProcessingEnvironment environment,
            Problems problems) {
        Optional<AnnotationMirror> annotation = Annotations.find(type, Annotations.WEAK_METADATA);
        if (annotation.isEmpty()) {
            return Optional.empty();
        }
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            problems.add(Message.ANNOTATION_TYPE, type, annotation.get(), null);
            return Optional.empty();
        }
        Elements elements = environment.getElementUtils();
        TypeChecks.checkVisible(type, elements, problems);
        ClassName generated = GeneratedNames.of(type);
        names.otherOwner(type, elements)
                .ifPresent(owner -> problems.add(
                        Message.NAME_TAKEN,
                        type,
                        generated.simpleName(),
                        type.getSimpleName(),
                        owner.equals(generated.toString())
                                ? "exists already"
                                : "is to be generated for " + owner + " too"));
        PackageElement home = elements.getPackageOf(type);
        return type.getKind() == ElementKind.INTERFACE
                ? InterfaceDeclaration.read(type, generated, home, environment.getTypeUtils(), cycles, problems)
                : ClassDeclaration.read(type, generated, home, annotation.get(), elements, cycles, problems);
    }
}
