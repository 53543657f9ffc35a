package io.nightbook.domain.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class JournalTextTest {

    @Test
    void whatTheSyntaxCouldTakeForItsOwnIsPercentEncodedAsUtf8() {
        JournalEntry entry = new JournalEntry(
                LocalDate.parse("2026-10-01"),
                "a b,%|é日",
                "\u00a0\u2014\ud83d\ude00/1:2",
                Source.TOP_UP,
                Movement.Kind.EXPIRED,
                Credits.of("-70"),
                new Money(-700, Currency.getInstance("EUR")));

        assertThat(JournalText.of(entry)).isEqualTo("""

                        2026-10-01 * expired  ; account:a%20b%2C%25%7Cé日, batch:%C2%A0%E2%80%94%F0%9F%98%80/1:2, source:top_up
                            liabilities:deferred revenue  7.00 EUR
                            revenue:breakage  -7.00 EUR
                            credits:held  -70.000000 credits
                            credits:lapsed  70.000000 credits
                        """);
    }
}
