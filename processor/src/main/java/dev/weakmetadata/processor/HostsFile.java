package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Knows the file that tells the agent which classes are to have slots: one for each annotated type that asks for it. */
final class HostsFile {
    private static final String FOLDER = "META-INF/weakmetadata/hosts/";

    private HostsFile() {}

    /** Warns of hosts that nobody can give a slot. */
    static void check(SideTable table, ProcessingEnvironment environment, Problems problems) {
        AnnotationMirror mirror = Annotations.mirror(table.origin(), Annotations.WEAK_METADATA);
        AnnotationValue value =
                mirror == null ? null : Annotations.member(mirror, "slots").orElse(null);
        for (Host host : table.hosts()) {
            refusal(host.type(), environment)
                    .ifPresent(why -> problems.add(
                            Message.NO_SLOT, table.origin(), mirror, value, TypeText.of(host.type()), why));
        }
    }

    private static Optional<String> refusal(TypeName host, ProcessingEnvironment environment) {
        Elements elements = environment.getElementUtils();
        TypeElement type = elements.getTypeElement(host.toString());
        if (type == null || hasSlot(type, environment)) {
            return Optional.empty();
        }
        ModuleElement module = elements.getModuleOf(type);
        String moduleName = module == null ? "" : module.getQualifiedName().toString();
        if (moduleName.startsWith("java.") || moduleName.startsWith("jdk.")) {
            return Optional.of("the JDK's own classes stay as they are; choose a class of yours, leave out `slots`");
        }
        return switch (type.getKind()) {
            case INTERFACE -> Optional.of("it is an interface; name the classes that implement it to the agent");
            case RECORD -> Optional.of("a record can have no more fields; make it a class, leave out `slots`");
            default -> Optional.empty(); // an enum is warned of anyway
        };
    }

    private static boolean hasSlot(TypeElement type, ProcessingEnvironment environment) {
        Types types = environment.getTypeUtils();
        TypeMirror erased = types.erasure(type.asType());
        return CycleCheck.WITH_SLOTS.stream()
                .map(environment.getElementUtils()::getTypeElement)
                .anyMatch(slot -> slot != null && types.isSubtype(erased, types.erasure(slot.asType())));
    }

    static void write(SideTable table, ModularFiler filer) throws IOException {
        List<String> hosts = table.hosts().stream()
                .map(Host::type)
                .filter(ClassName.class::isInstance) // others are arrays
                .map(type -> ((ClassName) type).reflectionName())
                .toList();
        try (Writer writer = filer.resource(FOLDER + table.originName().reflectionName(), table.origin())
                .openWriter()) {
            for (String host : hosts) {
                writer.write(host + "\n");
            }
        }
    }
}
