package dev.weakmetadata.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** Names for what is generated, out of the way of the user's. */
final class Names {
    /** What method bodies and nested classes mention by simple name; a variable of that name would hide it. */
    private static final Set<String> MENTIONED = Set.of(
            "Arguments",
            "AtomicLongFieldUpdater",
            "AtomicReferenceFieldUpdater",
            "Byte",
            "Boolean",
            "Character",
            "Double",
            "Float",
            "Integer",
            "Long",
            "Memo",
            "MemoCache",
            "Memoized",
            "Memos",
            "MetadataEntry",
            "MetadataTable",
            "Object",
            "Objects",
            "Override",
            "Reference",
            "Short",
            "SuppressWarnings",
            "System",
            "WeakMetadataGenerated",
            "Words",
            "dev",
            "java");

    private static final Pattern ROOT = Pattern.compile(
            "(?<![\\p{javaJavaIdentifierPart}.])\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");
    private static final Pattern NO_CODE = Pattern.compile("import |package |//| *\\*");
    private static final Pattern NAME_END = Pattern.compile("\\.|$");
    private static final Pattern WORD_START = Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})");

    private static final Pattern UPPER_CASED = Pattern.compile("[^µÿ]+");

    private static final Pattern HISSING = Pattern.compile("(s|x|z|ch|sh)$");
    private static final Pattern CONSONANT_AND_Y = Pattern.compile("[^aeiou]y$");

    private static final NameAllocator NOT_MENTIONED = new NameAllocator();

    static {
        MENTIONED.forEach(name -> newName(NOT_MENTIONED, name));
    }

    private Names() {}

    /** An allocator that gives out none of the names, and none that is mentioned anyway. */
    @SafeVarargs
    static NameAllocator avoiding(Collection<String>... taken) {
        NameAllocator names = NOT_MENTIONED.clone();
        Set<String> all = new LinkedHashSet<>();
        for (Collection<String> some : taken) {
            all.addAll(some);
        }
        all.removeAll(MENTIONED);
        all.forEach(name -> newName(names, name));
        return names;
    }

    /** As {@link NameAllocator#newName(String)}, which would draw a random tag, slowly. */
    static String newName(NameAllocator names, String suggestion) {
        return names.newName(suggestion, new Object());
    }

    /** What the full names of types begin with, packages and types without one: a member of that name would hide them. */
    static Set<String> roots(Collection<TypeName> types) {
        Set<String> roots = new LinkedHashSet<>();
        for (TypeName type : types) {
            Matcher matcher = ROOT.matcher(type.toString());
            while (matcher.find()) {
                if (!SourceVersion.isKeyword(matcher.group())) {
                    roots.add(matcher.group());
                }
            }
        }
        return roots;
    }

    /** What code, apart from imports and comments, says in full from one of the given names on, and all beginnings of it. */
    static Stream<String> qualified(String code, Collection<String> beginnings) {
        if (beginnings.isEmpty()) {
            return Stream.empty();
        }
        Pattern pattern = Pattern.compile("(?<![\\p{javaJavaIdentifierPart}.\"])(?:"
                + beginnings.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                + ")(?:\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");
        return code.lines()
                .filter(line -> !NO_CODE.matcher(line).lookingAt())
                .flatMap(line -> pattern.matcher(line).results())
                .map(MatchResult::group)
                .flatMap(full -> NAME_END.matcher(full).results().map(end -> full.substring(0, end.start())));
    }

    /**
     * {@code fooBar} is {@code FOO_BAR}. Letters stay as they are if their upper case is in none of the character sets that
     * have them: {@code µ} and {@code ÿ} are of Latin-1.
     */
    static String constant(String name) {
        return UPPER_CASED
                .matcher(WORD_START.matcher(name).replaceAll("_"))
                .replaceAll(letters -> Matcher.quoteReplacement(letters.group().toUpperCase(Locale.ROOT)));
    }

    /** The simple name of an erased type: {@code IntArray} for {@code int[]}. */
    static String simple(TypeName erased) {
        if (erased instanceof ArrayTypeName array) {
            return simple(array.componentType()) + "Array";
        }
        return erased instanceof ClassName name ? name.simpleName() : PropertyNames.capitalize(erased.toString());
    }

    static String plural(String noun) {
        if (HISSING.matcher(noun).find()) {
            return noun + "es";
        }
        return CONSONANT_AND_Y.matcher(noun).find() ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
