package com.example.app;

import com.google.auto.value.AutoValue;

@AutoValue
abstract class Money {
    static AutoValue_Money of(long cents) {
        return new AutoValue_Money(cents);
    }

    abstract long cents();
}
