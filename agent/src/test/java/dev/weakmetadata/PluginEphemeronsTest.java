package dev.weakmetadata;

import dev.weakmetadata.agent.Built;
import java.lang.invoke.MethodHandles;
import org.junit.jupiter.api.Tag;

/** With the class file that the build plugin makes. */
@Tag("gc")
class PluginEphemeronsTest extends Ephemerons {
    private static final Class<?> ENHANCED = define();

    private static Class<?> define() {
        try {
            byte[] classFile = Built.enhanced("dev.weakmetadata.BuiltNode", "dev.weakmetadata.BuiltNode");
            return MethodHandles.lookup().defineClass(classFile);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    HostNode newHost() {
        try {
            return (HostNode) ENHANCED.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
