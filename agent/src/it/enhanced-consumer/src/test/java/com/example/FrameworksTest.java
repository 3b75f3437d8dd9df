package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakMap;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What frameworks see of enhanced classes, beside the same classes as the compiler leaves them. */
@ParameterizedClass
@ValueSource(strings = {"com.example.built.", "com.example.loaded."})
class FrameworksTest {
    private final WeakMap<Object, Object> map = new WeakMap<>();

    @Parameter
    private String where;

    private static ClassLoader plain;

    /** The loader of the classes without slots. */
    private ClassLoader plain() throws IOException {
        if (plain == null) {
            plain = compile("com.example.built.", "com.example.loaded.");
        }
        return plain;
    }

    private static ClassLoader compile(String... packages) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "plain-classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", folder.toString()));
        arguments.add("src/main/java/com/example/Being.java");
        for (String prefix : packages) {
            arguments.add("src/main/java/" + prefix.replace('.', '/') + "Person.java");
            arguments.add("src/main/java/" + prefix.replace('.', '/') + "Employee.java");
        }
        assertEquals(
                0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])));
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private ClassLoader enhanced() {
        return FrameworksTest.class.getClassLoader();
    }

    private Object employee(ClassLoader loader) throws Exception {
        Class<?> type = loader.loadClass(where + "Employee");
        Object employee = type.getDeclaredConstructor().newInstance();
        type.getMethod("setName", String.class).invoke(employee, "Ann");
        type.getMethod("setAge", int.class).invoke(employee, 42);
        Object friend =
                loader.loadClass(where + "Person").getDeclaredConstructor().newInstance();
        type.getMethod("setFriends", List.class).invoke(employee, new ArrayList<>(List.of(friend)));
        return employee;
    }

    private Object employeeWithMetadata() throws Exception {
        Object employee = employee(enhanced());
        map.set(employee, new Object[] {employee});
        assertTrue(((WeakHost) employee).weakSlot() != null);
        return employee;
    }

    @Test
    void jackson() throws Exception {
        for (ObjectMapper mapper : List.of(
                new ObjectMapper(), new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY))) {
            String json = mapper.writeValueAsString(employeeWithMetadata());
            assertEquals(mapper.writeValueAsString(employee(plain())), json);
            assertTrue(json.contains("\"name\":\"Ann\""), json);
            Object copy = mapper.readValue(json, enhanced().loadClass(where + "Employee"));
            assertEquals(json, mapper.writeValueAsString(copy));
        }
    }

    @Test
    void javaSerialization() throws Exception {
        byte[] original = write(employee(plain()));
        assertArrayEquals(original, write(employeeWithMetadata()));
        Object copy = read(original, enhanced());
        assertTrue(copy instanceof WeakHost);
        assertArrayEquals(original, write(copy));
        assertArrayEquals(original, write(read(write(copy), plain())));
    }

    private static byte[] write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(object);
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
                return Class.forName(type.getName(), false, loader);
            }
        }.readObject();
    }

    /** As a JPA provider reads an entity's fields. */
    @Test
    void persistentFields() throws Exception {
        for (String name : List.of("Person", "Employee")) {
            Class<?> enhanced = enhanced().loadClass(where + name);
            Class<?> plain = plain().loadClass(where + name);
            assertEquals(persistentFields(plain), persistentFields(enhanced));
            assertFalse(persistentFields(enhanced).isEmpty());
        }
    }

    private static Set<String> persistentFields(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (!field.isSynthetic() && !Modifier.isTransient(modifiers) && !Modifier.isStatic(modifiers)) {
                names.add(field.toGenericString());
            }
        }
        return names;
    }

    @Test
    void beanProperties() throws Exception {
        assertEquals(properties(plain()), properties(enhanced()));
    }

    private List<String> properties(ClassLoader loader) throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(loader.loadClass(where + "Employee"))
                        .getPropertyDescriptors())
                .map(PropertyDescriptor::getName)
                .toList();
    }

    @Test
    void clones() throws Exception {
        Object employee = employeeWithMetadata();
        Object clone = employee.getClass().getMethod("clone").invoke(employee);
        assertNotSame(employee, clone);
        assertFalse(map.has(clone));
        assertSame(null, ((WeakHost) clone).weakSlot());
        map.set(clone, 1);
        assertEquals(1, map.get(clone));
        assertTrue(map.get(employee) instanceof Object[]);
    }

    @Test
    void cyclesAreCollected() throws Exception {
        WeakReference<Object> employee = new WeakReference<>(employeeWithMetadata());
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!employee.refersTo(null)) {
            assertTrue(Instant.now().isBefore(end), "still there after 30 seconds");
            System.gc();
            Thread.sleep(20);
        }
        Reference.reachabilityFence(map);
    }
}
