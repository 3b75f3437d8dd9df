package dev.weakmetadata.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;

/** {@code @SuppressWarnings} annotations. */
final class Suppressed {
    private Suppressed() {}

    static Optional<AnnotationSpec> annotation(List<String> warnings) {
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
        warnings.forEach(warning -> annotation.addMember("value", "$S", warning));
        return Optional.of(annotation.build());
    }

    /** For the one declaration whose cast the language cannot check. */
    static CodeBlock uncheckedCast() {
        return CodeBlock.of("@$T($S) // nothing else was stored\n", SuppressWarnings.class, "unchecked");
    }
}
