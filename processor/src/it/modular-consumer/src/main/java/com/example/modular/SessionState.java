package com.example.modular;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;

@WeakMetadata
interface SessionState {
    static SessionState create() {
        return new WeakMetadata_SessionState();
    }

    String user(Session session);

    void user(Session session, String user);

    @Memoized
    default String greeting(Session session) {
        return "Hello " + user(session);
    }

    boolean delete(Session session);
}
