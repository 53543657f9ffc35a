package io.nightbook.batch.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The cycles of an account: balance, usage, batches, lines, and hints. */
class ExplainedCycleTest {

    @Test
    void a_cycle_with_a_rollover_and_a_rejected_row() {
        assertThat(ExplainedWorld.page("acme", "2026-10")).isEqualTo("""
                Cycle of 2026-10-11 of account acme (Acme Ltd)
                  from  2026-10-10T22:00:00Z (start of 2026-10-11 in Europe/Berlin)
                  until 2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin), last local day 2026-10-31
                  state closed, as run 2 (month-end as of 2026-11-02T12:00:00Z) left it
                  plan pro, terms from 2026-01-01: fee 31.00 EUR, allowance 100.000000, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle, overage billed at 0.25 EUR per credit
                  credits: opening 0.000000 + allocated 126.196236 - consumed 50.833333 - expired 8.454301 - rolled out 8.454301 - voided 0.000000 = closing 58.454301
                  EUR: opening 0.00 + allocated 33.62 - consumed 15.76 - expired 2.62 - rolled out 2.62 - voided 0.00 = closing 12.62
                  usage: rated 50.833333 = consumed 50.833333 + uncovered 0.000000 + change of debt 0.000000 (from 0.000000 to 0.000000)
                  rated by meter: 5 events, 50.833333 credits
                    chat (Chat) 2 events, quantity 100, 33.333333 credits
                    tokens (LLM) 1 event, quantity 250, 17.500000 credits
                    voice (Voice) 2 events, quantity 62, 0.000000 credits, cost 0.1276 EUR
                  allocated by batch
                    allowance:acme:2026-10-11 67.741935 credits worth 21.00 EUR
                    top-1 50.000000 credits worth 10.00 EUR
                    rollover:acme:2026-10-11 8.454301 credits worth 2.62 EUR
                  consumed by batch
                    allowance:acme:2026-10-11 50.833333 credits worth 15.76 EUR
                  rolled out by batch
                    allowance:acme:2026-10-11 8.454301 credits worth 2.62 EUR
                  expired by batch
                    allowance:acme:2026-10-11 8.454301 credits worth 2.62 EUR
                  invoice lines
                    INV-2026-00001/1  fee  pro from 2026-10-11, in arrears  21.00 EUR
                    INV-2026-00001/2  top_up  top-1  10.00 EUR
                    INV-2026-00001/3  at_cost  voice  0.13 EUR
                    INV-2026-00001/4  fee  pro from 2026-11-01, in advance  31.00 EUR
                Rejected rows that name the account, of any month
                  usage-1.csv line 7: unknown_meter, fax is not in the catalog""");
    }

    @Test
    void a_cycle_that_bears_late_usage() {
        assertThat(ExplainedWorld.page("acme", "2026-11")).isEqualTo("""
                Cycle of 2026-11-01 of account acme (Acme Ltd)
                  from  2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)
                  until 2026-11-30T23:00:00Z (start of 2026-12-01 in Europe/Berlin), last local day 2026-11-30
                  state closed, as run 6 (month-end as of 2026-12-02T12:00:00Z) left it
                  plan pro, terms from 2026-01-01: fee 31.00 EUR, allowance 100.000000, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle, overage billed at 0.25 EUR per credit
                  credits: opening 58.454301 + allocated 140.000000 - consumed 163.454301 - expired 0.000000 - rolled out 0.000000 - voided 5.000000 = closing 30.000000
                  EUR: opening 12.62 + allocated 39.00 - consumed 44.62 - expired 0.00 - rolled out 0.00 - voided 1.00 = closing 6.00
                  usage: rated 216.000000 = consumed 163.454301 + uncovered 52.545699 + change of debt 0.000000 (from 0.000000 to 0.000000)
                  rated by meter: 6 events, 216.000000 credits
                    chat (Chat) 2 events, quantity 63, 21.000000 credits
                    tokens (LLM) 2 events, quantity 3600, 185.000000 credits
                    late chat (Chat) 1 event, quantity 30, 10.000000 credits
                    late voice (Voice) 1 event, quantity 100, 0.000000 credits, cost 0.5555 EUR
                  allocated by batch
                    allowance:acme:2026-11-01 100.000000 credits worth 31.00 EUR
                    top-2 40.000000 credits worth 8.00 EUR
                  consumed by batch
                    rollover:acme:2026-10-11 8.454301 credits worth 2.62 EUR
                    allowance:acme:2026-11-01 100.000000 credits worth 31.00 EUR
                    top-2 35.000000 credits worth 7.00 EUR
                    top-1 20.000000 credits worth 4.00 EUR
                  voided by batch
                    top-2 5.000000 credits worth 1.00 EUR
                  invoice lines
                    INV-2026-00003/1  top_up  top-2  8.00 EUR
                    INV-2026-00003/2  overage  overage  52.545699 x 0.25 = 13.14 EUR
                    INV-2026-00003/3  late  voice of closed months  0.56 EUR
                    INV-2026-00003/4  fee  pro from 2026-12-01, in advance  31.00 EUR
                  late usage of closed cycles that it bears
                    2026-10-15T08:00:00Z  l1  chat 30: 1 credit per 3 units: 30 x 1 / 3 = 10, rounded 10.000000 (late: its own cycle was closed, that of 2026-11-01 bears it)
                    2026-10-16T08:00:00Z  l2  voice 100: at cost, cost 0.5555 EUR (late: its own cycle was closed, that of 2026-11-01 bears it)
                Rejected rows that name the account, of any month
                  usage-1.csv line 7: unknown_meter, fax is not in the catalog""");
    }

    @Test
    void a_statement_says_what_was_owed_at_the_start_and_at_the_end() throws IOException {
        Path statement = ExplainedWorld.books().out().resolve("2026-11/accounts/gamma/statement-2026-11-01.csv");

        assertThat(Files.readAllLines(statement))
                .contains("balance,debt,,,,,,,,9.000000", "balance,debt_at_start,,,,,,,,15.000000");
    }

    @Test
    void a_cycle_in_which_a_debt_shrinks() {
        assertThat(ExplainedWorld.page("gamma", "2026-11")).isEqualTo("""
                Cycle of 2026-11-01 of account gamma (Gamma Oy)
                  from  2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)
                  until 2026-12-01T00:00:00Z (start of 2026-12-01 in UTC), last local day 2026-11-30
                  state closed, as run 6 (month-end as of 2026-12-02T12:00:00Z) left it
                  plan lend, terms from 2026-01-01: fee 0.00 EUR, allowance 10.000000, nothing rolls over, overage borrowed
                  credits: opening 0.000000 + allocated 10.000000 - consumed 10.000000 - expired 0.000000 - rolled out 0.000000 - voided 0.000000 = closing 0.000000
                  EUR: opening 0.00 + allocated 0.00 - consumed 0.00 - expired 0.00 - rolled out 0.00 - voided 0.00 = closing 0.00
                  usage: rated 4.000000 = consumed 10.000000 + uncovered 0.000000 + change of debt -6.000000 (from 15.000000 to 9.000000)
                  rated by meter: 1 event, 4.000000 credits
                    chat (Chat) 1 event, quantity 12, 4.000000 credits
                  allocated by batch
                    allowance:gamma:2026-11-01 10.000000 credits worth 0.00 EUR
                  consumed by batch
                    allowance:gamma:2026-11-01 10.000000 credits worth 0.00 EUR
                  no invoice lines""");
    }

    @Test
    void a_cycle_with_an_upgrade() {
        assertThat(ExplainedWorld.page("epsilon", "2026-10")).isEqualTo("""
                Cycle of 2026-10-01 of account epsilon (Epsilon AS)
                  from  2026-10-01T00:00:00Z (start of 2026-10-01 in UTC)
                  until 2026-11-01T00:00:00Z (start of 2026-11-01 in UTC), last local day 2026-10-31
                  state closed, as run 2 (month-end as of 2026-11-02T12:00:00Z) left it
                  plan payg, terms from 2026-01-01: fee 0.00 EUR, allowance 0.000000, nothing rolls over, overage billed at 0.1 EUR per credit
                  upgrade from payg to pro on 2026-10-17
                  credits: opening 0.000000 + allocated 68.387097 - consumed 0.000000 - expired 28.387097 - rolled out 20.000000 - voided 0.000000 = closing 20.000000
                  EUR: opening 0.00 + allocated 21.20 - consumed 0.00 - expired 8.80 - rolled out 6.20 - voided 0.00 = closing 6.20
                  usage: rated 0.000000 = consumed 0.000000 + uncovered 0.000000 + change of debt 0.000000 (from 0.000000 to 0.000000)
                  rated by meter: 0 events, 0.000000 credits
                  allocated by batch
                    allowance:epsilon:2026-10-17 48.387097 credits worth 15.00 EUR
                    rollover:epsilon:2026-10-17 20.000000 credits worth 6.20 EUR
                  rolled out by batch
                    allowance:epsilon:2026-10-17 20.000000 credits worth 6.20 EUR
                  expired by batch
                    allowance:epsilon:2026-10-17 28.387097 credits worth 8.80 EUR
                  invoice lines
                    INV-2026-00002/1  proration  payg to pro on 2026-10-17  15.00 EUR
                    INV-2026-00002/2  fee  pro from 2026-11-01, in advance  31.00 EUR""");
    }

    @Test
    void a_cycle_with_which_the_subscription_ends() {
        assertThat(ExplainedWorld.page("epsilon", "2026-11")).isEqualTo("""
                Cycle of 2026-11-01 of account epsilon (Epsilon AS)
                  from  2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)
                  until 2026-12-01T00:00:00Z (start of 2026-12-01 in UTC), last local day 2026-11-30
                  state closed, as run 6 (month-end as of 2026-12-02T12:00:00Z) left it
                  plan pro, terms from 2026-01-01: fee 31.00 EUR, allowance 100.000000, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle, overage billed at 0.25 EUR per credit
                  the subscription ends with it
                  credits: opening 20.000000 + allocated 100.000000 - consumed 0.000000 - expired 120.000000 - rolled out 0.000000 - voided 0.000000 = closing 0.000000
                  EUR: opening 6.20 + allocated 31.00 - consumed 0.00 - expired 37.20 - rolled out 0.00 - voided 0.00 = closing 0.00
                  usage: rated 0.000000 = consumed 0.000000 + uncovered 0.000000 + change of debt 0.000000 (from 0.000000 to 0.000000)
                  rated by meter: 0 events, 0.000000 credits
                  allocated by batch
                    allowance:epsilon:2026-11-01 100.000000 credits worth 31.00 EUR
                  expired by batch
                    allowance:epsilon:2026-11-01 100.000000 credits worth 31.00 EUR
                    rollover:epsilon:2026-10-17 20.000000 credits worth 6.20 EUR
                  no invoice lines""");
    }

    @Test
    void a_cycle_that_cannot_be_closed() {
        assertThat(ExplainedWorld.page("delta", "2026-10")).isEqualTo("""
                Cycle of 2026-10-01 of account delta (Delta SA)
                  from  2026-10-01T00:00:00Z (start of 2026-10-01 in UTC)
                  until 2026-11-01T00:00:00Z (start of 2026-11-01 in UTC), last local day 2026-10-31
                  state ended, as run 3 (nightly as of 2026-11-03T02:00:00Z) left it
                  plan pro, terms from 2026-01-01: fee 31.00 EUR, allowance 100.000000, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle, overage billed at 0.25 EUR per credit
                  credits: opening 0.000000 + allocated 120.000000 - consumed 0.000000 - expired 80.000000 - rolled out 20.000000 - voided 0.000000 = closing 20.000000
                  EUR: opening 0.00 + allocated 37.20 - consumed 0.00 - expired 24.80 - rolled out 6.20 - voided 0.00 = closing 6.20
                  usage: rated 0.000000 = consumed 0.000000 + uncovered 0.000000 + change of debt 0.000000 (from 0.000000 to 0.000000)
                  rated by meter: 0 events, 0.000000 credits
                  allocated by batch
                    allowance:delta:2026-10-01 100.000000 credits worth 31.00 EUR
                    rollover:delta:2026-10-01 20.000000 credits worth 6.20 EUR
                  rolled out by batch
                    allowance:delta:2026-10-01 20.000000 credits worth 6.20 EUR
                  expired by batch
                    allowance:delta:2026-10-01 80.000000 credits worth 24.80 EUR
                  no invoice lines yet: they come with its close
                Parked by run 2 (month-end as of 2026-11-02T12:00:00Z), which booked nothing for the account: payer delta owes the tax of FR, but seller.yaml has no rate of it on 2026-11-02; add one and run the account again
                Parked by run 6 (month-end as of 2026-12-02T12:00:00Z), which booked nothing for the account: payer delta owes the tax of FR, but seller.yaml has no rate of it on 2026-12-02; add one and run the account again""");
    }

    @Test
    void a_month_in_which_no_cycle_begins() {
        assertThat(ExplainedWorld.page("gamma", "2026-01")).isEqualTo("""
                Account gamma (Gamma Oy) has no cycle that begins in 2026-01; its cycles begin on 2026-10-01, 2026-11-01, 2026-12-01""");
    }
}
