package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The detector as a named module, on values of another one; java.base is open to neither. */
class CycleModulesTest {
    private static final String SHOP = """
            package shop;

            import dev.weakmetadata.WeakMap;
            import java.util.ArrayList;
            import java.util.List;

            public class Shop {
                private static final WeakMap<Object, Object> MAP = new WeakMap<>();

                static class Customer {}

                static class Cart {
                    Customer owner;
                }

                public static void collection() {
                    Customer customer = new Customer();
                    MAP.set(customer, new ArrayList<>(List.of(customer)));
                }

                public static void field() {
                    Customer customer = new Customer();
                    Cart cart = new Cart();
                    cart.owner = customer;
                    MAP.set(customer, cart);
                }
            }
            """;

    @TempDir
    Path folder;

    private ClassLoader shop(String directives) throws Exception {
        Path runtime = Path.of(WeakMap.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path sources = Files.createDirectories(folder.resolve("src/shop"));
        Path source = Files.writeString(sources.resolve("Shop.java"), SHOP);
        Path module = Files.writeString(
                sources.resolveSibling("module-info.java"),
                "module shop { requires dev.weakmetadata.runtime; exports shop; " + directives + " }");
        Path classes = folder.resolve("classes");
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-p", runtime + "", "-d", classes + "", source + "", module + "");
        assertThat(result).isZero();
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(runtime, classes), ModuleFinder.of(), Set.of("shop"));
        ModuleLayer layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, null);
        ClassLoader loader = layer.findLoader("shop");
        DetectorRuns.initialize(loader, "true");
        assertThat(loader.loadClass("dev.weakmetadata.WeakMap").getModule().isNamed())
                .isTrue();
        return loader;
    }

    private static void run(ClassLoader loader, String method) throws Exception {
        loader.loadClass("shop.Shop").getMethod(method).invoke(null);
    }

    @Test
    void seesIntoCollectionsAndSaysWhatItDoesNotSee() throws Exception {
        try (DetectorRuns log = new DetectorRuns()) {
            ClassLoader loader = shop("");
            run(loader, "field");
            run(loader, "collection");

            String cycle = log.await(Level.WARNING, message -> true);
            assertThat(cycle).contains("reaches its own Shop.Customer: ArrayList.element → Shop.Customer. ");
            assertThat(log.await(Level.INFO, message -> true))
                    .contains("--add-opens shop/shop=dev.weakmetadata.runtime");
            assertThat(log.messages(Level.WARNING)).hasSize(1);
        }
    }

    @Test
    void seesIntoPackagesThatAreOpen() throws Exception {
        try (DetectorRuns log = new DetectorRuns()) {
            ClassLoader loader = shop("opens shop to dev.weakmetadata.runtime;");
            run(loader, "field");

            log.await(
                    Level.WARNING,
                    message -> message.contains("reaches its own Shop.Customer: Shop.Cart.owner → Shop.Customer. "));
            assertThat(log.messages(Level.INFO)).isEqualTo(List.of());
        }
    }
}
