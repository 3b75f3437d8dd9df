package dev.weakmetadata.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weakmetadata.LazyWeakHost;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.build.Plugin.Factory.UsingReflection.ArgumentResolver;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build plugin, made and run as Byte Buddy's own build plugins do. */
class SlotPluginTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private void write(Map<String, byte[]> classes) throws IOException {
        for (Map.Entry<String, byte[]> type : classes.entrySet()) {
            Path file = folder.resolve(type.getKey() + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, type.getValue());
        }
    }

    private Plugin.Engine.Summary build(ClassFileLocator classPath, String... arguments) throws IOException {
        Plugin.Factory.UsingReflection factory = new Plugin.Factory.UsingReflection(SlotPlugin.class)
                .with(
                        ArgumentResolver.ForType.of(File.class, folder.toFile()),
                        ArgumentResolver.ForType.of(
                                BuildLogger.class,
                                new BuildLogger.StreamWriting(new PrintStream(log, true, StandardCharsets.UTF_8))));
        for (int i = 0; i < arguments.length; i++) {
            factory = factory.with(new ArgumentResolver.ForIndex(i, arguments[i]));
        }
        return new Plugin.Engine.Default().with(classPath).apply(folder.toFile(), folder.toFile(), factory);
    }

    private ClassFileLocator classPath() {
        return ClassFileLocator.ForClassLoader.of(SlotPluginTest.class.getClassLoader());
    }

    private Class<?> load(String name) throws Exception {
        return new ClassLoader(SlotPluginTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                try {
                    byte[] bytes = Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }.loadClass(name);
    }

    @Test
    void hostsAreNamedByTheArgumentAndByAFile() throws Exception {
        write(Sources.compile(
                "package a; public class A implements Cloneable { protected Object clone() throws"
                        + " CloneNotSupportedException { return super.clone(); } }",
                "package a; public class B extends A {}",
                "package a; public class C {}",
                "package a; public class D {}",
                "package a; public enum E { X }"));
        Path file = folder.resolve("META-INF/weakmetadata/hosts/a.State");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a.D\na.E");
        build(classPath(), "a.A,a.B");
        assertThat(load("a.A").getInterfaces()).contains(LazyWeakHost.class);
        assertThat(load("a.B").getInterfaces()).isEmpty();
        assertThat(load("a.C").getInterfaces()).isEmpty();
        assertThat(load("a.D").getInterfaces()).contains(LazyWeakHost.class);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("a.E is an enum and gets no slot");
        load("a.A").getDeclaredConstructor().newInstance();

        byte[] once = Files.readAllBytes(folder.resolve("a/A.class"));
        build(classPath(), "a.A,a.B");
        assertThat(Files.readAllBytes(folder.resolve("a/A.class"))).isEqualTo(once);
    }

    @Test
    void theFileAloneWillDo() throws Exception {
        write(Sources.compile("package a; public class A {}"));
        Path file = folder.resolve("META-INF/weakmetadata/hosts");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a.*");
        build(classPath());
        assertThat(load("a.A").getInterfaces()).contains(LazyWeakHost.class);
    }

    @Test
    void theRuntimeMustBeThere() throws Exception {
        write(Sources.compile("package a; public class A {}"));
        assertThatThrownBy(() -> build(ClassFileLocator.ForClassLoader.ofPlatformLoader(), "a.*"))
                .hasStackTraceContaining("add the dependency dev.weakmetadata:weakmetadata-runtime");
    }

    @Test
    void aModuleThatDoesNotRequireTheRuntimeIsWarnedOf() throws Exception {
        write(Sources.compile("package a; public class A {}", "module a { exports a; }"));
        build(classPath(), "a.*");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("module-info.java must say \"requires dev.weakmetadata.runtime;\"");
    }

    @Test
    void whatIsNoNameFailsTheBuild() throws Exception {
        write(Sources.compile("package a; public class A {}"));
        assertThatThrownBy(() -> build(classPath(), "a/A")).hasStackTraceContaining("is no name of hosts");
    }
}
