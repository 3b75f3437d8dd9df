package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import dev.weakmetadata.processor.Draft.FunctionDraft;
import dev.weakmetadata.processor.Draft.PropertyDraft;
import dev.weakmetadata.processor.Property.Bits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which words an entry has, and what is stored where: packed properties first-fit in order of declaration. */
final class EntryLayout {
    private static final int USABLE_BITS = Long.SIZE - 1; // the sign bit is the seal

    private final TypeName host;
    private final String table;
    private final ClassName entry;
    private final NameAllocator names;
    private final List<Word> words = new ArrayList<>();
    private final List<Integer> used = new ArrayList<>();
    private final Map<PropertyDraft, Property> properties = new HashMap<>();
    private final Map<FunctionDraft, Function> functions = new HashMap<>();
    private final List<Property> propertyList = new ArrayList<>();
    private final List<Function> functionList = new ArrayList<>();

    EntryLayout(TypeName host, String table, ClassName entry, Set<String> taken) {
        this.host = host;
        this.table = table;
        this.entry = entry;
        this.names = Names.avoiding(taken, entry.simpleNames());
    }

    void add(PropertyDraft draft) {
        Storage storage = Storage.of(draft.type);
        Word word;
        Bits bits = Bits.NONE;
        if (storage == Storage.PACKED) {
            int size = Storage.bits(draft.type);
            int index = firstFit(1 + size);
            word = words.get(index);
            String constant = Names.constant(draft.name);
            bits = new Bits(
                    used.get(index),
                    size,
                    Names.newName(names, constant + "_SET"),
                    Names.newName(names, constant + "_MASK"),
                    Names.newName(names, constant + (size == 1 ? "_VALUE" : "_SHIFT")));
            used.set(index, used.get(index) + 1 + size);
        } else {
            word = word(draft.name);
        }
        Property property =
                new Property(draft.name, draft.type, draft.isWeak, draft.defaultGetter, storage, word, bits);
        properties.put(draft, property);
        propertyList.add(property);
    }

    void add(FunctionDraft draft, @Nullable ClassName argumentsClass) {
        Word word = word(draft.name);
        String memo = Names.newName(names, Names.constant(draft.name) + "_MEMO");
        Function function = new Function(draft.name, draft.results, word, memo, argumentsClass, draft.arguments);
        functions.put(draft, function);
        functionList.add(function);
    }

    private int firstFit(int bits) {
        for (int i = 0; i < used.size(); i++) {
            if (used.get(i) + bits <= USABLE_BITS) {
                return i;
            }
        }
        words.add(word("word" + used.size()));
        used.add(0);
        return used.size() - 1;
    }

    private Word word(String name) {
        return new Word(Names.newName(names, name), Names.newName(names, Names.constant(name)));
    }

    Host host() {
        return new Host(
                host,
                table,
                entry,
                List.copyOf(words),
                List.copyOf(propertyList),
                List.copyOf(functionList),
                Names.newName(names.clone(), "anySet"));
    }

    @Nullable
    Property property(PropertyDraft draft) {
        return properties.get(draft);
    }

    @Nullable
    Function function(FunctionDraft draft) {
        return functions.get(draft);
    }
}
