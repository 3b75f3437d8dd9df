package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Knows the file that tells the agent which classes are to have slots: one for each annotated type that asks for it. */
final class HostsFile {
    private static final String FOLDER = "META-INF/weakmetadata/hosts/";

    private HostsFile() {}

    static void write(SideTable table, ModularFiler filer) throws IOException {
        List<String> hosts = table.hosts().stream()
                .map(Host::type)
                .filter(ClassName.class::isInstance) // others are arrays
                .map(type -> ((ClassName) type).reflectionName())
                .toList();
        try (Writer writer = filer.resource(FOLDER + table.originName().reflectionName(), table.origin())
                .openWriter()) {
            for (String host : hosts) {
                writer.write(host + "\n");
            }
        }
    }
}
