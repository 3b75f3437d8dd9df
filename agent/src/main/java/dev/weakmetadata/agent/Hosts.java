package dev.weakmetadata.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The classes that are to get a slot, by name: {@code com.acme.Thing} is a class, {@code com.acme.Outer$Inner} a nested one,
 * {@code com.acme.*} are those of a package, {@code com.acme.**} those of its subpackages, too.
 */
final class Hosts {
    /** A resource with such a name on each line. What follows a {@code #} is a comment. */
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

    /** Adds what a file lists. */
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
