package dev.weakmetadata.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ModuleVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Does at build time what {@link Agent} does as classes are loaded: a plugin for {@code byte-buddy-maven-plugin} and Byte
 * Buddy's plugin for Gradle.
 *
 * <pre>{@code
 * <transformation>
 *   <plugin>dev.weakmetadata.agent.SlotPlugin</plugin>
 *   <arguments>
 *     <argument>
 *       <index>0</index>
 *       <value>com.acme.Thing,com.acme.model.**</value>
 *     </argument>
 *   </arguments>
 * </transformation>
 * }</pre>
 *
 * <p>Without the argument, or besides, the names are read from {@code META-INF/weakmetadata/hosts/…} in the folder of the
 * classes. Where that folder has a {@code module-info.class}, it must require {@code dev.weakmetadata.runtime}.
 */
public final class SlotPlugin implements Plugin {
    private static final String MODULE = "dev.weakmetadata.runtime";

    private final Hosts hosts = new Hosts();
    private final File root;
    private final BuildLogger logger;
    private boolean checked;

    /**
     * Makes a plugin for the classes named by {@code META-INF/weakmetadata/hosts/…}.
     *
     * @param root the folder of the classes
     * @param logger takes a line for each class that is named but cannot have a slot
     * @throws IllegalArgumentException if the file names something else
     */
    public SlotPlugin(File root, BuildLogger logger) {
        this.root = root;
        this.logger = logger;
        File file = new File(root, Hosts.RESOURCE);
        if (file.exists()) {
            try {
                hosts.addAll(file.toPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Makes a plugin for more classes.
     *
     * @param hosts names of classes and packages, separated by commas
     * @param root the folder of the classes
     * @param logger takes a line for each class that is named but cannot have a slot
     * @throws IllegalArgumentException if a name is something else
     */
    @Factory.UsingReflection.Priority(1)
    public SlotPlugin(String hosts, File root, BuildLogger logger) {
        this(root, logger);
        this.hosts.addAll(hosts);
    }

    /**
     * Whether a class is named as a host.
     *
     * @param type the class
     * @return whether it is
     */
    @Override
    public boolean matches(TypeDescription type) {
        return hosts.contain(type.getName());
    }

    /**
     * Adds a slot to a class that is named as a host, if it can have one and has none.
     *
     * @param builder makes the class
     * @param type the class
     * @param locator finds class files
     * @return the builder
     * @throws IllegalStateException if the runtime is missing
     */
    @Override
    public DynamicType.Builder<?> apply(
            DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator locator) {
        Enhancer enhancer = new Enhancer(
                hosts, name -> find(name, locator), name -> new File(root, name + ".class").isFile(), logger::warn);
        byte[] classFile = find(type.getInternalName(), locator);
        if (classFile == null) {
            throw new IllegalStateException("The class file of " + type.getName() + " is not found");
        }
        ClassReader reader = new ClassReader(classFile);
        if (!enhancer.isToHaveSlot(reader)) {
            return builder;
        }
        check(locator);
        return builder.visit(new AsmVisitorWrapper.AbstractBase() {
            @Override
            public ClassVisitor wrap(
                    TypeDescription instrumentedType,
                    ClassVisitor next,
                    Implementation.Context context,
                    TypePool typePool,
                    FieldList<FieldDescription.InDefinedShape> fields,
                    MethodList<?> methods,
                    int writerFlags,
                    int readerFlags) {
                return enhancer.slotWriter(reader, next);
            }
        });
    }

    private void check(ClassFileLocator locator) {
        if (checked) {
            return;
        }
        checked = true;
        if (find("dev/weakmetadata/LazyWeakHost", locator) == null) {
            throw new IllegalStateException("Hosts need the WeakMetadata runtime; add the dependency"
                    + " dev.weakmetadata:weakmetadata-runtime");
        }
        byte[] module = find("module-info", new ClassFileLocator.ForFolder(root));
        if (module != null) {
            List<String> required = new ArrayList<>();
            new ClassReader(module)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public ModuleVisitor visitModule(String name, int access, @Nullable String version) {
                                    return new ModuleVisitor(Opcodes.ASM9) {
                                        @Override
                                        public void visitRequire(
                                                String required_, int access, @Nullable String version) {
                                            required.add(required_);
                                        }
                                    };
                                }
                            },
                            0);
            if (!required.contains(MODULE)) {
                logger.warn(
                        "module-info.java must say \"requires " + MODULE + ";\", or a module it requires say it with"
                                + " \"transitive\": else the hosts of this module cannot be loaded");
            }
        }
    }

    private static byte @Nullable [] find(String name, ClassFileLocator locator) {
        try {
            ClassFileLocator.Resolution resolution = locator.locate(name.replace('/', '.'));
            return resolution.isResolved() ? resolution.resolve() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does nothing. */
    @Override
    public void close() {}
}
