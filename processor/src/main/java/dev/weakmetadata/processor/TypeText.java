package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** Types as messages show them: {@code Map.Entry<String, int[]>}. */
final class TypeText {
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:\\p{Ll}[\\w$]*\\.)+(?=[\\p{L}_$])");

    private TypeText() {}

    static String of(TypeMirror type) {
        return of(TypeNames.plain(type));
    }

    static String of(TypeName name) {
        return of(name.toString());
    }

    static String of(String qualified) {
        return PACKAGES.matcher(qualified).replaceAll("");
    }
}
