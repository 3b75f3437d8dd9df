package dev.weakmetadata;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

/** Which objects have an identity that a weak table can hold on to. */
final class WeakKeys {
    /**
     * Why instances of a class cannot be keys; empty if they can. The values are strings, so that a class never leads to
     * the loader of this one.
     */
    private static final ClassValue<String> REFUSAL = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return refusal(type);
        }
    };

    private WeakKeys() {}

    static void check(Object key) {
        String refusal = REFUSAL.get(key.getClass());
        if (!refusal.isEmpty()) {
            throw new InvalidWeakKeyException(refusal);
        }
    }

    private static String refusal(Class<?> type) {
        String reason;
        if (type == String.class) {
            reason = "equal strings stand for each other, and literals are never collected";
        } else if (isValueBased(type)) {
            reason = "it is a value-based class, whose instances have no identity";
        } else if (isValueClass(type)) {
            reason = "it is a value class, whose instances have no identity";
        } else {
            return "";
        }
        return type.getName() + " cannot be a weak key: " + reason
                + ". Use an ordinary Map (java.util.HashMap) for such keys, or a WeakValueCache if the values are to be"
                + " collectable.";
    }

    /** The JDK's mark is not inherited, and an instance may be of a subclass or implement a marked interface. */
    private static boolean isValueBased(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (isMarked(c)) {
                return true;
            }
            for (Class<?> implemented : c.getInterfaces()) {
                if (isMarked(implemented)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isMarked(Class<?> type) {
        if (type.getName().startsWith("java.util.ImmutableCollections$")
                && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type))) {
            return true; // List.of, Set.of, Map.of: value-based by their documentation, on JDK 25 not all marked
        }
        if (type.getClassLoader() != null && !type.getModule().isNamed()) {
            return false; // only the JDK's own modules can see the mark
        }
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            if (annotation.annotationType().getName().equals("jdk.internal.ValueBased")) {
                return true;
            }
        }
        return false;
    }

    /** {@code Class.isValue()} of a JVM with value objects (JEP 401); false on any other. */
    private static boolean isValueClass(Class<?> type) {
        try {
            Method isValue = Class.class.getMethod("isValue");
            return (boolean) isValue.invoke(type);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
