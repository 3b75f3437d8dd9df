package dev.weakmetadata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.WeakHost;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent, in JVMs of its own. */
@Tag("forks")
class AgentTest {
    /** Prints of each class named whether it has got a slot; the last argument, if an agent's jar, is attached in between. */
    private static final String MAIN = """
            package a;
            public class Main {
                public static void main(String[] args) throws Exception {
                    for (String arg : args) {
                        if (arg.startsWith("attach:")) {
                            var jvm = com.sun.tools.attach.VirtualMachine.attach(ProcessHandle.current().pid() + "");
                            jvm.loadAgent(arg.substring(7), "hosts=a.*");
                            jvm.detach();
                            continue;
                        }
                        Class<?> type = Class.forName(arg);
                        boolean host = false;
                        for (Class<?> t = type; t != null; t = t.getSuperclass()) {
                            for (Class<?> i : t.getInterfaces()) {
                                host |= i.getName().equals("dev.weakmetadata.LazyWeakHost");
                            }
                        }
                        System.out.println(arg + (host ? " yes" : " no"));
                    }
                }
            }
            """;

    private static final Path AGENT = Path.of(System.getProperty("agent.jar"));
    private static final Path RUNTIME = locationOf(WeakHost.class);

    @TempDir
    private Path folder;

    private String output = "";

    private static Path locationOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private void compile(String... sources) throws IOException {
        List<String> all = new ArrayList<>(List.of(sources));
        all.add(MAIN);
        for (Map.Entry<String, byte[]> type :
                Sources.compile(all.toArray(String[]::new)).entrySet()) {
            Path file = folder.resolve(type.getKey() + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, type.getValue());
        }
    }

    /** Runs a JVM, and returns its exit code. */
    private int run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "log", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        output = Files.readString(log);
        assertThat(ended).as(output).isTrue();
        return process.exitValue();
    }

    private String classPath() {
        return folder + System.getProperty("path.separator") + RUNTIME;
    }

    @Test
    void theJarHasAllOfTheAgentAndNothingOfTheRuntime() throws IOException {
        try (JarFile jar = new JarFile(AGENT.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .contains(
                            "dev/weakmetadata/agent/Agent.class",
                            "dev/weakmetadata/agent/bytebuddy/jar/asm/ClassReader.class")
                    .doesNotContain("dev/weakmetadata/agent/SlotPlugin.class")
                    .allMatch(name -> name.startsWith("dev/weakmetadata/agent/"));
        }
        assertThat(Files.size(AGENT)).isLessThan(500_000);
    }

    @Test
    void classesGetASlotAsTheyAreLoaded() throws Exception {
        compile(
                "package a; public class Thing {}",
                "package a; public class Other {}",
                "package a; public record Pair(int n) {}",
                "package a.model; public class Node extends Thread {}",
                "package listed; public class Listed {}",
                "package listed; public class InJar {}");
        Path file = folder.resolve("META-INF/weakmetadata/hosts/by-hand");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# by hand\nlisted.Listed\n");
        Path jar = folder.resolve("library.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("META-INF/weakmetadata/hosts/"));
            out.putNextEntry(new JarEntry("META-INF/weakmetadata/hosts/library.State"));
            out.write("listed.InJar\n".getBytes(StandardCharsets.UTF_8));
        }
        int exit = run(
                "-javaagent:" + AGENT + "=hosts=a.Thing,a.Pair,a.model.**,java.lang.Thread,java.util.zip.*",
                "-cp",
                classPath() + File.pathSeparator + jar,
                "a.Main",
                "a.Thing",
                "a.Other",
                "a.Pair",
                "a.model.Node",
                "listed.Listed",
                "listed.InJar",
                "java.util.zip.CheckedInputStream");
        assertThat(output)
                .contains(
                        "a.Thing yes",
                        "a.Other no",
                        "a.Pair no",
                        "a.model.Node yes",
                        "listed.Listed yes",
                        "listed.InJar yes")
                .contains("weakmetadata-agent: a.Pair is a record")
                .contains("java.util.zip.CheckedInputStream no")
                .contains(
                        "weakmetadata-agent: java.lang.Thread belongs to the JDK, which cannot see the WeakMetadata runtime,"
                                + " and gets no slot: write a SlotProvider for it, or name a subclass of yours")
                .contains("weakmetadata-agent: java.util.zip.CheckedInputStream belongs to the JDK");
        assertThat(exit).isZero();
    }

    @Test
    void wrongOptionsEndTheJvm() throws Exception {
        compile();
        assertThat(run("-javaagent:" + AGENT + "=host=a.Thing", "-cp", classPath(), "a.Main"))
                .isNotZero();
        assertThat(output)
                .contains(
                        "weakmetadata-agent: unknown option \"host=a.Thing\"; write hosts=com.acme.Thing,com.acme.model.**");
        assertThat(run("-javaagent:" + AGENT + "=hosts=", "-cp", classPath(), "a.Main"))
                .isNotZero();
        assertThat(output).contains("\"\" is no name of hosts");
    }

    @Test
    void withoutOptionsFilesNameTheHosts() throws Exception {
        compile("package a; public class Thing {}");
        Path file = folder.resolve("META-INF/weakmetadata/hosts");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a.Thing\nnot a name\n");
        assertThat(run("-javaagent:" + AGENT, "-cp", classPath(), "a.Main", "a.Thing"))
                .isZero();
        assertThat(output)
                .contains("weakmetadata-agent: no hosts= is given")
                .contains("hosts: \"not a name\" is no name of hosts")
                .contains("a.Thing yes");
    }

    @Test
    void aLoaderWithoutTheRuntimeIsReported() throws Exception {
        compile("package a; public class Thing {}");
        assertThat(run("-javaagent:" + AGENT + "=hosts=a.Thing", "-cp", folder.toString(), "a.Main", "a.Thing"))
                .isZero();
        assertThat(output)
                .contains("a.Thing no")
                .containsPattern("weakmetadata-agent: a.Thing is loaded by a .*AppClassLoader that cannot see the"
                        + " WeakMetadata runtime, and gets no slot: put weakmetadata-runtime where the class is");
    }

    @Test
    void classesLoadedBeforeTheAgentAreReported() throws Exception {
        compile(
                "package a; public class Before {}",
                "package a; public class ByHand implements dev.weakmetadata.WeakHost {"
                        + " public dev.weakmetadata.WeakSlot weakSlot() { return null; } }",
                "package a; public class After {}",
                "package a; public class Sub extends Before {}");
        int exit = run(
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                classPath(),
                "a.Main",
                "a.Before",
                "a.ByHand",
                "attach:" + AGENT,
                "a.After",
                "a.Sub");
        assertThat(output)
                .contains("weakmetadata-agent: a.Before was loaded before the agent and gets no slot")
                .contains("a.Before no", "a.After yes", "a.Sub yes")
                .doesNotContain("a.ByHand was loaded");
        assertThat(exit).isZero();
    }

    private static final String REDEFINER = """
            package a;
            import java.lang.instrument.*;
            public class Redefiner {
                private static Instrumentation jvm;
                public static void premain(String options, Instrumentation instrumentation) {
                    jvm = instrumentation;
                }
                public static void main(String[] args) throws Exception {
                    Object thing = new Thing();
                    byte[] classFile = Redefiner.class.getResourceAsStream("Thing.class").readAllBytes();
                    jvm.redefineClasses(new ClassDefinition(Thing.class, classFile));
                    jvm.retransformClasses(Thing.class);
                    var map = new dev.weakmetadata.WeakMap<Object, Object>().set(thing, "in the slot");
                    System.out.println(map.get(thing) + " " + ((dev.weakmetadata.WeakHost) thing).weakSlot());
                }
            }
            """;

    /** As debuggers and other agents do. */
    @Test
    void aHostCanBeRedefined() throws Exception {
        compile("package a; public class Thing implements java.io.Serializable, Cloneable {}", REDEFINER);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "a.Redefiner");
        manifest.getMainAttributes().putValue("Can-Redefine-Classes", "true");
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path redefiner = folder.resolve("redefiner.jar");
        new JarOutputStream(Files.newOutputStream(redefiner), manifest).close();
        int exit = run(
                "-javaagent:" + AGENT + "=hosts=a.Thing", "-javaagent:" + redefiner, "-cp", classPath(), "a.Redefiner");
        assertThat(output).contains("in the slot WeakSlot");
        assertThat(exit).isZero();
    }

    @Test
    void aModuleGetsToReadTheRuntime() throws Exception {
        compile("package a; public class Thing {}");
        Path classes = folder.resolve("module");
        Files.createDirectories(classes);
        Files.move(folder.resolve("a"), classes.resolve("a"));
        Path source = folder.resolve("module-info.java");
        Files.writeString(source, "module consumer { requires jdk.attach; }");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString()))
                .isZero();
        String agent = "-javaagent:" + AGENT + "=hosts=a.Thing";
        String separator = System.getProperty("path.separator");
        int exit = run(
                agent,
                "-p",
                classes + separator + RUNTIME,
                "--add-modules",
                "dev.weakmetadata.runtime",
                "-m",
                "consumer/a.Main",
                "a.Thing");
        assertThat(output).contains("a.Thing yes");
        assertThat(exit).isZero();
        exit = run(agent, "-p", classes.toString(), "-cp", RUNTIME.toString(), "-m", "consumer/a.Main", "a.Thing");
        assertThat(output).contains("a.Thing yes");
        assertThat(exit).isZero();
    }
}
