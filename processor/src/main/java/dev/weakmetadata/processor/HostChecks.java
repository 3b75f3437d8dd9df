package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;

/** Whether instances of a host type can be keys. */
final class HostChecks {
    private final Problems problems;
    private final Set<TypeName> warned = new HashSet<>();

    HostChecks(Problems problems) {
        this.problems = problems;
    }

    /** Reports a host that can never be a key; whether it is one. */
    boolean isInvalid(Method method) {
        if (!Identity.isMissing(method.hostType())) {
            warnOfEnum(method);
            return false;
        }
        reportInvalid(method, problems);
        return true;
    }

    /** Reports a host that can never be a key; it may stand in another's place. */
    static void reportInvalid(Method method, Problems problems) {
        problems.add(
                Message.INVALID_HOST,
                method.position(),
                method,
                method.hostText(),
                hostBehind(method)
                        .map(host -> "the host comes first: let " + host + " be the first parameter")
                        .orElse(
                                "choose a host with identity, or keep the data in an ordinary Map or a WeakValueCache"));
    }

    /** The first parameter that could be the host, of a method whose first one of all could not. */
    static Optional<String> hostBehind(Method method) {
        return IntStream.range(1, method.parameters().size())
                .filter(i -> !method.isWeakParameter(i))
                .mapToObj(method.parameterTypes()::get)
                .filter(type -> type.getKind() == TypeKind.DECLARED && !Identity.isMissing(type))
                .filter(type -> !Annotations.has(((DeclaredType) type).asElement(), "java.lang.FunctionalInterface"))
                .map(TypeText::of)
                .findFirst();
    }

    /** One warning a host type. */
    void warnOfEnum(Method method) {
        if (Identity.isEnum(method.hostType()) && warned.add(method.host())) {
            problems.warn(Message.ENUM_HOST, method, TypeText.of(method.host()));
        }
    }
}
