package dev.weakmetadata.samples.entities;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** Somebody else's entity: its fields are columns, and its columns are agreed upon. */
@Entity
class Invoice {
    @Id
    @GeneratedValue
    private long id;

    private String customer = "";

    @OneToMany(cascade = CascadeType.ALL)
    private List<Item> items = new ArrayList<>();

    /** For Hibernate. */
    Invoice() {}

    Invoice(String customer, List<Item> items) {
        this.customer = customer;
        this.items.addAll(items);
    }

    long id() {
        return id;
    }

    String customer() {
        return customer;
    }

    List<Item> items() {
        return items;
    }
}
