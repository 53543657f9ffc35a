package io.nightbook.batch.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An invoice, from its lines through what each is made of to its tax. */
class ExplainedInvoiceTest {

    @Test
    void fees_a_paid_top_up_and_pass_through() {
        assertThat(ExplainedWorld.page("INV-2026-00001", null)).isEqualTo("""
                Invoice INV-2026-00001 to acme (Acme Ltd), cycles of 2026-10
                  issued 2026-11-02, due 2026-11-16, by Example AI GmbH in run 2 (month-end as of 2026-11-02T12:00:00Z)
                INV-2026-00001/1  fee  pro from 2026-10-11, in arrears  21.00 EUR
                  account acme (Acme Ltd), cycle of 2026-10-11 through 2026-10-31, closed by run 2 (month-end as of 2026-11-02T12:00:00Z)
                  the fee of plan pro, terms from 2026-01-01, for the cycle of 2026-10-11, 21 of 31 days of its month, in arrears: 31.00 x 21 / 31 days = 21.00 EUR
                INV-2026-00001/2  top_up  top-1  10.00 EUR
                  account acme (Acme Ltd), cycle of 2026-10-11 through 2026-10-31, closed by run 2 (month-end as of 2026-11-02T12:00:00Z)
                  the price of batch top-1, 50.000000 credits of package chat-pack, effective 2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin); paid 2026-10-20T10:00:00Z
                INV-2026-00001/3  at_cost  voice  0.13 EUR
                  account acme (Acme Ltd), cycle of 2026-10-11 through 2026-10-31, closed by run 2 (month-end as of 2026-11-02T12:00:00Z)
                  2026-10-21T08:00:00Z  o4  voice 60: at cost, cost 0.1234 EUR
                  2026-10-22T08:00:00Z  o5  voice 2: at cost, cost 0.0042 EUR
                  2 events, costs of 0.1276 in all, rounded once: 0.13 EUR
                INV-2026-00001/4  fee  pro from 2026-11-01, in advance  31.00 EUR
                  account acme (Acme Ltd), cycle of 2026-10-11 through 2026-10-31, closed by run 2 (month-end as of 2026-11-02T12:00:00Z)
                  the fee of plan pro, terms from 2026-01-01, for the cycle of 2026-11-01, 30 of 30 days of its month, in advance: 31.00 EUR
                Sum of the invoice
                  net 21.00 + 10.00 + 0.13 + 31.00 = 62.13
                  tax 62.13 x 19 % = 11.8047, rounded 11.80, reckoned once on the sum: category S, the standard rate (payer in DE, seller in DE)
                  total 62.13 + 11.80 = 73.93 EUR
                  paid lines 10.00, their tax 10.00 x 19 % = 1.9, rounded 1.90, paid 11.90
                  due 73.93 - 11.90 = 62.03 EUR""");
    }

    @Test
    void an_upgrade_and_the_next_fee() {
        assertThat(ExplainedWorld.page("INV-2026-00002", null)).isEqualTo("""
                Invoice INV-2026-00002 to epsilon (Epsilon AS), cycles of 2026-10
                  issued 2026-11-02, due 2026-11-16, by Example AI GmbH in run 2 (month-end as of 2026-11-02T12:00:00Z)
                INV-2026-00002/1  proration  payg to pro on 2026-10-17  15.00 EUR
                  account epsilon (Epsilon AS), cycle of 2026-10-01 through 2026-10-31, closed by run 2 (month-end as of 2026-11-02T12:00:00Z)
                  the difference of fee from 2026-10-17 on, that day counted: (31.00 - 0.00) x 15 / 31 days = 15.00 EUR
                INV-2026-00002/2  fee  pro from 2026-11-01, in advance  31.00 EUR
                  account epsilon (Epsilon AS), cycle of 2026-10-01 through 2026-10-31, closed by run 2 (month-end as of 2026-11-02T12:00:00Z)
                  the fee of plan pro, terms from 2026-01-01, for the cycle of 2026-11-01, 30 of 30 days of its month, in advance: 31.00 EUR
                Sum of the invoice
                  net 15.00 + 31.00 = 46.00
                  tax 46.00 x 0 % = 0, rounded 0.00, reckoned once on the sum: category O, no tax is due (payer without a country, seller in DE)
                  total 46.00 + 0.00 = 46.00 EUR
                  paid 0.00
                  due 46.00 - 0.00 = 46.00 EUR""");
    }

    @Test
    void overage_and_late_pass_through() {
        assertThat(ExplainedWorld.page("INV-2026-00003", null)).isEqualTo("""
                Invoice INV-2026-00003 to acme (Acme Ltd), cycles of 2026-11
                  issued 2026-12-02, due 2026-12-16, by Example AI GmbH in run 6 (month-end as of 2026-12-02T12:00:00Z)
                INV-2026-00003/1  top_up  top-2  8.00 EUR
                  account acme (Acme Ltd), cycle of 2026-11-01 through 2026-11-30, closed by run 6 (month-end as of 2026-12-02T12:00:00Z)
                  the price of batch top-2, 40.000000 credits of package rush, effective 2026-11-09T23:00:00Z (start of 2026-11-10 in Europe/Berlin); not paid when the invoice was issued
                INV-2026-00003/2  overage  overage  52.545699 x 0.25 = 13.14 EUR
                  account acme (Acme Ltd), cycle of 2026-11-01 through 2026-11-30, closed by run 6 (month-end as of 2026-12-02T12:00:00Z)
                  stretch from 2026-11-12T14:00:00Z (2026-11-12 15:00 in Europe/Berlin): rated 150.000000 = consumed 97.454301 + uncovered 52.545699; 52.545699 x 0.25 = 13.13642475
                  together 52.545699 x 0.25 = 13.13642475, rounded once: 13.14 EUR
                INV-2026-00003/3  late  voice of closed months  0.56 EUR
                  account acme (Acme Ltd), cycle of 2026-11-01 through 2026-11-30, closed by run 6 (month-end as of 2026-12-02T12:00:00Z)
                  2026-10-16T08:00:00Z  l2  voice 100: at cost, cost 0.5555 EUR (late: its own cycle was closed, that of 2026-11-01 bears it)
                  1 event, costs of 0.5555 in all, rounded once: 0.56 EUR
                INV-2026-00003/4  fee  pro from 2026-12-01, in advance  31.00 EUR
                  account acme (Acme Ltd), cycle of 2026-11-01 through 2026-11-30, closed by run 6 (month-end as of 2026-12-02T12:00:00Z)
                  the fee of plan pro, terms from 2026-01-01, for the cycle of 2026-12-01, 31 of 31 days of its month, in advance: 31.00 EUR
                Sum of the invoice
                  net 8.00 + 13.14 + 0.56 + 31.00 = 52.70
                  tax 52.70 x 19 % = 10.013, rounded 10.01, reckoned once on the sum: category S, the standard rate (payer in DE, seller in DE)
                  total 52.70 + 10.01 = 62.71 EUR
                  paid 0.00
                  due 62.71 - 0.00 = 62.71 EUR""");
    }

    @Test
    void overage_of_closed_months_stands_apart() {
        assertThat(ExplainedWorld.page("INV-2026-00004", null)).isEqualTo("""
                Invoice INV-2026-00004 to beta (Beta BV), cycles of 2026-11
                  issued 2026-12-02, due 2026-12-16, by Example AI GmbH in run 6 (month-end as of 2026-12-02T12:00:00Z)
                INV-2026-00004/1  late  overage of closed months  3 x 0.1 = 0.30 EUR
                  account beta (Beta BV), cycle of 2026-11-01 through 2026-11-30, closed by run 6 (month-end as of 2026-12-02T12:00:00Z)
                  stretch from 2026-11-01T00:00:00Z (start of 2026-11-01 in UTC): rated 4.000000 = consumed 0.000000 + uncovered 4.000000, of which late 3.000000; 3.000000 x 0.1 = 0.3
                  together 3.000000 x 0.1 = 0.3, rounded once: 0.30 EUR
                INV-2026-00004/2  overage  overage  1 x 0.1 = 0.10 EUR
                  account beta (Beta BV), cycle of 2026-11-01 through 2026-11-30, closed by run 6 (month-end as of 2026-12-02T12:00:00Z)
                  stretch from 2026-11-01T00:00:00Z (start of 2026-11-01 in UTC): rated 4.000000 = consumed 0.000000 + uncovered 4.000000, of which in time 1.000000; 1.000000 x 0.1 = 0.1
                  together 1.000000 x 0.1 = 0.1, rounded once: 0.10 EUR
                Sum of the invoice
                  net 0.30 + 0.10 = 0.40
                  tax 0.40 x 0 % = 0, rounded 0.00, reckoned once on the sum: category O, no tax is due (payer without a country, seller in DE)
                  total 0.40 + 0.00 = 0.40 EUR
                  paid 0.00
                  due 0.40 - 0.00 = 0.40 EUR""");
    }

    @Test
    void one_line_comes_with_the_sum_of_its_invoice_only() {
        assertThat(new Explanation(ExplainedWorld.books()).of("INV-2026-00003/2", null))
                .hasSize(12)
                .element(2)
                .isEqualTo("INV-2026-00003/2  overage  overage  52.545699 x 0.25 = 13.14 EUR");
        assertThat(new Explanation(ExplainedWorld.books()).of("INV-2026-00003/9", null))
                .isEmpty();
    }
}
