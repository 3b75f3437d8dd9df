package dev.weakmetadata.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.NoType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/**
 * Turns types into names to be written, with their type-use annotations at every depth, which JavaPoet's own conversion
 * drops. The only place where a {@link TypeMirror} becomes text.
 */
final class TypeNames {
    private static final TypeName OBJECT = TypeName.get(Object.class);

    /** A bound that JavaPoet does not drop: what {@code Object & Comparable<T>} is erased to depends on it. */
    private static final TypeName SPOKEN_OBJECT = TypeVariableName.get("java.lang.Object");

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    /** Annotations of a type that generated code may repeat. */
    private final Function<AnnotatedConstruct, List<? extends AnnotationMirror>> annotations;

    /** What stands for a type variable. */
    private final Function<TypeVariable, TypeName> variables;

    private TypeNames(
            Function<AnnotatedConstruct, List<? extends AnnotationMirror>> annotations,
            Function<TypeVariable, TypeName> variables) {
        this.annotations = annotations;
        this.variables = variables;
    }

    /** Names with the annotations that code in the given package can see. */
    static TypeNames annotated(Accessibility accessibility) {
        return new TypeNames(
                construct -> construct.getAnnotationMirrors().stream()
                        .filter(accessibility::isAccessible)
                        .toList(),
                TypeNames::declaredName);
    }

    /** The same names with something else for some type variables. */
    TypeNames with(Function<TypeVariable, TypeName> substitutes) {
        return new TypeNames(annotations, substitutes);
    }

    /** Names without annotations. */
    static TypeName plain(TypeMirror type) {
        return new TypeNames(construct -> List.of(), TypeNames::declaredName).name(type);
    }

    /** The name without annotations, with type variables called something else. */
    static TypeName renamed(TypeMirror type, Function<TypeVariable, TypeName> variables) {
        return new TypeNames(construct -> List.of(), variables).name(type);
    }

    static TypeName declaredName(TypeVariable variable) {
        return TypeVariableName.get(variable.asElement().getSimpleName().toString());
    }

    /** The name of the erased type; unlike {@code Types.erasure} the same from every compiler. */
    static TypeName erased(TypeMirror type) {
        return type.accept(new Erasure(), null);
    }

    TypeName name(TypeMirror type) {
        return type.accept(new Names(), null);
    }

    /**
     * The type of a method's result, or of a parameter. Annotations that may stand on declarations and on types alike are on
     * both, but for those of type variables: there javac keeps what may stand on nothing but types.
     */
    TypeName name(TypeMirror type, Element declared) {
        if (type.getKind() == TypeKind.ARRAY) {
            return withAnnotations(ArrayTypeName.of(name(((ArrayType) type).getComponentType(), declared)), type);
        }
        TypeName name = name(type);
        if (type.getKind() != TypeKind.TYPEVAR) {
            return name;
        }
        List<AnnotationSpec> specs = annotations.apply(declared).stream()
                .filter(Annotations::isForTypes)
                .map(TypeNames::spec)
                .toList();
        // Those first that every compiler tells, so that the order is the same.
        return specs.isEmpty()
                ? name
                : annotated(name.withoutAnnotations().annotated(specs), name.annotations().stream());
    }

    /** A type parameter as it is declared, with its bounds. */
    TypeVariableName declaration(TypeParameterElement parameter) {
        List<TypeName> bounds = new ArrayList<>();
        for (TypeMirror bound : parameter.getBounds()) {
            TypeName name = name(bound);
            if (!name.equals(OBJECT)) { // an annotated one differs
                bounds.add(name);
            } else if (parameter.getBounds().size() > 1) {
                bounds.add(SPOKEN_OBJECT);
            }
        }
        TypeName name = variables.apply((TypeVariable) parameter.asType());
        return TypeVariableName.get(name.toString()).withBounds(bounds).annotated(specs(parameter));
    }

    /** What bounds a type variable; {@code Object} if nothing does. */
    static List<? extends TypeMirror> bounds(TypeVariable variable) {
        TypeMirror bound = variable.getUpperBound();
        boolean isIntersection = bound.getKind() == TypeKind.INTERSECTION;
        List<? extends TypeMirror> bounds = isIntersection ? ((IntersectionType) bound).getBounds() : List.of(bound);
        List<? extends TypeMirror> declared = ((TypeParameterElement) variable.asElement()).getBounds();
        // Of Object & Comparable<T>, ECJ shows as bound the variable itself; of two interfaces behind Object, these.
        if (bound instanceof TypeVariable same && same.asElement().equals(variable.asElement())) {
            return declared;
        }
        return isIntersection && declared.size() > bounds.size()
                ? Stream.concat(declared.stream().limit(1), bounds.stream()).toList()
                : bounds;
    }

    List<TypeVariableName> declarations(List<? extends TypeParameterElement> parameters) {
        return parameters.stream().map(this::declaration).toList();
    }

    private List<AnnotationSpec> specs(AnnotatedConstruct construct) {
        return annotations.apply(construct).stream().map(TypeNames::spec).toList();
    }

    /**
     * As {@link AnnotationSpec#get(AnnotationMirror)}, which leaves out empty arrays, has no word for infinity, and keeps
     * names of enum constants as the compiler's own, which no other thread may read.
     */
    private static AnnotationSpec spec(AnnotationMirror mirror) {
        AnnotationSpec converted = AnnotationSpec.get(mirror);
        AnnotationSpec.Builder spec = AnnotationSpec.builder((ClassName) converted.type());
        mirror.getElementValues().forEach((member, value) -> {
            String name = member.getSimpleName().toString();
            List<CodeBlock> codes = converted.members().getOrDefault(name, List.of());
            if (codes.isEmpty()) {
                spec.addMember(name, "{}");
            }
            for (int i = 0; i < codes.size(); i++) {
                spec.addMember(name, code(Annotations.elements(value).get(i), codes.get(i)));
            }
        });
        return spec.build();
    }

    private static CodeBlock code(AnnotationValue value, CodeBlock converted) {
        return Annotations.annotation(value)
                .map(nested -> CodeBlock.of("$L", spec(nested)))
                .or(() -> Annotations.constant(value)
                        .map(constant -> CodeBlock.of(
                                "$T.$L",
                                constant.asType(),
                                constant.getSimpleName().toString())))
                .or(() -> notFinite(value.getValue()))
                .or(() -> escaped(value.getValue(), converted))
                .orElse(converted);
    }

    /** Characters that the file's encoding may lack would become question marks without a word. */
    private static Optional<CodeBlock> escaped(Object value, CodeBlock converted) {
        return value instanceof String || value instanceof Character
                ? Optional.of(CodeBlock.of(
                        "$L",
                        NOT_ASCII
                                .matcher(converted.toString())
                                .replaceAll(found -> found.group()
                                        .chars()
                                        .mapToObj("\\\\u%04x"::formatted)
                                        .collect(Collectors.joining()))))
                : Optional.empty();
    }

    private static Optional<CodeBlock> notFinite(Object value) {
        if (!(value instanceof Number number) || Double.isFinite(number.doubleValue())) {
            return Optional.empty();
        }
        String name = Double.isNaN(number.doubleValue())
                ? "NaN"
                : number.doubleValue() > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
        return Optional.of(CodeBlock.of("$T.$L", number.getClass(), name));
    }

    /** Of an annotated type variable, ECJ shows an element of its own. */
    private static Element declaration(TypeVariable variable) {
        Element element = variable.asElement();
        return ((Parameterizable) Enclosing.of(element))
                .getTypeParameters().stream()
                        .filter(parameter -> parameter.getSimpleName().equals(element.getSimpleName()))
                        .findFirst()
                        .orElseThrow();
    }

    private TypeName withAnnotations(TypeName name, TypeMirror type) {
        return annotated(name, specs(type).stream());
    }

    private static TypeName annotated(TypeName name, Stream<AnnotationSpec> specs) {
        // What stands for a type variable may have some already.
        List<AnnotationSpec> more = specs.filter(spec -> name.annotations().stream()
                        .noneMatch(present -> present.type().equals(spec.type())))
                .toList();
        if (more.isEmpty()) {
            return name;
        }
        // Of a type variable JavaPoet would replace those that it has.
        return name instanceof TypeVariableName
                ? name.withoutAnnotations()
                        .annotated(Stream.concat(name.annotations().stream(), more.stream())
                                .toList())
                : name.annotated(more);
    }

    /** Not as the name of a class, which JavaPoet would check: javac calls some types {@code <any>}. */
    private static TypeName missing(ErrorType type) {
        return TypeVariableName.get(type.asElement().getSimpleName().toString());
    }

    private final class Names extends SimpleTypeVisitor14<TypeName, Void> {
        @Override
        public TypeName visitPrimitive(PrimitiveType type, Void unused) {
            return withAnnotations(TypeName.get(type), type);
        }

        @Override
        public TypeName visitNoType(NoType type, Void unused) {
            return TypeName.VOID;
        }

        @Override
        public TypeName visitArray(ArrayType type, Void unused) {
            return withAnnotations(ArrayTypeName.of(name(type.getComponentType())), type);
        }

        @Override
        public TypeName visitTypeVariable(TypeVariable type, Void unused) {
            TypeName name = variables.apply(type);
            List<? extends AnnotationMirror> mirrors = annotations.apply(type);
            if (mirrors.isEmpty()) {
                return name;
            }
            // ECJ has those that the type variable is declared with, the same objects.
            List<? extends AnnotationMirror> declared = declaration(type).getAnnotationMirrors();
            return annotated(
                    name,
                    mirrors.stream()
                            .filter(mirror -> !declared.contains(mirror))
                            .map(TypeNames::spec));
        }

        @Override
        public TypeName visitWildcard(WildcardType type, Void unused) {
            if (type.getExtendsBound() != null) {
                return withAnnotations(WildcardTypeName.subtypeOf(name(type.getExtendsBound())), type);
            }
            if (type.getSuperBound() != null) {
                return withAnnotations(WildcardTypeName.supertypeOf(name(type.getSuperBound())), type);
            }
            return withAnnotations(WildcardTypeName.subtypeOf(OBJECT), type);
        }

        @Override
        public TypeName visitDeclared(DeclaredType type, Void unused) {
            ClassName raw = ClassName.get((TypeElement) type.asElement());
            List<TypeName> arguments =
                    type.getTypeArguments().stream().map(TypeNames.this::name).toList();
            if (hasParameterizedOuter(type)) {
                ParameterizedTypeName outer = (ParameterizedTypeName) name(type.getEnclosingType());
                return withAnnotations(outer.nestedClass(raw.simpleName(), arguments), type);
            }
            if (arguments.isEmpty()) {
                return withAnnotations(raw, type);
            }
            return withAnnotations(ParameterizedTypeName.get(raw, arguments.toArray(TypeName[]::new)), type);
        }

        /** Of a method that is its author's own: a name for keys and messages, never for generated code. */
        @Override
        public TypeName visitError(ErrorType type, Void unused) {
            return missing(type);
        }

        @Override
        protected TypeName defaultAction(TypeMirror type, Void unused) {
            throw new IllegalArgumentException("no name for a type of kind " + type.getKind());
        }
    }

    /** Whether the type is an inner class of one with type arguments. */
    private static boolean hasParameterizedOuter(DeclaredType type) {
        if (!Enclosing.isInner(type.asElement()) || type.getEnclosingType().getKind() != TypeKind.DECLARED) {
            return false;
        }
        DeclaredType outer = (DeclaredType) type.getEnclosingType();
        return !outer.getTypeArguments().isEmpty() || hasParameterizedOuter(outer);
    }

    private static final class Erasure extends SimpleTypeVisitor14<TypeName, Void> {
        @Override
        public TypeName visitPrimitive(PrimitiveType type, Void unused) {
            return plain(type);
        }

        @Override
        public TypeName visitNoType(NoType type, Void unused) {
            return TypeName.VOID;
        }

        @Override
        public TypeName visitArray(ArrayType type, Void unused) {
            return ArrayTypeName.of(erased(type.getComponentType()));
        }

        @Override
        public TypeName visitDeclared(DeclaredType type, Void unused) {
            return ClassName.get((TypeElement) type.asElement());
        }

        @Override
        public TypeName visitTypeVariable(TypeVariable type, Void unused) {
            return erased(bounds(type).get(0));
        }

        @Override
        public TypeName visitError(ErrorType type, Void unused) {
            return missing(type);
        }

        @Override
        protected TypeName defaultAction(TypeMirror type, Void unused) {
            throw new IllegalArgumentException("no erasure of a type of kind " + type.getKind());
        }
    }
}
