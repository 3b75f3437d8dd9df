package dev.weakmetadata.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes the class that keeps the further arguments of a memoized function's call, unboxed. */
final class ArgumentsWriter {
    private final Function function;
    private final ClassName name;
    private final NameAllocator names;

    ArgumentsWriter(Function function, ClassName name) {
        this.function = function;
        this.name = name;
        this.names = Names.avoiding(
                name.simpleNames(),
                function.arguments().stream().map(Argument::name).toList());
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc("Arguments of one call to {@code $L}.", function.name())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeNames.ARGUMENTS);
        for (Argument argument : function.arguments()) {
            type.addField(kept(argument), argument.name(), Modifier.FINAL);
        }
        return type.addMethod(constructor())
                .addMethod(hash())
                .addMethod(find())
                .addMethod(matches())
                .addMethod(sameAs())
                .build();
    }

    private static TypeName kept(Argument argument) {
        return argument.isWeak() ? ParameterizedTypeName.get(Reference.class, Object.class) : argument.type();
    }

    private void addParameters(MethodSpec.Builder method) {
        function.arguments().forEach(argument -> method.addParameter(argument.type(), argument.name()));
    }

    private CodeBlock argumentNames() {
        return function.arguments().stream()
                .map(argument -> CodeBlock.of("$N", argument.name()))
                .collect(CodeBlock.joining(", "));
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        addParameters(constructor);
        constructor.addStatement("super(hash($L))", argumentNames());
        for (Argument argument : function.arguments()) {
            constructor.addStatement(argument.isWeak() ? "this.$1N = weak($1N)" : "this.$1N = $1N", argument.name());
        }
        return constructor.build();
    }

    private MethodSpec hash() {
        MethodSpec.Builder hash =
                MethodSpec.methodBuilder("hash").addModifiers(Modifier.STATIC).returns(TypeName.INT);
        addParameters(hash);
        if (function.arguments().size() == 1) {
            return hash.addStatement("return $L", hash(function.arguments().get(0)))
                    .build();
        }
        String result = Names.newName(names.clone(), "hash");
        hash.addStatement("int $N = $L", result, hash(function.arguments().get(0)));
        function.arguments().stream()
                .skip(1)
                .forEach(argument -> hash.addStatement("$1N = 31 * $1N + $2L", result, hash(argument)));
        return hash.addStatement("return $N", result).build();
    }

    private static CodeBlock hash(Argument argument) {
        if (argument.isWeak()) {
            return CodeBlock.of("$T.identityHashCode($N)", System.class, argument.name());
        }
        return argument.type().isPrimitive()
                ? CodeBlock.of("$T.hashCode($N)", argument.type().box(), argument.name())
                : CodeBlock.of("$T.hashCode($N)", Objects.class, argument.name());
    }

    private MethodSpec find() {
        NameAllocator locals = names.clone();
        String nodes = Names.newName(locals, "nodes");
        String position = Names.newName(locals, "position");
        String node = Names.newName(locals, "node");
        String arguments = Names.newName(locals, "arguments");
        MethodSpec.Builder find = MethodSpec.methodBuilder("find")
                .addJavadoc("The word of the result for some arguments; null if there is none.")
                .addModifiers(Modifier.STATIC)
                .returns(Object.class)
                .addParameter(ArrayTypeName.of(RuntimeNames.ARGUMENTS), nodes);
        addParameters(find);
        return find.addStatement("int $N = $T.position(hash($L))", position, RuntimeNames.MEMOS, argumentNames())
                .beginControlFlow(
                        "for ($1T $2N = $3T.node($4N, $5N); $2N != null; $2N = $3T.node($4N, ++$5N))",
                        RuntimeNames.ARGUMENTS,
                        node,
                        RuntimeNames.MEMOS,
                        nodes,
                        position)
                .beginControlFlow(
                        "if ($1N instanceof $2T $3N && $3N.matches($4L))", node, name, arguments, argumentNames())
                .addStatement("return $N.$L()", arguments, function.isHeldStrongly() ? "strongResult" : "result")
                .endControlFlow()
                .endControlFlow()
                .addStatement("return null")
                .build();
    }

    private MethodSpec matches() {
        MethodSpec.Builder matches = MethodSpec.methodBuilder("matches").returns(TypeName.BOOLEAN);
        addParameters(matches);
        CodeBlock conditions =
                function.arguments().stream().map(ArgumentsWriter::isSame).collect(CodeBlock.joining("\n&& "));
        return matches.addStatement("return $L", conditions).build();
    }

    private static CodeBlock isSame(Argument argument) {
        TypeName type = argument.type();
        if (argument.isWeak()) {
            return CodeBlock.of("refersTo(this.$1N, $1N)", argument.name());
        }
        if (!type.isPrimitive()) {
            return CodeBlock.of("$2T.equals(this.$1N, $1N)", argument.name(), Objects.class);
        }
        return type.equals(TypeName.FLOAT) || type.equals(TypeName.DOUBLE)
                ? CodeBlock.of("$2T.compare(this.$1N, $1N) == 0", argument.name(), type.box())
                : CodeBlock.of("this.$1N == $1N", argument.name());
    }

    /** Weakly held arguments are compared by what they refer to; what is gone equals nothing. */
    private MethodSpec sameAs() {
        NameAllocator locals = names.clone();
        String other = Names.newName(locals, "other");
        String same = Names.newName(locals, "same");
        MethodSpec.Builder sameAs = MethodSpec.methodBuilder("sameAs")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.BOOLEAN)
                .addParameter(RuntimeNames.ARGUMENTS, other);
        List<CodeBlock> conditions = new ArrayList<>();
        conditions.add(CodeBlock.of("$N instanceof $T $N", other, name, same));
        List<CodeBlock> values = new ArrayList<>();
        for (Argument argument : function.arguments()) {
            if (argument.isWeak()) {
                String value = Names.newName(locals, argument.name() + "Referent");
                sameAs.addStatement("$T $N = $N.get()", Object.class, value, argument.name());
                conditions.add(CodeBlock.of("refersTo($N, $N)", argument.name(), value));
                values.add(CodeBlock.of("$N", value));
            } else {
                values.add(CodeBlock.of("$N", argument.name()));
            }
        }
        conditions.add(CodeBlock.of("$N.matches($L)", same, CodeBlock.join(values, ", ")));
        return sameAs.addStatement("return $L", CodeBlock.join(conditions, "\n&& "))
                .build();
    }
}
