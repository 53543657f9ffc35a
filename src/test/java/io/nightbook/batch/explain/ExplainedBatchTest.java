package io.nightbook.batch.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.batch.Books;
import io.nightbook.yaml.CatalogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch, from its terms through every movement to its sum. */
class ExplainedBatchTest {

    @Test
    void an_allowance_of_a_part_of_a_month_rolls_over_in_part_and_lapses() {
        assertThat(ExplainedWorld.page("allowance:acme:2026-10-11", null)).isEqualTo("""
                Batch allowance:acme:2026-10-11 of account acme (Acme Ltd)
                  paid allowance, priority 0, pays for every category
                  allocated 67.741935 credits worth 21.00 EUR; the first k credits gone are worth 21.00 x k / 67.741935, rounded
                  nominal   2026-10-10T22:00:00Z (start of 2026-10-11 in Europe/Berlin)
                  effective 2026-10-10T22:00:00Z (start of 2026-10-11 in Europe/Berlin)
                  expires   2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin), last usable local day 2026-10-31: an allowance ends with its cycle
                Movements
                  2026-10-10T22:00:00Z (start of 2026-10-11 in Europe/Berlin)  allocated +67.741935 (+21.00 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 67.741935 credits worth 21.00 remain
                    allowance of plan pro, terms from 2026-01-01, for the cycle of 2026-10-11: 100.000000 x 21 / 31 days = 67.741935 credits
                    worth the fee billed for it: 31.00 x 21 / 31 days = 21.00 EUR
                  2026-10-11T22:00:00Z (start of 2026-10-12 in Europe/Berlin)  consumed -3.333333 (-1.03 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 64.408602 credits worth 19.97 remain
                    stretch from 2026-10-11T22:00:00Z (start of 2026-10-12 in Europe/Berlin) until 2026-10-12T22:00:00Z (start of 2026-10-13 in Europe/Berlin)
                      2026-10-12T08:00:00Z  o1  chat 10: 1 credit per 3 units: 10 x 1 / 3 = 3.333333333333..., rounded 3.333333
                    1 event, 3.333333 credits
                    rated 3.333333 = consumed 3.333333 + uncovered 0.000000
                      1. allowance:acme:2026-10-11 (this batch) paid 3.333333 (chat 3.333333), 64.408602 left
                  2026-10-19T22:00:00Z (start of 2026-10-20 in Europe/Berlin)  consumed -17.500000 (-5.43 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 46.908602 credits worth 14.54 remain
                    stretch from 2026-10-19T22:00:00Z (start of 2026-10-20 in Europe/Berlin) until 2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin)
                      2026-10-20T09:59:59.999999Z  o2  tokens 250: tiers over the cycle: up to 100 at 1 credit per 10 units, beyond at 0.5 credits per 10 units: 100 x 1 / 10 + 150 x 0.5 / 10 = 17.5 (0 used before it in the cycle), rounded 17.500000
                    1 event, 17.500000 credits
                    rated 17.500000 = consumed 17.500000 + uncovered 0.000000
                      1. allowance:acme:2026-10-11 (this batch) paid 17.500000 (tokens 17.500000), 46.908602 left
                  2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin)  consumed -30.000000 (-9.30 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 16.908602 credits worth 5.24 remain
                    stretch from 2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin) until 2026-10-20T22:00:00Z (start of 2026-10-21 in Europe/Berlin)
                      2026-10-20T10:00:00Z  o3  chat 90: 1 credit per 3 units: 90 x 1 / 3 = 30, rounded 30.000000
                    1 event, 30.000000 credits
                    rated 30.000000 = consumed 30.000000 + uncovered 0.000000
                      1. allowance:acme:2026-10-11 (this batch) paid 30.000000 (chat 30.000000), 16.908602 left
                      2. top-1 paid 0.000000, 50.000000 left
                  2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)  rolled_out -8.454301 (-2.62 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 8.454301 credits worth 2.62 remain
                    by plan pro, terms from 2026-01-01, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle
                    16.908602 x 50 % = 8.454301
                    at most 20.000000 - 0.000000 carried before it in this cycle = 20.000000
                    the least of these, 8.454301, was carried into rollover:acme:2026-10-11
                  2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)  expired -8.454301 (-2.62 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 0.000000 credits worth 0.00 remain
                    the cycle of 2026-10-11 ended: by plan pro, terms from 2026-01-01, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle, and the rest lapses
                Sum
                  credits: allocated 67.741935 = remaining 0.000000 + consumed 50.833333 + expired 8.454301 + rolled out 8.454301 + voided 0.000000
                  EUR: allocated 21.00 = remaining 0.00 + consumed 15.76 + expired 2.62 + rolled out 2.62 + voided 0.00""");
    }

    @Test
    void a_rollover_pays_late_usage_first_by_a_corrected_entry() {
        assertThat(ExplainedWorld.page("rollover:acme:2026-10-11", null)).isEqualTo("""
                Batch rollover:acme:2026-10-11 of account acme (Acme Ltd)
                  paid rollover, priority 0, pays for every category
                  allocated 8.454301 credits worth 2.62 EUR; the first k credits gone are worth 2.62 x k / 8.454301, rounded
                  nominal   2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)
                  effective 2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)
                  expires   2026-11-30T23:00:00Z (start of 2026-12-01 in Europe/Berlin), last usable local day 2026-11-30: by plan pro, terms from 2026-01-01, a rollover is usable in the following cycle
                  origin    allowance:acme:2026-10-11
                Movements
                  2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)  allocated +8.454301 (+2.62 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 8.454301 credits worth 2.62 remain
                    carried from allowance:acme:2026-10-11, with the share of its value that was carried
                  2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)  consumed -8.454301 (-2.62 EUR), the sum of 2 entries; 0.000000 credits worth 0.00 remain
                    booked -1.000000 (-0.31 EUR), by run 3 (nightly as of 2026-11-03T02:00:00Z)
                    corrected by -7.454301 (-2.31 EUR), by run 4 (nightly as of 2026-11-05T02:00:00Z)
                    stretch from 2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin) until 2026-11-01T23:00:00Z (start of 2026-11-02 in Europe/Berlin)
                      2026-10-15T08:00:00Z  l1  chat 30: 1 credit per 3 units: 30 x 1 / 3 = 10, rounded 10.000000 (late: its own cycle was closed, that of 2026-11-01 bears it)
                      2026-10-16T08:00:00Z  l2  voice 100: at cost, cost 0.5555 EUR (late: its own cycle was closed, that of 2026-11-01 bears it)
                      2026-11-01T09:00:00Z  n1  chat 3: 1 credit per 3 units: 3 x 1 / 3 = 1, rounded 1.000000
                    3 events, 11.000000 credits
                    rated 11.000000 = consumed 11.000000 + uncovered 0.000000
                      1. rollover:acme:2026-10-11 (this batch) paid 8.454301 (late chat 8.454301), 0.000000 left
                      2. allowance:acme:2026-11-01 paid 2.545699 (late chat 1.545699, chat 1.000000), 97.454301 left
                      3. top-1 paid 0.000000, 50.000000 left
                Sum
                  credits: allocated 8.454301 = remaining 0.000000 + consumed 8.454301 + expired 0.000000 + rolled out 0.000000 + voided 0.000000
                  EUR: allocated 2.62 = remaining 0.00 + consumed 2.62 + expired 0.00 + rolled out 0.00 + voided 0.00""");
    }

    @Test
    void a_top_up_at_noon_pays_only_for_its_category() {
        assertThat(ExplainedWorld.page("top-1", null)).isEqualTo("""
                Batch top-1 of account acme (Acme Ltd)
                  paid top_up, priority 0, pays only for Chat
                  allocated 50.000000 credits worth 10.00 EUR; the first k credits gone are worth 10.00 x k / 50.000000, rounded
                  nominal   2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin)
                  effective 2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin)
                  expires   2027-10-20T22:00:00Z (start of 2027-10-21 in Europe/Berlin), last usable local day 2027-10-20: package chat-pack is usable through the local day 1 year after the nominal one
                  package   chat-pack
                  price     10.00 EUR, paid 2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin), reference P-1
                Movements
                  2026-10-20T10:00:00Z (2026-10-20 12:00 in Europe/Berlin)  allocated +50.000000 (+10.00 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 50.000000 credits worth 10.00 remain
                    imported top_up of package chat-pack, at its price of 10.00 EUR
                  2026-11-19T23:00:00Z (start of 2026-11-20 in Europe/Berlin)  consumed -20.000000 (-4.00 EUR), by run 5 (nightly as of 2026-11-21T02:00:00Z); 30.000000 credits worth 6.00 remain
                    stretch from 2026-11-19T23:00:00Z (start of 2026-11-20 in Europe/Berlin) until 2026-11-20T23:00:00Z (start of 2026-11-21 in Europe/Berlin)
                      2026-11-20T08:00:00Z  n4  chat 60: 1 credit per 3 units: 60 x 1 / 3 = 20, rounded 20.000000
                    1 event that it may pay for, 20.000000 credits
                    rated 20.000000 = consumed 20.000000 + uncovered 0.000000
                      1. top-1 (this batch) paid 20.000000 (chat 20.000000), 30.000000 left
                Sum
                  credits: allocated 50.000000 = remaining 30.000000 + consumed 20.000000 + expired 0.000000 + rolled out 0.000000 + voided 0.000000
                  EUR: allocated 10.00 = remaining 6.00 + consumed 4.00 + expired 0.00 + rolled out 0.00 + voided 0.00""");
    }

    @Test
    void an_allowance_is_spent_and_the_rest_is_billed() {
        assertThat(ExplainedWorld.page("allowance:acme:2026-11-01", null)).isEqualTo("""
                Batch allowance:acme:2026-11-01 of account acme (Acme Ltd)
                  paid allowance, priority 0, pays for every category
                  allocated 100.000000 credits worth 31.00 EUR; the first k credits gone are worth 31.00 x k / 100.000000, rounded
                  nominal   2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)
                  effective 2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)
                  expires   2026-11-30T23:00:00Z (start of 2026-12-01 in Europe/Berlin), last usable local day 2026-11-30: an allowance ends with its cycle
                Movements
                  2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)  allocated +100.000000 (+31.00 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 100.000000 credits worth 31.00 remain
                    allowance of plan pro, terms from 2026-01-01, for the cycle of 2026-11-01: 100.000000 credits
                    worth the fee billed for it: 31.00 EUR
                  2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin)  consumed -2.545699 (-0.79 EUR), by run 4 (nightly as of 2026-11-05T02:00:00Z); 97.454301 credits worth 30.21 remain
                    stretch from 2026-10-31T23:00:00Z (start of 2026-11-01 in Europe/Berlin) until 2026-11-01T23:00:00Z (start of 2026-11-02 in Europe/Berlin)
                      2026-10-15T08:00:00Z  l1  chat 30: 1 credit per 3 units: 30 x 1 / 3 = 10, rounded 10.000000 (late: its own cycle was closed, that of 2026-11-01 bears it)
                      2026-10-16T08:00:00Z  l2  voice 100: at cost, cost 0.5555 EUR (late: its own cycle was closed, that of 2026-11-01 bears it)
                      2026-11-01T09:00:00Z  n1  chat 3: 1 credit per 3 units: 3 x 1 / 3 = 1, rounded 1.000000
                    3 events, 11.000000 credits
                    rated 11.000000 = consumed 11.000000 + uncovered 0.000000
                      1. rollover:acme:2026-10-11 paid 8.454301 (late chat 8.454301), 0.000000 left
                      2. allowance:acme:2026-11-01 (this batch) paid 2.545699 (late chat 1.545699, chat 1.000000), 97.454301 left
                      3. top-1 paid 0.000000, 50.000000 left
                  2026-11-12T14:00:00Z (2026-11-12 15:00 in Europe/Berlin)  consumed -97.454301 (-30.21 EUR), by run 5 (nightly as of 2026-11-21T02:00:00Z); 0.000000 credits worth 0.00 remain
                    stretch from 2026-11-12T14:00:00Z (2026-11-12 15:00 in Europe/Berlin) until 2026-11-12T23:00:00Z (start of 2026-11-13 in Europe/Berlin)
                      2026-11-12T15:00:00Z  n3  tokens 3000: tiers over the cycle: up to 100 at 1 credit per 10 units, beyond at 0.5 credits per 10 units: 3000 x 0.5 / 10 = 150 (600 used before it in the cycle), rounded 150.000000
                    1 event, 150.000000 credits
                    rated 150.000000 = consumed 97.454301 + uncovered 52.545699 (overage: billed at 0.25 EUR per credit)
                      1. allowance:acme:2026-11-01 (this batch) paid 97.454301 (tokens 97.454301), 0.000000 left
                      2. top-1 paid 0.000000, 50.000000 left
                      no batch paid 52.545699 (tokens 52.545699)
                Sum
                  credits: allocated 100.000000 = remaining 0.000000 + consumed 100.000000 + expired 0.000000 + rolled out 0.000000 + voided 0.000000
                  EUR: allocated 31.00 = remaining 0.00 + consumed 31.00 + expired 0.00 + rolled out 0.00 + voided 0.00""");
    }

    @Test
    void a_void_inside_a_day_ends_what_was_not_used() {
        assertThat(ExplainedWorld.page("top-2", null)).isEqualTo("""
                Batch top-2 of account acme (Acme Ltd)
                  paid top_up, priority -1, pays for every category
                  allocated 40.000000 credits worth 8.00 EUR; the first k credits gone are worth 8.00 x k / 40.000000, rounded
                  nominal   2026-11-09T23:00:00Z (start of 2026-11-10 in Europe/Berlin)
                  effective 2026-11-09T23:00:00Z (start of 2026-11-10 in Europe/Berlin)
                  expires   never: package rush never ends
                  package   rush
                  price     8.00 EUR, not paid yet
                  voided    2026-11-12T14:00:00Z (2026-11-12 15:00 in Europe/Berlin)
                Movements
                  2026-11-09T23:00:00Z (start of 2026-11-10 in Europe/Berlin)  allocated +40.000000 (+8.00 EUR), by run 5 (nightly as of 2026-11-21T02:00:00Z); 40.000000 credits worth 8.00 remain
                    imported top_up of package rush, at its price of 8.00 EUR
                  2026-11-10T23:00:00Z (start of 2026-11-11 in Europe/Berlin)  consumed -35.000000 (-7.00 EUR), by run 5 (nightly as of 2026-11-21T02:00:00Z); 5.000000 credits worth 1.00 remain
                    stretch from 2026-11-10T23:00:00Z (start of 2026-11-11 in Europe/Berlin) until 2026-11-11T23:00:00Z (start of 2026-11-12 in Europe/Berlin)
                      2026-11-11T08:00:00Z  n2  tokens 600: tiers over the cycle: up to 100 at 1 credit per 10 units, beyond at 0.5 credits per 10 units: 100 x 1 / 10 + 500 x 0.5 / 10 = 35 (0 used before it in the cycle), rounded 35.000000
                    1 event, 35.000000 credits
                    rated 35.000000 = consumed 35.000000 + uncovered 0.000000
                      1. top-2 (this batch) paid 35.000000 (tokens 35.000000), 5.000000 left
                      2. allowance:acme:2026-11-01 paid 0.000000, 97.454301 left
                      3. top-1 paid 0.000000, 50.000000 left
                  2026-11-12T14:00:00Z (2026-11-12 15:00 in Europe/Berlin)  voided -5.000000 (-1.00 EUR), by run 5 (nightly as of 2026-11-21T02:00:00Z); 0.000000 credits worth 0.00 remain
                    its row was voided as of 2026-11-12T14:00:00Z
                Sum
                  credits: allocated 40.000000 = remaining 0.000000 + consumed 35.000000 + expired 0.000000 + rolled out 0.000000 + voided 5.000000
                  EUR: allocated 8.00 = remaining 0.00 + consumed 7.00 + expired 0.00 + rolled out 0.00 + voided 1.00""");
    }

    @Test
    void an_allowance_is_spent_and_the_rest_is_borrowed() {
        assertThat(ExplainedWorld.page("allowance:gamma:2026-10-01", null)).isEqualTo("""
                Batch allowance:gamma:2026-10-01 of account gamma (Gamma Oy)
                  paid allowance, priority 0, pays for every category
                  allocated 10.000000 credits worth 0.00 EUR
                  nominal   2026-10-01T00:00:00Z (start of 2026-10-01 in UTC)
                  effective 2026-10-01T00:00:00Z (start of 2026-10-01 in UTC)
                  expires   2026-11-01T00:00:00Z (start of 2026-11-01 in UTC), last usable local day 2026-10-31: an allowance ends with its cycle
                Movements
                  2026-10-01T00:00:00Z (start of 2026-10-01 in UTC)  allocated +10.000000 (0.00 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 10.000000 credits worth 0.00 remain
                    allowance of plan lend, terms from 2026-01-01, for the cycle of 2026-10-01: 10.000000 credits
                    worth the fee billed for it: 0.00 EUR
                  2026-10-05T00:00:00Z (start of 2026-10-05 in UTC)  consumed -10.000000 (0.00 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 0.000000 credits worth 0.00 remain
                    stretch from 2026-10-05T00:00:00Z (start of 2026-10-05 in UTC) until 2026-10-06T00:00:00Z (start of 2026-10-06 in UTC)
                      2026-10-05T08:00:00Z  g1  chat 75: 1 credit per 3 units: 75 x 1 / 3 = 25, rounded 25.000000
                    1 event, 25.000000 credits
                    rated 25.000000 = consumed 10.000000 + borrowed 15.000000 (overage: borrowed)
                      1. allowance:gamma:2026-10-01 (this batch) paid 10.000000 (chat 10.000000), 0.000000 left
                      no batch paid 15.000000 (chat 15.000000)
                Sum
                  credits: allocated 10.000000 = remaining 0.000000 + consumed 10.000000 + expired 0.000000 + rolled out 0.000000 + voided 0.000000
                  EUR: allocated 0.00 = remaining 0.00 + consumed 0.00 + expired 0.00 + rolled out 0.00 + voided 0.00""");
    }

    @Test
    void an_allowance_repays_a_debt_before_usage_is_drawn() {
        assertThat(ExplainedWorld.page("allowance:gamma:2026-11-01", null)).isEqualTo("""
                Batch allowance:gamma:2026-11-01 of account gamma (Gamma Oy)
                  paid allowance, priority 0, pays for every category
                  allocated 10.000000 credits worth 0.00 EUR
                  nominal   2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)
                  effective 2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)
                  expires   2026-12-01T00:00:00Z (start of 2026-12-01 in UTC), last usable local day 2026-11-30: an allowance ends with its cycle
                Movements
                  2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)  allocated +10.000000 (0.00 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 10.000000 credits worth 0.00 remain
                    allowance of plan lend, terms from 2026-01-01, for the cycle of 2026-11-01: 10.000000 credits
                    worth the fee billed for it: 0.00 EUR
                  2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)  consumed -10.000000 (0.00 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 0.000000 credits worth 0.00 remain
                    stretch from 2026-11-01T00:00:00Z (start of 2026-11-01 in UTC) until 2026-11-02T00:00:00Z (start of 2026-11-02 in UTC)
                      2026-11-01T09:00:00Z  g2  chat 12: 1 credit per 3 units: 12 x 1 / 3 = 4, rounded 4.000000
                    1 event, 4.000000 credits
                    rated 4.000000 = consumed 10.000000 - repaid debt 10.000000 + borrowed 4.000000 (overage: borrowed)
                      1. allowance:gamma:2026-11-01 (this batch) paid 10.000000 (debt 10.000000), 0.000000 left
                      no batch paid 4.000000 (chat 4.000000)
                Sum
                  credits: allocated 10.000000 = remaining 0.000000 + consumed 10.000000 + expired 0.000000 + rolled out 0.000000 + voided 0.000000
                  EUR: allocated 0.00 = remaining 0.00 + consumed 0.00 + expired 0.00 + rolled out 0.00 + voided 0.00""");
    }

    @Test
    void a_debt_is_repaid_where_nothing_is_used() {
        assertThat(ExplainedWorld.page("allowance:gamma:2026-12-01", null)).isEqualTo("""
                Batch allowance:gamma:2026-12-01 of account gamma (Gamma Oy)
                  paid allowance, priority 0, pays for every category
                  allocated 10.000000 credits worth 0.00 EUR
                  nominal   2026-12-01T00:00:00Z (start of 2026-12-01 in UTC)
                  effective 2026-12-01T00:00:00Z (start of 2026-12-01 in UTC)
                  expires   2027-01-01T00:00:00Z (start of 2027-01-01 in UTC), last usable local day 2026-12-31: an allowance ends with its cycle
                Movements
                  2026-12-01T00:00:00Z (start of 2026-12-01 in UTC)  allocated +10.000000 (0.00 EUR), by run 6 (month-end as of 2026-12-02T12:00:00Z); 10.000000 credits worth 0.00 remain
                    allowance of plan lend, terms from 2026-01-01, for the cycle of 2026-12-01: 10.000000 credits
                    worth the fee billed for it: 0.00 EUR
                  2026-12-01T00:00:00Z (start of 2026-12-01 in UTC)  consumed -9.000000 (0.00 EUR), by run 6 (month-end as of 2026-12-02T12:00:00Z); 1.000000 credits worth 0.00 remain
                    stretch from 2026-12-01T00:00:00Z (start of 2026-12-01 in UTC) until 2026-12-02T00:00:00Z (start of 2026-12-02 in UTC)
                    0 events, 0.000000 credits
                    rated 0.000000 = consumed 9.000000 - repaid debt 9.000000 + uncovered 0.000000
                      1. allowance:gamma:2026-12-01 (this batch) paid 9.000000 (debt 9.000000), 1.000000 left
                Sum
                  credits: allocated 10.000000 = remaining 1.000000 + consumed 9.000000 + expired 0.000000 + rolled out 0.000000 + voided 0.000000
                  EUR: allocated 0.00 = remaining 0.00 + consumed 0.00 + expired 0.00 + rolled out 0.00 + voided 0.00""");
    }

    @Test
    void an_upgrade_grants_the_difference_for_the_days_left() {
        assertThat(ExplainedWorld.page("allowance:epsilon:2026-10-17", null)).isEqualTo("""
                Batch allowance:epsilon:2026-10-17 of account epsilon (Epsilon AS)
                  paid allowance, priority 0, pays for every category
                  allocated 48.387097 credits worth 15.00 EUR; the first k credits gone are worth 15.00 x k / 48.387097, rounded
                  nominal   2026-10-17T00:00:00Z (start of 2026-10-17 in UTC)
                  effective 2026-10-17T00:00:00Z (start of 2026-10-17 in UTC)
                  expires   2026-11-01T00:00:00Z (start of 2026-11-01 in UTC), last usable local day 2026-10-31: an allowance ends with its cycle
                Movements
                  2026-10-17T00:00:00Z (start of 2026-10-17 in UTC)  allocated +48.387097 (+15.00 EUR), by run 1 (nightly as of 2026-10-21T02:00:00Z); 48.387097 credits worth 15.00 remain
                    upgrade from payg to pro on 2026-10-17, 15 days left: (100.000000 - 0.000000) x 15 / 31 days = 48.387097 credits
                    worth the difference of fee billed for it: (31.00 - 0.00) x 15 / 31 days = 15.00 EUR
                  2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)  rolled_out -20.000000 (-6.20 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 28.387097 credits worth 8.80 remain
                    by plan pro, terms from 2026-01-01, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle
                    48.387097 x 50 % = 24.193549
                    at most 20.000000 - 0.000000 carried before it in this cycle = 20.000000
                    the least of these, 20.000000, was carried into rollover:epsilon:2026-10-17
                  2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)  expired -28.387097 (-8.80 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 0.000000 credits worth 0.00 remain
                    the cycle of 2026-10-01 ended: by plan pro, terms from 2026-01-01, 50 % of what remains rolls over for 1 cycle, at most 20.000000 per cycle, and the rest lapses
                Sum
                  credits: allocated 48.387097 = remaining 0.000000 + consumed 0.000000 + expired 28.387097 + rolled out 20.000000 + voided 0.000000
                  EUR: allocated 15.00 = remaining 0.00 + consumed 0.00 + expired 8.80 + rolled out 6.20 + voided 0.00""");
    }

    @Test
    void nothing_is_carried_on_where_the_subscription_ends() {
        assertThat(ExplainedWorld.page("allowance:epsilon:2026-11-01", null)).isEqualTo("""
                Batch allowance:epsilon:2026-11-01 of account epsilon (Epsilon AS)
                  paid allowance, priority 0, pays for every category
                  allocated 100.000000 credits worth 31.00 EUR; the first k credits gone are worth 31.00 x k / 100.000000, rounded
                  nominal   2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)
                  effective 2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)
                  expires   2026-12-01T00:00:00Z (start of 2026-12-01 in UTC), last usable local day 2026-11-30: an allowance ends with its cycle
                Movements
                  2026-11-01T00:00:00Z (start of 2026-11-01 in UTC)  allocated +100.000000 (+31.00 EUR), by run 2 (month-end as of 2026-11-02T12:00:00Z); 100.000000 credits worth 31.00 remain
                    allowance of plan pro, terms from 2026-01-01, for the cycle of 2026-11-01: 100.000000 credits
                    worth the fee billed for it: 31.00 EUR
                  2026-12-01T00:00:00Z (start of 2026-12-01 in UTC)  expired -100.000000 (-31.00 EUR), by run 6 (month-end as of 2026-12-02T12:00:00Z); 0.000000 credits worth 0.00 remain
                    the cycle of 2026-11-01 ended: the subscription ended with it, so nothing is carried on
                Sum
                  credits: allocated 100.000000 = remaining 0.000000 + consumed 0.000000 + expired 100.000000 + rolled out 0.000000 + voided 0.000000
                  EUR: allocated 31.00 = remaining 0.00 + consumed 0.00 + expired 31.00 + rolled out 0.00 + voided 0.00""");
    }

    @Test
    void a_batch_of_the_future_waits() {
        assertThat(ExplainedWorld.page("top-9", null)).isEqualTo("""
                Batch top-9 of account acme (Acme Ltd)
                  paid top_up, priority -1, pays for every category
                  allocated 40.000000 credits worth 8.00 EUR; the first k credits gone are worth 8.00 x k / 40.000000, rounded
                  nominal   2026-12-31T23:00:00Z (start of 2027-01-01 in Europe/Berlin)
                  effective not yet
                  expires   never: package rush never ends
                  package   rush
                  price     8.00 EUR, not paid yet
                Nothing is booked of it yet: no run has reached its instant.""");
    }

    @Test
    void a_catalog_that_no_longer_gives_the_booked_figures_is_said_to(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("catalog.yaml");
        Files.writeString(
                file,
                ExplainedWorld.CATALOG
                        .replace("per: 3, credits: 1", "per: 2, credits: 1")
                        .replace("allowance: { credits: 100 }", "allowance: { credits: 90 }"));
        Books books = ExplainedWorld.books();
        Books edited = new Books(
                books.database(),
                CatalogFiles.read(List.of(file)),
                "edited",
                books.seller(),
                books.fonts(),
                books.out());
        assertThat(new Explanation(edited).of("allowance:acme:2026-10-11", null))
                .contains(
                        "    allowance of plan pro, terms from 2026-01-01, for the cycle of 2026-10-11: booked 67.741935,"
                                + " where the catalog as it stands gives 90.000000 x 21 / 31 days = 60.967742;"
                                + " how it came about cannot be derived",
                        "      2026-10-12T08:00:00Z  o1  chat 10: 1 credit per 2 units: 10 x 1 / 2 = 5, rounded 5.000000;"
                                + " but 3.333333 are booked: the catalog was another when it was rated");
    }

    @Test
    void an_unknown_subject_has_no_explanation() {
        assertThat(new Explanation(ExplainedWorld.books()).of("nobody", null)).isEmpty();
        assertThat(new Explanation(ExplainedWorld.books()).of("nobody", "2026-10"))
                .isEmpty();
    }
}
