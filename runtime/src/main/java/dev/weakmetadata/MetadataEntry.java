package dev.weakmetadata;

/**
 * All that is known of one host in a {@link MetadataTable}; generated subclasses have the properties as {@linkplain Words
 * words}. For generated code.
 */
public abstract class MetadataEntry extends Entry {
    /**
     * Makes an entry, not yet in the table.
     *
     * @param table the table
     * @param host the host, held weakly
     */
    protected MetadataEntry(MetadataTable<?> table, Object host) {
        super(host, table);
    }

    /**
     * Whether any word is set.
     *
     * @return whether any is
     */
    protected abstract boolean anySet();

    /**
     * Seals all words.
     *
     * @return whether any was set
     */
    protected abstract boolean seal();
}
