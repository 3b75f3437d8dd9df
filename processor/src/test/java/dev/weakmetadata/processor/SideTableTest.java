package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the model of a class to be generated is made of. */
class SideTableTest {
    private static final String ANNOTATION = """
            @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)
            @interface Use {
                Thread.State value();

                Thread.State[] others() default {};

                Class<?> type() default Object.class;

                String text() default "";
            }
            """;

    /** Another thread writes the text, and the compilers' objects are for their own threads only. */
    @ParameterizedTest
    @EnumSource
    void nothingButTheOriginIsTheCompilers(Compiler compiler) {
        Reader reader = new Reader();
        Compiler.Result result = compiler.task()
                .withoutProcessor()
                .processor(reader)
                .source(Behaviour.header() + ANNOTATION)
                .source(Behaviour.header() + """
                        @WeakMetadata
                        interface State<V extends @Use(Thread.State.NEW) Object> {
                            <T extends Comparable<T> & Runnable> @Use(value = Thread.State.NEW, others = {Thread.State.NEW}) V all(
                                    Map<@Use(value = Thread.State.NEW, type = Thread[].class, text = "x") T, V> map);

                            <T extends Comparable<T> & Runnable> void all(Map<T, V> map, V value);

                            int packed(Object host);

                            void setPacked(Object host, int value);

                            @Memoized
                            default V memo(Thread host, @Weak Object other, int number) throws InterruptedException {
                                return null;
                            }

                            boolean hasMemo(Thread host);

                            default String name(Thread thread) {
                                return "";
                            }

                            String updateName(Thread thread, UnaryOperator<String> change);
                        }
                        """)
                .source(Behaviour.header() + """
                        @WeakMetadata({
                            @Property(name = "note", type = String.class),
                            @Property(name = "size", type = int.class)
                        })
                        class Thing<T> {}
                        """)
                .compile();
        assertThat(reader.tables).as(result.messages()).isEqualTo(2);
        assertThat(reader.found).isEmpty();
    }

    @SupportedAnnotationTypes(Annotations.WEAK_METADATA)
    private static final class Reader extends AbstractProcessor {
        final Set<String> found = new TreeSet<>();
        int tables;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            for (TypeElement annotation : annotations) {
                for (Element type : round.getElementsAnnotatedWith(annotation)) {
                    read((TypeElement) type).ifPresent(table -> {
                        tables++;
                        new Walk(table.origin(), found).visit(table, "table");
                    });
                }
            }
            return false;
        }

        private Optional<SideTable> read(TypeElement type) {
            Problems problems = new Problems();
            CycleCheck cycles = new CycleCheck(processingEnv);
            Optional<SideTable> table = Declarations.read(type, new GeneratedNames(), cycles, processingEnv, problems);
            problems.report(processingEnv.getMessager());
            return table;
        }
    }

    /** Follows all references, but into the JDK's own objects only by what they contain. */
    private static final class Walk {
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<String> found;

        Walk(TypeElement origin, Set<String> found) {
            this.found = found;
            seen.add(origin);
        }

        void visit(Object object, String path) {
            if (object == null || !seen.add(object)) {
                return;
            }
            String name = object.getClass().getName();
            if (name.startsWith("com.sun.") || name.startsWith("org.eclipse.")) {
                found.add(path + ": " + name);
            } else if (object instanceof Iterable<?> all) {
                all.forEach(element -> visit(element, path + "[]"));
            } else if (object instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    visit(key, path + ".key");
                    visit(value, path + ".value");
                });
            } else if (!name.startsWith("java.") && !(object instanceof Enum)) {
                for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
                    for (Field field : type.getDeclaredFields()) {
                        if (!Modifier.isStatic(field.getModifiers())
                                && !field.getType().isPrimitive()) {
                            visit(get(field, object), path + "." + field.getName());
                        }
                    }
                }
            }
        }

        private static Object get(Field field, Object object) {
            try {
                field.setAccessible(true);
                return field.get(object);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }
}
