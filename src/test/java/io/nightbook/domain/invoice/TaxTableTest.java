package io.nightbook.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.invoice.TaxTable.DatedRate;
import io.nightbook.domain.invoice.TaxTable.Tax;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaxTableTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

    private static DatedRate rate(String country, String percent, String from) {
        return new DatedRate(country, new BigDecimal(percent), LocalDate.parse(from));
    }

    private static final List<DatedRate> RATES = List.of(
            rate("DE", "19.0", "2007-01-01"),
            rate("DE", "19.0", "2021-01-01"),
            rate("DE", "16.0", "2020-07-01"),
            rate("FR", "20.0", "2014-01-01"),
            rate("CH", "8.1", "2024-01-01"));
    private static final TaxTable GERMAN = new TaxTable("DE", RATES);

    private static @Nullable Tax of(@Nullable String country, @Nullable String taxId) {
        return GERMAN.of(country, taxId, TODAY);
    }

    private static Tax standard(String percent) {
        return new Tax("S", new BigDecimal(percent));
    }

    private static final Tax OUT_OF_SCOPE = new Tax("O", BigDecimal.ZERO);

    @Test
    void aPayerInTheSellersCountryPaysItsRateWithOrWithoutATaxId() {
        assertThat(of("DE", null)).isEqualTo(standard("19.0"));
        assertThat(of("DE", "DE111111111")).isEqualTo(standard("19.0"));
    }

    @Test
    void aBusinessElsewhereInTheUnionOwesTheTaxItself() {
        assertThat(of("FR", "FR11111111111")).isEqualTo(new Tax("AE", BigDecimal.ZERO));
        assertThat(of("GR", "EL111111111")).isEqualTo(new Tax("AE", BigDecimal.ZERO));
    }

    @Test
    void aConsumerElsewhereInTheUnionPaysTheRateOfHisOwnCountry() {
        assertThat(of("FR", null)).isEqualTo(standard("20.0"));
    }

    @Test
    void aConsumerInTheUnionWithoutAKnownRateCannotBeInvoiced() {
        assertThat(of("IT", null)).isNull();
    }

    @Test
    void othersAreOutOfScopeEvenWhereARateIsKnown() {
        assertThat(of("CH", null)).isEqualTo(OUT_OF_SCOPE);
        assertThat(of("US", "12-3456789")).isEqualTo(OUT_OF_SCOPE);
        assertThat(of("GB", null)).isEqualTo(OUT_OF_SCOPE);
    }

    @Test
    void aPayerWithoutACountryIsOutOfScope() {
        assertThat(of(null, null)).isEqualTo(OUT_OF_SCOPE);
        assertThat(of(null, "DE111111111")).isEqualTo(OUT_OF_SCOPE);
    }

    @Test
    void withoutTaxDataThereIsNoTax() {
        assertThat(new TaxTable("DE", List.of()).of("DE", null, TODAY)).isEqualTo(OUT_OF_SCOPE);
        assertThat(new TaxTable(null, List.of()).of("FR", null, TODAY)).isEqualTo(OUT_OF_SCOPE);
    }

    @Test
    void theRateInForceOnTheIssueDateCountsWhateverTheOrderOfTheTable() {
        assertThat(GERMAN.of("DE", null, LocalDate.of(2020, 6, 30))).isEqualTo(standard("19.0"));
        assertThat(GERMAN.of("DE", null, LocalDate.of(2020, 7, 1))).isEqualTo(standard("16.0"));
        assertThat(GERMAN.of("DE", null, LocalDate.of(2020, 12, 31))).isEqualTo(standard("16.0"));
        assertThat(GERMAN.of("DE", null, LocalDate.of(2021, 1, 1))).isEqualTo(standard("19.0"));
        assertThat(GERMAN.of("DE", null, LocalDate.of(2006, 12, 31))).isNull();
    }

    @Test
    void aSellerOutsideTheUnionChargesItsOwnRateAtHome() {
        TaxTable swiss = new TaxTable("CH", RATES);
        assertThat(swiss.of("CH", null, TODAY)).isEqualTo(standard("8.1"));
        assertThat(swiss.of("DE", "DE111111111", TODAY)).isEqualTo(new Tax("AE", BigDecimal.ZERO));
    }

    @Test
    void thePaymentTermsAreCountedFromTheIssueDate() {
        Seller seller = new Seller(
                "Example",
                "DE",
                null,
                null,
                null,
                ZoneId.of("Europe/Berlin"),
                14,
                "INV",
                Seller.EInvoices.NONE,
                GERMAN);
        assertThat(seller.dueDate(LocalDate.of(2026, 12, 20))).isEqualTo("2027-01-03");
    }

    @Test
    void monacoPaysTheTaxOfFranceAndTheIsleOfManThatOfTheUnitedKingdom() {
        TaxTable french = new TaxTable("FR", RATES);
        TaxTable british = new TaxTable("GB", List.of(rate("GB", "20.0", "2011-01-04")));
        assertThat(of("MC", null)).isEqualTo(standard("20.0"));
        assertThat(of("MC", "FR12345678901")).isEqualTo(new Tax("AE", BigDecimal.ZERO));
        assertThat(french.of("MC", "FR12345678901", TODAY)).isEqualTo(standard("20.0"));
        assertThat(british.of("IM", null, TODAY)).isEqualTo(standard("20.0"));
        assertThat(of("IM", null)).isEqualTo(OUT_OF_SCOPE);
    }

    @Test
    void aCountryThatIsNoneIsNeverSoldToWithoutTax() {
        for (String code : List.of("EL", "UK", "XI", "ZZ", "de")) {
            assertThat(of(code, null)).as(code).isNull();
            assertThat(of(code, "EL123456783")).as(code).isNull();
        }
        assertThat(of("GB", null)).isEqualTo(OUT_OF_SCOPE);
        assertThat(of("XK", null)).isEqualTo(OUT_OF_SCOPE);
    }
}
