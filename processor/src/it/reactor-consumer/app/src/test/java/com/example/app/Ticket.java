package com.example.app;

import lombok.Builder;
import lombok.Value;

/** Lombok writes its getters and its builder. */
@Value
@Builder
class Ticket {
    String owner;
    long balance;
}
