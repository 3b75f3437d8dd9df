package com.example;

/** Not enhanced. */
public class Being {
    private long id = 1;

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = id;
    }
}
