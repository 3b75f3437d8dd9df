package dev.weakmetadata;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which objects have a {@link WeakSlot}, and where.
 *
 * <ul>
 *   <li>A {@link WeakHost} returns it.
 *   <li>A class has it in a {@link ClassValue}.
 *   <li>A class loader has it in the {@code ClassValue} of a proxy class that it has defined.
 *   <li>Other hosts may have it where a {@link SlotProvider} says.
 * </ul>
 *
 * <p><b>The rule of class loaders.</b> What is in a slot lives as long as the host, and keeps the loaders of its classes
 * alive. So that a host of a parent loader does not keep alive an application in a child loader, a slot takes the entries of
 * a table only if the loader behind the slot is the one of the table's user, or a descendant of it, and so has to keep
 * that loader alive anyway. Entries that no slot takes are kept in the table, by weak keys. The answer is always the same for
 * the same host and table.
 *
 * <ul>
 *   <li><em>Behind the slot</em> are the loader of the {@code WeakHost}'s class, of the class that is the host, of the
 *       provider's class, or the loader itself that is the host.
 *   <li><em>The table's user</em> is the generated class or, for the collections, the first caller outside the JDK that
 *       inserts a key with a slot.
 *   <li>The system class loader and its parents, which are never collected, may be kept alive by any instance. Classes and
 *       loaders, which may live for ever, must also see this library itself.
 * </ul>
 */
final class Slots {
    private static final ClassLoader SYSTEM = ClassLoader.getSystemClassLoader();
    private static final ClassLoader OURS = loaderOf(Slots.class);

    private Slots() {}

    /** Whether the entries that a table has for a key are kept in the key's slot. */
    static boolean hold(Object key, HostTable<?> table) {
        if (key instanceof WeakHost) {
            return holdForInstance(key, table);
        }
        if (key instanceof Class<?> type) {
            return holdForAnyTime(type.getClassLoader(), table);
        }
        if (key instanceof ClassLoader loader) {
            return holdForAnyTime(loader, table);
        }
        SlotProvider<?> provider = Providers.of(key);
        return provider != null && holdForInstance(provider, table);
    }

    private static boolean holdForInstance(Object hostOrProvider, HostTable<?> table) {
        ClassLoader user = table.userLoader();
        return sees(SYSTEM, user) || sees(hostOrProvider.getClass().getClassLoader(), user);
    }

    private static boolean holdForAnyTime(@Nullable ClassLoader loader, HostTable<?> table) {
        return sees(loader, OURS) && sees(loader, table.userLoader());
    }

    /** Whether a loader keeps another one alive, being the same or a descendant. */
    private static boolean sees(@Nullable ClassLoader loader, @Nullable ClassLoader other) {
        ClassLoader ancestor = loader;
        while (ancestor != other && ancestor != null) {
            ancestor = ancestor.getParent();
        }
        return ancestor != null;
    }

    /** The loader of a class; one that lives as long in place of the bootstrap loader. */
    static ClassLoader loaderOf(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    }

    /** The loader of the class that uses this library, as far as the stack tells. */
    static ClassLoader loaderOfCaller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.getPackage() != Slots.class.getPackage())
                        .map(Slots::loaderOf)
                        .filter(loader -> loader != ClassLoader.getPlatformClassLoader())
                        .findFirst()
                        .orElse(OURS));
    }

    /** The slot of an object, if there is one already. */
    static @Nullable WeakSlot find(Object host) {
        if (host instanceof WeakHost weakHost) {
            return weakHost.weakSlot();
        }
        if (host instanceof Class || host instanceof ClassLoader) {
            return Natural.find(host);
        }
        SlotProvider<Object> provider = Providers.of(host);
        return provider == null ? null : provider.get(host);
    }

    /** The slot of an object that has one; null only if the host, or its provider, is faulty. */
    static @Nullable WeakSlot findOrMake(Object host) {
        if (host instanceof LazyWeakHost lazyHost) {
            return WeakSlot.of(lazyHost);
        }
        WeakSlot slot = find(host);
        if (slot != null || host instanceof WeakHost) {
            return slot;
        }
        if (host instanceof Class || host instanceof ClassLoader) {
            return Natural.make(host);
        }
        SlotProvider<Object> provider = Providers.of(host);
        return provider == null ? null : provider.putIfAbsent(host, new WeakSlot());
    }

    /**
     * The slots of classes and class loaders. What holds them is their host; the table here, which makes it cheap to see
     * that there is none, holds them weakly.
     */
    private static final class Natural extends Entry {
        private static final Table<Natural> ALL = new Table<>();
        private static final ClassValue<WeakSlot> OF_CLASS = newSlots();
        private static final ClassValue<WeakSlot> OF_LOADER = newSlots();

        private final WeakReference<WeakSlot> slot;

        private Natural(Object host, WeakSlot slot) {
            super(host, Table.hash(host), ALL.home().reclaimer().queue);
            this.slot = new WeakReference<>(slot);
        }

        private static ClassValue<WeakSlot> newSlots() {
            return new ClassValue<>() {
                @Override
                protected WeakSlot computeValue(Class<?> type) {
                    return new WeakSlot();
                }
            };
        }

        static @Nullable WeakSlot find(Object host) {
            Natural found = ALL.lookUp(host);
            return found == null ? null : found.slot.get();
        }

        static WeakSlot make(Object host) {
            WeakSlot slot =
                    host instanceof ClassLoader loader ? OF_LOADER.get(classIn(loader)) : OF_CLASS.get((Class<?>) host);
            ALL.insert(host, new Natural(host, slot));
            return slot;
        }

        /** A class that lives as long as the loader; always the same one. */
        private static Class<?> classIn(ClassLoader loader) {
            return Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
                    .getClass();
        }
    }

    private static final class Providers {
        /** So many faulty ones may be left out; a loader that always fails would never come to an end. */
        private static final int FAULTS = 100;

        /** Not loaded as the class is initialized: if that failed once, for want of stack or heap, it would for ever. */
        private static final AtomicReference<@Nullable List<SlotProvider<Object>>> ALL = new AtomicReference<>();

        /** Who is finding them. */
        private static final Set<Thread> LOADING = ConcurrentHashMap.newKeySet();

        /** The index of the first provider for a class, as an object of the JDK's: or else classes would lead to us. */
        private static final ClassValue<Integer> INDEX = new ClassValue<>() {
            @Override
            protected Integer computeValue(Class<?> type) {
                List<SlotProvider<Object>> all = all();
                for (int i = 0; i < all.size(); i++) {
                    if (all.get(i).hostType().isAssignableFrom(type)) {
                        return i;
                    }
                }
                return -1;
            }
        };

        static @Nullable SlotProvider<Object> of(Object host) {
            List<SlotProvider<Object>> all = all();
            if (all.isEmpty()) {
                return null;
            }
            int index = INDEX.get(host.getClass());
            return index < 0 ? null : all.get(index);
        }

        private static List<SlotProvider<Object>> all() {
            List<SlotProvider<Object>> loaded = ALL.get();
            return loaded == null ? load() : loaded;
        }

        /** By as many threads as need them at a time, since to wait for others would be to wait for users' constructors. */
        private static List<SlotProvider<Object>> load() {
            if (!LOADING.add(Thread.currentThread())) {
                return List.of(); // a provider that is being made sets metadata itself
            }
            try {
                List<SlotProvider<Object>> found = find();
                List<SlotProvider<Object>> earlier = ALL.compareAndExchange(null, found);
                return earlier == null ? found : earlier;
            } finally {
                LOADING.remove(Thread.currentThread());
            }
        }

        @SuppressWarnings("unchecked") // each is asked about hosts of its type only
        private static List<SlotProvider<Object>> find() {
            List<SlotProvider<Object>> providers = new ArrayList<>();
            Iterator<?> found = ServiceLoader.load(SlotProvider.class, Slots.class.getClassLoader())
                    .iterator();
            for (int faults = 0; faults < FAULTS; ) {
                try {
                    if (!found.hasNext()) {
                        break;
                    }
                    providers.add((SlotProvider<Object>) found.next());
                } catch (ServiceConfigurationError e) {
                    faults++;
                    System.getLogger("dev.weakmetadata")
                            .log(System.Logger.Level.WARNING, "A SlotProvider is left out", e);
                }
            }
            return List.copyOf(providers);
        }
    }
}
