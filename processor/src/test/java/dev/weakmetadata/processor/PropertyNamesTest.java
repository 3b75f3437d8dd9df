package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.Introspector;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From method names to property names. */
class PropertyNamesTest {
    @Test
    void decapitalizesAsIntrospectorDoes() {
        for (int first = 1; first <= Character.MAX_CODE_POINT; first++) {
            if (Character.isJavaIdentifierStart(first)) {
                for (String rest : new String[] {"", "x", "X", "ß", "ǅ"}) {
                    String name = Character.toString(first) + rest;
                    assertThat(PropertyNames.decapitalize(name)).isEqualTo(Introspector.decapitalize(name));
                }
            }
        }
    }

    /** What begins with a letter of lower case goes on with the word, whether or not it has a capital. */
    @ParameterizedTest
    @CsvSource({
        "hasX, x",
        "has_x, _x",
        "has1, 1",
        "has名前, 名前",
        "hasURL, URL",
        "hasÄrger, ärger",
        "hasẞ, ß",
        "hasǅ, ǆ",
        "hashed,",
        "hasärger,",
        "hasß,",
        "hasſ,",
        "hasª,",
        "has,",
        "hax,",
    })
    void prefixesAreWholeWords(String method, String property) {
        assertThat(PropertyNames.after("has", method)).isEqualTo(Optional.ofNullable(property));
    }

    @ParameterizedTest
    @EnumSource
    void lettersWithoutACapital(Compiler compiler) {
        Behaviour.run(compiler, """
                State state = new WeakMetadata_State();
                Object host = new Object();
                state.ß(host, 3);
                Check.equal(state.ß(host), 3);
                Check.that(state.hasẞ(host));
                Check.equal(state.updateẞ(host, ß -> ß + 1), 4);
                Check.equal(state.hasß(host), "not asked for");
                state.hasß(host, "own");
                Check.equal(state.hasß(host), "own");
                state.ſ(host, true);
                Check.that(state.hasS(host));
                Check.that(state.deleteS(host));
                Check.not(state.ſ(host));
                Check.equal(state.getß(host), 0);
                Thing thing = new Thing();
                ThingMetadata.ß(thing, 5);
                Check.that(ThingMetadata.hasẞ(thing));
                """, """
                @WeakMetadata
                interface State {
                    int ß(Object host);

                    void ß(Object host, int ß);

                    boolean hasẞ(Object host);

                    int updateẞ(Object host, IntUnaryOperator change);

                    default String hasß(Object host) {
                        return "not asked for";
                    }

                    void hasß(Object host, String text);

                    boolean ſ(Object host);

                    void ſ(Object host, boolean ſ);

                    boolean hasS(Object host);

                    boolean deleteS(Object host);

                    int getß(Object host);
                }
                """, "@WeakMetadata(@Property(name = \"ß\", type = int.class))\nclass Thing {}\n");
    }

    @Test
    void suggestsWhatIsNear() {
        assertThat(PropertyNames.isNear("clikcs", "clicks")).isTrue();
        assertThat(PropertyNames.isNear("lable", "label")).isTrue();
        assertThat(PropertyNames.isNear("redy", "ready")).isTrue();
        assertThat(PropertyNames.isNear("min", "max")).isFalse();
        assertThat(PropertyNames.isNear("x", "y")).isFalse();
        assertThat(PropertyNames.isNear("key1", "url2")).isFalse();
        assertThat(PropertyNames.nearest("clikcs", List.of("class", "clicks", "links")))
                .contains("clicks");
        assertThat(PropertyNames.nearest("x", List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "getX, x",
        "isOpen, open",
        "setURL, URL",
        "get, get",
        "is, is",
        "getter, getter",
        "issue, issue",
        "settle, settle",
        "get_x, _x",
        "is1, 1",
        "x, x",
        "hasX, hasX",
        "𐐀x, 𐐀x",
        "get𐐀x, 𐐀x"
    })
    void ofAccessors(String method, String property) {
        assertThat(PropertyNames.ofAccessor(method)).isEqualTo(property);
    }

    @Test
    void afterWholeWordsOnly() {
        assertThat(PropertyNames.after("has", "hasX")).contains("x");
        assertThat(PropertyNames.after("has", "has")).isEmpty();
        assertThat(PropertyNames.after("has", "hashed")).isEmpty();
        assertThat(PropertyNames.after("has", "deleteX")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X, x, X",
        "Ab, ab, Ab",
        "AB, AB, AB",
        "aB, aB, AB",
        "URL, URL, URL",
        "𐐀b, 𐐀b, 𐐀b",
        "ß, ß, ẞ",
        "ẞx, ßx, ẞx"
    })
    void firstLetters(String name, String decapitalized, String capitalized) {
        assertThat(PropertyNames.decapitalize(name)).isEqualTo(decapitalized);
        assertThat(PropertyNames.capitalize(name)).isEqualTo(capitalized);
    }

    @Test
    void theNearestAndOfEquallyNearOnesTheFirst() {
        assertThat(PropertyNames.nearest("tikcs", List.of("clocks", "ticks", "zicks")))
                .contains("ticks");
        assertThat(PropertyNames.nearest("ab", List.of("xb", "ax"))).contains("ax");
        assertThat(PropertyNames.nearest("ab", List.of())).isEmpty();
    }

    /** One slip in three characters: left out, added, mistaken or swapped. */
    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, ab, true",
        "abc, abcd, true",
        "abc, xbc, true",
        "abc, acb, true",
        "abc, bac, true",
        "abc, xyc, false",
        "abc, a, false",
        "abc, abcde, false",
        "abc, cab, false",
        "ab, ac, false",
        "ab, ab, true",
        "abcdef, badcef, true",
        "abcdef, badcfe, false",
        "abcdef, acbxef, true",
        "abcdef, abdc, false",
        "abcdef, cdef, true",
        "abcdef, abcd, true",
        "abcde, xbcdy, false"
    })
    void isNear(String name, String other, boolean near) {
        assertThat(PropertyNames.isNear(name, other)).isEqualTo(near);
    }
}
