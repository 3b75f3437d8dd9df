package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * A host type, with the table and the class of entries that keep what belongs to its instances.
 *
 * @param type the erased type
 * @param table the field that holds the table
 * @param entry the nested class of its entries
 * @param words the packed words of an entry
 * @param properties in order of declaration
 * @param functions memoized functions of the host, in order of declaration
 * @param freeName a name for a local variable that hides none of the entry's fields
 */
record Host(
        TypeName type,
        String table,
        ClassName entry,
        List<Word> words,
        List<Property> properties,
        List<Function> functions,
        String freeName) {}
