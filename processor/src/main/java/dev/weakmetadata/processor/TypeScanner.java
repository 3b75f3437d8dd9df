package dev.weakmetadata.processor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Visits every type that a type mentions, each type variable's bounds once. */
abstract class TypeScanner extends SimpleTypeVisitor14<Void, Void> {
    private final Set<Element> variables = new HashSet<>();

    final void scan(TypeMirror type) {
        annotated(type.getAnnotationMirrors());
        type.accept(this, null);
    }

    final void scan(Iterable<? extends TypeMirror> types) {
        types.forEach(this::scan);
    }

    final void scanBounds(Iterable<? extends TypeParameterElement> parameters) {
        parameters.forEach(parameter -> scan(parameter.getBounds()));
    }

    /** The annotations of a type. */
    void annotated(List<? extends AnnotationMirror> annotations) {}

    /** A class or interface; its enclosing type and its arguments are visited besides. */
    abstract void declared(DeclaredType type);

    /** A type that does not exist (yet). */
    abstract void missing(ErrorType type);

    @Override
    public final Void visitDeclared(DeclaredType type, Void unused) {
        declared(type);
        if (Enclosing.isInner(type.asElement())) {
            scan(type.getEnclosingType());
        }
        scan(type.getTypeArguments());
        return null;
    }

    @Override
    public final Void visitError(ErrorType type, Void unused) {
        missing(type);
        return null;
    }

    @Override
    public final Void visitArray(ArrayType type, Void unused) {
        scan(type.getComponentType());
        return null;
    }

    @Override
    public final Void visitTypeVariable(TypeVariable type, Void unused) {
        if (variables.add(type.asElement())) {
            scan(TypeNames.bounds(type));
        }
        return null;
    }

    @Override
    public final Void visitWildcard(WildcardType type, Void unused) {
        if (type.getExtendsBound() != null) {
            scan(type.getExtendsBound());
        }
        if (type.getSuperBound() != null) {
            scan(type.getSuperBound());
        }
        return null;
    }

    @Override
    public final Void visitExecutable(ExecutableType type, Void unused) {
        scan(type.getReturnType());
        scan(type.getParameterTypes());
        scan(type.getThrownTypes());
        type.getTypeVariables().forEach(this::scan);
        return null;
    }

    @Override
    protected final Void defaultAction(TypeMirror type, Void unused) {
        return null;
    }
}
