package dev.weakmetadata.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes that are to get a slot, by name: {@code com.acme.Thing} is a class, {@code com.acme.Outer$Inner} a nested one,
 * {@code com.acme.*} are those of a package, {@code com.acme.**} those of its subpackages, too.
 */
final class Hosts {
    /**
     * A folder of resources, one for each annotated type that asks for slots, with such a name on each line; or one file. What
     * follows a {@code #} is a comment.
     */
    static final String RESOURCE = "META-INF/weakmetadata/hosts";

    private static final String IDENTIFIER = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern NAME = Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")*(\\.\\*\\*?)?");

    private final Set<String> classes = new HashSet<>();
    private final Set<String> packages = new HashSet<>();
    private final Set<String> trees = new HashSet<>();

    /** Adds names that are separated by commas. */
    void addAll(String names) {
        for (String name : names.split(",", -1)) {
            add(name.strip());
        }
    }

    /** Adds what is listed by the {@link #RESOURCE} at some place of a class path. */
    void addAll(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection inJar) {
            try (JarFile jar = inJar.getJarFile()) {
                List<JarEntry> files = jar.stream()
                        .filter(entry -> !entry.isDirectory() && (entry.getName() + "/").startsWith(RESOURCE + "/"))
                        .toList();
                for (JarEntry file : files) {
                    addAll(jar.getInputStream(file));
                }
            }
        } else if (resource.getProtocol().equals("file")) {
            addAll(Path.of(URI.create(resource.toString())));
        } else {
            try (InputStream in = connection.getInputStream()) {
                addAll(in);
            }
        }
    }

    /** Adds what a file, or what each file of a folder lists. */
    void addAll(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    addAll(in);
                }
            }
        }
    }

    void addAll(InputStream file) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String name = line.replaceFirst("#.*", "").strip();
            if (!name.isEmpty()) {
                add(name);
            }
        }
    }

    private void add(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of hosts; write com.acme.Thing for a class,"
                    + " com.acme.* for a package, com.acme.** for a package and its subpackages");
        }
        if (name.endsWith(".**")) {
            trees.add(name.substring(0, name.length() - 3));
        } else if (name.endsWith(".*")) {
            packages.add(name.substring(0, name.length() - 2));
        } else {
            classes.add(name);
        }
    }

    boolean contain(String className) {
        if (classes.contains(className)) {
            return true;
        }
        int end = className.lastIndexOf('.');
        if (end < 0) {
            return false;
        }
        if (packages.contains(className.substring(0, end))) {
            return true;
        }
        if (trees.isEmpty()) {
            return false;
        }
        for (; end > 0; end = className.lastIndexOf('.', end - 1)) {
            if (trees.contains(className.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return classes.isEmpty() && packages.isEmpty() && trees.isEmpty();
    }
}
