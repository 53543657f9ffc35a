package io.nightbook.domain.invoice;

import io.nightbook.domain.account.Country;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tax of an invoice by where its payer is (EN 16931 categories).
 *
 * <p>The seller's country: S at its rate. An EU payer elsewhere with a tax id: AE (reverse charge), 0; without: S at its
 * own country's rate. Others, and payers without a country: O, 0. Without tax data there is no tax: O, 0. Monaco counts as
 * France, the Isle of Man as the United Kingdom. A country that is none owes a tax that nobody knows.
 */
public record TaxTable(@Nullable String sellerCountry, List<DatedRate> rates) {

    private static final Set<String> EUROPEAN_UNION = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    /** A country's standard rate in percent from a date on. */
    public record DatedRate(String country, BigDecimal percent, LocalDate from) {}

    /** A category code of EN 16931 and its rate in percent. */
    public record Tax(String category, BigDecimal percent) {
        static final Tax OUT_OF_SCOPE = new Tax("O", BigDecimal.ZERO);
        static final Tax REVERSE_CHARGE = new Tax("AE", BigDecimal.ZERO);
    }

    /** The tax on the issue date, or null where the payer owes tax and no rate is known: nothing may be invoiced then. */
    public @Nullable Tax of(@Nullable String country, @Nullable String taxId, LocalDate issueDate) {
        if (rates.isEmpty() || country == null) {
            return Tax.OUT_OF_SCOPE;
        }
        if (!Country.isOne(country)) {
            return null;
        }
        if (!isTaxed(country)) {
            return Tax.OUT_OF_SCOPE;
        }
        return taxId == null || isAtHome(country) ? standard(country, issueDate) : Tax.REVERSE_CHARGE;
    }

    private @Nullable Tax standard(String country, LocalDate issueDate) {
        DatedRate inForce = inForce(country, issueDate);
        return inForce == null ? null : new Tax("S", inForce.percent());
    }

    /** The standard rate of a country on a date, or null where none is known. */
    public @Nullable DatedRate inForce(String country, LocalDate on) {
        String taxedAs = Country.taxedAs(country);
        DatedRate inForce = null;
        for (DatedRate rate : rates) {
            if (Country.taxedAs(rate.country()).equals(taxedAs)
                    && !rate.from().isAfter(on)
                    && (inForce == null || !rate.from().isBefore(inForce.from()))) {
                inForce = rate;
            }
        }
        return inForce;
    }

    /** Whether any payer in a country owes its standard rate. */
    boolean isTaxed(String country) {
        return isAtHome(country) || EUROPEAN_UNION.contains(Country.taxedAs(country));
    }

    private boolean isAtHome(String country) {
        return sellerCountry != null && Country.taxedAs(country).equals(Country.taxedAs(sellerCountry));
    }
}
