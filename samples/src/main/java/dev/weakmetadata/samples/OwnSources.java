package dev.weakmetadata.samples;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The source files of these samples: they are in the jar, beside the classes. */
public final class OwnSources {
    private static final String FOLDER = "sources";

    private OwnSources() {}

    /** The texts of all source files, by path. */
    public static Map<String, String> read() throws IOException, URISyntaxException {
        Path classes = Path.of(OwnSources.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(classes)) {
            return read(classes.resolve(FOLDER));
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return read(jar.getPath(FOLDER));
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".java")).toList();
        }
        Map<String, String> sources = new TreeMap<>();
        for (Path file : files) {
            sources.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        return sources;
    }
}
