package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;

/**
 * How a generated method looks, with all type-use annotations.
 *
 * @param name its name
 * @param typeVariables its own type variables
 * @param returnType its result
 * @param parameters the host first
 * @param isVarargs whether the last parameter takes any number of arguments
 * @param thrown what it declares to throw
 * @param suppressed warnings that come from what the user's signature mentions
 */
record Signature(
        String name,
        List<TypeVariableName> typeVariables,
        TypeName returnType,
        List<Parameter> parameters,
        boolean isVarargs,
        List<TypeName> thrown,
        List<String> suppressed) {

    Parameter host() {
        return parameters.get(0);
    }

    /**
     * A parameter.
     *
     * @param name its name in generated code
     * @param declaredName its name in the user's code, for messages
     * @param type its type
     * @param erased its erased type, for links to the user's method
     */
    record Parameter(String name, String declaredName, TypeName type, TypeName erased) {}
}
