package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;

/** How an entry stores a property. */
enum Storage {
    /** Some bits of a {@code long} that it shares with others: one that says whether it is set, then the value. */
    PACKED,
    /** A {@code long} of its own. */
    WHOLE,
    /** A reference of its own. */
    REFERENCE;

    static Storage of(TypeName type) {
        if (!type.isPrimitive()) {
            return REFERENCE;
        }
        return type.equals(TypeName.LONG) || type.equals(TypeName.DOUBLE) ? WHOLE : PACKED;
    }

    /** How many bits a value needs. */
    static int bits(TypeName packed) {
        if (packed.equals(TypeName.BOOLEAN)) {
            return 1;
        }
        if (packed.equals(TypeName.BYTE)) {
            return Byte.SIZE;
        }
        return packed.equals(TypeName.SHORT) || packed.equals(TypeName.CHAR) ? Short.SIZE : Integer.SIZE;
    }
}
