package dev.weakmetadata.processor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From method names to property names and back. */
final class PropertyNames {
    private static final List<String> BEAN_PREFIXES = List.of("get", "is", "set");

    /** The verbs of operations that take nothing but the host, and return a boolean; functions have no others. */
    static final List<String> ASKING = List.of("has", "delete");

    /** The verbs of our operations, each before those that other APIs have in its place. */
    private static final List<List<String>> VERBS = List.of(
            List.of("has", "contains"),
            List.of("delete", "remove", "clear", "reset", "unset", "forget"),
            List.of("set", "put", "with", "store"),
            List.of("update", "add", "increment", "change"));

    private PropertyNames() {}

    /** The property that a getter, setter or memoized function names: {@code getX}, {@code isX} and {@code setX} name {@code x}. */
    static String ofAccessor(String method) {
        for (String prefix : BEAN_PREFIXES) {
            Optional<String> property = after(prefix, method);
            if (property.isPresent()) {
                return property.get();
            }
        }
        return method;
    }

    /**
     * What follows a prefix that is a word of its own, decapitalised: {@code hasX} is {@code x}, {@code hashed} is nothing.
     * A word goes on with any lower-case letter, be it one without a capital: {@code hasß} is a plain name, and
     * {@code hasẞ} is {@code ß}.
     */
    static Optional<String> after(String prefix, String method) {
        if (!method.startsWith(prefix)
                || method.length() == prefix.length()
                || Character.isLowerCase(method.codePointAt(prefix.length()))) {
            return Optional.empty();
        }
        return Optional.of(decapitalize(method.substring(prefix.length())));
    }

    /** As {@code java.beans.Introspector}: {@code URL} stays. */
    static String decapitalize(String name) {
        if (name.length() > 1 && Character.isUpperCase(name.charAt(0)) && Character.isUpperCase(name.charAt(1))) {
            return name;
        }
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** So that {@link #after} finds the name again where it can: Java knows {@code ẞ} as a capital, but not of {@code ß}. */
    static String capitalize(String name) {
        int first = name.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(first == 'ß' ? 'ẞ' : Character.toUpperCase(first))
                .append(name, Character.charCount(first), name.length())
                .toString();
    }

    /** The candidate that a name is most like. */
    static Optional<String> nearest(String name, Collection<String> candidates) {
        return candidates.stream()
                .distinct()
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Whether somebody who wrote the name may have meant the other: one slip in three characters. */
    static boolean isNear(String name, String other) {
        return name.equalsIgnoreCase(other) || distance(name, other) <= name.length() / 3;
    }

    /**
     * What somebody may have meant who wrote {@code hasx}, {@code removeX} or {@code putX}, of something called {@code x}.
     * Verbs of other APIs must be whole words; ours may be written together with a name, unless that is too short to be one.
     *
     * @param operations which of our verbs it may be
     */
    static Optional<String> operation(String method, Collection<String> operations, Collection<String> names) {
        return VERBS.stream()
                .filter(verbs -> operations.contains(verbs.get(0)))
                .flatMap(verbs -> verbs.stream()
                        .filter(verb -> method.regionMatches(true, 0, verb, 0, verb.length()))
                        .filter(verb ->
                                verb.equals(verbs.get(0)) || after(verb, method).isPresent())
                        .map(verb -> method.substring(verb.length()))
                        .flatMap(rest -> names.stream().filter(rest::equalsIgnoreCase))
                        .filter(name -> name.length() > 1)
                        .map(name -> verbs.get(0) + capitalize(name)))
                .filter(operation -> !operation.equals(method))
                .min(Comparator.naturalOrder());
    }

    /** How many characters were left out, added, mistaken or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distances[i][j] = i + j;
                    continue;
                }
                int substituted = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                distances[i][j] = Math.min(substituted, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    distances[i][j] = Math.min(distances[i][j], 1 + distances[i - 2][j - 2]);
                }
            }
        }
        return distances[a.length()][b.length()];
    }
}
