package dev.weakmetadata.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar as a module, and as a bundle. */
class RuntimeJarTest {
    private static final Path JAR = Path.of(System.getProperty("runtime.jar"));

    @Test
    void isTheModuleThatItsSourceDeclares() {
        ModuleDescriptor module = ModuleFinder.of(JAR)
                .find("dev.weakmetadata.runtime")
                .orElseThrow()
                .descriptor();
        assertThat(module.exports())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("dev.weakmetadata", "dev.weakmetadata.testing");
        assertThat(module.opens()).isEmpty();
        assertThat(module.packages()).containsExactlyInAnyOrder("dev.weakmetadata", "dev.weakmetadata.testing");
        assertThat(module.requires())
                .extracting(required -> required.modifiers() + " " + required.name())
                .containsExactlyInAnyOrder("[MANDATED] java.base", "[STATIC] jdk.jfr", "[STATIC] org.jspecify");
        assertThat(module.uses()).containsExactly("dev.weakmetadata.SlotProvider");
        assertThat(module.provides()).isEmpty();
    }

    @Test
    void isABundle() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("dev.weakmetadata.runtime");
            assertThat(headers.getValue("Bundle-Version"))
                    .isEqualTo(System.getProperty("runtime.version").replace('-', '.'));
            assertThat(headers.getValue("Export-Package"))
                    .contains("dev.weakmetadata;", "dev.weakmetadata.testing;")
                    .doesNotContain("org.jspecify;");
            assertThat(headers.getValue("Import-Package"))
                    .contains(
                            "jdk.jfr;resolution:=optional",
                            "org.jspecify.annotations;version=\"[1.0,2)\";resolution:=optional");
            assertThat(headers.getValue("Require-Capability"))
                    .contains("(osgi.ee=JavaSE)(version=17)", "dev.weakmetadata.SlotProvider");
            assertThat(headers.getValue("Private-Package")).isNull();
        }
    }

    @Test
    void isForJava17AndHoldsNothingOfOthers() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<JarEntry> classes = Collections.list(jar.entries()).stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(classes).hasSizeGreaterThan(20);
            for (JarEntry entry : classes) {
                assertThat(entry.getName()).matches("module-info.class|dev/weakmetadata/.*");
                try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                    in.skipNBytes(6);
                    assertThat(in.readUnsignedShort()).as(entry.getName()).isEqualTo(61);
                }
            }
        }
    }
}
