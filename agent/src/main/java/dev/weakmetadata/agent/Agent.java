package dev.weakmetadata.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent. It makes the classes that are named as hosts {@code LazyWeakHost}s as they are loaded.
 *
 * <pre>{@code
 * java -javaagent:weakmetadata-agent.jar=hosts=com.acme.Thing,com.acme.model.** …
 * }</pre>
 *
 * <p>{@code com.acme.Thing} is a class, {@code com.acme.Outer$Inner} a nested one, {@code com.acme.*} are the classes of a
 * package, {@code com.acme.**} those of its subpackages, too. More of them may stand in resources
 * {@code META-INF/weakmetadata/hosts/…} of any jar, one on a line, with comments from {@code #} on; each holds for the class
 * loaders that see it.
 *
 * <p>Classes that cannot have a slot are reported, each once, on standard error: a logger might start a logging system before
 * the application has configured it.
 */
public final class Agent implements ClassFileTransformer {
    private static final String OPTION = "hosts=";
    private static final String HOST = "dev.weakmetadata.WeakHost";
    private static final String LAZY_HOST = "dev.weakmetadata.LazyWeakHost";

    private final Instrumentation instrumentation;
    private final @Nullable String named;

    /** The hosts of each loader. Their resources are read outside of this map's lock, since loaders have locks, too. */
    private final Map<ClassLoader, Hosts> hosts = Collections.synchronizedMap(new WeakHashMap<>());

    /** Classes without a slot, for the reason that they had been loaded before. */
    private final Set<String> loadedBefore = ConcurrentHashMap.newKeySet();

    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    private Agent(Instrumentation instrumentation, @Nullable String named) {
        this.instrumentation = instrumentation;
        this.named = named;
    }

    /**
     * Starts the agent with the JVM.
     *
     * @param options {@code hosts=…} or nothing
     * @param instrumentation the JVM's
     * @throws IllegalArgumentException if the options are something else
     */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    /**
     * Starts the agent in a JVM that is running already. Classes loaded before stay without a slot.
     *
     * @param options {@code hosts=…} or nothing
     * @param instrumentation the JVM's
     * @throws IllegalArgumentException if the options are something else
     */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    private static void start(@Nullable String options, Instrumentation instrumentation) {
        String named = null;
        if (options == null || options.isBlank()) {
            log("no hosts= is given; only classes named in " + Hosts.RESOURCE + " get a slot");
        } else if (options.startsWith(OPTION)) {
            named = options.substring(OPTION.length());
            new Hosts().addAll(named);
        } else {
            throw new IllegalArgumentException("weakmetadata-agent: unknown option \"" + options
                    + "\"; write hosts=com.acme.Thing,com.acme.model.**");
        }
        Agent agent = new Agent(instrumentation, named);
        // Before the first transformation: reading files loads classes, whose transformation would need the files.
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            agent.hosts(type.getClassLoader());
        }
        instrumentation.addTransformer(agent);
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            agent.reportIfLoadedBefore(type);
        }
    }

    private static void log(String line) {
        System.err.println("weakmetadata-agent: " + line);
    }

    private void report(String line) {
        if (reported.add(line)) {
            log(line);
        }
    }

    private void reportIfLoadedBefore(Class<?> type) {
        boolean canHaveSlot = !(type.isArray()
                || type.isPrimitive()
                || type.isHidden()
                || type.isInterface()
                || type.isEnum()
                || type.isRecord());
        if (!canHaveSlot || !hosts(type.getClassLoader()).contain(type.getName()) || isHost(type)) {
            return;
        }
        if (isOfJdk(type.getClassLoader(), type.getModule())) {
            reportJdk(type.getName());
        } else if (loadedBefore.add(type.getName().replace('.', '/'))) {
            report(type.getName() + " was loaded before the agent and gets no slot: start the JVM with -javaagent,"
                    + " before other agents that use the class");
        }
    }

    private void reportJdk(String name) {
        report(name + " belongs to the JDK, which cannot see the WeakMetadata runtime, and gets no slot: write a"
                + " SlotProvider for it, or name a subclass of yours");
    }

    private static boolean isEnhanced(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .anyMatch(face -> face.getName().equals(LAZY_HOST));
    }

    /** Whether a class has a slot: of its own or of a superclass, by hand or not. */
    private static boolean isHost(@Nullable Class<?> type) {
        return type != null
                && (type.getName().equals(HOST)
                        || isHost(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(Agent::isHost));
    }

    /**
     * Adds a slot to the class if it is a host.
     *
     * @param module the module of the class
     * @param loader the loader of the class
     * @param name the name of the class
     * @param redefined the class if it is being redefined
     * @param domain not used
     * @param classFile the class
     * @return the class with a slot, or null for no change
     */
    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (name == null) {
            return null;
        }
        String className = name.replace('/', '.');
        try {
            if (!hosts(loader).contain(className)) {
                return null;
            }
            if (redefined != null) {
                return isEnhanced(redefined) ? enhancer(loader).enhanceAgain(classFile) : null;
            }
            if (loader == null || isOfJdk(loader, module)) {
                reportJdk(className);
                return null;
            }
            byte[] enhanced = enhancer(loader).enhance(classFile);
            return enhanced == null || !makeReadable(module, loader, className) ? null : enhanced;
        } catch (RuntimeException | LinkageError e) { // the JVM would say nothing
            report(className + " gets no slot: " + e);
            return null;
        }
    }

    private Enhancer enhancer(@Nullable ClassLoader loader) {
        return new Enhancer(
                hosts(loader),
                name -> find(loader, name),
                name -> !loadedBefore.contains(name)
                        && ClassLoader.getPlatformClassLoader().getResource(name + ".class") == null,
                this::report);
    }

    private static byte @Nullable [] find(@Nullable ClassLoader loader, String name) {
        ClassLoader finder = loader == null ? ClassLoader.getPlatformClassLoader() : loader;
        try (InputStream in = finder.getResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfJdk(@Nullable ClassLoader loader, Module module) {
        return loader == null
                || ClassLoader.getPlatformClassLoader().equals(loader)
                || (module.isNamed() && module.getName().startsWith("jdk."));
    }

    /** Lets a host's module see the runtime; says so and returns false if its loader does not see it. */
    private boolean makeReadable(Module module, ClassLoader loader, String className) {
        Module runtime;
        try {
            // Not so for a host without a module: what is loaded here, other agents do not get to transform.
            if (!module.isNamed() && loader.getResource(LAZY_HOST.replace('.', '/') + ".class") != null) {
                return true;
            }
            runtime = Class.forName(LAZY_HOST, false, loader).getModule();
        } catch (ClassNotFoundException e) {
            report(className + " is loaded by a "
                    + loader.getClass().getName()
                    + " that cannot see the WeakMetadata runtime, and gets no slot: put weakmetadata-runtime where the class"
                    + " is, or write a SlotProvider for it");
            return false;
        }
        if (!module.canRead(runtime)) {
            instrumentation.redefineModule(module, Set.of(runtime), Map.of(), Map.of(), Set.of(), Map.of());
        }
        return true;
    }

    private Hosts hosts(@Nullable ClassLoader loader) {
        // Who names classes of the JDK does so where applications are.
        ClassLoader reader =
                loader == null || ClassLoader.getPlatformClassLoader().equals(loader)
                        ? ClassLoader.getSystemClassLoader()
                        : loader;
        Hosts known = hosts.get(reader);
        if (known == null) {
            known = read(reader);
            hosts.put(reader, known);
        }
        return known;
    }

    private Hosts read(ClassLoader loader) {
        Hosts result = new Hosts();
        if (named != null) {
            result.addAll(named);
        }
        List<URL> files;
        try {
            files = Collections.list(loader.getResources(Hosts.RESOURCE));
        } catch (IOException e) {
            report(Hosts.RESOURCE + " cannot be read by " + loader + ": " + e);
            return result;
        }
        for (URL file : files) {
            try {
                result.addAll(file);
            } catch (IOException | IllegalArgumentException e) {
                report(file + ": " + e.getMessage());
            }
        }
        return result;
    }
}
