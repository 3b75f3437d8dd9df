package com.example.app;

import com.example.model.Labelled;
import com.example.model.Shelf;
import com.example.model.ShelfState;
import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;

/** Its hosts and values come from Lombok, AutoValue and another module; so do some of its accessors. */
@WeakMetadata
interface AccountState extends Labelled<Account>, ShelfState {
    static AccountState create() {
        return new WeakMetadata_AccountState();
    }

    AutoValue_Money limit(Account account);

    void limit(Account account, AutoValue_Money value);

    boolean used(Account.AccountBuilder builder);

    void used(Account.AccountBuilder builder, boolean value);

    Shelf shelf(AutoValue_Money money);

    void shelf(AutoValue_Money money, Shelf value);

    @Memoized
    default String statement(Account account) {
        return account.getOwner() + " has " + account.getBalance();
    }
}
