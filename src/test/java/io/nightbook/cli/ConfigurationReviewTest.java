package io.nightbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.cases.SmallWorld;
import io.nightbook.domain.catalog.CatalogOddities;
import io.nightbook.domain.invoice.SellerOddities;
import io.nightbook.yaml.CatalogFiles;
import io.nightbook.yaml.SellerFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check shows of a configuration, and what it finds odd in one. */
class ConfigurationReviewTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> odditiesOf(String catalog) throws IOException {
        return CatalogOddities.of(CatalogFiles.read(List.of(file("catalog.yaml", catalog))), TODAY);
    }

    private List<String> odditiesOfSeller(String seller) throws IOException {
        return SellerOddities.of(SellerFile.read(file("seller.yaml", seller)), TODAY);
    }

    @Test
    void everyValueIsShown() throws IOException {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        ConfigurationReview review = new ConfigurationReview(out, TODAY);

        review.print(CatalogFiles.read(List.of(file("catalog.yaml", SmallWorld.CATALOG))));
        review.print(SellerFile.read(file("seller.yaml", SmallWorld.SELLER)));
        out.flush();

        assertThat(text.toString()).isEqualTo("""
                catalog small-world: 7 meters, 4 packages, 2 plans
                  meter inference (LLM)             1 credit per 1000 units
                  meter reply (Replies)             1 credit per unit
                  meter third (Replies)             1 credit per 3 units
                  meter tokens (LLM)                tiers over the cycle: up to 1000 at 1 credit per 10 units, beyond at 0.5 credits per 10 units
                  meter training (Training)         gigabytes at 0.5 credits per unit + seconds at 0.02 credits per unit
                  meter call (Voice)                at cost
                  meter search (WebSearch)          2 credits per unit, from 2026-09-15 on
                  package standard                  1000 credits for 45.00 EUR, 49.00 USD; ends P1Y after its date, usable through that day
                  package month                     100 credits for 9.00 USD; ends P1M after its date, usable through that day
                  package boost                     500 credits for 30.00 USD; never ends; bonus of 50 credits, ends P30D after its date, usable through that day
                  package custom                    at least 2000 credits, each for 0.045 USD; never ends
                  plan pro from 2026-01-01          fee 189.00 EUR, 199.00 USD; allowance 5000 paid; rollover 100 % for 3 cycles, at most 3000 per cycle, at most 5000 in all; overage bill 0.011 EUR, 0.012 USD a credit; proration day; anchor calendar; trial none; grace none
                  plan anniversary from 2026-01-01  fee 10.00 EUR, 10.00 USD; allowance 100 paid; rollover none; overage pause; proration day; anchor anniversary; trial none; grace none
                  drawdown                          priority, class, source (trial, grant, bonus, rollover, allowance, adjustment, top_up), expiry, effective
                  alerts                            at 50 %, 80 %, 100 % of a cycle's allocation
                seller Example AI Ltd: Europe/Berlin, 2 tax rates, terms 14 days
                  country DE, tax id DE123456789, invoice numbers INV-2026-00001 and so on
                  taxes in force on 2026-11-30: DE 19.0 %, FR 20.0 %
                """);
    }

    @Test
    void whatACatalogHardlyMeansIsToldWithWhatFollows() throws IOException {
        assertThat(odditiesOf("""
                meters:
                  - { id: free, category: LLM, rate: { per_unit: { credits: 0 } } }
                  - { id: soon, category: LLM, rates: [ { from: 2027-01-01, rate: none } ] }
                packages:
                  - { id: past, credits: 10, price: { USD: 0 }, expires: { through: 2026-10-31 }, categories: [Voice-over] }
                  - { id: none, credits: 10, price: { USD: 1 }, expires: { after: P0D } }
                plans:
                  - id: pro
                    versions:
                      - { from: 2062-01-01, fee: { USD: 0.50 }, rollover: { cycles: 1, percent: 0 }, grace: P2M }
                      - { from: 2026-01-01, fee: { USD: 199.00 }, allowance: { credits: 5000 }, overage: { bill: { USD: 12 } } }
                alerts: [80, 300]
                """))
                .containsExactly(
                        "no file says the name of the catalog; write 'catalog: NAME' into one",
                        "meter free costs 0 credits; write 'rate: none' if that is meant",
                        "meter soon has no rate before 2027-01-01: usage of earlier days is rejected",
                        "package past is limited to Voice-over, which no meter has",
                        "package past costs nothing in USD",
                        "package past is usable through 2026-10-31, which is past: what is sold lapses at once",
                        "package none ends on the day it is added; write 'after: P1Y' or 'expires: never' if it is to last",
                        "plan pro from 2026-01-01 bills 12 USD for a credit beyond the allowance, and 0.0398 for one within it",
                        "plan pro from 2062-01-01 takes effect in more than 2 years",
                        "plan pro from 2062-01-01 carries nothing over; write 'rollover: none' if that is meant",
                        "plan pro from 2062-01-01 has a grace of P2M: its cycles are closed and invoiced that long after their end",
                        "plan pro from 2062-01-01 has a fee of 0.50 USD a month",
                        "an alert at 300 % is raised only when a cycle uses that many times what it was given");
        assertThat(odditiesOf(SmallWorld.CATALOG)).isEmpty();
    }

    @Test
    void whatASellerHardlyMeansIsToldWithWhatFollows() throws IOException {
        assertThat(odditiesOfSeller("""
                seller: { name: X, country: IT, terms_days: 365 }
                taxes:
                  - { country: CH, rate: 81, from: 2024-01-01 }
                  - { country: IT, rate: 22, from: 2027-01-01 }
                """))
                .containsExactly(
                        "invoices are due 365 days after their date",
                        "there is no tax rate of IT, where the seller is: accounts there are parked when they are to be invoiced",
                        "the tax rate of CH is never used: it is neither the seller's country nor in the European Union",
                        "the tax of CH is 81 %");
        assertThat(odditiesOfSeller(SmallWorld.SELLER)).isEmpty();
    }
}
