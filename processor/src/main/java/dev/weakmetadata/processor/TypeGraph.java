package dev.weakmetadata.processor;

import dev.weakmetadata.processor.TypeNode.Edge;
import dev.weakmetadata.processor.TypeNode.Kind;
import dev.weakmetadata.processor.TypeNode.Remedy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.SimpleTypeVisitor14;
import org.jspecify.annotations.Nullable;

/**
 * Which types an object of a type may hold strongly, as far as declarations say: a graph that is drawn as it is walked, once
 * a round. Type arguments are filled in by hand, since compilers differ in what they make of wildcards.
 *
 * <p>What is held: instance fields, inherited ones included; the enclosing instance; elements of arrays; type arguments of
 * the {@link #CONTAINERS}; what the permitted subclasses of a sealed type hold. Of library types, type arguments are not
 * followed otherwise, and of the JDK's own only the fields of its API: what {@code --release} hides has no say.
 */
final class TypeGraph {
    /** Larger type arguments are not told apart, so that types which grow for ever come to an end. */
    private static final int DEEPEST = 6;

    private static final int LONGEST = 300;

    private static final String WEAK_KEYS = "java.util.WeakHashMap";
    private static final List<String> CONTAINERS = List.of(
            "java.lang.Iterable",
            "java.util.Map",
            "java.util.Map.Entry",
            "java.util.Optional",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.atomic.AtomicReference");

    private final OwnCode ownCode;
    private final Map<String, TypeNode> nodes = new HashMap<>();

    TypeGraph(OwnCode ownCode) {
        this.ownCode = ownCode;
    }

    TypeNode of(TypeMirror type) {
        return of(type, Map.of());
    }

    private TypeNode of(TypeMirror type, Map<String, TypeNode> variables) {
        return type.accept(new Reader(), variables);
    }

    /** What the type and its supertypes are with their type arguments, by qualified name. */
    Map<String, TypeNode> supertypes(TypeNode node) {
        if (node.supertypes == null) {
            Map<String, TypeNode> all = new LinkedHashMap<>();
            all.put(node.name, node);
            node.supertypes = all;
            unlessMissing(() -> Stream.concat(
                            Stream.of(node.element().getSuperclass()), node.element().getInterfaces().stream())
                    .map(supertype -> of(supertype, node.variables()))
                    .filter(supertype -> supertype.kind == Kind.CLASS)
                    .forEach(supertype -> supertypes(supertype).forEach(all::putIfAbsent)));
        }
        return Objects.requireNonNull(node.supertypes);
    }

    List<Edge> edges(TypeNode node) {
        if (node.edges == null) {
            List<Edge> edges = new ArrayList<>();
            node.edges = edges;
            switch (node.kind) {
                case CLASS -> unlessMissing(() -> addEdges(node, edges));
                case ARRAY, BOUNDED -> node.parts.forEach(part -> edges.add(unlabelled(part)));
                case PRIMITIVE, OPAQUE -> {
                    // holds nothing that is known
                }
            }
        }
        return Objects.requireNonNull(node.edges);
    }

    /** A class file may be missing that nobody needs to compile this: then nothing is known of what it would say. */
    private static void unlessMissing(Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            if (!WeakMetadataProcessor.isTheCompilers(e)) {
                throw e;
            }
        }
    }

    private static Edge unlabelled(TypeNode target) {
        return new Edge("", target, "", null);
    }

    private void addEdges(TypeNode node, List<Edge> edges) {
        boolean isSealed =
                node.element().getModifiers().contains(Modifier.SEALED) && !ownCode.isPlatform(node.element());
        if (isSealed) {
            for (TypeMirror permitted : node.element().getPermittedSubclasses()) {
                if (permitted.getKind() == TypeKind.DECLARED) {
                    edges.add(unlabelled(permitted(node, (DeclaredType) permitted)));
                }
            }
        } else if (node.element().getKind().isInterface()) {
            addContents(node, node, edges);
        }
        if (!node.element().getKind().isInterface()) {
            boolean isLibrary = false;
            for (TypeNode c = node; c != null; c = superclass(c)) {
                addFields(c, edges);
                if (!isLibrary && !ownCode.contains(c.element())) {
                    isLibrary = true;
                    addContents(c, node, edges);
                }
            }
        }
    }

    private @Nullable TypeNode superclass(TypeNode node) {
        TypeNode superclass = of(node.element().getSuperclass(), node.variables());
        return superclass.kind == Kind.CLASS ? superclass : null;
    }

    private void addFields(TypeNode node, List<Edge> edges) {
        TypeElement type = node.element();
        boolean isPlatform = ownCode.isPlatform(type);
        boolean isOwn = ownCode.contains(type);
        Map<String, TypeNode> variables = isOwn ? node.variables() : Map.of();
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
                .filter(field -> !isPlatform || isApi(field))
                .filter(field -> !field.asType().getKind().isPrimitive())
                // The order in a class file is not the same for all compilers.
                .sorted(Comparator.comparing(field -> field.getSimpleName().toString()))
                .forEach(field -> {
                    TypeNode target = of(field.asType(), variables);
                    String label = type.getSimpleName() + "." + field.getSimpleName();
                    edges.add(new Edge(label, target, target.toString(), isOwn ? Remedy.PASS_AS_ARGUMENT : null));
                });
        // Even where newer compilers leave out the field, as long as nothing uses it: the next edit may.
        if (node.outer != null && !isPlatform) {
            String label = type.getSimpleName() + ".this$0";
            edges.add(new Edge(label, node.outer, node.outer.toString(), isOwn ? Remedy.MAKE_STATIC : null));
        }
    }

    private static boolean isApi(VariableElement field) {
        return field.getModifiers().contains(Modifier.PUBLIC)
                || field.getModifiers().contains(Modifier.PROTECTED);
    }

    /** What a container holds that is the type of a value or its superclass. */
    private void addContents(TypeNode container, TypeNode value, List<Edge> edges) {
        Map<String, TypeNode> supertypes = supertypes(container);
        String label = container == value ? "" : value.element().getSimpleName().toString();
        for (String name : CONTAINERS) {
            TypeNode known = supertypes.get(name);
            if (known != null) {
                boolean hasWeakKeys = name.equals("java.util.Map") && supertypes.containsKey(WEAK_KEYS);
                known.parts.stream()
                        .skip(hasWeakKeys ? 1 : 0)
                        .forEach(part -> edges.add(new Edge(label, part, container.toString(), null)));
            }
        }
    }

    /** A direct subclass, with the type arguments that follow from those of the sealed type. */
    private TypeNode permitted(TypeNode sealed, DeclaredType subclass) {
        TypeElement element = (TypeElement) subclass.asElement();
        Map<String, TypeNode> variables = new HashMap<>();
        Stream.concat(Stream.of(element.getSuperclass()), element.getInterfaces().stream())
                .filter(type -> type.getKind() == TypeKind.DECLARED)
                .map(DeclaredType.class::cast)
                .filter(type -> type.asElement().equals(sealed.element()))
                .forEach(type -> {
                    for (int i = 0;
                            i
                                    < Math.min(
                                            sealed.parts.size(),
                                            type.getTypeArguments().size());
                            i++) {
                        TypeMirror argument = type.getTypeArguments().get(i);
                        if (argument.getKind() == TypeKind.TYPEVAR) {
                            variables.put(nameOf((TypeVariable) argument), sealed.parts.get(i));
                        }
                    }
                });
        return of(element.asType(), variables);
    }

    private static String nameOf(TypeVariable variable) {
        return variable.asElement().getSimpleName().toString();
    }

    /** Makes nodes of types, given what type variables stand for. */
    private final class Reader extends SimpleTypeVisitor14<TypeNode, Map<String, TypeNode>> {
        /** The type variables whose bounds are being read. */
        private final Set<TypeParameterElement> bounding = new HashSet<>();

        @Override
        public TypeNode visitDeclared(DeclaredType type, Map<String, TypeNode> variables) {
            TypeElement element = (TypeElement) type.asElement();
            TypeNode outer = Enclosing.isInner(element) ? outer(type, element, variables) : null;
            List<TypeNode> arguments = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < type.getTypeArguments().size(); i++) {
                TypeMirror argument = type.getTypeArguments().get(i);
                TypeNode node = argument.getKind() == TypeKind.WILDCARD
                        ? wildcard(
                                (WildcardType) argument,
                                element.getTypeParameters().get(i),
                                variables)
                        : argument.accept(this, variables);
                boolean isCut = node.depth >= DEEPEST || node.text.length() > LONGEST;
                arguments.add(isCut ? opaque("?") : node);
                texts.add(isCut || isUnbounded(argument) ? "?" : node.textInside());
            }
            String prefix = outer != null && outer.text.contains("<")
                    ? outer.text + "." + element.getSimpleName()
                    : element.getQualifiedName().toString();
            return node(
                    Kind.CLASS,
                    texts.isEmpty() ? prefix : prefix + "<" + String.join(", ", texts) + ">",
                    element,
                    outer,
                    arguments);
        }

        private TypeNode outer(DeclaredType type, TypeElement element, Map<String, TypeNode> variables) {
            TypeMirror enclosing = type.getEnclosingType();
            return enclosing.getKind() == TypeKind.DECLARED
                    ? enclosing.accept(this, variables)
                    : Enclosing.of(element).asType().accept(this, variables);
        }

        private boolean isUnbounded(TypeMirror argument) {
            return argument.getKind() == TypeKind.WILDCARD
                    && ((WildcardType) argument).getExtendsBound() == null
                    && ((WildcardType) argument).getSuperBound() == null;
        }

        /** A wildcard is bounded by the type parameter, too; one with a lower bound takes objects of just that. */
        private TypeNode wildcard(WildcardType type, TypeParameterElement parameter, Map<String, TypeNode> variables) {
            TypeNode ofParameter = variable(parameter, Map.of());
            TypeMirror upper = type.getExtendsBound();
            TypeMirror lower = type.getSuperBound();
            if (upper == null && lower == null) {
                return ofParameter;
            }
            TypeNode bound =
                    Objects.requireNonNull(upper == null ? lower : upper).accept(this, variables);
            return node(
                    Kind.BOUNDED,
                    (upper == null ? "? super " : "? extends ") + bound.textInside(),
                    null,
                    null,
                    Stream.concat(Stream.of(bound), ofParameter.parts.stream()).toList());
        }

        @Override
        public TypeNode visitTypeVariable(TypeVariable type, Map<String, TypeNode> variables) {
            TypeNode known = variables.get(nameOf(type));
            return known != null ? known : variable((TypeParameterElement) type.asElement(), variables);
        }

        private TypeNode variable(TypeParameterElement parameter, Map<String, TypeNode> variables) {
            String name = parameter.getSimpleName().toString();
            if (!bounding.add(parameter)) {
                return opaque(name); // T extends Comparable<T>
            }
            List<TypeNode> bounds = parameter.getBounds().stream()
                    .map(bound -> bound.accept(this, variables))
                    .filter(bound -> !bound.text.equals("java.lang.Object"))
                    .toList();
            bounding.remove(parameter);
            String text = bounds.stream().map(bound -> bound.text).collect(Collectors.joining(" & "));
            return node(Kind.BOUNDED, bounds.isEmpty() ? name : name + " extends " + text, null, null, bounds);
        }

        @Override
        public TypeNode visitArray(ArrayType type, Map<String, TypeNode> variables) {
            TypeNode component = type.getComponentType().accept(this, variables);
            return node(Kind.ARRAY, component.textInside() + "[]", null, null, List.of(component));
        }

        /** A primitive type, one that is missing, none at all. */
        @Override
        protected TypeNode defaultAction(TypeMirror type, Map<String, TypeNode> variables) {
            return type.getKind().isPrimitive()
                    ? node(Kind.PRIMITIVE, TypeNames.plain(type).toString(), null, null, List.of())
                    : opaque("?");
        }

        private TypeNode opaque(String text) {
            return node(Kind.OPAQUE, text, null, null, List.of());
        }

        /** Nodes of one type are one object; texts alone do not tell what an unbounded wildcard is bounded by. */
        private TypeNode node(
                Kind kind, String text, @Nullable TypeElement element, @Nullable TypeNode outer, List<TypeNode> parts) {
            StringBuilder key = new StringBuilder(kind + " " + text);
            if (outer != null) {
                key.append(" of ").append(outer.id);
            }
            for (TypeNode part : parts) {
                key.append(' ').append(part.id);
            }
            return nodes.computeIfAbsent(
                    key.toString(), unused -> new TypeNode(nodes.size(), kind, text, element, outer, parts));
        }
    }
}
