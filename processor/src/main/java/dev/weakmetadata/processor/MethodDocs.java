package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Objects;

/** Writes the javadoc of generated methods: a link to the user's method, or a full text where there is none. */
final class MethodDocs {
    private final SideTable table;
    private final Operation operation;
    private final Signature signature;

    MethodDocs(SideTable table, Operation operation) {
        this.table = table;
        this.operation = operation;
        this.signature = operation.signature();
    }

    CodeBlock text() {
        return table.isStatic() ? fullText() : CodeBlock.of("$L: $L.", summary(), link());
    }

    private CodeBlock link() {
        CodeBlock parameters = signature.parameters().stream()
                .map(parameter -> CodeBlock.of("$T", parameter.erased()))
                .collect(CodeBlock.joining(", "));
        // Javadoc would look for a constructor.
        boolean isCalledLikeType = signature.name().equals(table.originName().simpleName());
        return CodeBlock.of(
                isCalledLikeType || isHidden() ? "{@code $T.$L($L)}" : "{@link $T#$L($L)}",
                table.originName(),
                signature.name(),
                parameters);
    }

    /** Whether the type that is linked to has no name where the link stands. */
    private boolean isHidden() {
        ClassName outermost = table.originName().topLevelClassName();
        return outermost.packageName().isEmpty() && table.hiddenNames().contains(outermost.simpleName());
    }

    private CodeBlock summary() {
        String about = operation.property() != null
                ? operation.property().name()
                : operation.functions().isEmpty()
                        ? ""
                        : operation.functions().get(0).name();
        return switch (operation.kind()) {
            case GET -> CodeBlock.of("Reads {@code $L}", about);
            case SET -> CodeBlock.of("Sets {@code $L}", about);
            case UPDATE -> CodeBlock.of("Updates {@code $L}", about);
            case HAS -> CodeBlock.of("Whether {@code $L} is set", about);
            case DELETE -> CodeBlock.of("Unsets {@code $L}", about);
            case HAS_HOST -> CodeBlock.of("Whether anything is set");
            case DELETE_HOST -> CodeBlock.of("Unsets everything");
            case COMPUTE -> CodeBlock.of("Remembers the results of {@code $L}", about);
            case HAS_RESULTS, HAS_RESULT -> CodeBlock.of("Whether {@code $L} has been computed", about);
            case DELETE_RESULTS, DELETE_RESULT -> CodeBlock.of("Forgets {@code $L}", about);
        };
    }

    private CodeBlock fullText() {
        CodeBlock.Builder text = CodeBlock.builder();
        text.add("$L.\n\n", summary());
        text.add(
                "@param $L the {@link $T} that it belongs to\n",
                signature.host().name(),
                table.originName());
        if (signature.parameters().size() > 1) {
            text.add(
                    "@param $L $L\n",
                    signature.parameters().get(1).name(),
                    operation.kind() == Operation.Kind.SET ? "the value" : "computes the new value from the old one");
        }
        String returned = returned();
        if (!returned.isEmpty()) {
            text.add("@return $L\n", returned);
        }
        return text.build();
    }

    private String returned() {
        return switch (operation.kind()) {
            case GET ->
                Objects.requireNonNull(operation.property()).type().isPrimitive()
                        ? "the value; zero or false while nothing is set"
                        : "the value; null while nothing is set";
            case SET -> "";
            case UPDATE -> "the new value";
            case HAS, HAS_HOST -> "whether it is";
            default -> "whether it was set";
        };
    }
}
