package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.weakmetadata.processor.Draft.Contents;
import dev.weakmetadata.processor.Draft.FunctionDraft;
import dev.weakmetadata.processor.Draft.OperationDraft;
import dev.weakmetadata.processor.Draft.PropertyDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Makes the model of what has been read: gives everything its name and place. */
final class SideTableBuilder {
    private final TypeElement origin;
    private final ClassName originName;
    private final ClassName name;
    private final Contents contents;
    private final List<TypeVariableName> typeVariables;
    private final List<String> hiddenNames;
    private final Set<String> taken = new LinkedHashSet<>();
    private final NameAllocator members;

    /** For parameters, which would hide what the method's body mentions. */
    private final NameAllocator parameters;

    private final Map<TypeName, EntryLayout> layouts = new LinkedHashMap<>();
    private final Map<TypeName, Host> hosts = new LinkedHashMap<>();
    private final Map<FunctionDraft, Function> hostless = new HashMap<>();
    private final List<Function> hostlessList = new ArrayList<>();

    SideTableBuilder(
            TypeElement origin,
            ClassName name,
            List<TypeVariableName> typeVariables,
            List<String> hiddenNames,
            Contents contents) {
        this.origin = origin;
        this.originName = ClassName.get(origin);
        this.name = name;
        this.typeVariables = typeVariables;
        this.hiddenNames = hiddenNames;
        this.contents = contents;
        this.members = membersAllocator();
        this.parameters = Names.avoiding(taken);
        contents.properties.forEach(draft -> layout(draft.host).add(draft));
        contents.functions.forEach(this::place);
        layouts.forEach((type, layout) -> hosts.put(type, layout.host()));
    }

    SideTable build(TypeName implemented, boolean isPublic, List<String> suppressed) {
        return new SideTable(
                origin,
                originName,
                name,
                typeVariables,
                implemented,
                isPublic,
                List.copyOf(hosts.values()),
                List.copyOf(hostlessList),
                contents.operations.stream().map(this::operation).toList(),
                hiddenNames,
                suppressed);
    }

    /** Members avoid what the user's own names could mean in generated code. */
    private NameAllocator membersAllocator() {
        Set<String> userNames = new LinkedHashSet<>(hiddenNames);
        Set<TypeName> types = new LinkedHashSet<>();
        types.add(originName);
        for (TypeVariableName variable : typeVariables) {
            userNames.add(variable.name());
            types.addAll(variable.bounds());
        }
        for (OperationDraft operation : contents.operations) {
            Signature signature = operation.signature();
            signature.typeVariables().forEach(variable -> userNames.add(variable.name()));
            types.add(signature.returnType());
            types.addAll(signature.thrown());
            signature.typeVariables().forEach(variable -> types.addAll(variable.bounds()));
            for (Signature.Parameter parameter : signature.parameters()) {
                userNames.add(parameter.declaredName());
                types.add(parameter.type());
            }
        }
        taken.addAll(originName.simpleNames());
        taken.addAll(Names.roots(types));
        taken.add(name.simpleName());
        return Names.avoiding(taken, userNames);
    }

    private EntryLayout layout(TypeName host) {
        return layouts.computeIfAbsent(host, type -> {
            String simple = Names.simple(type);
            String table = Names.newName(members, Names.plural(PropertyNames.decapitalize(simple)));
            return new EntryLayout(type, table, name.nestedClass(Names.newName(members, simple + "Entry")), taken);
        });
    }

    private void place(FunctionDraft draft) {
        ClassName argumentsClass = draft.arguments.isEmpty()
                ? null
                : name.nestedClass(Names.newName(members, PropertyNames.capitalize(draft.name) + "Arguments"));
        if (draft.host != null) {
            layout(draft.host).add(draft, argumentsClass);
        } else {
            String cache = Names.newName(members, draft.name + "Cache");
            Function function = new Function(draft.name, draft.results, null, cache, argumentsClass, draft.arguments);
            hostless.put(draft, function);
            hostlessList.add(function);
        }
    }

    private Operation operation(OperationDraft draft) {
        return new Operation(
                renamed(draft.signature()),
                draft.kind(),
                draft.host() == null ? null : Objects.requireNonNull(hosts.get(draft.host())),
                draft.property() == null ? null : property(draft.property()),
                draft.functions().stream().map(this::function).toList(),
                draft.superTypeArguments(),
                draft.superHost());
    }

    private Property property(PropertyDraft draft) {
        return Objects.requireNonNull(layout(draft.host).property(draft));
    }

    private Function function(FunctionDraft draft) {
        @Nullable
        Function function =
                draft.host == null ? hostless.get(draft) : layout(draft.host).function(draft);
        return Objects.requireNonNull(function);
    }

    private Signature renamed(Signature signature) {
        NameAllocator names = parameters.clone();
        return new Signature(
                signature.name(),
                signature.typeVariables(),
                signature.returnType(),
                signature.parameters().stream()
                        .map(parameter -> new Signature.Parameter(
                                Names.newName(names, parameter.declaredName()),
                                parameter.declaredName(),
                                parameter.type(),
                                parameter.erased()))
                        .toList(),
                signature.isVarargs(),
                signature.thrown(),
                signature.suppressed());
    }
}
