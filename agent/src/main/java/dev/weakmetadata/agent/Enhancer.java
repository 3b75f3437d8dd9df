package dev.weakmetadata.agent;

import java.util.function.Consumer;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Decides by class files alone, so that no class is loaded for it, which classes get a slot: of each class and its
 * superclasses the topmost one that is named as a host, can have a slot and does not have one already.
 */
final class Enhancer {
    private static final int OUTLINE = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
    private static final String HOST = "dev/weakmetadata/WeakHost";
    private static final String LAZY_HOST = "dev/weakmetadata/LazyWeakHost";
    private static final String OBJECT = "java/lang/Object";

    /** Where other classes are found. */
    interface ClassFiles {
        /** The file of a class with the given internal name; null if there is none. */
        byte @Nullable [] find(String name);
    }

    private final Hosts hosts;
    private final ClassFiles classFiles;
    private final Predicate<String> reached;
    private final Consumer<String> log;

    /**
     * Makes one that sees classes as a class loader, or compiler, does.
     *
     * @param reached whether a superclass, by its internal name, is transformed at all
     * @param log takes one line for each class that is named but cannot have a slot
     */
    Enhancer(Hosts hosts, ClassFiles classFiles, Predicate<String> reached, Consumer<String> log) {
        this.hosts = hosts;
        this.classFiles = classFiles;
        this.reached = reached;
        this.log = log;
    }

    /** The class file with a slot; null if the class is not to have one. */
    byte @Nullable [] enhance(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        return isToHaveSlot(reader) ? withSlot(reader) : null;
    }

    /** The class file with a slot, whatever the name. */
    byte @Nullable [] enhanceAgain(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        return implementsHost(reader) ? null : withSlot(reader);
    }

    private byte[] withSlot(ClassReader reader) {
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(slotWriter(reader, writer), 0);
        return writer.toByteArray();
    }

    /** A visitor that adds the slot to a class that is to have one. */
    SlotWriter slotWriter(ClassReader reader, ClassVisitor next) {
        return new SlotWriter(next, isSerializable(reader) ? SerialVersion.of(reader) : null, cloneAccess(reader));
    }

    boolean isToHaveSlot(ClassReader reader) {
        String name = reader.getClassName();
        if (!isNamed(name) || isImplied(reader) || implementsHost(reader)) {
            return false;
        }
        String refusal = refusal(reader);
        if (refusal != null) {
            log.accept(name.replace('/', '.') + " " + refusal);
            return false;
        }
        return !hasSlot(reader.getSuperName());
    }

    private boolean isNamed(String name) {
        return hosts.contain(name.replace('/', '.'));
    }

    /** Whether a class is only part of another thing: of a package, a module, an enum constant. */
    private static boolean isImplied(ClassReader reader) {
        String name = reader.getClassName();
        return name.equals("module-info")
                || name.endsWith("/package-info")
                || ((reader.getAccess() & Opcodes.ACC_ENUM) != 0 && !"java/lang/Enum".equals(reader.getSuperName()));
    }

    /** Why a class cannot have a slot, and what to do instead. */
    private static @Nullable String refusal(ClassReader reader) {
        int access = reader.getAccess();
        if ((access & Opcodes.ACC_ANNOTATION) != 0) {
            return "is an annotation type and gets no slot: name the classes of the objects that metadata is about";
        }
        if ((access & Opcodes.ACC_INTERFACE) != 0) {
            return "is an interface and gets no slot: name the classes that implement it";
        }
        if ((access & Opcodes.ACC_ENUM) != 0) {
            return "is an enum and gets no slot: its constants are never collected, keep the data in a field of it";
        }
        if ("java/lang/Record".equals(reader.getSuperName())) {
            return "is a record, which can have no more fields, and gets no slot: make it a class, or hold values that"
                    + " reach it with @Weak";
        }
        if (declares(reader, "weakSlot", "()") != 0
                || declares(reader, "weakSlot", "(Ldev/weakmetadata/WeakSlot;)") != 0) {
            return "has a method weakSlot of its own and gets no slot: let it implement dev.weakmetadata.WeakHost, or"
                    + " rename the method";
        }
        return null;
    }

    /** Whether a class, seen as the superclass of another one, has a slot or will have got one by the time it is loaded. */
    private boolean hasSlot(@Nullable String name) {
        ClassReader reader = find(name);
        return reader != null
                && (implementsHost(reader)
                        || (isNamed(reader.getClassName())
                                && reached.test(reader.getClassName())
                                && refusal(reader) == null)
                        || hasSlot(reader.getSuperName()));
    }

    private boolean implementsHost(ClassReader reader) {
        for (String name : reader.getInterfaces()) {
            if (name.equals(HOST) || name.equals(LAZY_HOST)) {
                return true;
            }
            ClassReader type = find(name);
            if (type != null && implementsHost(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class is, or may be for all that its class files say, serializable. */
    private boolean isSerializable(@Nullable ClassReader reader) {
        if (reader == null) {
            return true;
        }
        for (String name : reader.getInterfaces()) {
            if (name.equals("java/io/Serializable") || isSerializable(find(name))) {
                return true;
            }
        }
        String superName = reader.getSuperName();
        return superName != null && !superName.equals(OBJECT) && isSerializable(find(superName));
    }

    /** The access of the {@code clone()} that a class needs so as to hear of its clones; 0 if it has, or can have, none. */
    private int cloneAccess(ClassReader reader) {
        if (declares(reader, "clone", "()") != 0) {
            return 0;
        }
        String superName = reader.getSuperName();
        while (superName != null && !superName.equals(OBJECT)) {
            ClassReader superclass = find(superName);
            if (superclass == null) {
                return 0;
            }
            int access = declares(superclass, "clone", "()Ljava/lang/Object;");
            if (access != 0) {
                return (access & Opcodes.ACC_FINAL) != 0 ? 0 : access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
            }
            superName = superclass.getSuperName();
        }
        return Opcodes.ACC_PROTECTED;
    }

    /** The access of a declared method whose descriptor starts so, with a bit more so that it is not 0; 0 if there is none. */
    private static int declares(ClassReader reader, String name, String descriptor) {
        int[] found = {0};
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String method,
                            String type,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if (method.equals(name) && type.startsWith(descriptor)) {
                            found[0] = access | Opcodes.ACC_DEPRECATED;
                        }
                        return null;
                    }
                },
                OUTLINE);
        return found[0];
    }

    private @Nullable ClassReader find(@Nullable String name) {
        if (name == null || name.equals(OBJECT)) {
            return null;
        }
        byte[] classFile = classFiles.find(name);
        return classFile == null ? null : new ClassReader(classFile);
    }
}
