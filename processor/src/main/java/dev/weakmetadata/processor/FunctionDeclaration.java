package dev.weakmetadata.processor;

import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.weakmetadata.processor.Draft.FunctionDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A memoized function of an interface, read and validated. */
final class FunctionDeclaration {
    private final Method method;
    private final String name;
    private final FunctionDraft draft;

    private FunctionDeclaration(Method method, String name, FunctionDraft draft) {
        this.method = method;
        this.name = name;
        this.draft = draft;
    }

    Method method() {
        return method;
    }

    String name() {
        return name;
    }

    FunctionDraft draft() {
        return draft;
    }

    @Nullable
    TypeName host() {
        return draft.host;
    }

    boolean hasHost() {
        return draft.host != null;
    }

    /** Whether another method has these parameters; type variables may be called differently. */
    boolean takesArgumentsOf(Method other) {
        return Method.key("", method.parameterTypes()).equals(Method.key("", other.parameterTypes()));
    }

    /** Reads a function; empty if it is too wrong to go on with. */
    static Optional<FunctionDeclaration> read(Method method, String name, HostChecks hosts, Problems problems) {
        return new Reader(method, problems).read(name, hosts);
    }

    private static final class Reader {
        private final Method method;
        private final Problems problems;

        Reader(Method method, Problems problems) {
            this.method = method;
            this.problems = problems;
        }

        Optional<FunctionDeclaration> read(String name, HostChecks hosts) {
            if (!method.isDefault()) {
                add(
                        Message.MEMOIZED_WITHOUT_BODY,
                        method,
                        "give it a body that computes the result, and the modifier default");
            }
            if (method.isWeak()) {
                problems.add(Message.WEAK_MEMOIZED, method.position(), method.pointedAt(method.weak()), null, method);
            }
            if (method.parameters().isEmpty()) {
                add(Message.MEMOIZED_WITHOUT_PARAMETER, method);
                return Optional.empty();
            }
            boolean hasHost = !Identity.isMissing(method.hostType());
            if (hasHost) {
                hosts.warnOfEnum(method);
            }
            checkResults(hasHost);
            FunctionDraft draft =
                    new FunctionDraft(hasHost ? method.host() : null, name, results(), arguments(hasHost));
            return Optional.of(new FunctionDeclaration(method, name, draft));
        }

        private void add(Message message, Object... arguments) {
            problems.add(message, method.position(), method.pointedAt(method.memoized()), null, arguments);
        }

        private String results() {
            return value().flatMap(Annotations::constant)
                    .map(constant -> constant.getSimpleName().toString())
                    .orElse("STRONG");
        }

        private Optional<AnnotationValue> value() {
            AnnotationMirror memoized = method.memoized();
            return memoized == null ? Optional.empty() : Annotations.member(memoized, "results");
        }

        private void checkResults(boolean hasHost) {
            String results = results();
            TypeMirror result = method.returnType();
            if (value().isPresent() && value().flatMap(Annotations::constant).isEmpty()) {
                problems.abandon(); // the compiler will complain
            } else if (result.getKind() == TypeKind.VOID) {
                add(Message.MEMOIZED_VOID, method);
            } else if (!hasHost && results.equals("STRONG")) {
                addAtResults(
                        Message.MEMOIZED_STRONG,
                        method,
                        TypeText.of(method.hostType()),
                        HostChecks.hostBehind(method)
                                .map(host -> "if " + host + " is the host, let it be the first parameter, or ")
                                .orElse(""),
                        alternative(result));
            } else if (!results.equals("STRONG") && result.getKind().isPrimitive()) {
                String strong = hasHost ? "write results = STRONG or " : "";
                addAtResults(Message.MEMOIZED_PRIMITIVE, method, results, strong, box(result));
            } else if (results.equals("WEAK") && Identity.isMissing(result)) {
                addAtResults(Message.MEMOIZED_WEAK_RESULT, method, TypeText.of(result), hasHost ? " or STRONG" : "");
            }
        }

        private static String alternative(TypeMirror result) {
            if (result.getKind().isPrimitive()) {
                return ", and return " + box(result);
            }
            return Identity.isMissing(result) ? "" : " or WEAK";
        }

        private static String box(TypeMirror primitive) {
            return TypeText.of(TypeNames.plain(primitive).box());
        }

        private void addAtResults(Message message, Object... arguments) {
            AnnotationMirror mirror = method.pointedAt(method.memoized());
            problems.add(message, method.position(), mirror, value().orElse(null), arguments);
        }

        private List<Argument> arguments(boolean hasHost) {
            List<Argument> arguments = new ArrayList<>();
            NameAllocator names = Names.avoiding();
            for (int i = 0; i < method.parameters().size(); i++) {
                if (i > 0 || !hasHost) {
                    arguments.add(argument(i, Names.newName(names, parameter(i))));
                } else if (method.isWeakParameter(i)) {
                    problems.add(
                            Message.WEAK_PARAMETER,
                            method.parameterPosition(i),
                            parameter(i),
                            method,
                            "the host is held weakly anyway");
                }
            }
            return arguments;
        }

        private Argument argument(int index, String name) {
            TypeMirror type = method.parameterTypes().get(index);
            boolean isWeak = method.isWeakParameter(index);
            if (isWeak && Identity.isMissing(type)) {
                problems.add(
                        Message.WEAK_WITHOUT_IDENTITY,
                        method.parameterPosition(index),
                        "the parameter " + parameter(index) + " of " + method,
                        TypeText.of(type));
            } else if (!isWeak && type.getKind() == TypeKind.ARRAY) {
                boolean isVarargs = method.element().isVarArgs()
                        && index == method.parameters().size() - 1;
                problems.add(
                        Message.MEMOIZED_ARRAY,
                        method.parameterPosition(index),
                        parameter(index),
                        method,
                        isVarargs ? "" : ", or annotate the parameter with @Weak to compare it by identity");
            }
            TypeName kept = type.getKind().isPrimitive() ? TypeNames.plain(type) : TypeName.get(Object.class);
            return new Argument(name, kept, isWeak);
        }

        private String parameter(int index) {
            return method.parameters().get(index).getSimpleName().toString();
        }
    }
}
