package io.nightbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.ubl.StandardRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The five sample systems that ship with the program, each played from its first import to its last run. The figures are
 * those of an independent program on the same files.
 */
class SampleSystemsTest {

    @TempDir
    Path out;

    @Test
    void rolloverByPlanCarriesLapsesPausesAndBills() throws IOException {
        try (PlayedSample played = new PlayedSample("rollover-by-plan", out)) {
            assertSound(played, out);
            assertThat(played.rejects())
                    .containsExactlyInAnyOrder(
                            "usage-2026-07.csv 445 unknown_account",
                            "subscriptions-2026-08.csv 3 unknown_plan",
                            "usage-2026-08.csv 482 conflict",
                            "usage-2026-08.csv 483 malformed",
                            "usage-2026-10.csv 484 closed");
            assertThat(played.duplicates()).isEqualTo(6);
            assertThat(played.count("cycles", "state")).isEqualTo(Map.of("closed", 48L, "open", 12L));
            assertThat(totals(played))
                    .isEqualTo(Map.of(
                            "AUD",
                            "410.00",
                            "BRL",
                            "1258.23",
                            "EUR",
                            "7624.68",
                            "INR",
                            "57480.00",
                            "JPY",
                            "152000",
                            "KWD",
                            "248.677",
                            "USD",
                            "8097.00"));

            assertThat(played.row(
                            "batches",
                            Map.of("batch_id", "rollover:delphi:2026-07-01"),
                            "consumed",
                            "expired",
                            "value"))
                    .as("July's carry pays for three months, then its rest lapses")
                    .containsExactly("2300.001750", "1900.004700", "155.40");
            assertThat(cycle(played, "tinwhistle", "2026-08-01", "rated", "consumed", "uncovered"))
                    .as("paused from the last credit to the top-up of 24 August")
                    .containsExactly("1699.978250", "1418.162000", "281.816250");
            assertThat(line(played, "forge", "overage", "quantity", "unit_price", "net"))
                    .containsExactly("2559.9092", "0.0415", "106.24");
            assertThat(line(played, "nakhla", "proration", "net"))
                    .as("an upgrade on 12 August: (61 - 15) x 20 / 31 dinars")
                    .containsExactly("29.677");
            assertThat(cycle(played, "himal", "2026-10-01", "plan_id", "allocated", "expired"))
                    .as(
                            "a downgrade of 10 September, acts in October; what rolled over pays, so its own allowance lapses whole")
                    .containsExactly("standard", "1000.000000", "1000.000000");
            assertThat(cycle(played, "moulin", "2026-09-01", "expired", "rolled_over"))
                    .as("cancelled through September: nothing is carried")
                    .containsExactly("2000.009600", "0.000000");
            assertThat(played.table("alerts"))
                    .filteredOn(alert -> "tinwhistle".equals(alert.get("account_id")))
                    .extracting(alert -> alert.get("cycle") + " " + alert.get("threshold"))
                    .containsExactly("2026-08-01 50", "2026-08-01 80", "2026-08-01 100", "2026-09-01 50");
        }
    }

    @Test
    void prepaidPackagesExpireAfterAYear() throws IOException {
        try (PlayedSample played = new PlayedSample("prepaid-packages", out)) {
            assertSound(played, out);
            assertThat(played.rejects())
                    .containsExactlyInAnyOrder(
                            "usage-2026-08.csv 210 malformed",
                            "credit_batches-2026-09.csv 4 unknown_package",
                            "usage-2026-09.csv 246 unknown_meter");
            assertThat(played.duplicates()).isEqualTo(4);
            assertThat(played.count("cycles", "state")).isEqualTo(Map.of("closed", 43L, "open", 8L));
            assertThat(totals(played))
                    .isEqualTo(Map.of(
                            "EUR",
                            "711.00",
                            "GBP",
                            "231.00",
                            "INR",
                            "10800.00",
                            "JPY",
                            "34500",
                            "KWD",
                            "20.250",
                            "USD",
                            "969.00"));

            assertThat(played.row(
                            "batches", Map.of("batch_id", "hc-1001"), "expires_at", "consumed", "expired", "remaining"))
                    .as("bought on 20 August 2025 in Madrid")
                    .containsExactly("2026-08-20T22:00:00Z", "890.000000", "1110.000000", "0.000000");
            assertThat(played.row("batches", Map.of("batch_id", "hc-1013"), "voided"))
                    .containsExactly("481.000000");
            assertThat(played.table("usage"))
                    .filteredOn(row -> "thistle".equals(row.get("account_id")))
                    .as("runs on the customer's own key are counted and cost nothing")
                    .anySatisfy(row -> assertThat(row.get("credits")).isEqualTo("0.000000"));
        }
    }

    @Test
    void agencyUsageIsInvoicedToTheAgency() throws IOException {
        try (PlayedSample played = new PlayedSample("agency-usage", out)) {
            assertSound(played, out);
            assertThat(played.rejects())
                    .containsExactlyInAnyOrder(
                            "usage-2026-08-b.csv 207 out_of_range", "usage-2026-09.csv 362 unknown_account");
            assertThat(played.duplicates()).isEqualTo(5);
            assertThat(played.count("cycles", "state")).isEqualTo(Map.of("closed", 30L, "open", 10L));
            assertThat(totals(played))
                    .isEqualTo(Map.of("CAD", "1366.00", "MXN", "11740.00", "PHP", "70400.00", "USD", "1874.52"));

            assertThat(played.row("invoices", Map.of("payer_id", "harbor", "issue_date", "2026-08-02"), "net"))
                    .as("the agency and its three companies on one invoice")
                    .containsExactly("630.97");
            assertThat(line(played, "harbor-roof", "proration", "net")).containsExactly("43.55");
            assertThat(played.row("batches", Map.of("batch_id", "add-005"), "voided", "consumed"))
                    .containsExactly("500.000000", "0.000000");
            assertThat(played.count("usage", "agent").keySet())
                    .containsExactlyInAnyOrder(
                            "Chat", "Voice Inbound", "Voice Outbound", "Voice Web", "Auto Trigger", "Nox");
        }
    }

    @Test
    void allowanceAndTopUpsBeginWithATrial() throws IOException {
        try (PlayedSample played = new PlayedSample("allowance-and-top-ups", out)) {
            assertSound(played, out);
            assertThat(played.rejects())
                    .containsExactlyInAnyOrder(
                            "usage-2026-08.csv 274 malformed",
                            "credit_batches-2026-09.csv 4 conflict",
                            "usage-2026-09.csv 278 malformed");
            assertThat(played.duplicates()).isEqualTo(4);
            assertThat(played.count("cycles", "state")).isEqualTo(Map.of("closed", 22L, "ended", 1L, "open", 8L));
            assertThat(totals(played))
                    .isEqualTo(Map.of(
                            "CAD", "491.11", "EUR", "1394.14", "GBP", "316.13", "NZD", "7604.48", "USD", "798.90"));

            assertThat(played.row("batches", Map.of("batch_id", "trial:bazaar"), "allocated", "consumed", "expired"))
                    .as("cancelled within the trial, which goes on to its end")
                    .containsExactly("100.000000", "11.000000", "89.000000");
            assertThat(played.row("batches", Map.of("batch_id", "tu-02"), "expires_at", "remaining"))
                    .as("a top-up never expires")
                    .containsExactly("", "710.000000");
            assertThat(played.count("invoice_lines", "kind")).containsEntry("at_cost", 40L);
        }
    }

    @Test
    void freeAndPaidBatchesAreDrawnInTheirOrder() throws IOException {
        try (PlayedSample played = new PlayedSample("free-and-paid-batches", out)) {
            assertSound(played, out);
            assertThat(played.rejects())
                    .containsExactlyInAnyOrder(
                            "credit_batches-2026-08.csv 7 out_of_range",
                            "usage-2026-08.csv 282 conflict",
                            "usage-2026-09-b.csv 161 unknown_meter");
            assertThat(played.duplicates()).isEqualTo(5);
            assertThat(played.count("cycles", "state")).isEqualTo(Map.of("closed", 20L, "open", 7L));
            assertThat(totals(played))
                    .isEqualTo(Map.of(
                            "DKK", "836.25", "EUR", "210.70", "JPY", "10316", "THB", "4340.00", "USD", "390.00"));

            assertThat(played.row("batches", Map.of("batch_id", "hello-rugbrod"), "class", "consumed", "expired"))
                    .containsExactly("free", "312.013800", "87.986200");
            assertThat(played.row("batches", Map.of("batch_id", "bonus:st-508"), "consumed", "voided"))
                    .as("charged back with its top-up on 22 September")
                    .containsExactly("51.116600", "48.883400");
            assertThat(played.count("usage", "category").keySet())
                    .containsExactlyInAnyOrder("LLM", "WebSearch", "SpeechToText");
        }
    }

    /** No account parked, no proof failed, and conservation of each batch and cycle as the exports show it. */
    @Test
    void eachInvoiceIsThereAsXmlToo() throws IOException {
        try (PlayedSample played = new PlayedSample("free-and-paid-batches", out)) {
            List<String> expected = played.table("invoices").stream()
                    .map(invoice -> invoice.get("number") + ".xml")
                    .toList();
            List<Path> found;
            try (Stream<Path> files = Files.walk(out)) {
                found = files.filter(file -> file.toString().endsWith(".xml")).toList();
            }

            assertThat(found)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrderElementsOf(expected);
            for (Path file : found) {
                assertThat(StandardRules.brokenBy(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    private static void assertSound(PlayedSample played, Path out) throws IOException {
        assertThat(played.parked()).isZero();
        assertThat(played.failedProofs()).isEmpty();
        assertThat(played.table("batches"))
                .isNotEmpty()
                .allSatisfy(batch -> assertThat(number(batch, "allocated"))
                        .isEqualByComparingTo(sum(batch, "remaining", "consumed", "expired", "rolled_out", "voided")));
        assertThat(played.table("cycles"))
                .isNotEmpty()
                .allSatisfy(cycle -> assertThat(number(cycle, "rated"))
                        .isEqualByComparingTo(sum(cycle, "consumed", "uncovered", "debt")));
        assertThat(JournalSums.assertAllRight(out)).as("journals").isPositive();
    }

    private static List<String> cycle(PlayedSample played, String account, String cycle, String... columns)
            throws IOException {
        return played.row("cycles", Map.of("account_id", account, "cycle", cycle), columns);
    }

    private static List<String> line(PlayedSample played, String account, String kind, String... columns)
            throws IOException {
        return played.row("invoice_lines", Map.of("account_id", account, "kind", kind), columns);
    }

    /** The invoices' totals by currency. */
    private static Map<String, String> totals(PlayedSample played) throws IOException {
        Map<String, BigDecimal> totals = new HashMap<>();
        for (Map<String, String> invoice : played.table("invoices")) {
            totals.merge(Objects.requireNonNull(invoice.get("currency")), number(invoice, "total"), BigDecimal::add);
        }
        Map<String, String> texts = new HashMap<>();
        totals.forEach((currency, total) -> texts.put(currency, total.toPlainString()));
        return texts;
    }

    private static BigDecimal sum(Map<String, String> row, String... columns) {
        return List.of(columns).stream().map(column -> number(row, column)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal number(Map<String, String> row, String column) {
        return new BigDecimal(Objects.requireNonNull(row.get(column), column));
    }
}
