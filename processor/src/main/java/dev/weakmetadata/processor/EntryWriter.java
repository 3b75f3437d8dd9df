package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weakmetadata.processor.Property.Bits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import javax.lang.model.element.Modifier;

/** Writes the class of a host's entries: one word after the other, and what they have in common. */
final class EntryWriter {
    /** So many in one expression: javac recurses once for each of them. */
    private static final int OPERANDS = 100;

    private static final ClassName LONG_UPDATER = ClassName.get(AtomicLongFieldUpdater.class);
    private static final ClassName REFERENCE_UPDATER = ClassName.get(AtomicReferenceFieldUpdater.class);

    private final Host host;
    private final ClassName entry;

    EntryWriter(Host host) {
        this.host = host;
        this.entry = host.entry();
    }

    TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(entry)
                .addJavadoc("All that is known of one $L.", SideTableWriter.link(host.type()))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeNames.METADATA_ENTRY);
        for (Word word : host.words()) {
            type.addField(longUpdater(word)).addField(word(TypeName.LONG, word));
        }
        for (Property property : host.properties()) {
            switch (property.storage()) {
                case PACKED -> bits(property).forEach(type::addField);
                case WHOLE ->
                    type.addField(longUpdater(property.word())).addField(word(TypeName.LONG, property.word()));
                case REFERENCE ->
                    type.addField(referenceUpdater(property.word()))
                            .addField(word(TypeName.get(Object.class), property.word()));
            }
        }
        for (Function function : host.functions()) {
            type.addField(referenceUpdater(function.hostWord()))
                    .addField(memo(function))
                    .addField(word(TypeName.get(Object.class), function.hostWord()));
        }
        return type.addMethod(constructor())
                .addMethod(anySet())
                .addMethod(seal())
                .build();
    }

    private static FieldSpec word(TypeName type, Word word) {
        return FieldSpec.builder(type, word.field(), Modifier.VOLATILE).build();
    }

    private FieldSpec longUpdater(Word word) {
        return constant(ParameterizedTypeName.get(LONG_UPDATER, entry), word.updater())
                .initializer("$T.newUpdater(\n$>$>$T.class, $S)$<$<", LONG_UPDATER, entry, word.field())
                .build();
    }

    private FieldSpec referenceUpdater(Word word) {
        return constant(ParameterizedTypeName.get(REFERENCE_UPDATER, entry, TypeName.get(Object.class)), word.updater())
                .initializer(
                        "$T.newUpdater(\n$>$>$T.class, $T.class, $S)$<$<",
                        REFERENCE_UPDATER,
                        entry,
                        Object.class,
                        word.field())
                .build();
    }

    private FieldSpec memo(Function function) {
        return constant(ParameterizedTypeName.get(RuntimeNames.MEMO, entry), function.memo())
                .initializer(
                        "new $T<>($S, $N, $T.$L)",
                        RuntimeNames.MEMO,
                        function.name(),
                        function.hostWord().updater(),
                        RuntimeNames.RESULTS,
                        function.results())
                .build();
    }

    private static FieldSpec.Builder constant(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.STATIC, Modifier.FINAL);
    }

    private static List<FieldSpec> bits(Property property) {
        Bits bits = property.bits();
        boolean isFlag = bits.size() == 1;
        int valueOffset = bits.offset() + 1;
        return List.of(
                constant(TypeName.LONG, bits.set())
                        .initializer("1L << $L", bits.offset())
                        .build(),
                constant(isFlag ? TypeName.LONG : TypeName.INT, bits.value())
                        .initializer(isFlag ? "1L << $L" : "$L", valueOffset)
                        .build(),
                constant(TypeName.LONG, bits.mask())
                        .initializer("0x$LL << $L", Long.toHexString((1L << (bits.size() + 1)) - 1), bits.offset())
                        .build());
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addParameter(ParameterizedTypeName.get(RuntimeNames.METADATA_TABLE, entry), "table")
                .addParameter(Object.class, "host")
                .addStatement("super(table, host)")
                .build();
    }

    private MethodSpec anySet() {
        List<CodeBlock> conditions = new ArrayList<>();
        for (Word word : host.words()) {
            conditions.add(CodeBlock.of("$N > 0", word.field())); // the sign bit is the seal
        }
        for (Property property : host.properties()) {
            if (property.storage() != Storage.PACKED) {
                PropertyCode code = new PropertyCode(property, entry);
                conditions.add(code.isSet(
                        code.strengthen(CodeBlock.of("$N", property.word().field()))));
            }
        }
        for (Function function : host.functions()) {
            conditions.add(CodeBlock.of(
                    "$T.anySet($N)", RuntimeNames.MEMOS, function.hostWord().field()));
        }
        MethodSpec.Builder anySet = MethodSpec.methodBuilder("anySet")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.BOOLEAN);
        int first = 0;
        for (int end = OPERANDS; end < conditions.size(); end += OPERANDS) {
            anySet.beginControlFlow("if ($L)", CodeBlock.join(conditions.subList(first, end), "\n|| "))
                    .addStatement("return true")
                    .endControlFlow();
            first = end;
        }
        return anySet.addStatement("return $L", CodeBlock.join(conditions.subList(first, conditions.size()), "\n|| "))
                .build();
    }

    /** Each word must be sealed, so nothing here may be skipped. */
    private MethodSpec seal() {
        List<CodeBlock> conditions = new ArrayList<>();
        for (Word word : host.words()) {
            conditions.add(CodeBlock.of("$T.seal(this, $N) != 0", RuntimeNames.WORDS, word.updater()));
        }
        for (Property property : host.properties()) {
            if (property.storage() != Storage.PACKED) {
                PropertyCode code = new PropertyCode(property, entry);
                conditions.add(code.isSet(code.strengthen(CodeBlock.of(
                        property.storage() == Storage.WHOLE ? "$T.sealWhole(this, $N)" : "$T.seal(this, $N)",
                        RuntimeNames.WORDS,
                        property.word().updater()))));
            }
        }
        for (Function function : host.functions()) {
            conditions.add(CodeBlock.of(
                    "$T.anySet($T.seal(this, $N))",
                    RuntimeNames.MEMOS,
                    RuntimeNames.WORDS,
                    function.hostWord().updater()));
        }
        MethodSpec.Builder seal = MethodSpec.methodBuilder("seal")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.BOOLEAN);
        if (conditions.size() == 1) {
            return seal.addStatement("return $L", conditions.get(0)).build();
        }
        String any = host.freeName();
        seal.addStatement("boolean $N = $L", any, conditions.get(0));
        conditions.stream().skip(1).forEach(condition -> seal.addStatement("$N |= $L", any, condition));
        return seal.addStatement("return $N", any).build();
    }
}
