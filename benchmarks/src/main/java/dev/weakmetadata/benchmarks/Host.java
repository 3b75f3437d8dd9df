package dev.weakmetadata.benchmarks;

/** What is used as a host of several properties and, for comparison, has fields for them. */
public final class Host {
    boolean seen;
    int count;
    Object note;
}
