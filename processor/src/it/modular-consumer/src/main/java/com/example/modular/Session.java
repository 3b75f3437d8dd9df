package com.example.modular;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;

@WeakMetadata(@Property(name = "logins", type = long.class))
final class Session {
    long login() {
        return SessionMetadata.updateLogins(this, n -> n + 1);
    }
}
