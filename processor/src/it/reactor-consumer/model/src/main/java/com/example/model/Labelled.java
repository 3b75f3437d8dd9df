package com.example.model;

/** Accessors for others to extend; they see it as a class file. */
public interface Labelled<H> {
    default String label(H host) {
        return "none";
    }

    void label(H host, String value);

    boolean hasLabel(H host);

    boolean delete(H host);
}
