package dev.weakmetadata.processor;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * What a method of an interface looks like, judged by its name, parameters and result alone.
 *
 * @param kind which shape
 * @param property the property or memoized function that it names; empty if none; of its author's own method the one that
 *     it would be a getter of
 */
record Shape(Kind kind, String property) {
    enum Kind {
        GETTER,
        /** A default method that is a getter if its property can be set, and else its author's own. */
        POSSIBLE_GETTER,
        SETTER,
        UPDATE,
        HAS,
        DELETE,
        HAS_HOST,
        DELETE_HOST,
        MEMOIZED,
        /** Its author's own. */
        OWN,
        WITHOUT_HOST,
        UNKNOWN
    }

    private static final List<String> OPERATIONS = List.of("has", "delete", "update");

    /**
     * The shape of a method.
     *
     * @param isSelf which types stand for the interface itself, as a chainable setter's result
     */
    static Shape of(Method method, Predicate<TypeMirror> isSelf) {
        if (isOfObject(method)) {
            return new Shape(Kind.OWN, "");
        }
        if (method.isMemoized()) {
            return new Shape(Kind.MEMOIZED, PropertyNames.ofAccessor(method.name()));
        }
        if (method.isDefault() && (!method.isWeak() || method.parameters().isEmpty())) {
            return isGetterLike(method) && !isOperation(method.name())
                    ? new Shape(Kind.POSSIBLE_GETTER, PropertyNames.ofAccessor(method.name()))
                    : new Shape(Kind.OWN, "");
        }
        return method.parameters().isEmpty() ? new Shape(Kind.WITHOUT_HOST, "") : accessor(method, isSelf);
    }

    private static Shape accessor(Method method, Predicate<TypeMirror> isSelf) {
        String name = method.name();
        int parameters = method.parameters().size();
        if (parameters == 1 && name.equals("has")) {
            return new Shape(Kind.HAS_HOST, "");
        }
        if (parameters == 1 && name.equals("delete")) {
            return new Shape(Kind.DELETE_HOST, "");
        }
        Optional<String> has = PropertyNames.after("has", name);
        if (has.isPresent()) {
            return new Shape(Kind.HAS, has.get());
        }
        Optional<String> delete = PropertyNames.after("delete", name);
        if (delete.isPresent()) {
            return new Shape(Kind.DELETE, delete.get());
        }
        Optional<String> update = PropertyNames.after("update", name);
        if (update.isPresent() && parameters == 1 && isOperator(method.hostType())) {
            return new Shape(Kind.WITHOUT_HOST, "");
        }
        if (update.isPresent()) {
            return new Shape(Kind.UPDATE, update.get());
        }
        String property = PropertyNames.ofAccessor(name);
        if (isGetterLike(method)) {
            return new Shape(Kind.GETTER, property);
        }
        boolean isSetter =
                parameters == 2 && (method.returnType().getKind() == TypeKind.VOID || isSelf.test(method.returnType()));
        return new Shape(isSetter ? Kind.SETTER : Kind.UNKNOWN, property);
    }

    /** Whether a type is that of the functions that updates take. */
    static boolean isOperator(TypeMirror type) {
        return TypeNames.erased(type).toString().matches("java\\.util\\.function\\.(Int|Long|Double)?UnaryOperator");
    }

    private static boolean isGetterLike(Method method) {
        return method.parameters().size() == 1 && method.returnType().getKind() != TypeKind.VOID;
    }

    /** Whether a name is that of an operation on a property or host, and not that of a property. */
    private static boolean isOperation(String name) {
        return OPERATIONS.stream()
                        .anyMatch(prefix -> PropertyNames.after(prefix, name).isPresent())
                || name.equals("has")
                || name.equals("delete");
    }

    private static boolean isOfObject(Method method) {
        String key = method.key();
        return key.equals("equals(java.lang.Object)") || key.equals("hashCode()") || key.equals("toString()");
    }
}
