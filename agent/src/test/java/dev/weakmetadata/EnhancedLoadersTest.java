package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.agent.Sources;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rule of class loaders, for enhanced hosts. */
class EnhancedLoadersTest {
    private static final Map<String, byte[]> HOST = Sources.compile("package server; public class Session {}");
    private static final Map<String, byte[]> APPLICATION = Sources.compile("""
            package application;
            public class Application {
                private static final dev.weakmetadata.WeakMap<Object, Object> MAP = new dev.weakmetadata.WeakMap<>();
                static class Value {}
                public static Object tag(Object host) {
                    MAP.set(host, new Value());
                    return MAP.get(host);
                }
            }
            """);

    private static final ClassLoader SERVER =
            Sources.loader(EnhancedLoadersTest.class.getClassLoader(), HOST, "server.**");

    @Test
    void aHostOfAParentLoaderDoesNotKeepAnApplication() throws ReflectiveOperationException {
        WeakHost host = newHost(SERVER);
        WeakReference<Object> loader = deploy(host);
        Gc.awaitCleared("the application's loader", loader);
        assertThat(host.weakSlot()).as("the entry has been in the table").isNull();
        Reference.reachabilityFence(host);
    }

    private static WeakReference<Object> deploy(Object host) throws ReflectiveOperationException {
        ClassLoader loader = Sources.loader(SERVER, APPLICATION, "none.*");
        tag(host, loader);
        return new WeakReference<>(loader);
    }

    @Test
    void aHostOfTheApplicationItselfHasItsMetadataInTheSlot() throws ReflectiveOperationException {
        Map<String, byte[]> all = new HashMap<>(HOST);
        all.putAll(APPLICATION);
        ClassLoader loader = Sources.loader(EnhancedLoadersTest.class.getClassLoader(), all, "server.*");
        WeakHost host = newHost(loader);
        tag(host, loader);
        assertThat(host.weakSlot()).isNotNull();
    }

    private static WeakHost newHost(ClassLoader loader) throws ReflectiveOperationException {
        return (WeakHost)
                loader.loadClass("server.Session").getDeclaredConstructor().newInstance();
    }

    private static void tag(Object host, ClassLoader loader) throws ReflectiveOperationException {
        Object value = loader.loadClass("application.Application")
                .getMethod("tag", Object.class)
                .invoke(null, host);
        assertThat(value.getClass().getClassLoader()).isSameAs(loader);
    }
}
