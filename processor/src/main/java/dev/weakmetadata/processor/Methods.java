package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * The methods of an interface that a class which implements it can see: its own in source order, then inherited ones that
 * it does not override, sorted, since the order in a class file is not that of the source.
 */
final class Methods {
    private final TypeElement owner;
    private final Types types;
    private final Map<TypeElement, DeclaredType> supertypes = new HashMap<>();
    private final Map<String, Method> own = new LinkedHashMap<>();
    private final Map<String, Method> inherited = new TreeMap<>();

    private Methods(TypeElement owner, Types types) {
        this.owner = owner;
        this.types = types;
    }

    static List<Method> of(TypeElement owner, Types types) {
        Methods methods = new Methods(owner, types);
        for (ExecutableElement element : ElementFilter.methodsIn(owner.getEnclosedElements())) {
            if (isInstanceMethod(element)) {
                Method method = methods.asMember(element);
                methods.own.put(method.key(), method);
            }
        }
        superinterfaces(owner).forEach(methods::inherit);
        List<Method> all = new ArrayList<>(methods.own.values());
        all.addAll(methods.inherited.values());
        return all;
    }

    /** The methods of all interfaces that an interface extends that have an annotation, by key. */
    static Map<String, Method> inherited(TypeElement owner, String annotation, Types types) {
        Methods methods = new Methods(owner, types);
        Map<String, Method> annotated = new TreeMap<>();
        for (TypeElement inherited : superinterfaces(owner)) {
            for (ExecutableElement element : ElementFilter.methodsIn(inherited.getEnclosedElements())) {
                if (isInstanceMethod(element) && Annotations.has(element, annotation)) {
                    Method method = methods.asMember(element);
                    annotated.putIfAbsent(method.key(), method);
                }
            }
        }
        return annotated;
    }

    /** All interfaces that an interface extends, directly or not. */
    static Collection<TypeElement> superinterfaces(TypeElement type) {
        Map<String, TypeElement> all = new LinkedHashMap<>();
        collect(type, all);
        return all.values();
    }

    private static void collect(TypeElement type, Map<String, TypeElement> all) {
        for (TypeMirror mirror : type.getInterfaces()) {
            if (mirror.getKind() == TypeKind.DECLARED) {
                TypeElement element = (TypeElement) ((DeclaredType) mirror).asElement();
                if (all.putIfAbsent(element.getQualifiedName().toString(), element) == null) {
                    collect(element, all);
                }
            }
        }
    }

    private static boolean isInstanceMethod(ExecutableElement element) {
        return !element.getModifiers().contains(Modifier.STATIC)
                && !element.getModifiers().contains(Modifier.PRIVATE);
    }

    private void inherit(TypeElement from) {
        for (ExecutableElement element : ElementFilter.methodsIn(from.getEnclosedElements())) {
            if (isInstanceMethod(element)) {
                Method method = asMember(element);
                if (own.containsKey(method.key())) {
                    own.computeIfPresent(method.key(), (key, mine) -> mine.and(method, mine.thrownTypes()));
                } else {
                    inherited.merge(method.key(), method, this::both);
                }
            }
        }
    }

    /** Two inherited methods that one method implements. */
    private Method both(Method a, Method b) {
        TypeMirror ownerOfA = types.erasure(Enclosing.of(a.element()).asType());
        TypeMirror ownerOfB = types.erasure(Enclosing.of(b.element()).asType());
        if (types.isSubtype(ownerOfA, ownerOfB)) {
            return a.and(b, a.thrownTypes());
        }
        if (types.isSubtype(ownerOfB, ownerOfA)) {
            return b.and(a, b.thrownTypes());
        }
        return isMoreSpecific(a, b) ? restricted(a, b) : restricted(b, a);
    }

    /** Whether it implements the other one if declared as it is: by an erased signature, or else by its result. */
    private boolean isMoreSpecific(Method method, Method other) {
        if (method.hasErasedSignature() != other.hasErasedSignature()) {
            return method.hasErasedSignature();
        }
        return isSameOrSubtype(method.returnType(), other.returnType());
    }

    /** What type variables of methods stand in are compared by their erasure: each method has its own. */
    private boolean isSameOrSubtype(TypeMirror a, TypeMirror b) {
        if (a.getKind() == TypeKind.VOID || b.getKind() == TypeKind.VOID) {
            return a.getKind() == b.getKind();
        }
        TypeMirror erasedA = types.erasure(a);
        TypeMirror erasedB = types.erasure(b);
        return types.isSameType(erasedA, erasedB) ? types.isSubtype(a, b) : types.isSubtype(erasedA, erasedB);
    }

    /** A method that throws nothing which another one does not allow; it need not throw a thing, being abstract. */
    private Method restricted(Method method, Method other) {
        List<TypeMirror> allowed = method.thrownTypes().stream()
                .filter(thrown -> other.thrownTypes().stream()
                        .anyMatch(type -> types.isSubtype(thrown, type)
                                || isSameVariable(method.variableNames(), thrown, other.variableNames(), type)))
                .toList();
        return method.and(other, allowed);
    }

    /** Whether both are type variables, one as good as the other since they are declared at the same place. */
    private static boolean isSameVariable(
            List<String> declared, TypeMirror type, List<String> others, TypeMirror other) {
        int index = type.getKind() == TypeKind.TYPEVAR ? declared.indexOf(TypeText.of(type)) : -1;
        return index >= 0
                && index < others.size()
                && other.getKind() == TypeKind.TYPEVAR
                && others.get(index).equals(TypeText.of(other));
    }

    private DeclaredType supertype(TypeElement declaring) {
        if (supertypes.isEmpty()) {
            collectSupertypes(owner.asType());
        }
        return Objects.requireNonNull(supertypes.get(declaring));
    }

    private void collectSupertypes(TypeMirror type) {
        if (type.getKind() == TypeKind.DECLARED
                && supertypes.putIfAbsent((TypeElement) ((DeclaredType) type).asElement(), (DeclaredType) type)
                        == null) {
            types.directSupertypes(type).forEach(this::collectSupertypes);
        }
    }

    private Method asMember(ExecutableElement element) {
        TypeElement declaring = (TypeElement) Enclosing.of(element);
        if (declaring.equals(owner) || declaring.getTypeParameters().isEmpty()) {
            // Straight from the element: what asMemberOf returns may have lost its annotations.
            return new Method(
                    owner,
                    element,
                    element.getReturnType(),
                    element.getParameters().stream().map(p -> p.asType()).toList(),
                    element.getThrownTypes(),
                    ((ExecutableType) element.asType()).getTypeVariables());
        }
        // Of the super-interface itself: of a type that extends several, ECJ may show a method of another one.
        ExecutableType type = (ExecutableType) types.asMemberOf(supertype(declaring), element);
        return new Method(
                owner,
                element,
                type.getReturnType(),
                type.getParameterTypes(),
                type.getThrownTypes(),
                type.getTypeVariables());
    }
}
