package dev.weakmetadata.samples.entities;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** One line of an invoice. */
@Entity
class Item {
    @Id
    @GeneratedValue
    private long id;

    private int quantity;
    private int cents;

    /** For Hibernate. */
    Item() {}

    Item(int quantity, int cents) {
        this.quantity = quantity;
        this.cents = cents;
    }

    long id() {
        return id;
    }

    int quantity() {
        return quantity;
    }

    int cents() {
        return cents;
    }
}
