package dev.weakmetadata.processor;

import java.io.IOException;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * Creates files. Where several modules are compiled at once, a name may have to begin with its module's; where one is, it
 * must not.
 */
final class ModularFiler {
    private final Filer filer;
    private final Elements elements;

    ModularFiler(ProcessingEnvironment environment) {
        filer = environment.getFiler();
        elements = environment.getElementUtils();
    }

    /** A source file for a class. */
    FileObject source(String className, TypeElement origin) throws IOException {
        return create(origin, module -> filer.createSourceFile(module + className, origin));
    }

    /** A file beside the classes. */
    FileObject resource(String path, TypeElement origin) throws IOException {
        return create(origin, module -> filer.createResource(StandardLocation.CLASS_OUTPUT, module, path, origin));
    }

    private FileObject create(TypeElement origin, Creation creation) throws IOException {
        try {
            return creation.create("");
        } catch (FilerException e) {
            ModuleElement module = elements.getModuleOf(origin);
            if (module == null || module.isUnnamed()) {
                throw e;
            }
            return creation.create(module.getQualifiedName() + "/");
        }
    }

    private interface Creation {
        FileObject create(String module) throws IOException;
    }
}
