package com.example.app;

import com.google.auto.value.AutoValue;

@AutoValue
abstract class Price {
    static AutoValue_Price of(long cents) {
        return new AutoValue_Price(cents);
    }

    abstract long cents();
}
