package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Which types have instances that a weak table can hold on to. The JDK marks its value-based classes with an annotation
 * that is not part of its API, and leaves it out of what {@code --release} shows: so they are listed, beside {@code Void}, which
 * has no instance at all.
 */
final class Identity {
    private static final Set<String> WITHOUT = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.ProcessHandle",
            "java.lang.Runtime.Version",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.Void",
            "java.time.Duration",
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.LocalTime",
            "java.time.MonthDay",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.Period",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.ZoneId",
            "java.time.ZoneOffset",
            "java.time.ZonedDateTime",
            "java.time.chrono.HijrahDate",
            "java.time.chrono.JapaneseDate",
            "java.time.chrono.MinguoDate",
            "java.time.chrono.ThaiBuddhistDate",
            "java.util.Optional",
            "java.util.OptionalDouble",
            "java.util.OptionalInt",
            "java.util.OptionalLong");

    private Identity() {}

    /** Whether no instance of the type can be a weak key: a primitive, {@code String} or a value-based class. */
    static boolean isMissing(TypeMirror type) {
        TypeName erased = TypeNames.erased(type);
        return erased.isPrimitive() || isMissing(erased.toString());
    }

    /** Whether no instance of the class of a qualified name can be a weak key. */
    static boolean isMissing(String name) {
        return WITHOUT.contains(name);
    }

    /** Whether instances are never collected. */
    static boolean isEnum(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED ->
                ((DeclaredType) type).asElement().getKind() == ElementKind.ENUM
                        || TypeNames.erased(type).toString().equals("java.lang.Enum");
            case TYPEVAR -> TypeNames.bounds((TypeVariable) type).stream().anyMatch(Identity::isEnum);
            default -> false;
        };
    }
}
