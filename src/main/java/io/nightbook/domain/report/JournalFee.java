package io.nightbook.domain.report;

import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.JournalTransaction.Posting;
import io.nightbook.domain.report.JournalTransaction.Tag;
import java.time.LocalDate;
import java.util.List;

/**
 * What was billed for a cycle and is not the worth of any credits: earned when the cycle closes.
 *
 * @param day the last of the cycle
 * @param cycle its first local date
 */
public record JournalFee(LocalDate day, String accountId, LocalDate cycle, Money earned, String run) {

    public JournalTransaction transaction() {
        return new JournalTransaction(
                day,
                "fee earned",
                List.of(new Tag("account", accountId), new Tag("cycle", cycle.toString()), new Tag("run", run)),
                List.of(
                        Posting.of(JournalAccount.BILLED, earned),
                        Posting.of(
                                JournalAccount.FEES,
                                Money.zero(earned.currency()).minus(earned))));
    }
}
