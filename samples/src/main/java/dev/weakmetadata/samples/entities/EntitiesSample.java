package dev.weakmetadata.samples.entities;

import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Entities that Hibernate loads from H2: what is derived from them is cached, and neither class nor schema tells. */
public final class EntitiesSample implements Sample {
    private static final int COUNT = 200;

    /** Kept, for a logger forgets its level otherwise. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    @Override
    public String name() {
        return "entities";
    }

    @Override
    public String description() {
        return "values derived from JPA entities, without a column for them";
    }

    @Override
    public void run(Report report) {
        HIBERNATE.setLevel(Level.SEVERE);
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Invoice.class)
                .addAnnotatedClass(Item.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:invoices")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        try (SessionFactory database = configuration.buildSessionFactory()) {
            database.inTransaction(EntitiesSample::fill);
            Derived derived = Derived.create();
            Map<Invoice, Integer> plainMap = new IdentityHashMap<>();
            List<WeakReference<Invoice>> loaded =
                    database.fromTransaction(session -> work(report, session, derived, plainMap));
            database.inTransaction(session -> checkSchema(report, session));
            measure(report, loaded, plainMap);
            Reference.reachabilityFence(derived);
        }
    }

    private static void fill(Session session) {
        for (int i = 1; i <= COUNT; i++) {
            session.persist(new Invoice("customer " + i, List.of(new Item(i, 100), new Item(1, 50))));
        }
    }

    private static List<WeakReference<Invoice>> work(
            Report report, Session session, Derived derived, Map<Invoice, Integer> plainMap) {
        List<Invoice> invoices = session.createSelectionQuery("from Invoice order by id", Invoice.class)
                .list();
        boolean right = true;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < COUNT; i++) {
                int total = derived.total(invoices.get(i));
                right &= total == (i + 1) * 100 + 50;
                plainMap.put(invoices.get(i), total);
            }
        }
        int computed = invoices.stream().mapToInt(derived::computations).sum();
        report.say("Hibernate loads " + COUNT + " invoices; the total of each is asked for three times.");
        report.table(List.of("questions", "computed"), List.of(List.of("" + 3 * COUNT, "" + computed)));
        report.claim(right && computed == COUNT, "each total was right, and computed once");

        Invoice first = invoices.get(0);
        first.items().add(new Item(2, 1000));
        derived.deleteTotal(first);
        report.claim(derived.total(first) == 2150, "an invoice that has changed is told so, and computed anew");
        return invoices.stream().map(WeakReference::new).toList();
    }

    private static void checkSchema(Report report, Session session) {
        List<String> columns = session.createNativeQuery(
                        "select column_name from information_schema.columns where table_name = 'INVOICE'"
                                + " order by ordinal_position",
                        String.class)
                .list();
        List<String> fields = new ArrayList<>(Arrays.stream(Invoice.class.getDeclaredFields())
                .map(field -> field.getName())
                .toList());
        report.say("Fields of Invoice: " + fields + "; columns of its table: " + columns + ".");
        report.claim(
                fields.equals(List.of("id", "customer", "items")) && columns.equals(List.of("ID", "CUSTOMER")),
                "neither a field nor a column was added");
    }

    private static void measure(Report report, List<WeakReference<Invoice>> loaded, Map<Invoice, Integer> plainMap) {
        Garbage.collectSome();
        long keptByPlainMap = kept(loaded);
        plainMap.clear();
        boolean collected = Garbage.collectUntil(() -> kept(loaded) == 0);
        report.say("The transaction is over; the application goes on.");
        report.table(
                List.of("totals in", "invoices kept"),
                List.of(List.of("an IdentityHashMap", "" + keptByPlainMap), List.of("Derived", "" + kept(loaded))));
        report.claim(keptByPlainMap == COUNT, "the plain map has kept every invoice that was ever loaded");
        report.claim(collected, "without it all invoices are collected, and their totals with them");
    }

    private static long kept(List<WeakReference<Invoice>> invoices) {
        return invoices.stream()
                .filter(invoice -> !Garbage.isCollected(invoice))
                .count();
    }
}
