package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The names of generated classes, and who claims each. */
final class GeneratedNames {
    private final Map<String, Set<String>> claims = new HashMap<>();

    /** {@code WeakMetadata_Outer_Inner} for an interface, {@code Outer_InnerMetadata} for a class. */
    static ClassName of(TypeElement type) {
        ClassName name = ClassName.get(type);
        String joined = String.join("_", name.simpleNames());
        return ClassName.get(
                name.packageName(), type.getKind().isInterface() ? "WeakMetadata_" + joined : joined + "Metadata");
    }

    void claim(Collection<TypeElement> types) {
        for (TypeElement type : types) {
            claims.computeIfAbsent(of(type).toString(), unused -> new TreeSet<>())
                    .add(type.getQualifiedName().toString());
        }
    }

    /** Who else has the name of a class to be generated: another annotated type, or the user's own class. */
    Optional<String> otherOwner(TypeElement type, Elements elements) {
        String generated = of(type).toString();
        String self = type.getQualifiedName().toString();
        Optional<String> other = claims.getOrDefault(generated, Set.of()).stream()
                .filter(claimant -> !claimant.equals(self))
                .findFirst();
        if (other.isPresent()) {
            return other;
        }
        return Annotations.readable(generated, type, elements)
                // An older version of what we generate may lie on the class path.
                .filter(existing -> !Annotations.has(existing, Annotations.GENERATED))
                .map(existing -> generated);
    }
}
