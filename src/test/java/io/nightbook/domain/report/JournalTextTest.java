package io.nightbook.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.JournalInvoice.Earning;
import io.nightbook.domain.report.JournalInvoice.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JournalTextTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void whatTheSyntaxCouldTakeForItsOwnIsPercentEncodedAsUtf8() {
        JournalEntry entry = new JournalEntry(
                LocalDate.parse("2026-10-01"),
                "a b,%|é日",
                "\u00a0\u2014\ud83d\ude00/1:2",
                JournalEntry.Origin.BILLED,
                Movement.Kind.EXPIRED,
                Credits.of("-70"),
                euro(-700),
                "month-end-2026-11-02");

        assertThat(JournalText.of(entry.transaction())).isEqualTo("""

                        2026-10-01 * expired  ; account:a%20b%2C%25%7Cé日, batch:%C2%A0%E2%80%94%F0%9F%98%80/1:2, run:month-end-2026-11-02
                            liabilities:deferred revenue:credits  7.00 EUR
                            revenue:breakage  -7.00 EUR
                            credits:held  -70.000000 credits
                            credits:lapsed  70.000000 credits
                        """);
    }

    @Test
    void anInvoiceIsReceivableWithItsTaxAndWhatWasPaidBeforeIsReceivableNoMore() {
        assertThat(text(invoice(euro(25942)))).isEqualTo("""

                        2026-11-02 * invoice  ; invoice:INV-2026-00004, account:agency, run:month-end-2026-11-02
                            assets:receivable  259.42 EUR
                            liabilities:deferred revenue:billed  -199.00 EUR  ; account:agency, line:INV-2026-00004/1
                            revenue:overage  -12.00 EUR  ; account:company, line:INV-2026-00004/2
                            liabilities:pass-through  -7.00 EUR  ; account:company, line:INV-2026-00004/3
                            liabilities:tax payable:DE S 19  -41.42 EUR

                        2026-11-02 * paid before the invoice  ; invoice:INV-2026-00004, account:agency, run:month-end-2026-11-02
                            assets:payments received  29.75 EUR
                            assets:receivable  -29.75 EUR
                        """);
    }

    @Test
    void whatWasBilledAndBoughtNoCreditsIsEarnedAtTheEndOfItsCycle() {
        JournalFee fee = new JournalFee(
                LocalDate.parse("2026-10-31"),
                "acme",
                LocalDate.parse("2026-10-01"),
                euro(4900),
                "month-end-2026-11-02");

        assertThat(JournalText.of(fee.transaction())).isEqualTo("""

                        2026-10-31 * fee earned  ; account:acme, cycle:2026-10-01, run:month-end-2026-11-02
                            liabilities:deferred revenue:billed  49.00 EUR
                            revenue:fees  -49.00 EUR
                        """);
    }

    @Test
    void whatDoesNotBalanceIsNoTransaction() {
        assertThatThrownBy(() -> invoice(euro(25941)).transactions())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invoice of 2026-11-02")
                .hasMessageContaining("does not balance");
    }

    @Test
    void allAccountsAndCommoditiesAreDeclared() {
        assertThat(JournalText.directives(
                        List.of(EUR, Currency.getInstance("JPY")),
                        List.of(JournalAccount.tax("FR", "S", new BigDecimal("20")))))
                .startsWith(
                        "decimal-mark .\ncommodity 1000.00 EUR\ncommodity 1000. JPY\ncommodity 1000.000000 credits\n")
                .contains("\naccount assets:receivable\n", "\naccount liabilities:tax payable:FR S 20\n");
    }

    private static JournalInvoice invoice(Money total) {
        return new JournalInvoice(
                LocalDate.parse("2026-11-02"),
                "INV-2026-00004",
                "agency",
                "month-end-2026-11-02",
                new JournalInvoice.Tax("DE", "S", new BigDecimal("19")),
                euro(4142),
                total,
                euro(2975),
                List.of(
                        new Line(1, "agency", Earning.DEFERRED, euro(19900)),
                        new Line(2, "company", Earning.OVERAGE, euro(1200)),
                        new Line(3, "company", Earning.PASS_THROUGH, euro(700))));
    }

    private static String text(JournalInvoice invoice) {
        return invoice.transactions().stream().map(JournalText::of).collect(Collectors.joining());
    }

    private static Money euro(long cents) {
        return new Money(cents, EUR);
    }
}
