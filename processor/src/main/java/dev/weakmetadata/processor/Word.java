package dev.weakmetadata.processor;

/**
 * A field of an entry that changes by compare-and-set.
 *
 * @param field its name
 * @param updater the name of the constant that updates it
 */
record Word(String field, String updater) {}
