package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A class to be generated.
 *
 * @param origin the annotated type, for the compiler
 * @param originName its name
 * @param name the name of the class to be generated
 * @param typeVariables those of an interface
 * @param implemented the interface with its type variables; void for the static accessors of a class
 * @param isPublic who may use the class
 * @param hosts one table each
 * @param functions memoized functions without a host
 * @param operations the methods, in the order of the interface
 * @param hiddenNames simple names that mean something else inside of the generated class, inherited from the interface
 * @param suppressed warnings that come from mentioning the annotated type
 */
record SideTable(
        TypeElement origin,
        ClassName originName,
        ClassName name,
        List<TypeVariableName> typeVariables,
        TypeName implemented,
        boolean isPublic,
        List<Host> hosts,
        List<Function> functions,
        List<Operation> operations,
        List<String> hiddenNames,
        List<String> suppressed) {

    /** Whether the methods are static accessors of a class, not implementations of an interface. */
    boolean isStatic() {
        return implemented.equals(TypeName.VOID);
    }
}
