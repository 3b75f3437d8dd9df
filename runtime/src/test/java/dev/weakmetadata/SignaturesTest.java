package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The public signatures of the collections are those of the contract, no more and no less. */
class SignaturesTest {
    @Test
    void weakMap() {
        assertThat(WeakMap.class).isPublic().isFinal();
        assertThat(WeakMap.class.toGenericString()).isEqualTo("public final class dev.weakmetadata.WeakMap<K,V>");
        assertThat(signatures(WeakMap.class))
                .containsExactlyInAnyOrder(
                        "public dev.weakmetadata.WeakMap()",
                        "public dev.weakmetadata.WeakMap(Iterable<? extends Map.Entry<? extends K, ? extends V>>)",
                        "public V get(@Nullable Object)",
                        "public V getOrDefault(@Nullable Object,V)",
                        "public boolean has(@Nullable Object)",
                        "public dev.weakmetadata.WeakMap<K, V> set(K,V)",
                        "public boolean delete(@Nullable Object)",
                        "public V getOrInsert(K,V)",
                        "public V getOrInsertComputed(K,Function<? super K, ? extends V>)",
                        "public V update(K,UnaryOperator<V>)",
                        "public void clear()",
                        "public String toString()");
        assertThat(WeakMap.class.getTypeParameters()[1].getAnnotatedBounds()[0]).satisfies(SignaturesTest::isNullable);
    }

    @Test
    void weakSet() {
        assertThat(WeakSet.class).isPublic().isFinal();
        assertThat(WeakSet.class.toGenericString()).isEqualTo("public final class dev.weakmetadata.WeakSet<E>");
        assertThat(signatures(WeakSet.class))
                .containsExactlyInAnyOrder(
                        "public dev.weakmetadata.WeakSet()",
                        "public dev.weakmetadata.WeakSet(Iterable<? extends E>)",
                        "public dev.weakmetadata.WeakSet<E> add(E)",
                        "public boolean addIfAbsent(E)",
                        "public boolean has(@Nullable Object)",
                        "public boolean delete(@Nullable Object)",
                        "public void clear()",
                        "public String toString()");
    }

    @Test
    void weakValueCache() {
        assertThat(WeakValueCache.class).isPublic().isFinal();
        assertThat(WeakValueCache.class.toGenericString())
                .isEqualTo("public final class dev.weakmetadata.WeakValueCache<K,V>");
        assertThat(signatures(WeakValueCache.class))
                .containsExactlyInAnyOrder(
                        "public static <K,V> dev.weakmetadata.WeakValueCache<K, V> weakValues()",
                        "public static <K,V> dev.weakmetadata.WeakValueCache<K, V> softValues()",
                        "public V get(K)",
                        "public V get(K,Function<? super K, ? extends V>)",
                        "public void put(K,V)",
                        "public boolean delete(K)",
                        "public void clear()",
                        "public String toString()");
    }

    @Test
    void invalidWeakKeyException() {
        assertThat(InvalidWeakKeyException.class).isPublic().isNotFinal().hasSuperclass(IllegalArgumentException.class);
    }

    @Test
    void resultsOfGetAreNullable() throws Exception {
        isNullable(WeakMap.class.getMethod("get", Object.class).getAnnotatedReturnType());
        isNullable(WeakValueCache.class.getMethod("get", Object.class).getAnnotatedReturnType());
    }

    @Test
    void packageIsNullMarked() {
        assertThat(WeakMap.class.getPackage().isAnnotationPresent(NullMarked.class))
                .isTrue();
    }

    @Test
    void nothingEnumerates() {
        assertThat(WeakMap.class.getInterfaces()).isEmpty();
        assertThat(WeakSet.class.getInterfaces()).isEmpty();
        assertThat(WeakValueCache.class.getInterfaces()).isEmpty();
    }

    @Test
    void nothingIsProtectedOrAPublicField() {
        for (Class<?> type : new Class<?>[] {WeakMap.class, WeakSet.class, WeakValueCache.class}) {
            assertThat(type.getFields()).isEmpty();
            for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
                assertThat(c.getDeclaredMethods()).noneMatch(m -> Modifier.isProtected(m.getModifiers()));
            }
        }
    }

    private static void isNullable(AnnotatedElement type) {
        assertThat(type.isAnnotationPresent(Nullable.class)).isTrue();
    }

    private static Set<String> signatures(Class<?> type) {
        return Stream.<Executable>concat(Arrays.stream(type.getConstructors()), Arrays.stream(type.getMethods()))
                .filter(e -> !e.isSynthetic() && e.getDeclaringClass() != Object.class)
                .map(e -> signature(type, e))
                .collect(Collectors.toSet());
    }

    private static String signature(Class<?> type, Executable executable) {
        String text = executable
                .toGenericString()
                .replace(type.getName() + "." + executable.getName() + "(", executable.getName() + "(")
                .replace("java.lang.", "")
                .replace("java.util.function.", "")
                .replace("java.util.Map$Entry", "Map.Entry");
        boolean nullable = executable instanceof Method
                && executable.getParameterCount() > 0
                && executable.getAnnotatedParameterTypes()[0].isAnnotationPresent(Nullable.class);
        return nullable ? text.replace("(", "(@Nullable ") : text;
    }
}
