package io.nightbook.csv;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Rejected;
import org.jspecify.annotations.Nullable;

/** The accounts that the books know. */
@FunctionalInterface
public interface Accounts {

    @Nullable
    Account find(String id);

    /**
     * The account of an id.
     *
     * @throws Rejected unknown_account
     */
    default Account get(String id) {
        return known(find(id), id);
    }

    /**
     * The account, if there is one.
     *
     * @throws Rejected unknown_account
     */
    static Account known(@Nullable Account account, String id) {
        if (account == null) {
            throw new Rejected(
                    Reason.UNKNOWN_ACCOUNT, id + " is not among the accounts; import it in an accounts file first");
        }
        return account;
    }
}
