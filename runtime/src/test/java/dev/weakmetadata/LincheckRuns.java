package dev.weakmetadata;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * What the tests with Lincheck share. Lincheck runs random scenarios of the operations of a class and looks for a sequential
 * order of them that explains their results: in <em>model checking</em> under many schedules of its own choice, one switch
 * of threads after the other, in <em>stress</em> on real threads.
 *
 * <p>Each check prepares hundreds of classes anew, which takes longer than checking. So there are few checks, each of a
 * class with many operations; what has to start in another state has a scenario that starts with a method for it.
 *
 * <p>{@code -Dlincheck.factor=20} runs twenty times as many scenarios, with ten times as many schedules each.
 */
final class LincheckRuns {
    private static final int FACTOR = Integer.getInteger("lincheck.factor", 1);

    /** Keeps the reclaimer, so that its thread is started here and not in a scenario. */
    private static final WeakSet<Object> STARTED = new WeakSet<>();

    static {
        STARTED.add(STARTED);
        STARTED.add(new SlotTest.Node()); // slots are in use from now on
    }

    private LincheckRuns() {}

    /**
     * Model checks random scenarios of two threads, and the given ones: operations before, of the first and of the second
     * thread, as in {@code "set 0 1; delete 0"}.
     */
    static void modelCheck(Class<?> operations, Class<?> model, int iterations, String[]... scenarios) {
        ModelCheckingOptions options = new ModelCheckingOptions()
                .iterations(iterations * FACTOR)
                .invocationsPerIteration(FACTOR == 1 ? 200 : 2_000)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(model)
                // Lincheck makes all identity hashes zero, except in what it ignores.
                .addGuarantee(forClasses(Table.class.getName()).methods("hash").ignore())
                .addGuarantee(forClasses(
                                Reclaimer.class.getName(),
                                WeakKeys.class.getName(),
                                Slots.class.getName(),
                                Tables.class.getName(),
                                Stack.class.getName())
                        .allMethods()
                        .ignore());
        for (String[] scenario : scenarios) {
            options.addCustomScenario(new ExecutionScenario(
                    actors(operations, scenario[0]),
                    List.of(actors(operations, scenario[1]), actors(operations, scenario[2])),
                    List.of(),
                    validation(operations)));
        }
        options.check(operations);
    }

    static String[] scenario(String before, String first, String second) {
        return new String[] {before, first, second};
    }

    private static List<Actor> actors(Class<?> operations, String calls) {
        List<Actor> actors = new ArrayList<>();
        for (String call : calls.split("; *")) {
            if (!call.isEmpty()) {
                String[] words = call.split(" ");
                List<Integer> arguments =
                        Stream.of(words).skip(1).map(Integer::valueOf).toList();
                Class<?>[] types = new Class<?>[arguments.size()];
                Arrays.fill(types, int.class);
                try {
                    actors.add(new Actor(operations.getMethod(words[0], types), arguments));
                } catch (NoSuchMethodException e) {
                    throw new IllegalArgumentException(e);
                }
            }
        }
        return actors;
    }

    private static Actor validation(Class<?> operations) {
        return Stream.of(operations.getMethods())
                .filter(method -> method.isAnnotationPresent(Validate.class))
                .map(method -> new Actor(method, List.of()))
                .findAny()
                .orElse(null);
    }

    static void stress(Class<?> operations, Class<?> model, int iterations) {
        new StressOptions()
                .iterations(iterations * FACTOR)
                .invocationsPerIteration(FACTOR == 1 ? 1_000 : 5_000)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .sequentialSpecification(model)
                .check(operations);
    }

    /**
     * Some objects whose hashes have the given low four bits, one after the other, and of those that make large tables look
     * whether a resize is due.
     */
    static Object[] keys(int... lowBits) {
        Object[] keys = new Object[lowBits.length];
        Arrays.setAll(keys, i -> key(lowBits[i]));
        return keys;
    }

    private static Object key(int lowBits) {
        while (true) {
            Object key = new Object();
            int hash = Table.hash(key);
            if ((hash & 15) == lowBits && (hash >>> 27 & 7) == 0) {
                return key;
            }
        }
    }

    /** When nothing is under way, all linked entries are alive, and counted. */
    static void checkTidy(Table<?> table) {
        AtomicInteger linked = new AtomicInteger();
        table.forEachEntry(entry -> {
            if (entry.isDead()) {
                throw new AssertionError("A dead entry has not been unlinked");
            }
            linked.incrementAndGet();
        });
        if (table.home().entries() != linked.get()) {
            throw new AssertionError(table.home().entries() + " entries are counted, " + linked + " are linked");
        }
    }

    /** Lets a new table start with so few or so many bins that the next insertions make it grow or shrink. */
    static void startWith(Table<?> table, int length) {
        try {
            Entry[] bins = new Entry[length + 1];
            bins[length] = table.newHome();
            Field field = Table.class.getDeclaredField("bins");
            field.setAccessible(true);
            field.set(table, bins);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
