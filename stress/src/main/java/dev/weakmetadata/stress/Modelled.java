package dev.weakmetadata.stress;

import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakSlot;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A host, with what all tables should say of it, and what has been done to it lately. Whoever does anything to it, or reads
 * the model, holds its monitor; only {@link Tables#clear} comes in between.
 */
class Modelled extends Host {
    private static final int REMEMBERED = 16;

    private final Tables tables;
    private final String[] operations = new String[REMEMBERED];
    private final Object[] results = new Object[REMEMBERED];
    private int done;

    // In the map; Tables.ABSENT if there is no value
    private Object value = Tables.ABSENT;

    // In the set
    private boolean element;

    // In the generated table; null where nothing is set
    private Boolean flag;
    private Integer count;
    private Long size;
    private Object note = Tables.ABSENT;
    private Integer layout;
    private Integer icon;

    // In the map and the set that are cleared
    private Object clearedValue = Tables.ABSENT;
    private boolean clearedElement;

    /** How many clears had ended before the last write of these two, and how many had begun after it. */
    private long endedBefore;

    private long begunAfter;

    private Modelled(Tables tables) {
        this.tables = tables;
    }

    private static final class WithSlot extends Modelled implements WeakHost {
        private final WeakSlot slot = new WeakSlot();

        WithSlot(Tables tables) {
            super(tables);
        }

        @Override
        public WeakSlot weakSlot() {
            return slot;
        }
    }

    /** A new one, with or without a slot. */
    static Modelled of(Tables tables, boolean hasSlot) {
        return hasSlot ? new WithSlot(tables) : new Modelled(tables);
    }

    /** Does something random and checks what it returns; then checks something else. */
    synchronized void step(SplittableRandom random) {
        switch (random.nextInt(24)) {
            case 0, 1, 2 -> set(random.nextInt(16) == 0 ? null : new Value());
            case 3 -> expect("delete", value != Tables.ABSENT, tables.map.delete(this), () -> value = Tables.ABSENT);
            case 4 -> {
                Value mine = new Value();
                Object expected = value == Tables.ABSENT ? mine : value;
                expect("getOrInsert", expected, tables.map.getOrInsert(this, mine), () -> value = expected);
            }
            case 5, 6 -> compute(random);
            case 7 -> {
                Value mine = new Value();
                Object result = tables.map.update(this, old -> {
                    expect("update's old value", value == Tables.ABSENT ? null : value, old);
                    return mine;
                });
                expect("update", mine, result, () -> value = mine);
            }
            case 8 -> expect("add", !element, tables.set.addIfAbsent(this), () -> element = true);
            case 9 -> expect("delete element", element, tables.set.delete(this), () -> element = false);
            case 10 -> {
                flag = random.nextBoolean();
                tables.state.flag(this, flag);
                did("set flag", flag);
            }
            case 11 -> {
                count = random.nextInt();
                tables.state.count(this, count);
                did("set count", count);
            }
            case 12 -> {
                int expected = (count == null ? 0 : count) + 1;
                expect("updateCount", expected, tables.state.updateCount(this, c -> c + 1), () -> count = expected);
            }
            case 13 -> {
                size = random.nextLong();
                tables.state.size(this, size);
                did("set size", size);
            }
            case 14 -> {
                note = random.nextInt(4) == 0 ? null : (Integer) random.nextInt();
                tables.state.note(this, (Integer) note);
                did("set note", note);
            }
            case 15 -> expect("deleteCount", count != null, tables.state.deleteCount(this), () -> count = null);
            case 16 -> expect("deleteSize", size != null, tables.state.deleteSize(this), () -> size = null);
            case 17 -> {
                boolean expected = note != Tables.ABSENT;
                expect("deleteNote", expected, tables.state.deleteNote(this), () -> note = Tables.ABSENT);
            }
            case 18 -> {
                source++;
                int expected = layout == null ? source : layout;
                expect("layout", expected, tables.state.layout(this), () -> layout = expected);
            }
            case 19 -> {
                source++;
                int expected = icon == null ? source : icon;
                expect("icon", expected, tables.state.icon(this, 16), () -> icon = expected);
            }
            case 20 -> expect("deleteLayout", layout != null, tables.state.deleteLayout(this), () -> layout = null);
            case 21 -> expect("deleteIcon", icon != null, tables.state.deleteIcon(this, 16), () -> icon = null);
            case 22 -> expect("delete state", hasState(), tables.state.delete(this), this::forgetState);
            default -> writeCleared(random);
        }
        check();
    }

    private void set(Value written) {
        tables.map.set(this, written);
        value = written;
        did("set", written);
    }

    private void compute(SplittableRandom random) {
        Value mine = new Value();
        if (value != Tables.ABSENT) {
            expect("getOrInsertComputed", value, tables.map.getOrInsertComputed(this, key -> mine));
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> {
                try {
                    tables.map.getOrInsertComputed(this, key -> {
                        throw new UnsupportedOperationException();
                    });
                    throw violation("A function's exception was swallowed");
                } catch (UnsupportedOperationException e) {
                    did("failed computation", null);
                }
            }
            case 1 -> {
                Object result = tables.map.getOrInsertComputed(this, key -> {
                    tables.map.delete(this);
                    return mine;
                });
                expect("computation with a delete in it", mine, result);
            }
            default -> {
                Object result = tables.map.getOrInsertComputed(this, key -> {
                    Modelled other = of(tables, random.nextBoolean());
                    tables.map.getOrInsertComputed(other, k -> new Value());
                    return mine;
                });
                expect("getOrInsertComputed", mine, result, () -> value = mine);
            }
        }
    }

    private boolean hasState() {
        return flag != null || count != null || size != null || note != Tables.ABSENT || layout != null || icon != null;
    }

    private void forgetState() {
        flag = null;
        count = null;
        size = null;
        note = Tables.ABSENT;
        layout = null;
        icon = null;
    }

    private void writeCleared(SplittableRandom random) {
        long ended = tables.clearsEnded();
        if (random.nextInt(4) > 0) {
            Value mine = new Value();
            tables.clearedMap.set(this, mine);
            tables.clearedSet.add(this);
            clearedValue = mine;
            clearedElement = true;
        } else {
            tables.clearedMap.delete(this);
            tables.clearedSet.delete(this);
            clearedValue = Tables.ABSENT;
            clearedElement = false;
        }
        endedBefore = ended;
        begunAfter = tables.clearsBegun();
        did("write what is cleared, until clear " + begunAfter, clearedValue);
    }

    /** Checks all that can be read. */
    synchronized void check() {
        expect("has", value != Tables.ABSENT, tables.map.has(this));
        expect("get", value == Tables.ABSENT ? null : value, tables.map.get(this));
        expect("getOrDefault", value, tables.map.getOrDefault(this, Tables.ABSENT));
        expect("has element", element, tables.set.has(this));
        expect("flag", flag != null && flag, tables.state.flag(this));
        expect("count", count == null ? 0 : count, tables.state.count(this));
        expect("hasCount", count != null, tables.state.hasCount(this));
        expect("size", size == null ? 0 : size, tables.state.size(this));
        expect("note", note == Tables.ABSENT ? null : note, tables.state.note(this));
        expect("hasNote", note != Tables.ABSENT, tables.state.hasNote(this));
        expect("has state", hasState(), tables.state.has(this));

        long ended = tables.clearsEnded();
        Object inMap = tables.clearedMap.getOrDefault(this, Tables.ABSENT);
        boolean inSet = tables.clearedSet.has(this);
        long begun = tables.clearsBegun();
        if (inMap != clearedValue) {
            expect("value after clear", Tables.ABSENT, inMap);
            expectClearSince(begun);
            clearedValue = inMap;
        }
        if (inSet != clearedElement) {
            expect("element after clear", false, inSet);
            expectClearSince(begun);
            clearedElement = inSet;
        }
        if (ended > begunAfter && (inMap != Tables.ABSENT || inSet)) {
            throw violation("Survived clear " + ended);
        }
    }

    private void expectClearSince(long begun) {
        if (begun == endedBefore) {
            throw violation("Lost without a clear");
        }
    }

    private void expect(String operation, Object expected, Object result, Runnable ifSo) {
        expect(operation, expected, result);
        ifSo.run();
        did(operation, result);
    }

    private void expect(String operation, Object expected, Object result) {
        if (!Objects.equals(expected, result)) {
            throw violation(operation + " returned " + result + " and not " + expected);
        }
    }

    private void did(String operation, Object result) {
        operations[done % REMEMBERED] = operation;
        results[done % REMEMBERED] = result;
        done++;
    }

    private AssertionError violation(String what) {
        StringBuilder history = new StringBuilder(what).append(". On this host, the latest last:");
        for (int i = Math.max(0, done - REMEMBERED); i < done; i++) {
            history.append("\n  ").append(operations[i % REMEMBERED]);
            history.append(" -> ").append(results[i % REMEMBERED]);
        }
        return new AssertionError(history.toString());
    }

    /** Large enough for a leak to be seen soon. */
    static final class Value {
        @SuppressWarnings("unused")
        private final byte[] ballast = new byte[1000];
    }
}
