package dev.weakmetadata.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weakmetadata.LazyWeakHost;
import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancerTest {
    private final List<String> log = new ArrayList<>();
    private final WeakMap<Object, Object> map = new WeakMap<>();

    private ClassLoader enhance(String hosts, String... sources) {
        return Sources.loader(Sources.compile(sources), hosts, log);
    }

    private static Object create(ClassLoader loader, String name) throws ReflectiveOperationException {
        var constructor = loader.loadClass(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static List<String> slots(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getType().getName().equals("dev.weakmetadata.WeakSlot"))
                .map(Field::getName)
                .toList();
    }

    // What a class gets

    @Test
    void allThatIsAddedIsSynthetic() throws Exception {
        Class<?> type = enhance(
                        "a.*",
                        "package a; public class A<T> implements Comparable<A<T>> {"
                                + " private int n; public int compareTo(A<T> a) { return n; } }")
                .loadClass("a.A");
        assertThat(LazyWeakHost.class.isAssignableFrom(type)).isTrue();
        assertThat(type.getGenericInterfaces()).hasSize(2).contains(LazyWeakHost.class);
        assertThat(Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !field.isSynthetic())
                        .map(Field::getName))
                .containsExactly("n");
        assertThat(Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(Member::getName))
                .containsExactly("compareTo");
        Field slot = type.getDeclaredField(slots(type).get(0));
        assertThat(Modifier.toString(slot.getModifiers())).isEqualTo("private transient volatile");
        assertThat(log).isEmpty();
    }

    @Test
    void theSlotIsThereBeforeAnyConstructorBody() throws Exception {
        Object host = create(enhance("a.*", """
                package a;
                public class A {
                    public static final dev.weakmetadata.WeakMap<Object, Object> MAP = new dev.weakmetadata.WeakMap<>();
                    private final Object first = MAP.set(this, "first").get(this);
                    public A() { super(); MAP.set(this, first + " and second"); }
                }
                """), "a.A");
        assertThat(((WeakMap<?, ?>) host.getClass().getField("MAP").get(null)).get(host))
                .isEqualTo("first and second");
        assertThat(((WeakHost) host).weakSlot()).isNotNull();
    }

    @Test
    void aClassThatIsNotNamedGetsNothing() throws Exception {
        Object host = create(enhance("a.B", "package a; public class A {}"), "a.A");
        assertThat(host).isNotInstanceOf(WeakHost.class);
        assertThat(log).isEmpty();
    }

    // Hierarchies

    @Test
    void theTopmostNamedClassHasTheOnlySlot() throws Exception {
        ClassLoader loader = enhance(
                "a.B,a.C,a.E",
                "package a; public abstract class A {}",
                "package a; public class B extends A {}",
                "package a; public class C extends B {}",
                "package a; public class D extends C {}",
                "package a; public class E extends D {}");
        assertThat(slots(loader.loadClass("a.A"))).isEmpty();
        assertThat(slots(loader.loadClass("a.B"))).hasSize(1);
        assertThat(slots(loader.loadClass("a.C"))).isEmpty();
        assertThat(slots(loader.loadClass("a.D"))).isEmpty();
        assertThat(slots(loader.loadClass("a.E"))).isEmpty();
        Object host = create(loader, "a.E");
        assertThat(map.set(host, 1).get(host)).isEqualTo(1);
        assertThat(((WeakHost) host).weakSlot()).isNotNull();
    }

    @Test
    void hostsByHandStayAsTheyAre() throws Exception {
        String byHand = """
                package a;
                import dev.weakmetadata.*;
                public class A implements WeakHost {
                    final WeakSlot mine = new WeakSlot();
                    public WeakSlot weakSlot() { return mine; }
                }
                """;
        ClassLoader loader = enhance(
                "a.*",
                byHand,
                "package a; public class B extends A {}",
                "package a; public interface I extends dev.weakmetadata.WeakHost {}",
                "package a; public class C implements I {"
                        + " public dev.weakmetadata.WeakSlot weakSlot() { return null; } }");
        assertThat(slots(loader.loadClass("a.A"))).containsExactly("mine");
        assertThat(slots(loader.loadClass("a.B"))).isEmpty();
        assertThat(slots(loader.loadClass("a.C"))).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void aSubclassMayHaveItsSlotByHand() throws Exception {
        Object host = create(enhance("a.A", "package a; public class A {}", """
                        package a;
                        import dev.weakmetadata.*;
                        public class B extends A implements WeakHost {
                            public final WeakSlot mine = new WeakSlot();
                            public WeakSlot weakSlot() { return mine; }
                        }
                        """), "a.B");
        assertThat(map.set(host, 1).get(host)).isEqualTo(1);
        assertThat(((WeakHost) host).weakSlot())
                .isSameAs(host.getClass().getField("mine").get(host));
    }

    // Clones

    @Test
    void clonesForgetTheSlot() throws Exception {
        ClassLoader loader = enhance(
                "a.**",
                "package a; public class A implements Cloneable {"
                        + " public A clone() throws CloneNotSupportedException {"
                        + " if (hashCode() == 0) { return this; } A copy = (A) super.clone(); return copy; } }",
                "package a; public class B extends A { public B clone() throws CloneNotSupportedException {"
                        + " return (B) super.clone(); } }",
                "package a; public class C implements Cloneable {}",
                "package a; public class D { }",
                "package a; public class E extends D implements Cloneable { public Object clone() {"
                        + " try { return super.clone(); } catch (CloneNotSupportedException e) { return null; } } }",
                "package a; public class F extends java.util.ArrayList<String> {}",
                "package a; public class G implements Cloneable { protected Object clone() { return this; } }",
                "package a; public class H extends G { protected Object clone() { return super.clone(); } }");
        for (String name : List.of("a.A", "a.B", "a.C", "a.E", "a.F")) {
            Object host = create(loader, name);
            map.set(host, 1);
            Object clone = cloneOf(host);
            assertThat(clone).as(name).isNotSameAs(host).hasSameClassAs(host);
            assertThat(((WeakHost) clone).weakSlot()).as(name).isNull();
            assertThat(map.has(clone)).isFalse();
            map.set(clone, 2);
            assertThat(map.get(host)).as(name).isEqualTo(1);
            assertThat(map.get(clone)).as(name).isEqualTo(2);
        }
        Object immutable = create(loader, "a.H");
        map.set(immutable, 1);
        assertThat(cloneOf(immutable)).isSameAs(immutable);
        assertThat(map.get(immutable)).isEqualTo(1);
        Object notCloneable = create(loader, "a.D");
        assertThatExceptionOfType(InvocationTargetException.class)
                .isThrownBy(() -> cloneOf(notCloneable))
                .withCauseInstanceOf(CloneNotSupportedException.class);
    }

    private static Object cloneOf(Object host) throws ReflectiveOperationException {
        for (Class<?> type = host.getClass(); ; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                if (method.getName().equals("clone") && method.getReturnType() == Object.class) {
                    method.setAccessible(true);
                    return method.invoke(host);
                }
            }
        }
    }

    @Test
    void aCloneThatKeepsTheSlotStillHasMetadataOfItsOwn() throws Exception {
        // Base.clone() cannot be overridden, so nobody hears of the clone.
        ClassLoader loader = enhance(
                "a.A",
                "package a; public class Base implements Cloneable { public final Object clone() {"
                        + " try { return super.clone(); } catch (CloneNotSupportedException e) { return null; } } }",
                "package a; public class A extends Base {}");
        Object host = create(loader, "a.A");
        map.set(host, 1);
        Object clone = cloneOf(host);
        assertThat(map.has(clone)).isFalse();
        map.set(clone, 2);
        assertThat(map.get(host)).isEqualTo(1);
        assertThat(map.get(clone)).isEqualTo(2);
    }

    // Serialization

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class A implements Serializable { int n = 1; }",
                "class A implements Comparable<A>, Serializable { static final Object X = new Object(); private int p;"
                        + " private static int s; private transient int t; protected volatile String v; Object[][] o;"
                        + " public int compareTo(A a) { return 0; } A(int i) {} protected A() {} private A(long l) {}"
                        + " synchronized void m(A[] a, int[] b) {} static native void n(); public strictfp double d()"
                        + " { Runnable r = () -> t++; return p; } }",
                "abstract class A implements Externalizable { abstract void m() throws IOException; }",
                "class A extends ArrayList<String> { public boolean add(String s) { return super.add(s); } }",
                "class A extends Exception { private enum E { X } }",
                "class A<T extends List<?>> implements Serializable { T t; T t() { return t; }"
                        + " class Inner { private int i; } int x() { return new Inner().i; } }"
            })
    void theSerialVersionStaysTheSame(String source) throws Exception {
        String unit = "package a; import java.io.*; import java.util.*; " + source;
        Map<String, byte[]> compiled = Sources.compile(unit);
        Class<?> plain = Sources.loader(compiled, "none.*", log).loadClass("a.A");
        Class<?> enhanced = Sources.loader(compiled, "a.*", log).loadClass("a.A");
        assertThat(slots(plain)).isEmpty();
        assertThat(slots(enhanced)).hasSize(1);
        assertThat(ObjectStreamClass.lookup(enhanced).getSerialVersionUID())
                .isEqualTo(ObjectStreamClass.lookup(plain).getSerialVersionUID());
        assertThat(enhanced.getDeclaredField("serialVersionUID").isSynthetic()).isTrue();
    }

    @Test
    void theSerialVersionOfNestedClassesStaysTheSame() throws Exception {
        Map<String, byte[]> compiled = Sources.compile("""
                package a;
                public class A {
                    public static class B implements java.io.Serializable {}
                    protected static class C implements java.io.Serializable { private C() {} }
                    private static final class D implements java.io.Serializable {}
                    abstract class E implements java.io.Serializable {}
                    Object f = new java.io.Serializable() {};
                    static Object c() { return new C(); }
                }
                """);
        ClassLoader plain = Sources.loader(compiled, "none.*", log);
        ClassLoader enhanced = Sources.loader(compiled, "a.*", log);
        for (String name : List.of("a.A$B", "a.A$C", "a.A$D", "a.A$E", "a.A$1")) {
            assertThat(slots(enhanced.loadClass(name))).hasSize(1);
            assertThat(ObjectStreamClass.lookup(enhanced.loadClass(name)).getSerialVersionUID())
                    .as(name)
                    .isEqualTo(ObjectStreamClass.lookup(plain.loadClass(name)).getSerialVersionUID());
        }
    }

    @Test
    void anExplicitSerialVersionIsKeptAndOtherClassesGetNone() throws Exception {
        ClassLoader loader = enhance(
                "a.*",
                "package a; public class A implements java.io.Serializable {"
                        + " private static final long serialVersionUID = 5; }",
                "package a; public class B {}");
        assertThat(ObjectStreamClass.lookup(loader.loadClass("a.A")).getSerialVersionUID())
                .isEqualTo(5);
        assertThat(loader.loadClass("a.B").getDeclaredFields()).hasSize(1);
    }

    @Test
    void aFieldThatOnlyLooksLikeTheSerialVersionIsRefused() {
        ClassLoader loader = enhance(
                "a.*",
                "package a; public class A implements java.io.Serializable { private static long serialVersionUID = 5; }");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loader.loadClass("a.A"))
                .withMessage("the field serialVersionUID must be static and final");
    }

    @Test
    void objectsAreSerializedAsEver() throws Exception {
        Map<String, byte[]> compiled = Sources.compile(
                "package a; public class A implements java.io.Serializable { public int n; public Object next; }");
        ClassLoader plain = Sources.loader(compiled, "none.*", log);
        ClassLoader enhanced = Sources.loader(compiled, "a.*", log);
        Object host = create(enhanced, "a.A");
        host.getClass().getField("n").set(host, 7);
        map.set(host, "not serializable: " + new Object());
        Object original = create(plain, "a.A");
        original.getClass().getField("n").set(original, 7);
        assertThat(write(host)).isEqualTo(write(original));
        Object copy = read(write(original), enhanced);
        assertThat(copy.getClass().getField("n").get(copy)).isEqualTo(7);
        assertThat(map.has(copy)).isFalse();
        assertThat(map.set(copy, 1).get(copy)).isEqualTo(1);
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
                return loader.loadClass(type.getName());
            }
        }.readObject();
    }

    // What gets no slot

    @Test
    void whatCannotHaveASlotIsReportedWithWhatToDo() throws Exception {
        ClassLoader loader = enhance(
                "a.**",
                "package a; public record R(int n) {}",
                "package a; public interface I {}",
                "package a; public @interface N {}",
                "package a; public enum E { X { }, Y }",
                "package a; public class M { dev.weakmetadata.WeakSlot weakSlot() { return null; } }");
        for (String name : List.of("R", "I", "N", "E", "E$1", "M")) {
            assertThat(slots(loader.loadClass("a." + name))).as(name).isEmpty();
        }
        assertThat(log)
                .containsExactly(
                        "a.R is a record, which can have no more fields, and gets no slot: make it a class, or hold values"
                                + " that reach it with @Weak",
                        "a.I is an interface and gets no slot: name the classes that implement it",
                        "a.N is an annotation type and gets no slot: name the classes of the objects that metadata is"
                                + " about",
                        "a.E is an enum and gets no slot: its constants are never collected, keep the data in a field of"
                                + " it",
                        "a.M has a method weakSlot of its own and gets no slot: let it implement"
                                + " dev.weakmetadata.WeakHost, or rename the method");
    }
}
