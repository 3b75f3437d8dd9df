package dev.weakmetadata.processor;

import java.util.Locale;
import javax.tools.Diagnostic;

/**
 * Every message that a user can see: {@code [WeakMetadataXyz] what is wrong; what to write instead}. The code is the
 * constant's name; {@code docs/diagnostics.md} shows each with a wrong and a right example.
 */
enum Message {
    // The annotated type
    ANNOTATION_TYPE("an annotation type has no hosts; put @WeakMetadata on an interface, a class, a record or an enum"),
    PRIVATE_TYPE("%s cannot be seen by the class to be generated, because %s; %s"),
    SEALED_INTERFACE(
            "%1$s is sealed and does not permit the class to be generated; write `permits %2$s` or remove `sealed`"),
    NAME_TAKEN("%s, the class to be generated for %s, %s; rename one of them"),
    NO_ACCESSOR(
            "%1$s declares no property and no memoized function; declare a getter `T x(Host host)`, a setter `void x(Host host, T value)` or a @Memoized default method"),
    PROPERTIES_ON_INTERFACE(
            "an interface declares its properties by methods; write `@WeakMetadata` without @Property, and a getter and a setter for each"),
    ACCESS_ON_INTERFACE(
            "the class generated for an interface is always package-private; leave out `access` and offer a static method that returns the interface, such as `static %1$s create() { return new %2$s(); }`"),
    HIDDEN_PACKAGE(
            "a member of %1$s hides the package %2$s, and another one the simple name of %3$s, which generated code mentions; rename one of them"),
    NO_SLOT(
            Diagnostic.Kind.WARNING,
            "`slots = true` gives %s no slot: %s, or write @SuppressWarnings(\"weakmetadata\") if that is meant"),

    // Methods of an interface
    UNKNOWN_METHOD("%s is no operation on a property; %s, or make it default or static, with a body"),
    NO_HOST(
            "%s has no host; make the object that the data belongs to its first parameter, or make it default or static, with a body"),
    INVALID_HOST(
            "%2$s cannot be the host of %1$s, because %2$s has no identity that a weak table could hold on to; %3$s"),
    ENUM_HOST(
            Diagnostic.Kind.WARNING,
            "hosts of the enum type %2$s are never collected, and neither is what %1$s keeps for them; a field or an EnumMap does the same for less"),
    SECOND_GETTER("%s is a second getter of the property %s of %s, beside %s; remove one of them"),
    TYPE_MISMATCH("%s uses %s as the type of the property %s, but %s says %s; %s"),
    NO_SUCH_PROPERTY("%s: there is no property or memoized function %s of %s; %s"),
    HALF_PROPERTY(Diagnostic.Kind.WARNING, "%s %s the property %s of %s, which has no %s; %s"),
    ARGUMENTS_MISMATCH("%s: %s takes other arguments; write %s"),
    NOT_BOOLEAN("%s must return boolean, not %s; %s"),
    FREE_TYPE_VARIABLE(
            Diagnostic.Kind.WARNING,
            "%1$s: the host %3$s says nothing of %2$s, so that what is set as one type may be read as another, and fails where it is used; write %4$s in place of %2$s wherever the property has it, or mention %2$s in the host"),
    UPDATE_SHAPE("%s is no update of the property %s; write `%s`, or void in front"),
    UPDATE_HOST("%s calls the default getter %s, which may not take its host; write `%s` as there"),
    UPDATE_THROWS("%s calls the default getter %s, which throws %s; declare that here too"),
    TWO_FUNCTIONS("%s may mean %s or %s; rename one of them"),
    NO_SUCH_HOST("%s: no property or memoized function has the host %s; the hosts are %s"),
    NAME_CLASH(
            "%s: %s is a memoized function of %s, computed and never set; call the property or the function by another name"),
    VARARGS(
            Diagnostic.Kind.WARNING,
            "the host %1$s of %2$s is a new array with every call, so that nothing is ever found for it; declare it as `%3$s %1$s`, and pass the same array again"),
    INACCESSIBLE_TYPE("%s mentions %s, which the generated class in package %s cannot see; %s"),

    // @Weak
    WEAK_NOT_GETTER("@Weak on %s, which is no getter; put it on the getter `@Weak T x(Host host)` of the property"),
    WEAK_MEMOIZED("@Weak on the memoized function %s; write `@Memoized(results = Memoized.Results.WEAK)`"),
    WEAK_WITHOUT_IDENTITY("@Weak on %s, whose type %s has no identity that could be held weakly; remove @Weak"),
    WEAK_PARAMETER(
            "@Weak on the parameter %s of %s; only a further parameter of a memoized function can be @Weak: remove it here, for %s"),
    WEAK_OVERRIDDEN(
            Diagnostic.Kind.WARNING,
            "%s is not @Weak, as %s is, and holds its values strongly; declare it with @Weak, or with @SuppressWarnings(\"weakmetadata\") if that is meant"),

    // @Memoized
    OUTSIDE("@%1$s on %2$s, which is no method of a @WeakMetadata interface; %3$s or remove @%1$s"),
    MEMOIZED_WITHOUT_BODY("the memoized function %s is no default method; %s"),
    MEMOIZED_WITHOUT_PARAMETER(
            "the memoized function %s has no parameter; make the host its first one, or keep the result in a field"),
    MEMOIZED_VOID("the memoized function %s has no result to remember; return it, or remove @Memoized"),
    MEMOIZED_ARRAY(
            "the argument %s of the memoized function %s is an array, which has no value equality; pass a List%s"),
    MEMOIZED_OVERRIDDEN(
            Diagnostic.Kind.WARNING,
            "%s overrides the memoized function %s, and is not remembered itself; add @Memoized, or @SuppressWarnings(\"weakmetadata\") if that is meant"),
    MEMOIZED_PRIMITIVE(
            "the result of %s is a primitive and cannot be held by results = %s; %sreturn %s with `results = Memoized.Results.SOFT`"),
    MEMOIZED_WEAK_RESULT(
            "the result of %s is %s, which has no identity and could be gone at once; write `results = Memoized.Results.SOFT`%s"),
    MEMOIZED_STRONG(
            "%s has no host, since %s has no identity, and would keep its results for ever; %swrite `@Memoized(results = Memoized.Results.SOFT)`%s"),

    // A class, record or enum
    NO_PROPERTIES(
            "@WeakMetadata on %s names no property; write `@WeakMetadata(@Property(name = \"x\", type = int.class))`%s"),
    PROPERTY_NAME("\"%s\" is no name for a property; use a Java identifier that is no keyword, and not has or delete"),
    PROPERTY_TWICE("%s; rename or remove one of them"),
    PROPERTY_TYPE("%s cannot be the type of the property %s; %s"),

    // Cycles
    CYCLE(Diagnostic.Kind.WARNING, "%s may lead back to its own host, which is then never collected: %s; %s"),
    CYCLES_OPTION("-Aweakmetadata.cycles=%s is no level; write off, warn or error"),

    // The compiler
    SOURCE_VERSION(
            "this is compiled for Java %s, and what is generated needs Java 17; write `<maven.compiler.release>17</maven.compiler.release>` in the pom.xml, or `--release 17`, or more"),
    NOT_WRITTEN("%s could not be written: %s");

    private final Diagnostic.Kind kind;
    private final String text;

    Message(String text) {
        this(Diagnostic.Kind.ERROR, text);
    }

    Message(Diagnostic.Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    Diagnostic.Kind kind() {
        return kind;
    }

    /** The stable name that users may search for. */
    String code() {
        StringBuilder code = new StringBuilder("WeakMetadata");
        for (String word : name().split("_", -1)) {
            code.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return code.toString();
    }

    String text(Object... arguments) {
        return "[" + code() + "] " + String.format(Locale.ROOT, text, arguments);
    }
}
