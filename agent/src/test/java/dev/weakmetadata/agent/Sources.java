package dev.weakmetadata.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles small sources, and loads what comes of them. */
public final class Sources {
    private static final Pattern NAME =
            Pattern.compile("(?s)\\A(?:package (\\S+);)?.*?(?:class|interface|enum|record|module) (\\w+).*");

    private Sources() {}

    /** Compiles top-level types, each a source of its own; class files by internal name. */
    public static Map<String, byte[]> compile(String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> out = new HashMap<>();
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) {
            Matcher name = NAME.matcher(source);
            if (!name.matches()) {
                throw new IllegalArgumentException(source);
            }
            units.add(
                    new SimpleJavaFileObject(
                            URI.create("string:///" + (source.startsWith("module") ? "module-info" : name.group(2))
                                    + ".java"),
                            JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    });
        }
        StringWriter messages = new StringWriter();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                                out.put(name.replace('.', '/'), bytes);
                                return bytes;
                            }
                        };
                    }
                };
        List<String> options = List.of("-proc:none", "--release", "17");
        if (!compiler.getTask(messages, files, null, options, null, units).call()) {
            throw new AssertionError(messages);
        }
        Map<String, byte[]> classes = new HashMap<>();
        out.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    /** A loader of class files in which hosts get a slot. */
    public static ClassLoader loader(ClassLoader parent, Map<String, byte[]> classes, String hosts) {
        return new Loader(parent, classes, hosts, new ArrayList<>());
    }

    static ClassLoader loader(Map<String, byte[]> classes, String hosts, List<String> log) {
        return new Loader(Sources.class.getClassLoader(), classes, hosts, log);
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;
        private final Enhancer enhancer;

        Loader(ClassLoader parent, Map<String, byte[]> classes, String hosts, List<String> log) {
            super(parent);
            this.classes = classes;
            Hosts all = new Hosts();
            all.addAll(hosts);
            this.enhancer = new Enhancer(all, this::classFile, classes::containsKey, log::add);
        }

        private byte[] classFile(String name) {
            byte[] own = classes.get(name);
            if (own != null) {
                return own;
            }
            try (InputStream in = getParent().getResourceAsStream(name + ".class")) {
                return in == null ? null : in.readAllBytes();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] plain = classes.get(name.replace('.', '/'));
            if (plain == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] enhanced = enhancer.enhance(plain);
            byte[] classFile = enhanced == null ? plain : enhanced;
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
