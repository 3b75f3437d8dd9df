/**
 * Weak identity tables, and the annotations that generate typed ones.
 *
 * <p>Nothing is opened: no other module reaches a table, an entry or a value by reflection.
 */
module dev.weakmetadata.runtime {
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.weakmetadata;
    exports dev.weakmetadata.testing;

    uses dev.weakmetadata.SlotProvider;
}
