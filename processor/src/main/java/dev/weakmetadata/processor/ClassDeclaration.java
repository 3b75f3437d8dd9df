package dev.weakmetadata.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.weakmetadata.processor.Draft.Contents;
import dev.weakmetadata.processor.Draft.OperationDraft;
import dev.weakmetadata.processor.Draft.PropertyDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** A class, record or enum annotated with {@code @WeakMetadata(…)}, read and validated. */
final class ClassDeclaration {
    private static final Map<TypeName, ClassName> PRIMITIVE_OPERATORS = Map.of(
            TypeName.INT, ClassName.get("java.util.function", "IntUnaryOperator"),
            TypeName.LONG, ClassName.get("java.util.function", "LongUnaryOperator"),
            TypeName.DOUBLE, ClassName.get("java.util.function", "DoubleUnaryOperator"));

    private final TypeElement type;
    private final ClassName generated;
    private final PackageElement home;
    private final CycleCheck cycles;
    private final Problems problems;
    private final AnnotationMirror annotation;

    /** JSpecify's mark of what may be null, where the user has it. */
    private final Optional<AnnotationSpec> nullable;

    private final TypeName erased;
    private final TypeName host;
    private final Contents contents = new Contents();
    private final Suppressions suppressions = new Suppressions();

    /** The property that has each accessor, by name and second parameter. */
    private final Map<String, String> accessors = new HashMap<>();

    private ClassDeclaration(
            TypeElement type,
            ClassName generated,
            PackageElement home,
            AnnotationMirror annotation,
            Elements elements,
            CycleCheck cycles,
            Problems problems) {
        this.type = type;
        this.generated = generated;
        this.home = home;
        this.cycles = cycles;
        this.problems = problems;
        this.annotation = annotation;
        this.nullable = Annotations.readable("org.jspecify.annotations.Nullable", type, elements)
                .map(found -> AnnotationSpec.builder(ClassName.get(found)).build());
        this.erased = ClassName.get(type);
        this.host = withWildcards(type);
    }

    /** Reads a class; empty if there are errors. */
    static Optional<SideTable> read(
            TypeElement type,
            ClassName generated,
            PackageElement home,
            AnnotationMirror annotation,
            Elements elements,
            CycleCheck cycles,
            Problems problems) {
        return new ClassDeclaration(type, generated, home, annotation, elements, cycles, problems).read();
    }

    /** The {@code @Property}s of an annotation. */
    static List<AnnotationMirror> properties(AnnotationMirror annotation) {
        return Annotations.member(annotation, "value").map(Annotations::elements).orElse(List.of()).stream()
                .map(Annotations::annotation)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether there is nothing but {@code @Property}s where they should be. */
    static boolean isReadable(AnnotationMirror annotation) {
        return Annotations.member(annotation, "value").map(Annotations::elements).orElse(List.of()).stream()
                .allMatch(value -> Annotations.annotation(value).isPresent());
    }

    private Optional<SideTable> read() {
        if (type.getKind() == ElementKind.ENUM) {
            problems.add(Message.ENUM_HOST, type, annotation, null, generated.simpleName(), type.getSimpleName());
        }
        List<AnnotationMirror> properties = properties(annotation);
        if (!isReadable(annotation)) {
            problems.abandon(); // the compiler will complain
        } else if (properties.isEmpty()) {
            problems.add(
                    Message.NO_PROPERTIES,
                    type,
                    annotation,
                    null,
                    type.getSimpleName(),
                    type.getModifiers().contains(Modifier.ABSTRACT)
                            ? ", or make " + type.getSimpleName()
                                    + " an interface, whose methods declare its properties"
                            : "");
        }
        suppressions.element(type);
        properties.forEach(this::readProperty);
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        add(Operation.Kind.HAS_HOST, null, "has", TypeName.BOOLEAN, null, "");
        add(Operation.Kind.DELETE_HOST, null, "delete", TypeName.BOOLEAN, null, "");
        boolean isPublic = Annotations.member(annotation, "access")
                .flatMap(Annotations::constant)
                .filter(constant -> constant.getSimpleName().contentEquals("PUBLIC"))
                .isPresent();
        if (isPublic) {
            suppressions.publicMethods();
        }
        return Optional.of(new SideTableBuilder(type, generated, List.of(), List.of(), contents)
                .build(TypeName.VOID, isPublic, suppressions.names()));
    }

    private void readProperty(AnnotationMirror property) {
        AnnotationValue nameValue = Annotations.member(property, "name").orElse(null);
        AnnotationValue typeValue = Annotations.member(property, "type").orElse(null);
        Optional<String> name = nameValue == null ? Optional.empty() : Annotations.string(nameValue);
        Optional<TypeMirror> propertyType = typeValue == null ? Optional.empty() : Annotations.type(typeValue);
        if (name.isEmpty() || name.get().equals("<error>") || propertyType.isEmpty()) {
            problems.abandon(); // the compiler will complain
            return;
        }
        boolean isNamed = checkName(name.get(), property, nameValue);
        boolean isTyped = checkType(propertyType.get(), name.get(), property, typeValue);
        if (isNamed && isTyped) {
            suppressions.scan(propertyType.get());
            addAccessors(name.get(), TypeNames.plain(propertyType.get()), property, nameValue);
            cycles.check(type, name.get(), propertyType.get(), property, typeValue, problems);
        }
    }

    private boolean checkName(String name, AnnotationMirror property, @Nullable AnnotationValue value) {
        if (SourceVersion.isIdentifier(name)
                && !SourceVersion.isKeyword(name)
                && !Set.of("has", "delete").contains(name)) {
            return true;
        }
        problems.add(Message.PROPERTY_NAME, type, property, value, name);
        return false;
    }

    private boolean checkType(
            TypeMirror propertyType, String name, AnnotationMirror property, @Nullable AnnotationValue value) {
        String advice = "";
        if (propertyType.getKind() == TypeKind.VOID) {
            advice = "choose the type of its values";
        } else if (isGeneric(propertyType)) {
            String generic = TypeText.of(propertyType).replaceFirst("(?=\\[|$)", "<…>");
            advice = "for a generic type, a default or a memoized function, annotate an interface with @WeakMetadata"
                    + " and declare the getter `" + generic + " " + name + "(" + type.getSimpleName() + " host)` in it";
        } else if (new Accessibility(home)
                .firstInaccessible(List.of(propertyType))
                .isPresent()) {
            advice = "the generated class cannot see it: make it accessible in its package";
        }
        if (!advice.isEmpty()) {
            problems.add(Message.PROPERTY_TYPE, type, property, value, TypeText.of(propertyType), name, advice);
        }
        return advice.isEmpty();
    }

    private static boolean isGeneric(TypeMirror type) {
        return switch (type.getKind()) {
            case ARRAY -> isGeneric(((ArrayType) type).getComponentType());
            case DECLARED ->
                !((TypeElement) ((DeclaredType) type).asElement())
                        .getTypeParameters()
                        .isEmpty();
            default -> false;
        };
    }

    private void addAccessors(
            String name, TypeName propertyType, AnnotationMirror property, @Nullable AnnotationValue value) {
        String capitalized = PropertyNames.capitalize(name);
        TypeName mayBeNull = withNull(propertyType);
        TypeName primitiveOperator = PRIMITIVE_OPERATORS.get(propertyType);
        TypeName operator = primitiveOperator != null
                ? primitiveOperator
                : ParameterizedTypeName.get(
                        ClassName.get(UnaryOperator.class), mayBeNull.isPrimitive() ? mayBeNull.box() : mayBeNull);
        if (!claim(name, "", name, property, value)
                || !claim(name, erasedText(propertyType), name, property, value)
                || !claim("update" + capitalized, erasedText(operator), name, property, value)
                || !claim("has" + capitalized, "", name, property, value)
                || !claim("delete" + capitalized, "", name, property, value)) {
            return;
        }
        PropertyDraft draft = new PropertyDraft(erased, name, propertyType, false, "");
        contents.properties.add(draft);
        add(Operation.Kind.GET, draft, name, mayBeNull, null, "");
        add(Operation.Kind.SET, draft, name, TypeName.VOID, mayBeNull, name);
        add(Operation.Kind.UPDATE, draft, "update" + capitalized, mayBeNull, operator, "change");
        add(Operation.Kind.HAS, draft, "has" + capitalized, TypeName.BOOLEAN, null, "");
        add(Operation.Kind.DELETE, draft, "delete" + capitalized, TypeName.BOOLEAN, null, "");
    }

    /** A reference is null while nothing is set, and may be set to null. */
    private TypeName withNull(TypeName propertyType) {
        return propertyType.isPrimitive()
                ? propertyType
                : nullable.map(mark -> propertyType.annotated(mark)).orElse(propertyType);
    }

    private boolean claim(
            String accessor,
            String parameter,
            String name,
            AnnotationMirror property,
            @Nullable AnnotationValue value) {
        String owner = accessors.putIfAbsent(accessor + "," + parameter, name);
        if (owner == null) {
            return true;
        }
        String what = owner.equals(name)
                ? "the property " + name + " is listed twice"
                : "the accessor " + accessor + " of the property " + name + " is generated for the property " + owner
                        + " too";
        problems.add(Message.PROPERTY_TWICE, type, property, value, what);
        return false;
    }

    private static String erasedText(TypeName name) {
        return name instanceof ParameterizedTypeName parameterized
                ? parameterized.rawType().toString()
                : name.toString();
    }

    private void add(
            Operation.Kind kind,
            @Nullable PropertyDraft property,
            String name,
            TypeName returnType,
            @Nullable TypeName parameterType,
            String parameterName) {
        NameAllocator names = new NameAllocator();
        String hostName = Names.newName(
                names, PropertyNames.decapitalize(type.getSimpleName().toString()));
        List<Signature.Parameter> parameters = new ArrayList<>();
        parameters.add(new Signature.Parameter(hostName, hostName, host, erased));
        if (parameterType != null) {
            String allocated = Names.newName(names, parameterName);
            parameters.add(new Signature.Parameter(allocated, allocated, parameterType, parameterType));
        }
        Signature signature = new Signature(name, List.of(), returnType, parameters, false, List.of(), List.of());
        contents.operations.add(new OperationDraft(signature, kind, erased, property, List.of(), List.of(), null));
    }

    /** {@code Box<?>}; an inner class of a generic one is {@code Outer<?>.Inner}. */
    private static TypeName withWildcards(TypeElement type) {
        TypeName outer = Enclosing.isInner(type) ? withWildcards((TypeElement) Enclosing.of(type)) : TypeName.VOID;
        List<TypeName> wildcards =
                Collections.nCopies(type.getTypeParameters().size(), WildcardTypeName.subtypeOf(Object.class));
        ClassName name = ClassName.get(type);
        if (outer instanceof ParameterizedTypeName parameterized) {
            return parameterized.nestedClass(name.simpleName(), wildcards);
        }
        return wildcards.isEmpty() ? name : ParameterizedTypeName.get(name, wildcards.toArray(TypeName[]::new));
    }
}
