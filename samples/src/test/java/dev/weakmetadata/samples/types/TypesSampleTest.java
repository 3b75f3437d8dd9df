package dev.weakmetadata.samples.types;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.Expression;
import dev.weakmetadata.samples.Output;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TypesSampleTest {
    @Test
    void attributesOwnSourcesOncePerExpression() throws Exception {
        String output = Output.of(new TypesSample());
        Matcher counts = Pattern.compile("the (\\d+) source files of these samples that have any expressions, (\\d+);")
                .matcher(output);
        assertThat(counts.find()).isTrue();
        String expressions = counts.group(2);
        assertThat(Integer.parseInt(expressions)).isGreaterThan(3000);
        assertThat(output)
                .containsPattern(row("@Memoized", expressions, expressions))
                .containsPattern(row("an IdentityHashMap, as ParseTreeProperty", counts.group(1), expressions))
                .containsPattern(row("Types", "0", "0"));
    }

    @Test
    void typesFollowFromTheirParts() {
        CompilationUnit file = StaticJavaParser.parse("""
                class Shop {
                    long stock;
                    String name() { return "shop " + stock; }
                    boolean sell(int count, double[] prices) {
                        char mark = 'x';
                        double price = (count + 1) * prices[0];
                        stock = stock - count;
                        return !(price > 2 || this instanceof Object) && name() != null;
                    }
                }
                """);
        assertThat(type(file, "\"shop \" + stock")).isEqualTo("String");
        assertThat(type(file, "count + 1")).isEqualTo("int");
        assertThat(type(file, "(count + 1) * prices[0]")).isEqualTo("double");
        assertThat(type(file, "stock - count")).isEqualTo("long");
        assertThat(type(file, "stock = stock - count")).isEqualTo("long");
        assertThat(type(file, "'x'")).isEqualTo("char");
        assertThat(type(file, "!(price > 2 || this instanceof Object)")).isEqualTo("boolean");
        assertThat(type(file, "this")).isEqualTo("Shop");
        assertThat(type(file, "name()")).isEqualTo("String");
        assertThat(type(file, "null")).isEqualTo(Attribution.UNKNOWN);
    }

    private static String type(CompilationUnit file, String text) {
        return Types.create()
                .type(file.findFirst(
                                Expression.class,
                                expression -> expression.toString().equals(text))
                        .orElseThrow());
    }
}
