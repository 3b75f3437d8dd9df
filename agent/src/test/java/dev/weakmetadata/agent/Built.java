package dev.weakmetadata.agent;

import java.io.File;
import java.net.URISyntaxException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** Classes of the tests as the build plugin leaves them. */
public final class Built {
    private Built() {}

    /** The enhanced class file of a test's class. */
    public static byte[] enhanced(String hosts, String name) {
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(Built.class.getClassLoader());
        TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
        try (SlotPlugin plugin = new SlotPlugin(hosts, tests(), BuildLogger.StreamWriting.toSystemError())) {
            return plugin.apply(new ByteBuddy().rebase(type, locator), type, locator)
                    .make()
                    .getBytes();
        }
    }

    private static File tests() {
        try {
            return new File(Built.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
