package com.example.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.model.Shelf;
import com.example.model.ShelfMetadata;
import com.example.model.ShelfState;
import org.junit.jupiter.api.Test;

class ReactorTest {
    private final Shelf shelf = new Shelf();

    @Test
    void ofTheOtherModule() {
        assertEquals(3, ShelfMetadata.updateBooks(shelf, n -> n + 3));
        ShelfState state = ShelfState.create();
        state.full(shelf, true);
        assertTrue(state.full(shelf));
        assertTrue(state.delete(shelf));
    }

    @Test
    void beforeOtherProcessors() {
        AccountState state = AccountState.create();
        Account.AccountBuilder builder = Account.builder().owner("Ada").balance(7);
        state.used(builder, true);
        assertTrue(state.used(builder));
        Account account = builder.build();
        assertEquals("Ada has 7", state.statement(account));
        assertSame(state.statement(account), state.statement(account));
        AutoValue_Money limit = Money.of(12);
        state.limit(account, limit);
        assertEquals(12, state.limit(account).cents());
        state.shelf(limit, shelf);
        assertSame(shelf, state.shelf(limit));
        assertNull(state.shelf(Money.of(12)), "equal, but another host");
        Ledger ledger = new Ledger();
        ledger.book(limit);
        assertEquals(12, ledger.total());

        assertEquals("none", state.label(account));
        state.label(account, "best");
        assertTrue(state.hasLabel(account));
        assertFalse(state.delete(shelf));
        state.full(shelf, true);
        assertTrue(state.delete(shelf));
        assertEquals("best", state.label(account));
        assertTrue(state.delete(account));
    }

    @Test
    void afterOtherProcessors() {
        TicketState state = TicketState.create();
        Ticket.TicketBuilder builder = Ticket.builder().owner("Ada").balance(7);
        state.used(builder, true);
        assertTrue(state.used(builder));
        Ticket ticket = builder.build();
        assertEquals("Ada has 7", state.statement(ticket));
        AutoValue_Price limit = Price.of(12);
        state.limit(ticket, limit);
        assertEquals(12, state.limit(ticket).cents());
        state.shelf(limit, shelf);
        assertSame(shelf, state.shelf(limit));
        Till till = new Till();
        till.book(limit);
        assertEquals(12, till.total());
        state.label(ticket, "best");
        assertTrue(state.hasLabel(ticket));
        assertTrue(state.delete(ticket));
    }
}
