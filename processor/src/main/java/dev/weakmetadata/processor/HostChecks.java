package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.Set;

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
        problems.add(Message.INVALID_HOST, method.position(), method, method.hostText());
        return true;
    }

    /** One warning a host type. */
    void warnOfEnum(Method method) {
        if (Identity.isEnum(method.hostType()) && warned.add(method.host())) {
            problems.warn(Message.ENUM_HOST, method, TypeText.of(method.host()));
        }
    }
}
