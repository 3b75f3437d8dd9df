package dev.weakmetadata.agent;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The {@code serialVersionUID} that the JDK computes for a class without one, by the rule of the Java Object Serialization
 * Specification, 4.6. It counts the names of the interfaces and all methods that are not private, synthetic ones too, and so
 * would be another one as soon as the class has a slot.
 */
final class SerialVersion extends ClassVisitor {
    private static final int CLASS_FLAGS =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
    private static final int FIELD_FLAGS = Opcodes.ACC_PUBLIC
            | Opcodes.ACC_PRIVATE
            | Opcodes.ACC_PROTECTED
            | Opcodes.ACC_STATIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_VOLATILE
            | Opcodes.ACC_TRANSIENT;
    private static final int METHOD_FLAGS = Opcodes.ACC_PUBLIC
            | Opcodes.ACC_PRIVATE
            | Opcodes.ACC_PROTECTED
            | Opcodes.ACC_STATIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_SYNCHRONIZED
            | Opcodes.ACC_NATIVE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_STRICT;

    private record Member(String name, String descriptor, int flags) {}

    private String name = "";
    private int flags;
    private List<String> interfaces = List.of();
    private final List<Member> fields = new ArrayList<>();
    private final List<Member> constructors = new ArrayList<>();
    private final List<Member> methods = new ArrayList<>();
    private boolean initialized;
    private boolean explicit;

    private SerialVersion() {
        super(Opcodes.ASM9);
    }

    /** The number to declare for a class, so that it stays what it is; null if the class itself declares one. */
    static @Nullable Long of(ClassReader classFile) {
        SerialVersion version = new SerialVersion();
        classFile.accept(version, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return version.explicit ? null : version.compute();
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        this.name = name;
        this.flags = access;
        this.interfaces = interfaces == null ? List.of() : Arrays.asList(interfaces);
    }

    @Override
    public void visitInnerClass(String name, @Nullable String outerName, @Nullable String innerName, int access) {
        if (name.equals(this.name)) {
            flags = access; // what reflection says of a nested class
        }
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (name.equals("serialVersionUID")
                && (access & Opcodes.ACC_STATIC) != 0
                && (access & Opcodes.ACC_FINAL) != 0) {
            explicit = true;
        } else if (name.equals("serialVersionUID")) {
            throw new IllegalArgumentException("the field serialVersionUID must be static and final");
        }
        if ((access & Opcodes.ACC_PRIVATE) == 0 || (access & (Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT)) == 0) {
            fields.add(new Member(name, descriptor, access & FIELD_FLAGS));
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        if (name.equals("<clinit>")) {
            initialized = true;
        } else if ((access & Opcodes.ACC_PRIVATE) == 0) {
            (name.equals("<init>") ? constructors : methods).add(new Member(name, descriptor, access & METHOD_FLAGS));
        }
        return null;
    }

    private long compute() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(name.replace('/', '.'));
            out.writeInt(flags & CLASS_FLAGS);
            for (String type :
                    interfaces.stream().map(i -> i.replace('/', '.')).sorted().toList()) {
                out.writeUTF(type);
            }
            fields.sort(Comparator.comparing(Member::name));
            for (Member field : fields) {
                write(field, field.descriptor, out);
            }
            if (initialized) {
                write(new Member("<clinit>", "()V", Opcodes.ACC_STATIC), "()V", out);
            }
            constructors.sort(Comparator.comparing(Member::descriptor));
            methods.sort(Comparator.comparing(Member::name).thenComparing(Member::descriptor));
            for (Member constructor : constructors) {
                write(constructor, constructor.descriptor.replace('/', '.'), out);
            }
            for (Member method : methods) {
                write(method, method.descriptor.replace('/', '.'), out);
            }
            byte[] digest = MessageDigest.getInstance("SHA").digest(bytes.toByteArray());
            long hash = 0;
            for (int i = 7; i >= 0; i--) {
                hash = (hash << 8) | (digest[i] & 0xFF);
            }
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Member member, String descriptor, DataOutputStream out) throws IOException {
        out.writeUTF(member.name);
        out.writeInt(member.flags);
        out.writeUTF(descriptor);
    }
}
