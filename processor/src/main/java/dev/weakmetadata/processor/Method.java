package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/** A method of the annotated interface, declared or inherited, with its types as seen from there. */
final class Method {
    private final TypeElement owner;
    private final ExecutableElement element;
    private final TypeMirror returnType;
    private final List<TypeMirror> parameterTypes;
    private final List<TypeMirror> thrownTypes;
    private final List<TypeVariable> typeVariables;

    /** This method and those of other interfaces that whoever implements it implements as well. */
    private final Set<ExecutableElement> implemented = new LinkedHashSet<>();

    /** Asked for again and again, and slow to find: names compare by their text. */
    private @Nullable TypeName host;

    private @Nullable String key;

    Method(
            TypeElement owner,
            ExecutableElement element,
            TypeMirror returnType,
            List<? extends TypeMirror> parameterTypes,
            List<? extends TypeMirror> thrownTypes,
            List<? extends TypeVariable> typeVariables) {
        this.owner = owner;
        this.element = element;
        this.returnType = returnType;
        this.parameterTypes = List.copyOf(parameterTypes);
        this.thrownTypes = List.copyOf(thrownTypes);
        this.typeVariables = List.copyOf(typeVariables);
        implemented.add(element);
    }

    /** The same method, known to be one with another, and with some of its exceptions. */
    Method and(Method other, List<TypeMirror> thrown) {
        Method both = new Method(owner, element, returnType, parameterTypes, thrown, typeVariables);
        both.implemented.addAll(implemented);
        both.implemented.addAll(other.implemented);
        return both;
    }

    Set<ExecutableElement> implemented() {
        return implemented;
    }

    /** Whether nothing in its parameters would be erased. */
    boolean hasErasedSignature() {
        return typeVariables.isEmpty()
                && parameterTypes.stream()
                        .allMatch(type -> TypeNames.plain(type).equals(TypeNames.erased(type)));
    }

    /** The annotated interface. */
    TypeElement owner() {
        return owner;
    }

    ExecutableElement element() {
        return element;
    }

    String name() {
        return element.getSimpleName().toString();
    }

    TypeMirror returnType() {
        return returnType;
    }

    List<TypeMirror> parameterTypes() {
        return parameterTypes;
    }

    List<? extends VariableElement> parameters() {
        return element.getParameters();
    }

    List<? extends TypeParameterElement> typeParameters() {
        return element.getTypeParameters();
    }

    /** The method's own, with bounds as seen from the annotated interface; none if that inherits the method raw. */
    List<TypeVariable> typeVariables() {
        return typeVariables;
    }

    List<String> variableNames() {
        return typeVariables.stream()
                .map(variable -> variable.asElement().getSimpleName().toString())
                .toList();
    }

    List<TypeMirror> thrownTypes() {
        return thrownTypes;
    }

    TypeMirror hostType() {
        return parameterTypes.get(0);
    }

    /** The host type that the table is for; properties of one name and host are one. */
    TypeName host() {
        if (host == null) {
            host = TypeNames.erased(hostType());
        }
        return host;
    }

    /** The host type as messages show it; a type variable by what it stands for. */
    String hostText() {
        return TypeText.of(hostType().getKind() == TypeKind.TYPEVAR ? host() : TypeNames.plain(hostType()));
    }

    boolean isInherited() {
        return !Enclosing.of(element).equals(owner);
    }

    boolean isAbstract() {
        return element.getModifiers().contains(Modifier.ABSTRACT);
    }

    boolean isDefault() {
        return element.getModifiers().contains(Modifier.DEFAULT);
    }

    boolean isMemoized() {
        return Annotations.has(element, Annotations.MEMOIZED);
    }

    boolean isWeak() {
        return Annotations.has(element, Annotations.WEAK);
    }

    @Nullable
    AnnotationMirror memoized() {
        return Annotations.mirror(element, Annotations.MEMOIZED);
    }

    @Nullable
    AnnotationMirror weak() {
        return Annotations.mirror(element, Annotations.WEAK);
    }

    boolean isWeakParameter(int index) {
        return Annotations.has(parameters().get(index), Annotations.WEAK);
    }

    /** Where to report what is wrong with this method: at the annotated interface if it inherits the method. */
    Element position() {
        return isInherited() ? owner : element;
    }

    /** Where to report what is wrong with a parameter. */
    Element parameterPosition(int index) {
        return isInherited() ? owner : parameters().get(index);
    }

    /** An annotation of this method, to point at, unless {@link #position} is elsewhere. */
    @Nullable
    AnnotationMirror pointedAt(@Nullable AnnotationMirror mirror) {
        return isInherited() ? null : mirror;
    }

    /** As in messages: {@code clicks(JButton, int)}, an inherited one {@code Base.clicks(JButton, int)}. */
    @Override
    public String toString() {
        return (isInherited() ? Enclosing.of(element).getSimpleName() + "." : "") + name() + parameterList();
    }

    /** As in messages: {@code (JButton, int)}. */
    String parameterList() {
        return parameterList(parameterTypes, element.isVarArgs());
    }

    /** As in messages: {@code <T extends Number> }, or nothing. */
    String typeParameterList() {
        return typeVariables.isEmpty()
                ? ""
                : typeVariables.stream().map(Method::declaration).collect(Collectors.joining(", ", "<", "> "));
    }

    private static String declaration(TypeVariable variable) {
        String bounds = TypeNames.bounds(variable).stream().map(TypeText::of).collect(Collectors.joining(" & "));
        return TypeText.of(variable) + (bounds.equals("Object") ? "" : " extends " + bounds);
    }

    private static String parameterList(List<? extends TypeMirror> types, boolean isVarArgs) {
        String list = types.stream().map(TypeText::of).collect(Collectors.joining(", ", "(", ")"));
        return isVarArgs ? list.substring(0, list.length() - "[])".length()) + "...)" : list;
    }

    /** Any method or constructor as in messages. */
    static String text(ExecutableElement element) {
        CharSequence name = element.getKind() == ElementKind.CONSTRUCTOR
                ? Enclosing.of(element).getSimpleName()
                : element.getSimpleName();
        return name
                + parameterList(
                        element.getParameters().stream().map(Element::asType).toList(), element.isVarArgs());
    }

    /** Methods of one name that override each other have one key. */
    String key() {
        if (key == null) {
            key = key(name(), parameterTypes);
        }
        return key;
    }

    static String key(String name, List<? extends TypeMirror> parameterTypes) {
        return name
                + parameterTypes.stream()
                        .map(type -> TypeNames.erased(type).toString())
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
