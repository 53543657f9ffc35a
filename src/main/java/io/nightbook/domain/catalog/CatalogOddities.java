package io.nightbook.domain.catalog;

import io.nightbook.domain.catalog.ExpiryRule.After;
import io.nightbook.domain.catalog.ExpiryRule.Through;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Rollover;
import io.nightbook.domain.money.Credits;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a catalog may say and hardly means: nothing of it is refused, a sentence says of each what follows from it. */
public final class CatalogOddities {

    private static final int HIGH_ALERT = 200;
    private static final int FAR_YEARS = 2;
    /** A price that is so many times another for the same thing has its point at another place. */
    private static final BigDecimal SLIP = BigDecimal.valueOf(100);

    private final Catalog catalog;
    private final LocalDate today;
    private final List<String> found = new ArrayList<>();

    private CatalogOddities(Catalog catalog, LocalDate today) {
        this.catalog = catalog;
        this.today = today;
    }

    /** A sentence for each, in the order of the catalog. */
    public static List<String> of(Catalog catalog, LocalDate today) {
        CatalogOddities oddities = new CatalogOddities(catalog, today);
        oddities.look();
        return List.copyOf(oddities.found);
    }

    private void look() {
        if (catalog.name().equals(Catalog.UNNAMED)) {
            found.add("no file says the name of the catalog; write 'catalog: NAME' into one");
        }
        catalog.meters().forEach(this::look);
        catalog.packages().forEach(this::look);
        catalog.plans().forEach(plan -> plan.versions().forEach(this::look));
        catalog.alerts().stream()
                .filter(percent -> percent > HIGH_ALERT)
                .forEach(percent -> found.add("an alert at " + percent
                        + " % is raised only when a cycle uses that many times what it was given"));
    }

    private void look(Meter meter) {
        String subject = Terms.subject(meter.id());
        meter.rates().stream()
                .filter(dated -> costsNothing(dated.rate()))
                .forEach(dated -> found.add(subject + " costs 0 credits; write 'rate: none' if that is meant"));
        LocalDate first = meter.rates().get(0).from();
        if (first != null && first.isAfter(today)) {
            found.add(subject + " has no rate before " + first + ": usage of earlier days is rejected");
        }
    }

    private static boolean costsNothing(Rate rate) {
        if (rate instanceof Rate.PerUnit unit) {
            return unit.credits().signum() == 0;
        }
        return rate instanceof Rate.PerPackage pack && pack.credits().signum() == 0;
    }

    private void look(CreditPackage pack) {
        String subject = "package " + pack.id();
        pack.categories().stream()
                .filter(category -> !catalog.categories().contains(category))
                .forEach(category -> found.add(subject + " is limited to " + category + ", which no meter has"));
        pack.prices().forEach((currency, price) -> {
            if (price.signum() == 0) {
                found.add(subject + " costs nothing in " + currency);
            }
        });
        look(subject, pack.expires());
        if (pack.bonus() != null) {
            look("the bonus of " + subject, pack.bonus().expires());
            if (pack.bonus().credits().isZero()) {
                found.add("the bonus of " + subject + " has 0 credits");
            }
        }
    }

    private void look(String subject, ExpiryRule rule) {
        if (rule instanceof Through through && through.lastDay().isBefore(today)) {
            found.add(subject + " is usable through " + through.lastDay()
                    + ", which is past: what is sold lapses at once");
        }
        if (rule instanceof After after && after.period().isZero()) {
            found.add(
                    subject + " ends on the day it is added; write 'after: P1Y' or 'expires: never' if it is to last");
        }
    }

    private void look(PlanVersion version) {
        String subject = "plan " + version.planId() + " from " + version.from();
        if (version.from().isAfter(today.plusYears(FAR_YEARS))) {
            found.add(subject + " takes effect in more than " + FAR_YEARS + " years");
        }
        Rollover rollover = version.rollover();
        if (rollover != null
                && (rollover.percent().signum() == 0
                        || isZero(rollover.maxPerCycle())
                        || isZero(rollover.maxTotal()))) {
            found.add(subject + " carries nothing over; write 'rollover: none' if that is meant");
        }
        if (today.plus(version.grace()).isAfter(today.plusMonths(1))) {
            found.add(subject + " has a grace of " + version.grace()
                    + ": its cycles are closed and invoiced that long after their end");
        }
        if (version.trial() != null && version.trial().credits().isZero()) {
            found.add(subject + " has a trial of 0 credits");
        }
        lookAtPrices(subject, version);
    }

    private void lookAtPrices(String subject, PlanVersion version) {
        version.fees().forEach((currency, fee) -> {
            if (fee.signum() > 0 && fee.compareTo(BigDecimal.ONE) < 0) {
                found.add(subject + " has a fee of " + fee.toPlainString() + " " + currency + " a month");
            }
        });
        if (version.overage() instanceof Overage.Bill bill
                && !version.allowance().isZero()) {
            bill.prices().forEach((currency, price) -> compare(subject, version, currency, price));
        }
    }

    /** A credit beyond the allowance beside one within it. */
    private void compare(String subject, PlanVersion version, String currency, BigDecimal price) {
        Map<String, BigDecimal> fees = version.fees();
        BigDecimal fee = fees.getOrDefault(currency, BigDecimal.ZERO);
        if (fee.signum() == 0 || price.signum() == 0) {
            return;
        }
        BigDecimal within = fee.divide(version.allowance().value(), MathContext.DECIMAL64);
        if (price.compareTo(within.multiply(SLIP)) > 0 || price.multiply(SLIP).compareTo(within) < 0) {
            found.add(subject + " bills " + price.toPlainString() + " " + currency
                    + " for a credit beyond the allowance, and "
                    + within.round(new MathContext(3)).toPlainString()
                    + " for one within it");
        }
    }

    private static boolean isZero(@Nullable Credits credits) {
        return credits != null && credits.isZero();
    }
}
