package io.nightbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.invoice.Seller;
import io.nightbook.domain.invoice.Seller.EInvoices;
import io.nightbook.domain.invoice.TaxTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SellerFileTest {

    @TempDir
    private Path dir;

    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(dir);
    }

    @Test
    void aSellerNeedsOnlyAName() {
        assertThat(seller("seller: { name: Example AI Ltd }"))
                .isEqualTo(new Seller(
                        "Example AI Ltd",
                        null,
                        null,
                        null,
                        null,
                        ZoneId.of("UTC"),
                        14,
                        "INV",
                        EInvoices.NONE,
                        new TaxTable(null, List.of())));
    }

    @Test
    void aSellerInNorwayIsNotABoolean() {
        Seller seller = seller("""
                seller: { name: X, country: NO, tax_id: 0123, address: "Gate 1\\nOslo", email: a@b.no,
                          time_zone: Europe/Oslo, terms_days: 0, series: NO-26 }
                taxes:
                  - { country: NO, category: S, rate: 25.0, from: 2005-01-01 }
                  - { country: DE, rate: 19, from: 2021-01-01 }
                """);
        assertThat(seller)
                .isEqualTo(new Seller(
                        "X",
                        "NO",
                        "0123",
                        "Gate 1\nOslo",
                        "a@b.no",
                        ZoneId.of("Europe/Oslo"),
                        0,
                        "NO-26",
                        EInvoices.NONE,
                        new TaxTable(
                                "NO",
                                List.of(
                                        tax("NO", "25.0", LocalDate.of(2005, 1, 1)),
                                        tax("DE", "19", LocalDate.of(2021, 1, 1))))));
    }

    @Test
    void eInvoicesNeedToSayWhoSells() {
        assertThat(seller("seller: { name: X, country: DE, tax_id: DE1, e_invoices: ubl }")
                        .eInvoices())
                .isEqualTo(EInvoices.UBL);
        assertThat(seller("seller: { name: X, e_invoices: none }").eInvoices()).isEqualTo(EInvoices.NONE);
        assertThat(mistakes("seller: { name: X, country: DE, e_invoices: ubl }"))
                .startsWith("seller.yaml:1:45: 'e_invoices' of the seller needs to say who sells")
                .endsWith("add country and tax_id to the seller");
        assertThat(seller("seller: { name: X, country: US, tax_id: 12-3456789, e_invoices: ubl }")
                        .eInvoices())
                .isEqualTo(EInvoices.UBL);
        assertThat(mistakes("""
                        seller: { name: X, country: DE, tax_id: 123456789, e_invoices: ubl }
                        taxes: [ { country: DE, rate: 19, from: 2021-01-01 } ]
                        """))
                .startsWith("seller.yaml:1:64: 'e_invoices' of the seller needs a tax_id that begins with its country,"
                        + " this is '123456789'");
    }

    @Test
    void anEmptyFileLacksTheSeller() {
        assertThat(mistakes("")).isEqualTo("""
                seller.yaml:1:1: missing key 'seller' in the seller file
                    1 |\s
                      | ^
                  add it. Known keys: seller, taxes""");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertThat(mistakes("""
                        seller: { time_zone: Europe/Madird, terms_days: -1, series: A/B, country: de }
                        taxes:
                          - { country: UK, category: Z, rate: 101, from: 2021-01-01 }
                          - { country: DE, rate: 19, from: 2021-01-01 }
                          - { country: DE, rate: 19, from: 2021-01-01 }
                        """)).isEqualTo("""
                        seller.yaml:1:9: missing key 'name' in the seller
                            1 | seller: { time_zone: Europe/Madird, terms_days: -1, series: A/B, country: de }
                              |         ^
                          add it. Known keys: name, country, tax_id, address, email, time_zone, terms_days, series, e_invoices
                        seller.yaml:1:22: unknown 'time_zone' of the seller: 'Europe/Madird'
                            1 | seller: { time_zone: Europe/Madird, terms_days: -1, series: A/B, country: de }
                              |                      ^
                          did you mean 'Europe/Madrid'?
                        seller.yaml:1:49: 'terms_days' of the seller is '-1'
                            1 | seller: { time_zone: Europe/Madird, terms_days: -1, series: A/B, country: de }
                              |                                                 ^
                          write a whole number from 0 to 3660
                        seller.yaml:1:61: 'series' of the seller is 'A/B'
                            1 | seller: { time_zone: Europe/Madird, terms_days: -1, series: A/B, country: de }
                              |                                                             ^
                          write up to 64 letters, digits, points, dashes or underscores, a letter or digit first
                        seller.yaml:1:75: unknown 'country' of the seller: 'de'
                            1 | seller: { time_zone: Europe/Madird, terms_days: -1, series: A/B, country: de }
                              |                                                                           ^
                          did you mean 'DE'?
                        seller.yaml:3:16: unknown 'country' of a tax: 'UK'
                            3 |   - { country: UK, category: Z, rate: 101, from: 2021-01-01 }
                              |                ^
                          did you mean 'GB'?
                        seller.yaml:3:30: unknown 'category' of a tax: 'Z'
                            3 |   - { country: UK, category: Z, rate: 101, from: 2021-01-01 }
                              |                              ^
                          Known words: S
                        seller.yaml:3:39: 'rate' of a tax is '101'
                            3 |   - { country: UK, category: Z, rate: 101, from: 2021-01-01 }
                              |                                       ^
                          write a number from 0 to 100, at most 9 places
                        seller.yaml:5:5: tax of 'DE from 2021-01-01' is declared twice
                            5 |   - { country: DE, rate: 19, from: 2021-01-01 }
                              |     ^
                          keep one of them; the first is at seller.yaml:4:5""");
    }

    @Test
    void aRateAsAShareIsRefused() {
        assertThat(mistakes("seller: { name: X }\ntaxes: [ { country: DE, rate: 0.20, from: 2021-01-01 } ]"))
                .isEqualTo("""
                        seller.yaml:2:31: 'rate' of a tax is 0.20, which is less than one per cent
                            2 | taxes: [ { country: DE, rate: 0.20, from: 2021-01-01 } ]
                              |                               ^
                          write 20 if 0.20 is meant as a share of 1""");
    }

    @Test
    void aCountryOfAnotherListIsNamedWithTheRightCode() {
        assertThat(mistakes("seller: { name: X, country: EL }"))
                .contains("unknown 'country' of the seller: 'EL'")
                .endsWith("did you mean 'GR'?");
    }

    private Seller seller(String text) {
        return SellerFile.read(folder.write("seller.yaml", text));
    }

    private String mistakes(String text) {
        return folder.mistakesOf(() -> seller(text));
    }

    private static TaxTable.DatedRate tax(String country, String percent, LocalDate from) {
        return new TaxTable.DatedRate(country, new BigDecimal(percent), from);
    }
}
