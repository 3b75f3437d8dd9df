package dev.weakmetadata.agent;

import java.util.Arrays;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Makes a class a {@code LazyWeakHost}. It gets
 *
 * <pre>{@code
 * private transient volatile WeakSlot $weakmetadata$slot;
 * public WeakSlot weakSlot() { return $weakmetadata$slot; }
 * public void weakSlot(WeakSlot slot) { $weakmetadata$slot = slot; }
 * }</pre>
 *
 * and sees to it that the field of a clone is null, so that a clone does not keep alive what belongs to its original; where
 * that is not possible, the runtime tells the slot of a clone from that of its original. All of it is synthetic. Nothing is
 * initialized, so the slot can be used from the first line of any constructor on.
 */
final class SlotWriter extends ClassVisitor {
    private static final String HOST = "dev/weakmetadata/LazyWeakHost";
    private static final String SLOT = "Ldev/weakmetadata/WeakSlot;";
    private static final String FIELD = "$weakmetadata$slot";
    private static final String FORGET = "$weakmetadata$forget";
    private static final String CLONE = "()Ljava/lang/Object;";

    private final @Nullable Long serialVersion;
    private final int cloneAccess;
    private String type = "";
    private String superType = "";
    private int version;
    private boolean clones;

    /**
     * Makes a visitor for one class.
     *
     * @param serialVersion the serial version to declare; null for none
     * @param cloneAccess the access of the {@code clone()} to add; 0 for none
     */
    SlotWriter(ClassVisitor next, @Nullable Long serialVersion, int cloneAccess) {
        super(Opcodes.ASM9, next);
        this.serialVersion = serialVersion;
        this.cloneAccess = cloneAccess;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            String superName,
            String @Nullable [] interfaces) {
        this.version = version & 0xFFFF;
        type = name;
        superType = superName;
        String[] all = interfaces == null ? new String[1] : Arrays.copyOf(interfaces, interfaces.length + 1);
        all[all.length - 1] = HOST;
        super.visit(version, access, name, signature == null ? null : signature + "L" + HOST + ";", superName, all);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean isClone = name.equals("clone") && descriptor.startsWith("()L") && (access & Opcodes.ACC_STATIC) == 0;
        return next == null || !isClone ? next : new CloneWriter(next);
    }

    /** A method {@code clone()}, with the slot forgotten in what {@code super.clone()} returns. */
    private final class CloneWriter extends MethodVisitor {
        CloneWriter(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (opcode == Opcodes.INVOKESPECIAL && name.equals("clone") && descriptor.startsWith("()L")) {
                clones = true;
                visitInsn(Opcodes.DUP);
                visitVarInsn(Opcodes.ALOAD, 0);
                visitInsn(Opcodes.SWAP);
                super.visitMethodInsn(Opcodes.INVOKESPECIAL, type, FORGET, "(Ljava/lang/Object;)V", false);
            }
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            super.visitMaxs(stack + 2, locals);
        }
    }

    @Override
    public void visitEnd() {
        super.visitField(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_VOLATILE | Opcodes.ACC_SYNTHETIC,
                        FIELD,
                        SLOT,
                        null,
                        null)
                .visitEnd();
        if (serialVersion != null) {
            super.visitField(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                            "serialVersionUID",
                            "J",
                            null,
                            serialVersion)
                    .visitEnd();
        }
        writeGetter();
        writeSetter();
        if (cloneAccess != 0) {
            writeClone();
        }
        if (clones) {
            writeForget();
        }
        super.visitEnd();
    }

    private MethodVisitor start(int access, String name, String descriptor) {
        MethodVisitor method = super.visitMethod(access | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        return method;
    }

    private static void end(MethodVisitor method, int stack, int locals) {
        method.visitMaxs(stack, locals);
        method.visitEnd();
    }

    private void writeGetter() {
        MethodVisitor getter = start(Opcodes.ACC_PUBLIC, "weakSlot", "()" + SLOT);
        getter.visitFieldInsn(Opcodes.GETFIELD, type, FIELD, SLOT);
        getter.visitInsn(Opcodes.ARETURN);
        end(getter, 1, 1);
    }

    private void writeSetter() {
        MethodVisitor setter = start(Opcodes.ACC_PUBLIC, "weakSlot", "(" + SLOT + ")V");
        setter.visitVarInsn(Opcodes.ALOAD, 1);
        setter.visitFieldInsn(Opcodes.PUTFIELD, type, FIELD, SLOT);
        setter.visitInsn(Opcodes.RETURN);
        end(setter, 2, 2);
    }

    /** Writes {@code Object clone() { return super.clone(); }}. */
    private void writeClone() {
        MethodVisitor clone = visitMethod(cloneAccess | Opcodes.ACC_SYNTHETIC, "clone", CLONE, null, new String[] {
            "java/lang/CloneNotSupportedException"
        });
        if (clone != null) {
            clone.visitCode();
            clone.visitVarInsn(Opcodes.ALOAD, 0);
            clone.visitMethodInsn(Opcodes.INVOKESPECIAL, superType, "clone", CLONE, false);
            clone.visitInsn(Opcodes.ARETURN);
            end(clone, 1, 1);
        }
    }

    /**
     * Writes
     *
     * <pre>{@code
     * private void $weakmetadata$forget(Object clone) {
     *     if (clone != this && clone instanceof Type && ((Type) clone).$weakmetadata$slot == $weakmetadata$slot) {
     *         ((Type) clone).$weakmetadata$slot = null;
     *     }
     * }
     * }</pre>
     */
    private void writeForget() {
        MethodVisitor forget = start(Opcodes.ACC_PRIVATE, FORGET, "(Ljava/lang/Object;)V");
        Label end = new Label();
        forget.visitVarInsn(Opcodes.ALOAD, 1);
        forget.visitJumpInsn(Opcodes.IF_ACMPEQ, end);
        forget.visitVarInsn(Opcodes.ALOAD, 1);
        forget.visitTypeInsn(Opcodes.INSTANCEOF, type);
        forget.visitJumpInsn(Opcodes.IFEQ, end);
        forget.visitVarInsn(Opcodes.ALOAD, 0);
        forget.visitFieldInsn(Opcodes.GETFIELD, type, FIELD, SLOT);
        forget.visitVarInsn(Opcodes.ALOAD, 1);
        forget.visitTypeInsn(Opcodes.CHECKCAST, type);
        forget.visitFieldInsn(Opcodes.GETFIELD, type, FIELD, SLOT);
        forget.visitJumpInsn(Opcodes.IF_ACMPNE, end);
        forget.visitVarInsn(Opcodes.ALOAD, 1);
        forget.visitTypeInsn(Opcodes.CHECKCAST, type);
        forget.visitInsn(Opcodes.ACONST_NULL);
        forget.visitFieldInsn(Opcodes.PUTFIELD, type, FIELD, SLOT);
        forget.visitLabel(end);
        if (version >= Opcodes.V1_6) {
            forget.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        forget.visitInsn(Opcodes.RETURN);
        end(forget, 2, 2);
    }
}
