package dev.weakmetadata.processor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A type in a {@link TypeGraph}, with its type arguments filled in. One object stands for each type, so that nodes are
 * compared by identity.
 */
final class TypeNode {
    enum Kind {
        CLASS,
        ARRAY,
        /** Something of these types: a type variable, a wildcard. */
        BOUNDED,
        PRIMITIVE,
        /** Nothing is known about it. */
        OPAQUE
    }

    final int id;
    final Kind kind;

    /** Qualified, as a user would write it. */
    final String text;

    /** Type arguments, the component of an array, or bounds. */
    final List<TypeNode> parts;

    private final @Nullable TypeElement element;

    /** Qualified, without type arguments; empty for what is no class. */
    final String name;

    /** The type that an inner class's enclosing instance has. */
    final @Nullable TypeNode outer;

    /** How deep type arguments are nested. */
    final int depth;

    /** Whether it is one type, without wildcards and type variables. */
    final boolean isGround;

    // Filled in by the graph when somebody asks.
    @Nullable
    List<Edge> edges;

    @Nullable
    Map<String, TypeNode> supertypes;

    TypeNode(
            int id,
            Kind kind,
            String text,
            @Nullable TypeElement element,
            @Nullable TypeNode outer,
            List<TypeNode> parts) {
        this.id = id;
        this.kind = kind;
        this.text = text;
        this.element = element;
        this.name = element == null ? "" : element.getQualifiedName().toString();
        this.outer = outer;
        this.parts = parts;
        this.depth = 1 + parts.stream().mapToInt(part -> part.depth).max().orElse(0);
        this.isGround =
                kind != Kind.BOUNDED && kind != Kind.OPAQUE && parts.stream().allMatch(part -> part.isGround);
    }

    /**
     * That an object of one type may hold one of another.
     *
     * @param label {@code ClickHandler.button}; empty for what needs no mention, such as the elements of a list
     * @param target what is held
     * @param text the type in which {@code target} is held, for messages
     * @param remedy what to change to hold it no longer; null if that is nothing that its user could do
     */
    record Edge(
            String label,
            TypeNode target,
            String text,
            @Nullable Remedy remedy) {}

    /** How a step of a path could be spared. */
    enum Remedy {
        PASS_AS_ARGUMENT,
        MAKE_STATIC
    }

    TypeElement element() {
        if (element == null) {
            throw new IllegalStateException(text);
        }
        return element;
    }

    /** What the type variables that its members mention stand for. */
    Map<String, TypeNode> variables() {
        Map<String, TypeNode> variables = outer == null ? new HashMap<>() : outer.variables();
        for (int i = 0; i < parts.size(); i++) {
            variables.put(element().getTypeParameters().get(i).getSimpleName().toString(), parts.get(i));
        }
        return variables;
    }

    /** As part of another type: a type variable without its bounds. */
    String textInside() {
        int extending = kind == Kind.BOUNDED && !text.startsWith("?") ? text.indexOf(" extends ") : -1;
        return extending < 0 ? text : text.substring(0, extending);
    }

    @Override
    public String toString() {
        return TypeText.of(text);
    }
}
