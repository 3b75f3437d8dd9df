package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been read and found valid, before the model gives it names and places. */
final class Draft {
    private Draft() {}

    /** A property; two drafts are two properties, whatever they contain. */
    static final class PropertyDraft {
        final TypeName host;
        final String name;
        final TypeName type;
        final boolean isWeak;
        final String defaultGetter;

        PropertyDraft(TypeName host, String name, TypeName type, boolean isWeak, String defaultGetter) {
            this.host = host;
            this.name = name;
            this.type = type;
            this.isWeak = isWeak;
            this.defaultGetter = defaultGetter;
        }
    }

    /** A memoized function; its host is null if it has none. */
    static final class FunctionDraft {
        final @Nullable TypeName host;
        final String name;
        final String results;
        final List<Argument> arguments;

        FunctionDraft(@Nullable TypeName host, String name, String results, List<Argument> arguments) {
            this.host = host;
            this.name = name;
            this.results = results;
            this.arguments = List.copyOf(arguments);
        }
    }

    /** A method to be generated, its parameters still called as the user calls them. */
    record OperationDraft(
            Signature signature,
            Operation.Kind kind,
            @Nullable TypeName host,
            @Nullable PropertyDraft property,
            List<FunctionDraft> functions,
            List<String> superTypeArguments,
            @Nullable TypeName superHost) {}

    /** Everything of one annotated type, in order of declaration. */
    static final class Contents {
        final List<PropertyDraft> properties = new ArrayList<>();
        final List<FunctionDraft> functions = new ArrayList<>();
        final List<OperationDraft> operations = new ArrayList<>();
    }
}
