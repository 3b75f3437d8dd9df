package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes the methods of the generated class. */
final class MethodWriter {
    private static final TypeName OBJECT = TypeName.get(Object.class);

    /** The length of a qualified type up to which a choice between values fits on a line. */
    private static final int SHORT_TYPE = 30;

    private static final Map<String, String> APPLY = Map.of(
            "java.util.function.IntUnaryOperator", "applyAsInt",
            "java.util.function.LongUnaryOperator", "applyAsLong",
            "java.util.function.DoubleUnaryOperator", "applyAsDouble");

    private final SideTable table;

    /** Members that a local variable would hide. */
    private final List<String> members = new ArrayList<>();

    MethodWriter(SideTable table) {
        this.table = table;
        for (Host host : table.hosts()) {
            members.add(host.table());
            members.add(host.entry().simpleName());
            host.functions().forEach(this::addMembers);
        }
        for (Function function : table.functions()) {
            members.add(function.memo());
            addMembers(function);
        }
    }

    private void addMembers(Function function) {
        if (function.argumentsClass() != null) {
            members.add(function.argumentsClass().simpleName());
        }
    }

    MethodSpec method(Operation operation) {
        Signature signature = operation.signature();
        MethodSpec.Builder method = MethodSpec.methodBuilder(signature.name())
                .addJavadoc(new MethodDocs(table, operation).text())
                .addTypeVariables(signature.typeVariables())
                .returns(signature.returnType())
                .varargs(signature.isVarargs())
                .addExceptions(signature.thrown());
        if (!table.isStatic()) {
            method.addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
        } else {
            if (table.isPublic()) {
                method.addModifiers(Modifier.PUBLIC);
            }
            method.addModifiers(Modifier.STATIC);
        }
        Suppressed.annotation(signature.suppressed()).ifPresent(method::addAnnotation);
        for (Signature.Parameter parameter : signature.parameters()) {
            method.addParameter(
                    ParameterSpec.builder(parameter.type(), parameter.name()).build());
        }
        return method.addCode(new Body(operation).code()).build();
    }

    /** The body of one method. */
    private final class Body {
        private final Operation operation;
        private final Signature signature;
        private final NameAllocator locals;
        private final CodeBlock.Builder code = CodeBlock.builder();

        Body(Operation operation) {
            this.operation = operation;
            this.signature = operation.signature();
            this.locals = Names.avoiding(
                    members,
                    signature.parameters().stream()
                            .map(Signature.Parameter::name)
                            .toList());
        }

        CodeBlock code() {
            switch (operation.kind()) {
                case GET -> get();
                case SET -> set();
                case UPDATE -> update();
                case HAS -> has();
                case DELETE -> delete();
                case HAS_HOST -> code.addStatement("return $N.has($N)", host().table(), hostName());
                case DELETE_HOST -> code.addStatement("return $N.delete($N)", host().table(), hostName());
                case COMPUTE -> compute();
                case HAS_RESULTS -> ofAllResults("has", " || ");
                case DELETE_RESULTS -> ofAllResults("delete", " | ");
                case HAS_RESULT -> hasResult();
                case DELETE_RESULT -> deleteResult();
            }
            return code.build();
        }

        private Host host() {
            return Objects.requireNonNull(operation.host());
        }

        private Property property() {
            return Objects.requireNonNull(operation.property());
        }

        private Function function() {
            return operation.functions().get(0);
        }

        private String hostName() {
            return signature.host().name();
        }

        private void requireNonNull(Signature.Parameter parameter) {
            code.addStatement("$T.requireNonNull($N, $S)", Objects.class, parameter.name(), parameter.declaredName());
        }

        /** Declares the entry, which may be null; its name. */
        private String findEntry() {
            String entry = Names.newName(locals, "entry");
            code.addStatement("$N $N = $N.find($N)", host().entry().simpleName(), entry, host().table(), hostName());
            return entry;
        }

        // Properties

        private void get() {
            PropertyCode words = new PropertyCode(property(), host().entry());
            String entry = findEntry();
            String word = Names.newName(locals, "word");
            code.addStatement("$T $N = $L", words.wordType(), word, words.strongWord(entry));
            TypeName type = signature.returnType().withoutAnnotations();
            CodeBlock value = valueOrDefault(words, word, type, property().defaultGetter());
            if (property().storage() == Storage.REFERENCE && Casts.isUnchecked(type)) {
                String local = Names.newName(locals, "value");
                code.add(Suppressed.uncheckedCast());
                code.addStatement("$T $N = $L", type, local, value);
                code.addStatement("return $N", local);
            } else {
                code.addStatement("return $L", value);
            }
        }

        private CodeBlock valueOrDefault(PropertyCode words, String word, TypeName type, String defaultGetter) {
            CodeBlock value = words.value(word, type);
            if (defaultGetter.isEmpty() && words.isZeroWhenUnset()) {
                return value;
            }
            CodeBlock unset = defaultGetter.isEmpty() ? words.zero() : superCall(defaultGetter, hostOfDefault());
            boolean isShort = defaultGetter.isEmpty() && type.toString().length() < SHORT_TYPE;
            return CodeBlock.of(
                    isShort ? "$L ? $L : $L" : "$L\n? $L\n: $L", words.isSet(CodeBlock.of("$N", word)), value, unset);
        }

        private CodeBlock hostOfDefault() {
            return operation.superHost() == null
                    ? CodeBlock.of("$N", hostName())
                    : CodeBlock.of("($T) $N", operation.superHost(), hostName());
        }

        private CodeBlock superCall(String method, CodeBlock arguments) {
            List<String> types = operation.superTypeArguments();
            return CodeBlock.of(
                    "$T.super.$L$N($L)",
                    table.originName(),
                    types.isEmpty() ? "" : "<" + String.join(", ", types) + ">",
                    method,
                    arguments);
        }

        private void set() {
            Signature.Parameter value = signature.parameters().get(1);
            requireNonNull(signature.host());
            PropertyCode words = new PropertyCode(property(), host().entry());
            CodeBlock entry = CodeBlock.of("$N.entry($N)", host().table(), hostName());
            code.beginControlFlow("while (!$L)", words.set(entry, encoded(words, value.name())));
            code.add("// deleted in this moment: again, with a new entry\n");
            code.endControlFlow();
            if (!signature.returnType().equals(TypeName.VOID)) {
                code.addStatement("return this");
            }
        }

        /** Declares what is stored for a value, unless it is the value itself; its name. */
        private String encoded(PropertyCode words, String value) {
            if (!words.isEncoded()) {
                return value;
            }
            String encoded = Names.newName(locals, "encoded");
            code.addStatement("$T $N = $L", words.wordType(), encoded, words.encoded(value));
            return encoded;
        }

        private void update() {
            Signature.Parameter change = signature.parameters().get(1);
            requireNonNull(signature.host());
            requireNonNull(change);
            PropertyCode words = new PropertyCode(property(), host().entry());
            TypeName type = operand(change.type());
            code.beginControlFlow("while (true)");
            String entry = findEntry();
            code.beginControlFlow("if ($N == null)", entry)
                    .addStatement("$N.check($N)", host().table(), hostName())
                    .endControlFlow();
            String word = Names.newName(locals, "word");
            code.addStatement("$T $N = $L", words.wordType(), word, words.word(entry));
            String strong = word;
            if (property().isWeak()) {
                strong = Names.newName(locals, "strongWord");
                code.addStatement("$T $N = $L", words.wordType(), strong, words.strengthen(CodeBlock.of("$N", word)));
            }
            String current = Names.newName(locals, "current");
            if (property().storage() == Storage.REFERENCE && Casts.isUnchecked(type)) {
                code.add(Suppressed.uncheckedCast());
            }
            code.addStatement(
                    "$T $N = $L",
                    type,
                    current,
                    valueOrDefault(words, strong, type, property().defaultGetter()));
            String changed = Names.newName(locals, "changed");
            code.addStatement("$T $N = $N.$L($N)", type, changed, change.name(), apply(change.type()), current);
            String encoded = encoded(words, changed);
            CodeBlock target = CodeBlock.of("$1N == null ? $2N.entry($3N) : $1N", entry, host().table(), hostName());
            code.beginControlFlow("if ($L)", words.replace(target, word, encoded));
            code.addStatement("$T.reachabilityFence($N)", Reference.class, hostName());
            code.addStatement(signature.returnType().equals(TypeName.VOID) ? "return" : "return " + changed);
            code.endControlFlow();
            code.endControlFlow();
        }

        /** The type of the values that the operator takes, with this method's own type variables. */
        private TypeName operand(TypeName operator) {
            return property().storage() == Storage.REFERENCE
                    ? ((ParameterizedTypeName) operator).typeArguments().get(0).withoutAnnotations()
                    : property().type();
        }

        private String apply(TypeName operator) {
            return APPLY.getOrDefault(operator.withoutAnnotations().toString(), "apply");
        }

        private void has() {
            PropertyCode words = new PropertyCode(property(), host().entry());
            String entry = findEntry();
            code.addStatement("return $N != null && $L", entry, words.isSet(words.strengthen(words.field(entry))));
        }

        private void delete() {
            PropertyCode words = new PropertyCode(property(), host().entry());
            String entry = findEntry();
            code.addStatement("return $N != null && $L", entry, words.isSet(words.strengthen(words.take(entry))));
        }

        // Memoized functions

        private void compute() {
            Function function = function();
            boolean hasHost = operation.host() != null;
            if (hasHost) {
                requireNonNull(signature.host());
            }
            String word = findResult(function);
            String result = Names.newName(locals, "result");
            code.add("$[$1T $2N = $3T.isSet($4N)\n? $3T.value($4N)\n: ", OBJECT, result, RuntimeNames.WORDS, word);
            CodeBlock all = names(signature.parameters());
            if (hasHost) {
                code.add(
                        "$N.compute(\n$>$>$N, $T.$N, $L",
                        host().table(),
                        hostName(),
                        host().entry(),
                        function.memo(),
                        function.argumentsClass() == null ? "null" : newArguments(function));
            } else {
                code.add("$N.compute(\n$>$>$L", function.memo(), newArguments(function));
            }
            boolean isShort = !hasHost || function.argumentsClass() == null;
            code.add(isShort ? ", () -> $L);\n$<$<$]" : ",\n() -> $L);\n$<$<$]", superCall(signature.name(), all));
            returnAs(signature.returnType().withoutAnnotations(), result);
        }

        private void returnAs(TypeName type, String result) {
            if (type.equals(OBJECT)) {
                code.addStatement("return $N", result);
            } else if (Casts.isUnchecked(type)) {
                String local = Names.newName(locals, "typedResult");
                code.add(Suppressed.uncheckedCast());
                code.addStatement("$1T $2N = ($1T) $3N", type, local, result);
                code.addStatement("return $N", local);
            } else {
                code.addStatement("return ($T) $N", type, result);
            }
        }

        /** Declares the strong word of a function's result; its name. */
        private String findResult(Function function) {
            ClassName argumentsClass = function.argumentsClass();
            CodeBlock value;
            if (operation.host() == null) {
                value = CodeBlock.of(
                        "$T.find($N.nodes(), $L)", argumentsClass, function.memo(), names(furtherParameters(function)));
            } else {
                String entry = findEntry();
                String field = function.hostWord().field();
                if (argumentsClass != null) {
                    value = CodeBlock.of(
                            "$1T.find($2T.nodes($3N == null ? null : $3N.$4N), $5L)",
                            argumentsClass,
                            RuntimeNames.MEMOS,
                            entry,
                            field,
                            names(furtherParameters(function)));
                } else if (function.isHeldStrongly()) {
                    value = CodeBlock.of("$1N == null ? null : $1N.$2N", entry, field);
                } else {
                    value = CodeBlock.of(
                            "$1N == null ? null : $3T.strengthen($1N.$2N)", entry, field, RuntimeNames.WORDS);
                }
            }
            String word = Names.newName(locals, "word");
            code.addStatement("$T $N = $L", OBJECT, word, value);
            return word;
        }

        private List<Signature.Parameter> furtherParameters(Function function) {
            List<Signature.Parameter> parameters = signature.parameters();
            return parameters.subList(parameters.size() - function.arguments().size(), parameters.size());
        }

        private CodeBlock names(List<Signature.Parameter> parameters) {
            return parameters.stream()
                    .map(parameter -> CodeBlock.of("$N", parameter.name()))
                    .collect(CodeBlock.joining(", "));
        }

        private CodeBlock newArguments(Function function) {
            return CodeBlock.of("new $T($L)", function.argumentsClass(), names(furtherParameters(function)));
        }

        private void ofAllResults(String method, String operator) {
            CodeBlock all = operation.functions().stream()
                    .map(function -> CodeBlock.of(
                            "$N.$L($N, $T.$N)", host().table(), method, hostName(), host().entry(), function.memo()))
                    .collect(CodeBlock.joining(operator));
            code.addStatement("return $L", all);
        }

        private void hasResult() {
            String word = findResult(function());
            code.addStatement("return $T.isSet($N)", RuntimeNames.WORDS, word);
        }

        private void deleteResult() {
            Function function = function();
            if (operation.host() == null) {
                code.addStatement("return $N.delete($L)", function.memo(), newArguments(function));
            } else {
                code.addStatement(
                        "return $N.delete($N, $T.$N, $L)",
                        host().table(),
                        hostName(),
                        host().entry(),
                        function.memo(),
                        newArguments(function));
            }
        }
    }
}
