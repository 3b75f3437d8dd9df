package dev.weakmetadata.processor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From method names to property names and back. */
final class PropertyNames {
    private static final List<String> BEAN_PREFIXES = List.of("get", "is", "set");

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

    /** What follows a prefix that is a word of its own, decapitalised: {@code hasX} is {@code x}, {@code hashed} is nothing. */
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
        int first = name.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toLowerCase(first))
                .append(name, Character.charCount(first), name.length())
                .toString();
    }

    static String capitalize(String name) {
        int first = name.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toUpperCase(first))
                .append(name, Character.charCount(first), name.length())
                .toString();
    }

    /** The candidate that a misspelt name most likely means, if one is near enough. */
    static Optional<String> nearest(String name, Collection<String> candidates) {
        return candidates.stream()
                .distinct()
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
