package dev.weakmetadata;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an object holds strongly, as far as it can be seen without running a method of the user's: elements of arrays;
 * fields, by reflection, where the module system allows it, among them the captured variables of lambdas and the enclosing
 * instances of inner classes; and of classes of the JDK, where it does not, what their public methods tell, if these call
 * nothing but the JDK. That excludes the wrappers of {@link java.util.Collections}, since they would call what they wrap, and
 * users' subclasses of collections.
 */
final class Contents {
    /** Of these exact classes, too many to bother, instances lead nowhere. */
    private static final Set<Class<?>> LEAVES = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    /** Collections of the JDK whose iteration changes nothing and calls nobody. */
    private static final Set<String> COLLECTIONS = Set.of(
            "java.util.ArrayDeque",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.Collections$CopiesList",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonSet",
            "java.util.HashSet",
            "java.util.ImmutableCollections$List12",
            "java.util.ImmutableCollections$ListN",
            "java.util.ImmutableCollections$Set12",
            "java.util.ImmutableCollections$SetN",
            "java.util.ImmutableCollections$SubList",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.PriorityQueue",
            "java.util.Stack",
            "java.util.TreeSet",
            "java.util.Vector",
            "java.util.concurrent.ArrayBlockingQueue",
            "java.util.concurrent.ConcurrentHashMap$KeySetView",
            "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.ConcurrentLinkedQueue",
            "java.util.concurrent.ConcurrentSkipListSet",
            "java.util.concurrent.CopyOnWriteArrayList",
            "java.util.concurrent.CopyOnWriteArraySet",
            "java.util.concurrent.LinkedBlockingDeque",
            "java.util.concurrent.LinkedBlockingQueue",
            "java.util.concurrent.LinkedTransferQueue",
            "java.util.concurrent.PriorityBlockingQueue");

    /** Maps of the JDK, likewise. */
    private static final Set<String> MAPS = Set.of(
            "java.util.Collections$SingletonMap",
            "java.util.EnumMap",
            "java.util.HashMap",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.ImmutableCollections$Map1",
            "java.util.ImmutableCollections$MapN",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentSkipListMap");

    /** Packages of the user's that are not open to reflection, each as {@code module/package}. */
    private static final Set<String> CLOSED = ConcurrentHashMap.newKeySet();

    /** The fields that can be read; of JDK classes only, so that a class never leads to the loader of this one. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return findFields(type);
        }
    };

    private Contents() {}

    static boolean isLeaf(Object object) {
        return LEAVES.contains(object.getClass());
    }

    /** Calls an action with each object that the given one holds, and before it how: a field, or a text. */
    static void of(Object object, BiConsumer<Object, @Nullable Object> action) {
        if (object instanceof Table || object instanceof Entry) {
            return; // what a table holds belongs to its hosts
        }
        if (object instanceof Object[] array) {
            for (Object element : array) {
                action.accept(".element", element);
            }
            return;
        }
        if (object instanceof Memos memos) {
            memos.forEach(arguments -> action.accept("", arguments));
            return;
        }
        if (object instanceof Arguments arguments) {
            action.accept("result", arguments.word);
        }
        if (!ofJdk(object, action)) {
            for (Field field : fields(object.getClass())) {
                action.accept(field, read(field, object));
            }
        }
    }

    /** Whether an object's class is one of the JDK that tells all that there is. */
    private static boolean ofJdk(Object object, BiConsumer<Object, @Nullable Object> action) {
        Class<?> type = object.getClass();
        if (object instanceof AtomicReference<?> reference) {
            action.accept(".value", reference.get()); // final, also where the class is a user's
            return type == AtomicReference.class;
        }
        if (object instanceof AtomicReferenceArray<?> array) {
            for (int i = 0; i < array.length(); i++) {
                action.accept(".element", array.get(i));
            }
            return type == AtomicReferenceArray.class;
        }
        if (Proxy.isProxyClass(type)) {
            action.accept(".handler", Proxy.getInvocationHandler(object));
            return true;
        }
        if (type.getClassLoader() != null) {
            return false;
        }
        if (object instanceof Collection<?> collection && COLLECTIONS.contains(type.getName())) {
            collection.forEach(element -> action.accept(".element", element));
            return true;
        }
        if (object instanceof Map<?, ?> map && MAPS.contains(type.getName())) {
            map.forEach((key, value) -> {
                action.accept(".key", key);
                action.accept(".value", value);
            });
            return true;
        }
        if (object instanceof Map.Entry<?, ?> entry
                && (type == AbstractMap.SimpleEntry.class
                        || type == AbstractMap.SimpleImmutableEntry.class
                        || type.getName().equals("java.util.KeyValueHolder"))) {
            action.accept(".key", entry.getKey());
            action.accept(".value", entry.getValue());
            return true;
        }
        if (object instanceof Optional<?> optional) {
            action.accept(".value", optional.orElse(null));
            return true;
        }
        if (type == CompletableFuture.class && object instanceof CompletableFuture<?> future) {
            if (future.isDone() && !future.isCompletedExceptionally()) {
                action.accept(".result", future.getNow(null));
            }
            return true;
        }
        return false;
    }

    // Fields

    static List<Field> fields(Class<?> type) {
        return FIELDS.get(type);
    }

    static @Nullable Object read(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new LinkageError("a field that was accessible is no more", e);
        }
    }

    private static List<Field> findFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && !isEndOfFields(c); c = c.getSuperclass()) {
            Field[] declared;
            try {
                declared = c.getDeclaredFields();
            } catch (LinkageError e) {
                continue; // the type of one of them is missing
            }
            for (Field field : declared) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !LEAVES.contains(field.getType())) {
                    if (field.trySetAccessible()) {
                        fields.add(field);
                    } else {
                        noteClosed(c);
                    }
                }
            }
        }
        return fields;
    }

    /** What these have in fields is either weak, or would lead into the inside of the JVM or of a table. */
    private static boolean isEndOfFields(Class<?> type) {
        return type == Arguments.class
                || type == MetadataEntry.class
                || (type.getClassLoader() == null && type.getPackageName().startsWith("java.lang"));
    }

    private static void noteClosed(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader != null && loader != ClassLoader.getPlatformClassLoader()) {
            CLOSED.add(type.getModule().getName() + "/" + type.getPackageName());
        }
    }

    /** Says which options would let be seen what could not be; empty if all could. */
    static String unseen() {
        if (CLOSED.isEmpty()) {
            return "";
        }
        String name = Contents.class.getModule().getName();
        StringBuilder options = new StringBuilder(" (to see into named modules, run with");
        for (String closed : new TreeSet<>(CLOSED)) {
            options.append(" --add-opens ").append(closed).append('=').append(name == null ? "ALL-UNNAMED" : name);
        }
        return options.append(')').toString();
    }
}
