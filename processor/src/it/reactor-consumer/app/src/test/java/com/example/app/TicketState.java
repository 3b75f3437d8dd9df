package com.example.app;

import com.example.model.Labelled;
import com.example.model.Shelf;
import com.example.model.ShelfState;
import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;

/** Its hosts and values come from Lombok, AutoValue and another module; so do some of its accessors. */
@WeakMetadata
interface TicketState extends Labelled<Ticket>, ShelfState {
    static TicketState create() {
        return new WeakMetadata_TicketState();
    }

    AutoValue_Price limit(Ticket ticket);

    void limit(Ticket ticket, AutoValue_Price value);

    boolean used(Ticket.TicketBuilder builder);

    void used(Ticket.TicketBuilder builder, boolean value);

    Shelf shelf(AutoValue_Price price);

    void shelf(AutoValue_Price price, Shelf value);

    @Memoized
    default String statement(Ticket ticket) {
        return ticket.getOwner() + " has " + ticket.getBalance();
    }
}
