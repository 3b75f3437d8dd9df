package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.weakmetadata.processor.Property.Bits;

/** Expressions that read and write a property's word, whatever way it is stored. */
final class PropertyCode {
    private static final TypeName OBJECT = TypeName.get(Object.class);

    private final Property property;

    /** Nothing in the generated class has the same name: to write it as a type would only have JavaPoet look it up again. */
    private final String entry;

    PropertyCode(Property property, ClassName entry) {
        this.property = property;
        this.entry = entry.simpleName();
    }

    private String constant(String name) {
        return entry + "." + name;
    }

    TypeName wordType() {
        return property.storage() == Storage.REFERENCE ? OBJECT : TypeName.LONG;
    }

    /** The word of a host that may have no entry. */
    CodeBlock word(String entryVariable) {
        return CodeBlock.of(
                "$1N == null ? $2L : $1N.$3N",
                entryVariable,
                property.storage() == Storage.REFERENCE ? "null" : "0",
                property.word().field());
    }

    /** The word with its value held strongly, so that it can be asked twice. */
    CodeBlock strongWord(String entryVariable) {
        return property.isWeak()
                ? CodeBlock.of("$1N == null ? null : $2L", entryVariable, strengthen(field(entryVariable)))
                : word(entryVariable);
    }

    CodeBlock field(String entryVariable) {
        return CodeBlock.of("$N.$N", entryVariable, property.word().field());
    }

    CodeBlock strengthen(CodeBlock word) {
        return property.isWeak() ? CodeBlock.of("$T.strengthen($L)", RuntimeNames.WORDS, word) : word;
    }

    CodeBlock isSet(CodeBlock word) {
        return switch (property.storage()) {
            case PACKED ->
                CodeBlock.of("($L & $L) != 0", word, constant(property.bits().set()));
            case WHOLE -> CodeBlock.of("$T.isWholeSet($L)", RuntimeNames.WORDS, word);
            case REFERENCE -> CodeBlock.of("$T.isSet($L)", RuntimeNames.WORDS, word);
        };
    }

    /** Whether an unset word reads as zero without being asked whether it is set. */
    boolean isZeroWhenUnset() {
        return property.storage() == Storage.PACKED;
    }

    /** The value of a word that is set. */
    CodeBlock value(String word, TypeName type) {
        return switch (property.storage()) {
            case PACKED -> packedValue(word);
            case WHOLE ->
                CodeBlock.of(
                        property.type().equals(TypeName.LONG) ? "$T.longValue($N)" : "$T.doubleValue($N)",
                        RuntimeNames.WORDS,
                        word);
            case REFERENCE ->
                type.equals(OBJECT)
                        ? CodeBlock.of("$T.value($N)", RuntimeNames.WORDS, word)
                        : CodeBlock.of("($T) $T.value($N)", type, RuntimeNames.WORDS, word);
        };
    }

    private CodeBlock packedValue(String word) {
        Bits bits = property.bits();
        TypeName type = property.type();
        if (type.equals(TypeName.BOOLEAN)) {
            return CodeBlock.of("($N & $L) != 0", word, constant(bits.value()));
        }
        if (type.equals(TypeName.FLOAT)) {
            return CodeBlock.of("$T.intBitsToFloat((int) ($N >>> $L))", Float.class, word, constant(bits.value()));
        }
        return CodeBlock.of("($T) ($N >>> $L)", type, word, constant(bits.value()));
    }

    CodeBlock zero() {
        if (property.storage() == Storage.REFERENCE) {
            return CodeBlock.of("null");
        }
        return CodeBlock.of(property.type().equals(TypeName.BOOLEAN) ? "false" : "0");
    }

    /** Whether a value is stored as something else, which deserves a variable. */
    boolean isEncoded() {
        return property.storage() != Storage.REFERENCE || property.isWeak();
    }

    /** What is stored for a value. */
    CodeBlock encoded(String value) {
        return switch (property.storage()) {
            case PACKED -> packed(value);
            case WHOLE ->
                CodeBlock.of(
                        property.type().equals(TypeName.LONG) ? "$T.ofLong($N)" : "$T.ofDouble($N)",
                        RuntimeNames.WORDS,
                        value);
            case REFERENCE ->
                property.isWeak() ? CodeBlock.of("$T.weak($N)", RuntimeNames.WORDS, value) : CodeBlock.of("$N", value);
        };
    }

    /** Sets the property; false if the entry has been deleted. */
    CodeBlock set(CodeBlock entryExpression, String encoded) {
        return CodeBlock.of(
                "$T.$L($L, $L, $N)", RuntimeNames.WORDS, method("set"), entryExpression, updater(), encoded);
    }

    /** Sets the property if its word is still as expected. */
    CodeBlock replace(CodeBlock entryExpression, String expected, String encoded) {
        String mask = property.storage() == Storage.PACKED
                ? ", " + constant(property.bits().mask())
                : "";
        return CodeBlock.of(
                "$T.$L($L, $L, $N$L, $N)",
                RuntimeNames.WORDS,
                method("replace"),
                entryExpression,
                constant(property.word().updater()),
                expected,
                mask,
                encoded);
    }

    /** Unsets the property; the old word. */
    CodeBlock take(String entryVariable) {
        return CodeBlock.of("$T.$L($N, $L)", RuntimeNames.WORDS, method("take"), entryVariable, updater());
    }

    private String method(String name) {
        return property.storage() == Storage.WHOLE ? name + "Whole" : name;
    }

    /** The word's updater, and which bits of it are meant. */
    private String updater() {
        String updater = constant(property.word().updater());
        return property.storage() == Storage.PACKED
                ? updater + ", " + constant(property.bits().mask())
                : updater;
    }

    private CodeBlock packed(String value) {
        Bits bits = property.bits();
        TypeName type = property.type();
        if (type.equals(TypeName.BOOLEAN)) {
            return CodeBlock.of("$N ? $L : $L", value, constant(bits.mask()), constant(bits.set()));
        }
        CodeBlock unsigned;
        if (type.equals(TypeName.CHAR)) {
            unsigned = CodeBlock.of("(long) $N", value);
        } else if (type.equals(TypeName.FLOAT)) {
            unsigned = CodeBlock.of("$T.toUnsignedLong($T.floatToRawIntBits($N))", Integer.class, Float.class, value);
        } else {
            unsigned = CodeBlock.of("$T.toUnsignedLong($N)", type.box(), value);
        }
        return CodeBlock.of("$L | ($L << $L)", constant(bits.set()), unsigned, constant(bits.value()));
    }
}
