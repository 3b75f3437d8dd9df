package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A random annotated type, in a package of its own: the same for the same seed.
 *
 * @param isValid whether it consists of valid pieces only, and so is to be accepted
 */
record FuzzSource(long seed, String text, boolean isValid) {
    /** What all of them may use. */
    static final String LIBRARY = """
            package lib;

            import java.lang.annotation.*;
            import java.util.*;

            public final class Lib {
                private Lib() {}
                public static class Plain {}
                public static final class Sub extends Plain {}
                public static class Box<T> {}
                public static class Pair<A, B extends Comparable<? super B>> {}
                public static class Node<N extends Node<N>> {}
                public static class Leaf extends Node<Leaf> {}
                public static class Outer<T> {
                    public class Inner {}
                    public class Deep<U> {}
                    public static class Nested<U> {}
                }
                public record Point(int x) {}
                public record Cell<T>(T value) {}
                public enum Color { RED }
                public interface Face<T> {}
                public sealed interface Shape permits Round {}
                public static final class Round implements Shape {}
                public static class Failure extends Exception { private static final long serialVersionUID = 1; }
                @Deprecated public static class Old {}
                private static class Hidden {}
                static class Local {}
                @Target(ElementType.TYPE_PARAMETER)
                public @interface Declared {}
                @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
                public @interface Both {}
                @Target(ElementType.TYPE_USE) @Retention(RetentionPolicy.RUNTIME)
                public @interface Use { String[] value() default {}; Color[] colors() default {}; Class<?> type() default int.class; }
            }
            """;

    private static final Pattern WORD = Pattern.compile("\\b[\\p{L}_$][\\p{L}\\d_$]*\\b|\\?");

    static FuzzSource of(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        String text = "package f" + seed + ";\n\n" + """
                import static lib.Lib.*;
                import dev.weakmetadata.*;
                import java.util.*;
                import java.util.concurrent.Callable;
                import java.util.function.*;
                import org.jspecify.annotations.*;

                """;
        text += random.nextInt(8) == 0 ? new ClassForm(random).text() : new InterfaceForm(random).text();
        boolean isValid = random.nextInt(3) != 0;
        return new FuzzSource(seed, isValid ? text : new Breaker(random).broken(text), isValid);
    }

    String packageName() {
        return "f" + seed;
    }

    /** Random choices. */
    private static class Chance {
        final Random random;

        Chance(Random random) {
            this.random = random;
        }

        boolean oneIn(int n) {
            return random.nextInt(n) == 0;
        }

        String any(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        String any(List<String> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }

    /** Names that are good for anything. */
    private static final List<String> NAMES = List.of(
            "x",
            "URL",
            "aB",
            "size",
            "hash",
            "next",
            "get",
            "set",
            "is",
            "value",
            "host",
            "table",
            "entry",
            "word0",
            "word",
            "Words",
            "Objects",
            "memo",
            "memos",
            "Memos",
            "result",
            "results",
            "change",
            "changed",
            "current",
            "encoded",
            "clear",
            "refersTo",
            "enqueue",
            "isEnqueued",
            "int_",
            "class_",
            "größe",
            "名前",
            "_a",
            "$b",
            "update",
            "hashed",
            "issue",
            "island",
            "deleted",
            "updated",
            "getClass",
            "notify",
            "wait",
            "clone",
            "finalize",
            "arguments",
            "Arguments",
            "anySet",
            "seal",
            "java",
            "dev",
            "lib",
            "of",
            "e",
            "E",
            "T",
            "record",
            "var",
            "yield_",
            "sealed",
            "permits",
            "getName",
            "isOpen",
            "getURL",
            "object",
            "objects",
            "Object",
            "String",
            "Override",
            "MetadataTable",
            "weakMetadata",
            "lang",
            "Box",
            "link",
            "first",
            "key",
            "key0",
            "other",
            "same",
            "find",
            "create",
            "toString_",
            "length",
            "plain",
            "plains",
            "boxes",
            "memoized",
            "fooBar",
            "fooBAR",
            "x1",
            "_1",
            "ǆ",
            "ß",
            "ſ",
            "ßx",
            "hasß",
            "getſ",
            "i",
            "I");

    /** Names for types of the user's own, some of which generated code uses too. */
    private static final List<String> TYPES = List.of(
            "Host",
            "Words",
            "Objects",
            "Memos",
            "Memo",
            "Entry",
            "MetadataEntry",
            "MetadataTable",
            "Integer",
            "Override",
            "Reference",
            "Arguments",
            "PlainEntry",
            "System",
            "WeakMetadata_",
            "SuppressWarnings",
            "Results",
            "Größe");

    /** Types in a scope of type variables. */
    private static class Types extends Chance {
        final List<String> variables = new ArrayList<>();
        final List<String> identityVariables = new ArrayList<>();

        /** What type variables are erased to. */
        final Map<String, String> erasures = new HashMap<>();

        Types(Random random) {
            super(random);
        }

        String primitive() {
            return any("int", "long", "boolean", "double", "float", "byte", "short", "char");
        }

        /** Whatever can be a type argument. */
        String reference(int depth) {
            if (depth <= 0 || oneIn(4)) {
                return annotation()
                        + any("Runnable", "Thread", "Plain", "Point", "Callable<?>", "Sub", "Color", "UUID");
            }
            if (oneIn(3)) {
                return annotation()
                        + any("String", "java.lang.Integer", "Optional<?>").replace("java.lang.Integer", "Long");
            }
            if (!variables.isEmpty() && oneIn(2)) {
                return annotation() + any(variables);
            }
            return identity(depth);
        }

        /** A type whose instances may be hosts. */
        String identity(int depth) {
            if (!identityVariables.isEmpty() && oneIn(3)) {
                return annotation() + any(identityVariables);
            }
            return switch (random.nextInt(18)) {
                case 0 -> annotation() + "Box<" + argument(depth) + ">";
                case 1 -> annotation() + "Pair<" + argument(depth) + ", ?>";
                case 2 -> annotation() + "Node<?>";
                case 3 -> "Outer<" + reference(depth - 1) + ">." + annotation() + "Inner";
                case 4 -> "Outer<" + reference(depth - 1) + ">." + annotation() + "Deep<" + argument(depth) + ">";
                case 5 -> "Map." + annotation() + "Entry<" + argument(depth) + ", " + argument(depth) + ">";
                case 6 -> annotation() + any("Face<?>", "Shape", "Round", "Cell<?>", "Leaf", "Comparable<?>");
                case 7 -> annotation() + primitive() + " " + annotation() + "[]" + any("", "[]");
                case 8 -> oneIn(2) ? reference(depth - 1) + " " + annotation() + "[]" : annotation() + "Thread";
                case 9 -> annotation() + "List<" + argument(depth) + ">";
                case 10 -> annotation() + "Map<" + argument(depth) + ", " + argument(depth) + ">";
                case 11 ->
                    annotation() + "Function<? super " + reference(depth - 1) + ", ? extends " + bound(depth - 1) + ">";
                case 12 -> annotation() + "Cell<" + argument(depth) + ">";
                case 13 -> "java.util." + annotation() + "Date";
                case 14 -> annotation() + "Object";
                case 15 -> annotation() + any("Runnable", "CharSequence", "Class<?>", "ClassLoader", "Enum<?>");
                default -> annotation() + any("Plain", "Point", "Sub", "Thread");
            };
        }

        private String argument(int depth) {
            return switch (random.nextInt(6)) {
                case 0 -> annotation() + "?";
                case 1 -> "? extends " + bound(depth - 1);
                case 2 -> "? super " + reference(depth - 1);
                default -> reference(depth - 1);
            };
        }

        /** To ECJ {@code ? extends @Nullable Object} is the plain wildcard, while javac keeps the annotation. */
        private String bound(int depth) {
            return reference(depth).replaceFirst("^@.* Object$", "Object");
        }

        String annotation() {
            return oneIn(10)
                    ? any(
                            "@Nullable ",
                            "@Both ",
                            "@Use ",
                            "@Use({\"a\", \"b\"}) ",
                            "@Use(value = {}, colors = Color.RED, type = Map.Entry[].class) ",
                            "@NonNull @Use ")
                    : "";
        }

        String value() {
            return oneIn(3) ? primitive() : reference(2);
        }

        /** Two methods of one name and erasure would not be valid. */
        String erased(String type) {
            String plain = type.replaceAll("@\\w+(\\(.*?\\))? ", "").replace(" ", "");
            while (plain.contains("<")) {
                plain = plain.replaceAll("<[^<>]*>", "");
            }
            String component = plain.replace("[]", "");
            return erasures.getOrDefault(component, component) + plain.substring(component.length());
        }

        static boolean isPrimitive(String type) {
            return type.matches("(@.* )?(int|long|boolean|double|float|byte|short|char)");
        }

        static String box(String type) {
            return switch (type) {
                case "int" -> "java.lang.Integer";
                case "char" -> "Character";
                default -> isPrimitive(type) ? PropertyNames.capitalize(type) : type;
            };
        }
    }

    /** An interface. */
    private static final class InterfaceForm extends Types {
        private final List<String> methods = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();
        private final List<String> supers = new ArrayList<>();
        private String methodVariables = "";
        private String shadows = "";
        private boolean hasCreate;

        InterfaceForm(Random random) {
            super(random);
        }

        String text() {
            String parameters = oneIn(3) ? typeParameters(any("A", "T", "Memos_", "E")) : "";
            String own = ownTypes();
            hasCreate = oneIn(2);
            int n = 1 + random.nextInt(4);
            for (int i = 0; i < n; i++) {
                withMethodVariables(() -> property());
                if (oneIn(3)) {
                    withMethodVariables(() -> function());
                }
                if (oneIn(5)) {
                    withoutHost();
                }
                if (oneIn(6)) {
                    extras();
                }
            }
            Collections.shuffle(methods, random);
            if (oneIn(6)) {
                shadow(parameters + own);
            }
            return wrapped(parameters, own);
        }

        /** Type parameters of a method, for what one call declares. */
        private void withMethodVariables(Runnable declare) {
            if (!oneIn(4)) {
                declare.run();
                return;
            }
            List<String> before = List.copyOf(variables);
            List<String> identityBefore = List.copyOf(identityVariables);
            methodVariables = typeParameters(any("V", "W")) + " ";
            declare.run();
            methodVariables = "";
            variables.clear();
            variables.addAll(before);
            identityVariables.clear();
            identityVariables.addAll(identityBefore);
        }

        private String typeParameters(String name) {
            int kind = random.nextInt(10);
            variables.add(name);
            identityVariables.add(name);
            erasures.put(
                    name,
                    switch (kind) {
                        case 0 -> "Comparable";
                        case 1 -> "Node";
                        case 2 -> "Runnable";
                        case 4 -> "Plain";
                        case 5 -> "Box";
                        case 6 -> "Enum";
                        default -> "Object";
                    });
            erasures.put(name + "2", kind == 4 ? "Plain" : "Object");
            // Of an annotation that is here as well as there, ECJ does not tell that it is there.
            String head = "<" + any("", "", "", "", "", "@Declared ", "@Use({\"of\", \"parameter\"}) ") + name;
            return switch (kind) {
                case 0 -> head + " extends Comparable<" + name + ">>";
                case 1 -> head + " extends Node<" + name + ">>";
                case 2 -> head + " extends Runnable & Cloneable>";
                case 3 -> head + " extends @Nullable Object>";
                case 4 -> {
                    variables.add(name + "2");
                    identityVariables.add(name + "2");
                    yield head + " extends Plain, " + name + "2 extends " + name + ">";
                }
                case 5 -> {
                    variables.add(name + "2");
                    yield head + " extends Box<? super " + name + "2>, " + name + "2>";
                }
                case 6 -> head + " extends Enum<" + name + ">>";
                case 7 -> head + " extends Object & Comparable<" + name + ">>";
                case 8 -> head + " extends Object & Runnable & Cloneable>";
                default -> head + ">";
            };
        }

        private String newName() {
            while (true) {
                String name = any(NAMES);
                if (taken.add(
                        PropertyNames.capitalize(PropertyNames.ofAccessor(name)).toLowerCase(java.util.Locale.ROOT))) {
                    return name;
                }
            }
        }

        private String parameter() {
            return any("host", "h", "value", "entry", "table", "java", "this_", "word", "e", "Objects", "$", "ä");
        }

        private void add(String method) {
            methods.add(any(
                            "",
                            "",
                            "",
                            "/** Of {@link Object}. */\n",
                            "@java.lang.SuppressWarnings(\"rawtypes\")\n",
                            "@Deprecated\n")
                    + method);
        }

        private void property() {
            String name = newName();
            String capitalized = PropertyNames.capitalize(PropertyNames.ofAccessor(name));
            boolean isBean = !capitalized.equals(PropertyNames.capitalize(name)) || oneIn(4);
            // Method type variables stand in the host, or nothing would tie them to it.
            String host = hostWithAllVariables();
            String type = value();
            boolean isWeak = oneIn(6);
            if (isWeak) {
                type = identity(2);
            }
            String getter = isBean ? any("get", type.equals("boolean") ? "is" : "get") + capitalized : name;
            String setter = isBean && (oneIn(2) || !capitalized.equals(PropertyNames.capitalize(name)))
                    ? "set" + capitalized
                    : name;
            boolean hasSetter = !oneIn(5);
            boolean hasGetter = !hasSetter || !oneIn(8);
            String thrown =
                    oneIn(6) ? any(" throws Failure", " throws IllegalStateException", " throws Exception") : "";
            String throwingVariables = methodVariables;
            if (!methodVariables.isEmpty() && oneIn(4)) {
                throwingVariables = methodVariables.replaceFirst("> $", ", X extends Exception> ");
                thrown = " throws X";
            }
            if (hasGetter) {
                boolean isDefault = hasSetter && oneIn(3);
                add((isWeak ? "@Weak " : "") + (isDefault ? "default " : "") + throwingVariables + type + " " + getter
                        + "(" + host + " " + parameter() + ")" + thrown + body(isDefault));
            }
            if (hasSetter) {
                add(methodVariables + any("void ", "void ", "Self ") + setter + "(" + host + " first_, " + type + " "
                        + parameter() + ");");
            }
            if (oneIn(3)) {
                String operator = switch (type) {
                    case "int" -> any("IntUnaryOperator", "UnaryOperator<java.lang.Integer>");
                    case "long" -> any("LongUnaryOperator", "UnaryOperator<Long>");
                    case "double" -> "DoubleUnaryOperator";
                    default -> "UnaryOperator<" + box(unannotated(type)) + ">";
                };
                if (host.contains("<") && oneIn(3)) {
                    throwingVariables = narrower(throwingVariables);
                }
                add(throwingVariables + (oneIn(3) ? "void" : type) + " update" + capitalized + "(" + host + " first_, "
                        + operator + " " + parameter() + ")" + thrown + ";");
            }
            for (String operation : new String[] {"has", "delete"}) {
                if (oneIn(3)) {
                    add(methodVariables + "boolean " + operation + capitalized + "(" + host + " " + parameter() + ");");
                }
                if (oneIn(6) && taken.add(operation + " " + erased(host))) {
                    add(methodVariables + "boolean " + operation + "(" + host + " " + parameter() + ");");
                }
            }
        }

        /** An update may ask for more than the getter does, as long as its host is of the same erased type. */
        private String narrower(String methodVariables) {
            return methodVariables.replaceFirst(
                    "^<([VW])(?=[>,])", "<$1 extends " + any("Thread", "Comparable<$1>", "Runnable & Cloneable"));
        }

        /** Annotations of a primitive type cannot stay when it is boxed by hand. */
        private static String unannotated(String type) {
            return isPrimitive(type) ? type.replaceAll("@.* ", "") : type;
        }

        private String hostWithAllVariables() {
            if (methodVariables.isEmpty()) {
                return identity(2);
            }
            List<String> own = variables.stream()
                    .filter(v -> v.startsWith("V") || v.startsWith("W"))
                    .toList();
            if (own.size() == 2) {
                return any(
                        "Map<" + own.get(0) + ", " + own.get(1) + ">",
                        "BiFunction<" + own.get(0) + ", ? super " + own.get(1) + ", ?>");
            }
            return any(
                    own.get(0),
                    "Box<" + own.get(0) + ">",
                    own.get(0) + "[]",
                    "List<? super " + own.get(0) + "[]>",
                    "Outer<" + own.get(0) + ">.Inner",
                    "@Nullable Cell<@Nullable " + own.get(0) + ">");
        }

        private void function() {
            String name = newName();
            String capitalized = PropertyNames.capitalize(PropertyNames.ofAccessor(name));
            String host = hostWithAllVariables();
            String type = value();
            String results = "";
            if (!isPrimitive(type) && oneIn(3)) {
                type = identity(2);
                results = any("(results = Memoized.Results.SOFT)", "(results = Memoized.Results.WEAK)");
            }
            String arguments = "";
            String types = "";
            int n = random.nextInt(4);
            for (int i = 0; i < n; i++) {
                boolean isWeak = oneIn(4);
                String argument = isWeak ? identity(1) : value();
                if (!isWeak && argument.endsWith("]")) {
                    argument = "String";
                }
                arguments += ", " + (isWeak ? "@Weak " : "") + argument + " "
                        + any("hash", "entry", "Words", "first", "link", "_x") + i;
                types += ", " + argument + " b" + i;
            }
            if (oneIn(8)) {
                arguments += ", @Weak " + any("Object", "Plain", "int[]") + "... more";
                types = null;
            }
            add("@Memoized" + results + " default " + methodVariables + type + " " + name + "(" + host + " host"
                    + arguments + ")"
                    + any("", "", " throws Failure", " throws java.io.IOException, Failure", " throws Throwable")
                    + body(true));
            for (String operation : new String[] {"has", "delete"}) {
                if (oneIn(4)) {
                    add(methodVariables + "boolean " + operation + capitalized + "(" + host + " " + parameter() + ");");
                }
                if (oneIn(4) && types != null && !types.isEmpty()) {
                    add(methodVariables + "boolean " + operation + capitalized + "(" + host + " a" + types + ");");
                }
            }
        }

        private void withoutHost() {
            String name = newName();
            String first =
                    any("String", "int", "Long", "@Nullable String", "Optional<?>", "char", "java.time.Duration");
            add("@Memoized(results = Memoized.Results." + any("SOFT", "WEAK") + ") default " + identity(2) + " " + name
                    + "(" + first + " " + parameter() + ")" + body(true));
            if (oneIn(2)) {
                add("boolean " + any("has", "delete") + PropertyNames.capitalize(PropertyNames.ofAccessor(name)) + "("
                        + first.replace("@Nullable ", "") + " " + parameter() + ");");
            }
        }

        private void extras() {
            String extra = any(
                    "static void st() {}",
                    "private int pr(Object x) { return 1; }",
                    "default void doIt() {}",
                    taken.add("of Object")
                            ? any("String toString();", "boolean equals(Object o);", "int hashCode();")
                            : "",
                    "default String toText(Object o) { return \"\"; }",
                    "static <Z> void st(Z z) {}");
            if (!extra.isEmpty()) {
                add(extra.replaceAll("(st|pr|doIt|toText)\\(", "$1" + methods.size() + "_("));
            }
        }

        /** A superinterface whose type parameter stands for something. */
        private String generic() {
            String methods = """
                    %1$sG gen(%2$sList<%3$sG> h);
                    void gen(%2$sList<%3$sG> h, %1$sG v);
                    %1$sG updateGen(List<G> h, UnaryOperator<G> op);
                    <A extends G, T extends Box<? super %2$sA>> %3$sA genMethod(%2$sT h);
                    <A extends G, T extends Box<? super A>> void genMethod(T h, A v);
                    """.formatted(annotation(), annotation(), annotation());
            if (oneIn(2)) {
                methods += "default <T> %sG[] genDefault(Map<? super T, G @Use []> h) { return null; }\n"
                        .formatted(annotation());
                methods += "void genDefault(Map<?, G[]> h, G[] v);\n";
            }
            supers.add("interface Gen<G> {\n" + methods + "}\n");
            String argument = annotation() + any("Thread", "Runnable", "Box<" + annotation() + "String>");
            if (oneIn(2)) {
                supers.add("interface Gen2<T> extends Gen<" + annotation() + "Box<T>> {}\n");
                return "Gen2<" + argument + ">";
            }
            return "Gen<" + argument + ">";
        }

        /** Two types of one name: one that a superinterface mentions, and one that is a member of another. */
        private void shadow(String head) {
            boolean isImported = oneIn(3);
            String name = isImported
                    ? any("List", "Map", "Plain", "Nullable", "Use", "Thread", "UnaryOperator", "String")
                    : any(
                            "Host_",
                            "Words",
                            "Objects",
                            "Memos",
                            "Entry",
                            "Integer",
                            "Override",
                            "Link",
                            "MetadataEntry");
            if (head.contains(" " + name + "(")
                    || head.contains(" " + name + " ")
                    || head.contains("@" + name + " ") // which ECJ looks up among the inherited members
                    || head.contains("@" + name + "(")) {
                return;
            }
            String type = switch (name) {
                case "List", "UnaryOperator" -> name + "<?>";
                case "Map" -> "Map<?, ?>";
                case "Nullable", "Use" -> "@" + name + " Plain";
                default -> name;
            };
            String host = name.equals("String") ? "Object" : type;
            String under = "%2$s under(%1$s h);\nvoid under(%1$s h, %2$s v);\nboolean hasUnder(%1$s h);\n"
                    .formatted(host, type);
            if (oneIn(2)) {
                under += "%2$s[] many(%1$s[] h);\nvoid many(%1$s[] h, %2$s[] v);\n".formatted(host, type);
            }
            if (oneIn(2)) {
                under += "default %2$s fallback(%1$s h) { return null; }\nvoid fallback(%1$s h, %2$s v);\n"
                        .formatted(host, type);
                under += "%2$s updateFallback(%1$s h, java.util.function.UnaryOperator<%2$s> op);\n"
                        .formatted(host, type);
            }
            String member = any("class %s {}", "class %s<A> {}", "interface %s {}", "enum %s { X }", "int %s = 1;");
            supers.add("interface Under {\n" + under + "}\n");
            supers.add("interface Members {\n" + member.formatted(name) + "\n}\n");
            shadows = any("Under, Members", "Members, Under");
            if (isImported) { // other methods would not mean the member
                methods.clear();
                hasCreate = false;
            } else {
                supers.add("class " + name + " {}\n");
                if (member.equals("class %s {}")) {
                    methods.add("%1$s over(%1$s h);\nvoid over(%1$s h, %1$s v);".formatted(name));
                }
            }
        }

        private static String body(boolean isDefault) {
            return isDefault ? " { throw new UnsupportedOperationException(); }" : ";";
        }

        /** A few types of the user's own, and a host among them. */
        private String ownTypes() {
            String types = "";
            if (oneIn(3)) {
                String name = any(TYPES);
                types = switch (random.nextInt(5)) {
                    case 0 -> "record " + name + "(int x) {}\n";
                    case 1 -> "final class " + name + " {}\n";
                    case 2 -> "abstract class " + name + " {}\n";
                    case 3 -> "interface " + name + " { void m(); }\n";
                    default -> "class " + name + " { int field; }\n";
                };
                identityVariables.add(name);
                variables.add(name);
            }
            return types;
        }

        /** The type in its surroundings. */
        private String wrapped(String parameters, String own) {
            String name = any("State", "State", "Thing_", "F", "Größen", "MetadataTables", "$X");
            String self = name + (parameters.isEmpty() ? "" : "<" + arguments(parameters) + ">");
            boolean isNested = oneIn(4);
            String supertypes = superinterfaces(parameters);
            if (shadows.isEmpty() && oneIn(6)) {
                shadows = generic();
            }
            if (!shadows.isEmpty()) {
                supertypes += (supertypes.isEmpty() ? " extends " : ", ") + shadows;
            }
            if (oneIn(12)) {
                supertypes += (supertypes.isEmpty() ? " extends " : ", ") + "java.io.Serializable";
            }
            boolean hasOwnInside = supers.isEmpty() && oneIn(3); // inherited methods would not see it
            StringBuilder type = new StringBuilder("/** State. */\n@WeakMetadata\n");
            type.append(isNested ? any("", "", "public ") : "");
            type.append("interface ")
                    .append(name)
                    .append(parameters)
                    .append(supertypes)
                    .append(" {\n");
            if (hasCreate) {
                String made = "WeakMetadata_" + (isNested ? "Around_" : "") + name + (parameters.isEmpty() ? "" : "<>");
                type.append("static ")
                        .append(parameters)
                        .append(' ')
                        .append(self)
                        .append(" create() { return new ")
                        .append(made)
                        .append("(); }\n");
            }
            if (hasOwnInside) {
                type.append(own);
            }
            methods.forEach(
                    method -> type.append(method.replace("Self ", self + " ")).append('\n'));
            type.append("}\n");
            String outside = hasOwnInside ? "" : own;
            String all = String.join("", supers) + outside;
            if (!isNested) {
                return any("", "", "// first\n") + type + all;
            }
            return any("class Around {\n", "interface Around {\n", "final class Around<A0> {\n") + type + "}\n" + all;
        }

        private static String arguments(String parameters) {
            String plain = parameters.replaceAll("@\\w+(\\(.*?\\))? ", "");
            Matcher two =
                    Pattern.compile("^<(\\w+).*, (\\w+)( extends \\w+)?>$").matcher(plain);
            if (two.matches()) {
                return two.group(1) + ", " + two.group(2);
            }
            return plain.replaceAll("^<(\\w+).*", "$1");
        }

        /** Moves some of the methods up: to one interface, to two in a row, or to a diamond. */
        private String superinterfaces(String parameters) {
            if (!oneIn(3)) {
                return "";
            }
            String given = parameters.isEmpty() ? "" : "<" + arguments(parameters) + ">";
            int shape = random.nextInt(3);
            List<String> moved = new ArrayList<>();
            for (String method : List.copyOf(methods)) {
                boolean mayMove = !method.matches("(?s).*(Self |@Weak|@Memoized).*") && methods.size() > 1;
                if (mayMove && oneIn(2)) {
                    moved.add(method);
                    if (!oneIn(5)) {
                        methods.remove(method); // and else overridden
                    }
                }
            }
            int half = shape == 0 ? moved.size() : moved.size() / 2;
            String top = body(moved.subList(0, half));
            String rest = body(moved.subList(half, moved.size()));
            String head = "interface %s" + parameters.replace("%", "%%") + "%s {\n%s}\n";
            supers.add(head.formatted("Top", "", top));
            return switch (shape) {
                case 0 -> " extends Top" + given;
                case 1 -> {
                    supers.add(head.formatted("Middle", " extends Top" + given, rest));
                    yield " extends Middle" + given;
                }
                default -> {
                    supers.add(head.formatted("Left", " extends Top" + given, rest));
                    // Between two defaults of one method nobody could choose.
                    String again = body(moved.subList(half, moved.size()).stream()
                            .filter(method -> !method.contains("default "))
                            .map(this::different)
                            .toList());
                    supers.add(head.formatted("Right", " extends Top" + given, oneIn(2) ? again : ""));
                    yield " extends "
                            + any(
                                    "Left" + given + ", Right" + given,
                                    "Right" + given + ", Top" + given + ", Left" + given);
                }
            };
        }

        /** The same method as another interface may have it. */
        private String different(String method) {
            String other = oneIn(4) ? method.replace("@Deprecated\n", "") : method;
            boolean isOfObject = other.matches("(?s).*\\b(toString|equals|hashCode)\\(.*");
            return oneIn(4) && !other.contains(" throws ") && !isOfObject
                    ? other.replaceFirst(";$", any(" throws Failure;", " throws Throwable;"))
                    : other;
        }

        private String body(List<String> lines) {
            return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        }
    }

    /** A class, record or enum. */
    private static final class ClassForm extends Types {
        ClassForm(Random random) {
            super(random);
        }

        String text() {
            List<String> properties = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            int n = 1 + random.nextInt(5);
            for (int i = 0; i < n; i++) {
                String name = any(NAMES);
                if (taken.add(name.toLowerCase(java.util.Locale.ROOT))) {
                    String type = any(
                            "int",
                            "long",
                            "boolean",
                            "double",
                            "float",
                            "byte",
                            "short",
                            "char",
                            "String",
                            "Plain",
                            "Plain[]",
                            "int[][]",
                            "Object",
                            "java.util.UUID",
                            "Color",
                            "Runnable",
                            "Leaf[]",
                            "Old");
                    properties.add("@Property(name = \"" + name + "\", type = " + type + ".class)");
                }
            }
            String access = any("", "", ", access = WeakMetadata.Access.PUBLIC");
            String value = "{\n" + String.join(",\n", properties) + "}";
            if (properties.size() == 1 && oneIn(2)) {
                value = properties.get(0);
            }
            String annotation =
                    "@WeakMetadata(" + (access.isEmpty() && oneIn(2) ? "" : "value = ") + value + access + ")\n";
            String name = any("Thing", "Words", "Objects", "Integer", "Größe", "host", "Value", "Memos", "URL", "_$");
            String type = annotation
                    + switch (random.nextInt(6)) {
                        case 0 -> "record " + name + "(int x) {}\n";
                        case 1 -> "enum " + name + " { RED }\n";
                        case 2 -> "final class " + name + "<T extends Comparable<T>> {}\n";
                        case 3 -> "abstract class " + name + " { int x; }\n";
                        case 4 -> "record " + name + "<A, B extends A>(A a, B b) {}\n";
                        default -> "class " + name + " {}\n";
                    };
            return switch (random.nextInt(6)) {
                case 0 -> "class Around {\n" + type + "}\n";
                case 1 -> "interface Around {\n" + type + "}\n";
                case 2 -> "class Around<X> {\n" + type.replace("interface", "static") + "}\n";
                default -> type;
            };
        }
    }

    /** Changes a valid source so that nobody knows what it is worth. */
    private static final class Breaker extends Chance {
        private static final String[] WORDS = {
            "int",
            "long",
            "boolean",
            "void",
            "String",
            "Object",
            "Missing",
            "Missing<String>",
            "Box",
            "Box<?>",
            "Hidden",
            "Local",
            "Old",
            "Color",
            "Optional<String>",
            "T",
            "A",
            "V",
            "State",
            "WeakMetadata_State",
            "ThingMetadata",
            "has",
            "delete",
            "update",
            "hasX",
            "deleteX",
            "updateX",
            "getX",
            "x",
            "UnaryOperator",
            "IntUnaryOperator",
            "Lib.Gone",
            "List",
            "Map.Entry",
            "Deprecated",
            "value",
            "name",
            "type",
            "this",
            "null",
            "class",
            "?",
            "Top",
            "Left",
            "Void",
            "Integer[]",
            "Node",
            "Node<Leaf>",
            "Pair<String, Box<?>>",
            "Outer",
            "Outer<String>.Inner",
            "java.lang.Iterable",
            "java.nowhere.Missing",
            "results",
            "Failure",
            "Runnable",
            "Enum",
            "Record",
            "Class",
        };
        private static final String[] METHODS = {
            "int x();",
            "void y(Object h);",
            "int z(String h);",
            "Missing m(Object h);",
            "void n(Object h, int a, int b);",
            "@Memoized int abs(Object h);",
            "@Memoized static int st(Object h) { return 1; }",
            "@Memoized default void v(Object h) {}",
            "@Memoized default int none() { return 1; }",
            "@Memoized(results = Memoized.Results.WEAK) default String w(Object h) { return null; }",
            "@Memoized(results = Missing.X) default String w(Object h) { return null; }",
            "@Memoized(results = null) default String w(Object h) { return null; }",
            "@Memoized(result = 1) default String w(Object h) { return null; }",
            "@Memoized default int arr(Object h, int[] a) { return 1; }",
            "@Memoized default int arr(Object h, String... a) { return 1; }",
            "@Weak int p(Object h);",
            "@Weak String s(Object h);",
            "@Weak void q(Object h, Object v);",
            "@Weak Object q(@Weak Object h);",
            "boolean hasNothing(Object h);",
            "int hasX(Object h);",
            "void delete(Object h);",
            "boolean has(String s);",
            "boolean has();",
            "boolean delete(Missing m);",
            "int updateX(Object h, int x);",
            "int updateQ(Object h, UnaryOperator<?> x);",
            "<T> T free(Object h);",
            "<T extends T> T cyclic(T t);",
            "<T extends Missing> T cyclic(T t);",
            "<T> void free(Object h, T t);",
            "int x(int i);",
            "Box<int> prim(Object h);",
            "Pair<Object, Object> bad(Object h);",
            "Node<String> bad(Object h);",
            "Object raw(List h);",
            "void raw(List h, Map m);",
            "private int pr(Object h);",
            "final int fin(Object h);",
            "protected int prot(Object h);",
            "default int nobody(Object h);",
            "int body(Object h) { return 1; }",
            "int x(Object h, Object... more);",
            "void x(Object... h);",
            "int[] x(Object h)[];",
            "State self(State s);",
            "int getClass(Object h);",
            "Class<?> getClass();",
            "void notify();",
            "Object clone();",
            "void finalize();",
            "boolean equals(Object a, Object b);",
            "int hashCode(Object h);",
            "String toString(Object h);",
            "int is(Object h);",
            "int get(Object h);",
            "void set(Object h, int i);",
            "int update(Object h, IntUnaryOperator i);",
            "@Missing int y2(Object h);",
            "@Missing Object y3(@Missing Object h);",
            "Object y4(List<@Missing ? extends @Use Object> h);",
            "<A, B extends List<A>, C extends Map<? super B, A[]>> C many(C c);",
            "<X extends Exception> int sneaky(Object h) throws X;",
            "int thrower(Object h) throws Missing;",
            "int thrower(Object h) throws String;",
            "enum Inner { A }",
            "int CONSTANT = 1;",
            "@WeakMetadata interface Inside { int x(Object h); }",
            "@WeakMetadata class InsideClass {}",
            "@WeakMetadata enum InsideEnum {}",
            "@WeakMetadata @interface InsideAnnotation {}",
            "@WeakMetadata private interface Priv { int x(Object h); }",
            "@WeakMetadata sealed interface Seal {  int x(Object h); }",
            "@Memoized @Memoized default int dup(Object h) { return 1; }",
            "@WeakMetadata @WeakMetadata interface Twice { int x(Object h); }",
            "static <T> int i(T h) { return 1; }",
            "@Memoized private int i2(Object h) { return 1; }",
            "default int i3(@Weak Object h) { return 1; }",
            "Iterable<? extends Map<?, ? super Class<? extends Enum<?>>[]>[]> nest(Object h);",
            "Void nothing(Void h);",
            "int var(Object var);",
            "int rec(record record);",
            "int _y(Object yield);",
            "List<Missing<String>> deep(Object h);",
            "Outer.Inner rawInner(Object h);",
            "Outer<?>.Inner wildInner(Object h);",
            "Outer<String>.Nested<String> bad2(Object h);",
        };
        private static final String[] HEADS = {
            "@WeakMetadata(@Property(name = \"x\", type = int.class))",
            "@WeakMetadata(access = WeakMetadata.Access.PUBLIC)",
            "@WeakMetadata({})",
            "@WeakMetadata(1)",
            "@WeakMetadata(null)",
            "@WeakMetadata(Missing.X)",
            "@WeakMetadata(access = X)",
            "@WeakMetadata(@Property(name = \"has\", type = int.class))",
            "@WeakMetadata(@Property(name = \"\", type = int.class))",
            "@WeakMetadata(@Property(name = \"int\", type = void.class))",
            "@WeakMetadata(@Property(name = \"a b\", type = Box.class))",
            "@WeakMetadata(@Property(name = \"x\", type = Missing.class))",
            "@WeakMetadata(@Property(name = X, type = int.class))",
            "@WeakMetadata(@Property(name = \"x\"))",
            "@WeakMetadata(@Property(type = int.class))",
            "@WeakMetadata(@Property)",
            "@WeakMetadata({@Property(name = \"x\", type = int.class), @Property(name = \"x\", type = long.class)})",
            "@WeakMetadata({@Property(name = \"x\", type = int.class), @Property(name = \"X\", type = int.class)})",
            "@WeakMetadata({@Property(name = \"x\", type = Hidden.class), 1, @Deprecated})",
            "@WeakMetadata({@Property(name = \"hasX\", type = boolean.class), @Property(name = \"x\", type = int.class)})",
            "@WeakMetadata(@Property(name = \"x\", type = 1))",
            "@WeakMetadata(@Property(name = 1, type = null))",
            "@WeakMetadata(@Property(name = \"x\", type = T.class))",
            "@WeakMetadata(@Missing)",
            "@WeakMetadata(value = 1, value = 2)",
            "@WeakMetadata\nsealed",
            "@WeakMetadata\nprivate",
            "@WeakMetadata\nnon-sealed",
            "@WeakMetadata\nstatic",
            "@WeakMetadata\nprotected",
            "@WeakMetadata\n@FunctionalInterface",
            "@Memoized @Weak @WeakMetadata",
        };

        Breaker(Random random) {
            super(random);
        }

        String broken(String source) {
            int start = source.indexOf("import org");
            start = source.indexOf('\n', start) + 1;
            String head = source.substring(0, start);
            String text = source.substring(start);
            int n = 1 + random.nextInt(3);
            for (int i = 0; i < n; i++) {
                text = switch (random.nextInt(8)) {
                    case 0, 1, 2 -> word(text, any(WORDS));
                    case 3 ->
                        word(text, any("@Weak ", "@Memoized ", "@Nullable ", "default ", "private ", "static ") + "$0");
                    case 4 -> misspelt(text);
                    case 5, 6 -> afterBrace(text, any(METHODS));
                    default ->
                        oneIn(2)
                                ? text.replaceFirst("@WeakMetadata(?!_)", Matcher.quoteReplacement(any(HEADS)))
                                : header(text);
                };
            }
            return head + text;
        }

        private String header(String text) {
            String target = any("interface \\w+(<[^{]*>)? *(?=\\{)", "interface State", "class \\w+");
            return text.replaceFirst(
                    target,
                    "$0 "
                            + any(
                                    "extends Missing ",
                                    "extends Comparable<String> ",
                                    "extends State ",
                                    "extends Plain ",
                                    "extends Face<String>, Face<Object> ",
                                    "extends Map<String, String> ",
                                    "extends Face ",
                                    "extends Face<?> ",
                                    "extends Shape ",
                                    "permits Round ",
                                    "extends Left<Missing> ",
                                    "implements Runnable ",
                                    "<T> ",
                                    "<T extends T> ",
                                    "<X extends Missing> ",
                                    "extends Map.Entry<Missing, Object> ",
                                    "permits WeakMetadata_State "));
        }

        private String word(String text, String replacement) {
            List<int[]> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                words.add(new int[] {matcher.start(), matcher.end()});
            }
            int[] word = words.get(random.nextInt(words.size()));
            String old = text.substring(word[0], word[1]);
            return text.substring(0, word[0]) + replacement.replace("$0", old) + text.substring(word[1]);
        }

        private String misspelt(String text) {
            Matcher matcher = WORD.matcher(text);
            List<Integer> ends = new ArrayList<>();
            while (matcher.find()) {
                if (matcher.end() - matcher.start() > 3) {
                    ends.add(matcher.end());
                }
            }
            int end = ends.get(random.nextInt(ends.size()));
            return text.substring(0, end - 1) + any("", "s", "X") + text.substring(end);
        }

        private String afterBrace(String text, String method) {
            int brace = text.indexOf('{', Math.max(0, text.indexOf("interface")));
            return brace < 0 ? text : text.substring(0, brace + 1) + "\n" + method + "\n" + text.substring(brace + 1);
        }
    }
}
