package dev.weakmetadata.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Who imports the BOM gets our versions, and nobody else's. */
class BomTest {
    @Test
    void managesWhatIsPublishedAndNothingElse() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(System.getProperty("bom.pom")).toFile());
        String version = pom.getElementsByTagName("version").item(0).getTextContent();
        assertThat(pom.getElementsByTagName("parent").getLength()).isZero();
        assertThat(texts(pom.getElementsByTagName("dependency"), version))
                .containsExactly(
                        "dev.weakmetadata weakmetadata-runtime " + version,
                        "dev.weakmetadata weakmetadata-processor " + version,
                        "dev.weakmetadata weakmetadata-agent " + version);
    }

    private static List<String> texts(NodeList nodes, String version) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i)
                    .getTextContent()
                    .strip()
                    .replaceAll("\\s+", " ")
                    .replace("${project.version}", version));
        }
        return texts;
    }
}
