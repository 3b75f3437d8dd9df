package dev.weakmetadata;

import java.lang.reflect.Field;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds for a host: a {@linkplain Words word} of an entry.
 *
 * @param property the name of the property or memoized function; of a {@link WeakMap} it is empty
 * @param word the value or, for a function of further arguments, its {@link Memos}; may be held weakly or softly
 */
record HeldValue(Table<?> table, Entry entry, String property, Object word) {

    static void forEach(Table<?> table, Entry entry, Consumer<HeldValue> action) {
        if (entry instanceof WeakMap.MapEntry mapEntry) {
            Object value = mapEntry.value();
            if (value != null) {
                action.accept(new HeldValue(table, entry, "", value));
            }
        } else {
            // The fields of generated entries have the properties' names, but for an underscore if that is no name for
            // a field.
            for (Field field : Contents.fields(entry.getClass())) {
                Object word = Contents.read(field, entry);
                if (word != null) {
                    action.accept(new HeldValue(table, entry, field.getName().replaceFirst("(?<=[^_])_+$", ""), word));
                }
            }
        }
    }

    /** {@code ButtonState.handler}; of a map where it was first used. */
    String name() {
        if (!property.isEmpty()) {
            return tableName() + "." + property;
        }
        String firstUse = Tables.firstUse(table);
        return firstUse == null ? tableName() : tableName() + " (first used at " + firstUse + ")";
    }

    /** Of a generated table the name of the interface that it implements. */
    private String tableName() {
        Class<?> generated = entry instanceof MetadataEntry ? entry.getClass().getEnclosingClass() : null;
        if (generated == null) {
            return nameOf(table.getClass());
        }
        Class<?>[] implemented = generated.getInterfaces();
        return nameOf(implemented.length == 1 ? implemented[0] : generated);
    }

    /** The name of an object's class; never anything else of the object. */
    static String nameOf(@Nullable Object object) {
        return object == null ? "null" : nameOf(object.getClass());
    }

    /** The name of a class, without its package and without what differs from run to run. */
    static String nameOf(Class<?> type) {
        String name =
                type.getTypeName().replaceFirst("(?<=\\$\\$Lambda).*|/.*", ""); // lambdas and other hidden classes
        return name.substring(name.lastIndexOf('.') + 1)
                .replaceAll("(?<=[^$])\\$(?=\\p{javaJavaIdentifierStart})(?!\\$)", ".");
    }
}
