package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import dev.weakmetadata.processor.Draft.PropertyDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * A property of one host type of an interface: its getter, setters and updates, which must agree. There is a getter or a
 * setter, since nothing else declares a property.
 */
final class PropertyDeclaration {
    private static final Map<String, TypeName> PRIMITIVE_OPERATORS = Map.of(
            "java.util.function.IntUnaryOperator", TypeName.INT,
            "java.util.function.LongUnaryOperator", TypeName.LONG,
            "java.util.function.DoubleUnaryOperator", TypeName.DOUBLE);

    private final TypeName host;
    private final String name;
    private final Types types;
    private final Problems problems;
    private @Nullable Method getter;
    private final List<Method> setters = new ArrayList<>();
    private final List<Method> updates = new ArrayList<>();

    /** What each update gives the default getter for its type variables when it calls it. */
    private final Map<Method, List<TypeVariable>> argumentsOfDefault = new HashMap<>();

    private @Nullable PropertyDraft draft;

    PropertyDeclaration(TypeName host, String name, Types types, Problems problems) {
        this.host = host;
        this.name = name;
        this.types = types;
        this.problems = problems;
    }

    TypeName host() {
        return host;
    }

    String name() {
        return name;
    }

    void addGetter(Method method) {
        if (getter == null) {
            getter = method;
        } else {
            problems.add(Message.SECOND_GETTER, method.position(), method, name, TypeText.of(host), getter);
        }
    }

    void addSetter(Method method) {
        setters.add(method);
    }

    void addUpdate(Method method) {
        updates.add(method);
    }

    Optional<Method> getter() {
        return Optional.ofNullable(getter);
    }

    List<Method> setters() {
        return setters;
    }

    List<Method> updates() {
        return updates;
    }

    /** The user's default method that an unset property reads as. */
    @Nullable
    Method defaultGetter() {
        return getter != null && getter.isDefault() ? getter : null;
    }

    /** Reports whatever does not fit together. */
    void check() {
        for (Method setter : setters) {
            TypeMirror value = setter.parameterTypes().get(1);
            if (!propertyType().isSame(new PropertyType(setter, value))) {
                mismatch(setter, value, "use the same type in both");
            }
        }
        for (Method update : updates) {
            checkUpdate(update);
        }
        if (getter != null && !(setters.isEmpty() && updates.isEmpty())) {
            checkNotFree(getter);
        }
        if (getter != null && getter.isWeak() && Identity.isMissing(getter.returnType())) {
            problems.add(
                    Message.WEAK_WITHOUT_IDENTITY,
                    getter.position(),
                    getter.pointedAt(getter.weak()),
                    null,
                    getter,
                    TypeText.of(getter.returnType()));
        }
    }

    private void checkNotFree(Method read) {
        propertyType().free().stream()
                .findFirst()
                .ifPresent(free -> problems.warn(
                        Message.FREE_TYPE_VARIABLE,
                        read,
                        free,
                        TypeText.of(host),
                        types.isSameType(free, type())
                                ? TypeNames.bounds(free).stream()
                                        .map(TypeText::of)
                                        .findFirst()
                                        .orElseThrow()
                                : "a wildcard"));
    }

    /** The method that declares the property: its getter, if it has one. */
    Method first() {
        return getter != null ? getter : setters.get(0);
    }

    TypeMirror type() {
        return typeIn(first(), first() == getter);
    }

    private static TypeMirror typeIn(Method method, boolean isGetter) {
        return isGetter ? method.returnType() : method.parameterTypes().get(1);
    }

    /** The type of the values that an update computes: its operator's, or the property's own if that is a primitive's. */
    private PropertyType typeInUpdate(Method update) {
        List<? extends TypeMirror> operands =
                ((DeclaredType) update.parameterTypes().get(1)).getTypeArguments();
        return new PropertyType(update, operands.isEmpty() ? type() : operands.get(0));
    }

    private PropertyType propertyType() {
        return new PropertyType(first(), type());
    }

    private void mismatch(Method method, TypeMirror shown, String advice) {
        problems.add(
                Message.TYPE_MISMATCH,
                method.position(),
                method,
                TypeText.of(shown),
                name,
                first(),
                TypeText.of(type()),
                advice);
    }

    /** The operator that an update of the property takes. */
    private String operator() {
        TypeName plain = TypeNames.plain(type());
        return PRIMITIVE_OPERATORS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(plain))
                .map(entry -> entry.getKey().replace("java.util.function.", ""))
                .findFirst()
                .orElse("UnaryOperator<" + TypeText.of(plain.isPrimitive() ? plain.box() : plain) + ">");
    }

    private void checkUpdate(Method method) {
        TypeMirror operator =
                method.parameterTypes().size() == 2 ? method.parameterTypes().get(1) : method.returnType();
        String operatorName = operator.getKind() == TypeKind.DECLARED
                        && method.parameterTypes().size() == 2
                ? TypeNames.erased(operator).toString()
                : "";
        TypeName primitive = PRIMITIVE_OPERATORS.get(operatorName);
        if (primitive != null) {
            if (!primitive.equals(TypeNames.plain(type()))) {
                mismatch(method, operator, adviceForUpdate(method));
                return;
            }
        } else if (operatorName.equals("java.util.function.UnaryOperator")
                && ((DeclaredType) operator).getTypeArguments().size() == 1) {
            if (!propertyType().isBoxed(typeInUpdate(method))) {
                mismatch(method, operator, adviceForUpdate(method));
                return;
            }
        } else {
            String type = TypeText.of(type());
            problems.add(
                    Message.UPDATE_SHAPE,
                    method.position(),
                    method,
                    name,
                    "%s %s(%s host, %s change)"
                            .formatted(type, method.name(), TypeText.of(method.hostType()), operator()));
            return;
        }
        if (!returnsValue(method)) {
            mismatch(method, method.returnType(), "return " + TypeText.of(type()) + " or void");
        }
        checkCall(method, defaultGetter());
    }

    private boolean returnsValue(Method update) {
        return update.returnType().getKind() == TypeKind.VOID
                || propertyType().isSame(new PropertyType(update, update.returnType()));
    }

    private String adviceForUpdate(Method update) {
        return "write " + operator() + (returnsValue(update) ? "" : ", and return " + TypeText.of(type()) + " or void");
    }

    /** An update calls the default getter with its own host. */
    private void checkCall(Method update, @Nullable Method called) {
        if (called == null) {
            return;
        }
        Optional<List<TypeVariable>> arguments = typeInUpdate(update).argumentsFor(propertyType(), types);
        if (arguments.isPresent()) {
            argumentsOfDefault.put(update, arguments.get());
        } else if (!called.typeVariables().isEmpty() || !types.isSubtype(update.hostType(), called.hostType())) {
            problems.add(
                    Message.UPDATE_HOST,
                    update.position(),
                    update,
                    called,
                    "%s%s(%s host, …)"
                            .formatted(called.typeParameterList(), update.name(), TypeText.of(called.hostType())));
        }
    }

    /** What the default getter's type variables are for an update that calls it. */
    List<String> typeArgumentsOfDefault(Method update) {
        return argumentsOfDefault.getOrDefault(update, List.of()).stream()
                .map(variable -> variable.asElement().getSimpleName().toString())
                .toList();
    }

    /** An update calls the default getter, and so must declare what that throws. */
    void checkExceptions() {
        Method called = defaultGetter();
        if (called == null) {
            return;
        }
        for (Method update : updates) {
            called.thrownTypes().stream()
                    .flatMap(thrown -> thrownIn(update, thrown, called))
                    .filter(thrown -> !isUnchecked(thrown))
                    .filter(thrown -> update.thrownTypes().stream().noneMatch(type -> types.isSubtype(thrown, type)))
                    .forEach(thrown -> problems.add(
                            Message.UPDATE_THROWS, update.position(), update, called, TypeText.of(thrown)));
        }
    }

    /** What the default getter throws as {@code thrown} when an update calls it; nothing known if that cannot call it. */
    private Stream<TypeMirror> thrownIn(Method update, TypeMirror thrown, Method called) {
        for (int i = 0; i < called.typeVariables().size(); i++) {
            if (types.isSameType(called.typeVariables().get(i), thrown)) {
                List<TypeVariable> arguments = argumentsOfDefault.get(update);
                return arguments == null ? Stream.empty() : Stream.of(arguments.get(i));
            }
        }
        return Stream.of(thrown);
    }

    private boolean isUnchecked(TypeMirror thrown) {
        String name = TypeNames.erased(thrown).toString();
        return name.equals("java.lang.RuntimeException")
                || name.equals("java.lang.Error")
                || types.directSupertypes(thrown).stream().anyMatch(this::isUnchecked);
    }

    /** The property as the model wants it, once everything is known to be valid. */
    PropertyDraft draft() {
        if (draft == null) {
            Method ofDefault = defaultGetter();
            draft = new PropertyDraft(
                    host,
                    name,
                    TypeNames.plain(type()),
                    getter != null && getter.isWeak(),
                    ofDefault == null ? "" : ofDefault.name());
        }
        return Objects.requireNonNull(draft);
    }
}
