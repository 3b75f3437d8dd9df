package dev.weakmetadata.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;

/** Which casts from {@code Object} the compiler can check. */
final class Casts {
    private static final TypeName ANY = WildcardTypeName.subtypeOf(Object.class);

    private Casts() {}

    static boolean isUnchecked(TypeName type) {
        if (type instanceof ArrayTypeName array) {
            return isUnchecked(array.componentType());
        }
        if (type instanceof ParameterizedTypeName parameterized) {
            return parameterized.typeArguments().stream().anyMatch(argument -> !argument.equals(ANY))
                    || (parameterized.enclosingType() != null && isUnchecked(parameterized.enclosingType()));
        }
        return type instanceof TypeVariableName;
    }
}
