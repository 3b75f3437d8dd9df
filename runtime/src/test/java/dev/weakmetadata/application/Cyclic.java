package dev.weakmetadata.application;

import dev.weakmetadata.WeakMap;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Values that reach their own hosts, one kind a method; and some that do not. Maps keep them for good. */
public final class Cyclic {
    private static final WeakMap<Object, Object> MAP = new WeakMap<>();
    private static final WeakMap<Object, Object> OTHER = new WeakMap<>();

    private Cyclic() {}

    /** A host. */
    static class Button {
        List<Child> children = new ArrayList<>();

        Runnable lambda() {
            return () -> children.clear();
        }

        class Inner {
            void click() {
                children.clear();
            }
        }
    }

    private static final class Child {
        @SuppressWarnings("unused")
        private final Button parent;

        private Child(Button parent) {
            this.parent = parent;
        }
    }

    private record Box(Object content) {}

    /** User's code that ran, as the detector must never let it. */
    private static final List<String> RAN = new CopyOnWriteArrayList<>();

    private static final class Hostile {
        @SuppressWarnings("unused")
        private final Object host;

        private Hostile(Object host) {
            this.host = host;
        }

        @Override
        public boolean equals(Object other) {
            return RAN.add("equals") && other == this;
        }

        @Override
        public int hashCode() {
            RAN.add("hashCode");
            return 0;
        }

        @Override
        public String toString() {
            RAN.add("toString");
            return "secret";
        }
    }

    private static final class HostileList extends ArrayList<Object> {
        private static final long serialVersionUID = 1;

        @Override
        public void forEach(Consumer<? super Object> action) {
            RAN.add("forEach");
        }

        @Override
        public Iterator<Object> iterator() {
            RAN.add("iterator");
            return List.of().iterator();
        }

        @Override
        public Object get(int index) {
            RAN.add("get");
            return index;
        }

        @Override
        public Object[] toArray() {
            RAN.add("toArray");
            return new Object[0];
        }
    }

    public static Object codeThatRan() {
        return RAN;
    }

    public static void itself() {
        Button button = new Button();
        MAP.set(button, button);
    }

    public static void lambda() {
        Button button = new Button();
        MAP.set(button, button.lambda());
    }

    public static void innerClass() {
        Button button = new Button();
        MAP.set(button, button.new Inner());
    }

    public static void anonymousClass() {
        Button button = new Button();
        MAP.set(button, new Runnable() {
            @Override
            public void run() {
                button.children.clear();
            }
        });
    }

    public static void childrenWithParents() {
        Button button = new Button();
        button.children.add(new Child(button));
        MAP.set(button, button.children);
    }

    public static void array() {
        Button button = new Button();
        MAP.set(button, new Object[][] {{}, {null, "text", new Child(button)}});
    }

    public static void deque() {
        Button button = new Button();
        MAP.set(button, new ArrayDeque<>(List.of(new Box(button))));
    }

    public static void mapKey() {
        Button button = new Button();
        Map<Object, Object> map = new IdentityHashMap<>();
        map.put(new Box(button), "value");
        MAP.set(button, map);
    }

    public static void mapValue() {
        Button button = new Button();
        MAP.set(button, new HashMap<>(Map.of("key", new Box(button))));
    }

    public static void concurrentMapOfEntries() {
        Button button = new Button();
        MAP.set(button, new ConcurrentHashMap<>(Map.of("key", new SimpleEntry<>("key", button))));
    }

    public static void containers() {
        Button button = new Button();
        MAP.set(button, Optional.of(new AtomicReference<>(CompletableFuture.completedFuture(button))));
    }

    public static void proxy() {
        Button button = new Button();
        MAP.set(
                button,
                Proxy.newProxyInstance(
                        Cyclic.class.getClassLoader(),
                        new Class<?>[] {Supplier.class},
                        (proxy, method, arguments) -> button));
    }

    public static void hostile() {
        Button button = new Button();
        MAP.set(button, List.of(new Hostile(button)));
    }

    public static void twoMaps() {
        Button button = new Button();
        Child label = new Child(null);
        MAP.set(button, new Box(label));
        OTHER.set(label, Optional.of(button));
    }

    public static void constructor() {
        Button button = new Button();
        AtomicReference<Object> keeps = new AtomicReference<>();
        keeps.set(new WeakMap<>(List.of(Map.entry(button, new Object[] {button, keeps}))));
        MAP.set(keeps, "kept by the cycle");
    }

    public static void getOrInsert() {
        Button button = new Button();
        MAP.getOrInsert(button, new Object[] {new SimpleEntry<>("getOrInsert", button)});
    }

    public static void getOrInsertComputed() {
        MAP.getOrInsertComputed(new Button(), button -> List.of(new SimpleEntry<>("computed", button)));
    }

    public static void update() {
        Button button = new Button();
        MAP.set(button, "first");
        MAP.update(button, first -> new SimpleEntry<>(first, button));
    }

    public static void overwritten() {
        Button button = new Button();
        MAP.set(button, "first");
        MAP.set(button, Optional.of(Optional.of(button)));
    }

    public static void weakReference() {
        Button button = new Button();
        MAP.set(button, new Box(new WeakReference<>(button)));
    }

    public static void threadLocal() {
        Button button = new Button();
        ThreadLocal<Object> local = new ThreadLocal<>();
        local.set(button);
        MAP.set(button, local);
    }

    public static void hostileList() {
        Button button = new Button();
        List<Object> list = new HostileList();
        list.add(button);
        MAP.set(button, list);
        MAP.set(new Button(), Collections.unmodifiableList(list));
        MAP.set(new Button(), Collections.synchronizedCollection(list));
        MAP.set(new Button(), list.subList(0, 1));
    }

    public static void otherHost() {
        MAP.set(new Button(), new Button());
    }
}
