package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the generated class: tables, methods in the order of the interface, nested classes. */
final class SideTableWriter {
    /**
     * Javac takes no notice of it. Eclipse's compiler would warn of constants that nobody uses, and of words in here that it
     * does not know; Error Prone of a fence outside of a finally block, where a host whose update failed need not be kept, and
     * of properties in javadoc that it takes for misspelt parameters; NullAway of what may be null in here and is not
     * annotated, for which the user's code need not have an annotation.
     */
    private static final String ALL = "all";

    private final SideTable table;

    SideTableWriter(SideTable table) {
        this.table = table;
    }

    TypeSpec.Builder type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(table.name())
                .addJavadoc(javadoc())
                .addModifiers(Modifier.FINAL)
                .addTypeVariables(table.typeVariables());
        if (table.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (!table.isStatic()) {
            type.addSuperinterface(table.implemented());
        }
        List<String> suppressed = new ArrayList<>(List.of(ALL));
        suppressed.addAll(table.suppressed());
        Suppressed.annotation(suppressed).ifPresent(type::addAnnotation);
        table.hosts().forEach(host -> type.addField(tableField(host)));
        table.functions().forEach(function -> type.addField(cacheField(function)));
        type.addMethod(constructor());
        MethodWriter methods = new MethodWriter(table);
        table.operations().forEach(operation -> type.addMethod(methods.method(operation)));
        table.hosts().forEach(host -> type.addType(new EntryWriter(host).type()));
        for (Function function : functions()) {
            if (function.argumentsClass() != null) {
                type.addType(new ArgumentsWriter(function, function.argumentsClass()).type());
            }
        }
        table.hiddenNames().forEach(name -> type.addType(SourceFile.standIn(name)));
        return type;
    }

    private List<Function> functions() {
        List<Function> functions = new ArrayList<>();
        table.hosts().forEach(host -> functions.addAll(host.functions()));
        functions.addAll(table.functions());
        return functions;
    }

    private CodeBlock javadoc() {
        if (table.isStatic()) {
            return CodeBlock.of(
                    "Properties of each {@link $T}, kept outside of it and gone with it.", table.originName());
        }
        // To JavaPoet this is no part of the class yet, and hidden by nothing.
        CodeBlock origin = table.hiddenNames()
                        .contains(table.originName().topLevelClassName().simpleName())
                ? CodeBlock.of("$L", table.originName().canonicalName())
                : CodeBlock.of("$T", table.originName());
        CodeBlock.Builder text = CodeBlock.builder();
        text.add("The side table that {@link $L} describes.", origin);
        String before = "\n\n";
        for (TypeVariableName variable : table.typeVariables()) {
            text.add("$L@param <$L> as in {@link $L}", before, variable.name(), origin);
            before = "\n";
        }
        return text.build();
    }

    private FieldSpec tableField(Host host) {
        TypeName type = ParameterizedTypeName.get(RuntimeNames.METADATA_TABLE, host.entry());
        return field(type, host.table())
                .addJavadoc("All that is known of each $L.", link(host.type()))
                .initializer("new $T<>($T::new)", RuntimeNames.METADATA_TABLE, host.entry())
                .build();
    }

    private FieldSpec cacheField(Function function) {
        return field(RuntimeNames.MEMO_CACHE, function.memo())
                .addJavadoc("Results of {@code $L}.", function.name())
                .initializer(
                        "new $T($S, $T.$L)",
                        RuntimeNames.MEMO_CACHE,
                        function.name(),
                        RuntimeNames.RESULTS,
                        function.results())
                .build();
    }

    private FieldSpec.Builder field(TypeName type, String name) {
        FieldSpec.Builder field = FieldSpec.builder(type, name, Modifier.PRIVATE);
        if (table.isStatic()) {
            field.addModifiers(Modifier.STATIC);
        }
        return field.addModifiers(Modifier.FINAL);
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        return table.isStatic()
                ? constructor.addModifiers(Modifier.PRIVATE).build()
                : constructor.addJavadoc("Makes an empty table.").build();
    }

    /** A type in javadoc, which cannot link to an array. */
    static CodeBlock link(TypeName erased) {
        return erased instanceof ClassName ? CodeBlock.of("{@link $T}", erased) : CodeBlock.of("{@code $T}", erased);
    }
}
