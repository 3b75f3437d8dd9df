package com.example;

/** A class that nobody can edit. */
public final class Button {
    private final String text;

    public Button(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
