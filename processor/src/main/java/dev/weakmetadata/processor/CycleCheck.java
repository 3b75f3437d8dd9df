package dev.weakmetadata.processor;

import dev.weakmetadata.processor.TypeNode.Edge;
import dev.weakmetadata.processor.TypeNode.Kind;
import dev.weakmetadata.processor.TypeNode.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Warns of values that may strongly reach their own host, which a table of weak keys can never free. What it learns of types
 * it keeps for all that is annotated.
 */
final class CycleCheck {
    /** Off, warn (unless told) or error. */
    static final String OPTION = "weakmetadata.cycles";

    private static final String SLOT = "dev.weakmetadata.WeakHost";

    /** What has a slot whoever asks: classes and their loaders by nature. */
    static final List<String> WITH_SLOTS = List.of(SLOT, "java.lang.Class", "java.lang.ClassLoader");

    private final Elements elements;
    private final OwnCode ownCode;
    private final String level;
    private TypeGraph graph;
    private CycleSearch search;

    CycleCheck(ProcessingEnvironment environment) {
        elements = environment.getElementUtils();
        ownCode = new OwnCode(elements);
        graph = new TypeGraph(ownCode);
        search = new CycleSearch(graph, ownCode);
        String option = environment.getOptions().get(OPTION);
        level = environment.getOptions().containsKey(OPTION) ? Objects.requireNonNullElse(option, "") : "warn";
    }

    /** Notes what is being compiled, and forgets what it knew of types: some that were missing may exist by now. */
    void start(RoundEnvironment round) {
        graph = new TypeGraph(ownCode);
        search = new CycleSearch(graph, ownCode);
        round.getRootElements().stream()
                .filter(root -> root.getKind().isClass() || root.getKind().isInterface())
                .forEach(ownCode::add);
    }

    void checkOption(Messager messager) {
        if (!List.of("off", "warn", "error").contains(level)) {
            messager.printMessage(Message.CYCLES_OPTION.kind(), Message.CYCLES_OPTION.text(level));
        }
    }

    /** Checks a property of an interface. */
    void check(TypeElement type, PropertyDeclaration property, Problems problems) {
        Method method = property.first();
        if (property.type().getKind().isPrimitive()
                || property.draft().isWeak
                || isSilent(method.hostType(), type)
                || Stream.of(Stream.of(method), property.setters().stream(), property.updates().stream())
                        .flatMap(methods -> methods)
                        .anyMatch(accessor -> Annotations.isSilent(accessor.element()))) {
            return;
        }
        find(property.type(), method.hostType()).ifPresent(path -> {
            List<String> remedies = remedies(path);
            if (!Identity.isMissing(property.type())) {
                String getter = property.getter().isPresent() ? "annotate the getter" : "declare a getter";
                remedies.add(0, getter + " with @Weak, if something else holds the value");
            }
            String owner = type.getSimpleName() + "." + property.name();
            report(path, owner, "the value of " + method, method.position(), null, null, remedies, problems);
        });
    }

    /**
     * Checks a memoized function: its results, unless they are held softly or weakly, and what they are remembered by, which
     * is held as long as they are: for ever if the result is null, or lives for other reasons.
     */
    void check(TypeElement type, FunctionDeclaration function, Problems problems) {
        Method method = function.method();
        if (!function.hasHost() || isSilent(method.hostType(), type) || Annotations.isSilent(method.element())) {
            return;
        }
        String owner = type.getSimpleName() + "." + function.name();
        if (function.draft().results.equals("STRONG")) {
            find(method.returnType(), method.hostType()).ifPresent(path -> {
                List<String> remedies = remedies(path);
                if (!method.returnType().getKind().isPrimitive()) {
                    remedies.add("write results = SOFT");
                }
                report(path, owner, "the result of " + method, method.position(), null, null, remedies, problems);
            });
        }
        for (int i = 1; i < method.parameters().size(); i++) {
            if (method.isWeakParameter(i)
                    || Annotations.isSilent(method.parameters().get(i))) {
                continue;
            }
            Element position = method.parameterPosition(i);
            String name = method.parameters().get(i).getSimpleName().toString();
            TypeMirror argument = method.parameterTypes().get(i);
            find(argument, method.hostType()).ifPresent(path -> {
                List<String> remedies = remedies(path);
                if (!Identity.isMissing(argument)) {
                    remedies.add(0, "annotate the parameter with @Weak to compare it by identity");
                }
                String what = "the argument " + name + " of " + method;
                report(path, owner + "(" + name + ")", what, position, null, null, remedies, problems);
            });
        }
    }

    /** Checks a property of a class. */
    void check(
            TypeElement type,
            String name,
            TypeMirror value,
            AnnotationMirror property,
            @Nullable AnnotationValue position,
            Problems problems) {
        if (isSilent(type.asType(), type)) {
            return;
        }
        find(value, type.asType()).ifPresent(path -> {
            List<String> remedies = remedies(path);
            if (!Identity.isMissing(value)) {
                remedies.add(
                        0,
                        "declare the property in an interface, by a getter with @Weak, if something else holds the value");
            }
            String owner = type.getSimpleName() + "." + name;
            report(path, owner, "the property " + name, type, property, position, remedies, problems);
        });
    }

    /** Whether there is nothing to say about any value of a host. */
    private boolean isSilent(TypeMirror hostType, TypeElement annotated) {
        if (level.equals("off") || Identity.isEnum(hostType)) { // an enum is never collected anyway
            return true;
        }
        TypeNode host = host(hostType);
        return host.kind == Kind.BOUNDED // by nothing but Object, which everything is, and which says nothing
                || host.text.equals("java.lang.Object")
                || (host.kind != Kind.ARRAY && Annotations.asksForSlots(annotated))
                || (host.kind == Kind.CLASS && WITH_SLOTS.stream().anyMatch(graph.supertypes(host)::containsKey))
                || Annotations.isSilent(annotated);
    }

    private Optional<CyclePath> find(TypeMirror value, TypeMirror host) {
        return search.find(graph.of(value), host(host));
    }

    /** The type itself, or the first bound of a type variable: what the table is for. */
    private TypeNode host(TypeMirror type) {
        TypeNode node = graph.of(type);
        while (node.kind == Kind.BOUNDED && !node.parts.isEmpty()) {
            node = node.parts.get(0);
        }
        return node;
    }

    /** What helps whatever the value is: not to store the host, or to give it a slot. */
    private List<String> remedies(CyclePath path) {
        List<String> remedies = new ArrayList<>();
        for (Edge edge : path.edges()) {
            String owner = edge.label().replaceFirst("\\..*", "");
            if (edge.remedy() == Remedy.MAKE_STATIC) {
                remedies.add("make " + owner + " static");
            } else if (edge.remedy() == Remedy.PASS_AS_ARGUMENT && edge.target() == path.end()) {
                remedies.add(
                        "pass the " + simple(path.host()) + " to the methods of " + owner + " instead of storing it");
            }
        }
        TypeNode host = path.host();
        if (host.kind == Kind.CLASS
                && host.element().getKind() == ElementKind.CLASS
                && ownCode.contains(host.element())
                && elements.getTypeElement(SLOT) != null) {
            remedies.add("let " + simple(host) + " implement WeakHost");
        }
        return remedies;
    }

    private void report(
            CyclePath path,
            String owner,
            String what,
            Element position,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value,
            List<String> remedies,
            Problems problems) {
        remedies.add("write @SuppressWarnings(\"weakmetadata\") if the value is removed in time");
        int last = remedies.size() - 1;
        String advice = last == 0
                ? remedies.get(0)
                : String.join(", ", remedies.subList(0, last)) + ", or " + remedies.get(last);
        Diagnostic.Kind kind = level.equals("error") ? Diagnostic.Kind.ERROR : Message.CYCLE.kind();
        String shown = path.text(owner) + explanation(path);
        problems.add(kind, Message.CYCLE, position, annotation, value, what, shown, advice);
    }

    /** Why a type of another name counts as the host. */
    private String explanation(CyclePath path) {
        if (path.end().kind != Kind.CLASS || path.end().name.equals(path.host().name)) {
            return "";
        }
        boolean isSubtype = graph.supertypes(path.end()).containsKey(path.host().name);
        String end = simple(path.end());
        String host = simple(path.host());
        return isSubtype
                ? " (" + end + " is a subtype of " + host + ")"
                : " (" + host + " is a subtype of " + end + ")";
    }

    private static String simple(TypeNode node) {
        return node.kind == Kind.CLASS ? node.element().getSimpleName().toString() : node.toString();
    }
}
