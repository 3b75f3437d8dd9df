package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;

/**
 * A property of a host.
 *
 * @param name its name
 * @param type its type, without annotations, as its getter declares it
 * @param isWeak whether the value is held weakly
 * @param defaultGetter the name of the user's default method that says what an unset property reads as; empty if none
 * @param storage how it is stored
 * @param word the word that it is stored in
 * @param bits where in the word, if it is packed
 */
record Property(
        String name, TypeName type, boolean isWeak, String defaultGetter, Storage storage, Word word, Bits bits) {

    boolean hasDefault() {
        return !defaultGetter.isEmpty();
    }

    /**
     * A packed property's share of its word.
     *
     * @param offset the lowest bit, which says whether the property is set; the value follows
     * @param size the number of bits of the value
     * @param set the name of the constant with the lowest bit
     * @param mask the name of the constant with all bits
     * @param value the name of the constant that says where the value is: a mask for a boolean, a shift for any other
     */
    record Bits(int offset, int size, String set, String mask, String value) {
        static final Bits NONE = new Bits(0, 0, "", "", "");
    }
}
