package io.nightbook.csv;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.CreditPackage;
import io.nightbook.domain.catalog.ExpiryRule;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.CreditBatch.End;
import io.nightbook.domain.credit.Ids;
import io.nightbook.domain.input.BatchOrder;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Rejected;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a credit batches file: batch_id, account_id, effective_at; optional package_id, credits (6 places), class (free,
 * paid), source (top_up, grant, adjustment), expires_at (exclusive) or usable_through (a date), priority, categories
 * (separated by semicolons), price (the currency's places), paid_at, payment_ref, voided_at. A column called currency, or
 * billing currency, must hold the account's.
 *
 * <p>With a package, what is absent comes from the catalog; without, credits are required.
 */
public final class BatchRows {

    private final Catalog catalog;
    private final Accounts accounts;
    private final Column batchId;
    private final Column accountId;
    private final Column effectiveAt;
    private final Column packageId;
    private final Column credits;
    private final Column creditClass;
    private final Column source;
    private final Column expiresAt;
    private final Column usableThrough;
    private final Column priority;
    private final Column limitedTo;
    private final Column price;
    private final Column paidAt;
    private final Column paymentRef;
    private final Column voidedAt;
    private final List<Column> currencies;

    public BatchRows(InputFile file, Catalog catalog, Accounts accounts) {
        this.catalog = catalog;
        this.accounts = accounts;
        batchId = file.column("batch_id");
        accountId = file.column("account_id");
        effectiveAt = file.column("effective_at");
        packageId = file.column("package_id");
        credits = file.column("credits");
        creditClass = file.column("class");
        source = file.column("source");
        expiresAt = file.column("expires_at");
        usableThrough = file.column("usable_through");
        priority = file.column("priority");
        limitedTo = file.column("categories");
        price = file.column("price");
        paidAt = file.column("paid_at");
        paymentRef = file.column("payment_ref");
        voidedAt = file.column("voided_at");
        currencies = file.currencies();
    }

    /** What a row gives, before the catalog adds to it; null where it gives nothing. */
    private record Given(
            @Nullable BigDecimal credits,
            @Nullable CreditClass creditClass,
            Source source,
            @Nullable Instant expiresAt,
            @Nullable LocalDate usableThrough,
            @Nullable Integer priority,
            @Nullable Set<String> categories,
            @Nullable BigDecimal price,
            @Nullable Instant paidAt,
            @Nullable Instant voidedAt) {}

    /**
     * Reads a row, and adds what the catalog says of its package.
     *
     * @throws Rejected malformed, unknown_account, unknown_package, out_of_range, no_price, conflict
     */
    public BatchOrder read(InputRow row) {
        String id = Values.id("batch_id", batchId.of(row));
        if (Ids.isReserved(id)) {
            throw Rejected.malformed("batch_id " + id + " begins like a derived batch; give it another id");
        }
        String accountOf = Values.id("account_id", accountId.of(row));
        String effectiveText = effectiveAt.of(row);
        Instant plain = Values.isDate(effectiveText) ? null : Values.instant("effective_at", effectiveText);
        LocalDate onDay = plain == null ? Values.date("effective_at", effectiveText) : null;
        Account account = accounts.get(accountOf);
        CreditPackage pack = packageIn(row);
        Given given = given(row, account, pack);
        Instant effective = plain == null ? account.days().startOf(Objects.requireNonNull(onDay)) : plain;
        checkRanges(row, given, effective);
        BatchOrder order = order(row, id, account, effective, pack, given);
        for (Column column : currencies) {
            Values.inCurrency(column.name(), column.of(row), account);
        }
        return order;
    }

    private @Nullable CreditPackage packageIn(InputRow row) {
        if (!packageId.isIn(row)) {
            return null;
        }
        CreditPackage pack = catalog.creditPackage(packageId.of(row));
        if (pack == null) {
            throw new Rejected(Reason.UNKNOWN_PACKAGE, packageId.of(row) + " is not in the catalog");
        }
        return pack;
    }

    private Given given(InputRow row, Account account, @Nullable CreditPackage pack) {
        Given given = new Given(
                credits.isIn(row) ? Values.decimal("credits", credits.of(row), Credits.PLACES) : null,
                creditClass.isIn(row)
                        ? word("class", creditClass.of(row), CreditClass.values(), CreditClass::word)
                        : null,
                source.isIn(row) ? word("source", source.of(row), importable(), Source::word) : Source.TOP_UP,
                expiresAt.isIn(row) ? Values.instant("expires_at", expiresAt.of(row), account.days()) : null,
                usableThrough.isIn(row) ? Values.date("usable_through", usableThrough.of(row)) : null,
                priority.isIn(row) ? wholeNumber(priority.of(row)) : null,
                limitedTo.isIn(row) ? categoriesIn(limitedTo.of(row)) : null,
                price.isIn(row) ? Values.decimal("price", price.of(row), places(account)) : null,
                paidAt.isIn(row) ? Values.instant("paid_at", paidAt.of(row), account.days()) : null,
                voidedAt.isIn(row) ? Values.instant("voided_at", voidedAt.of(row), account.days()) : null);
        Values.text("payment_ref", paymentRef.of(row));
        checkShape(given, pack);
        return given;
    }

    private static int places(Account account) {
        return account.currency().getDefaultFractionDigits();
    }

    private static Source[] importable() {
        return new Source[] {Source.TOP_UP, Source.GRANT, Source.ADJUSTMENT};
    }

    private static <T> T word(String column, String text, T[] values, Function<T, String> word) {
        for (T value : values) {
            if (word.apply(value).equals(text)) {
                return value;
            }
        }
        throw Rejected.malformed(column + " " + text + " is none of "
                + Stream.of(values).map(word).collect(Collectors.joining(", ")));
    }

    private static int wholeNumber(String text) {
        try {
            if (text.matches("-?[0-9]{1,9}")) {
                return Integer.parseInt(text);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Rejected.malformed("priority " + text + " is not a whole number");
    }

    private static Set<String> categoriesIn(String text) {
        Set<String> found = new TreeSet<>();
        for (String category : text.split(";", -1)) {
            if (category.isEmpty()) {
                throw Rejected.malformed("categories " + text + " has an empty one");
            }
            found.add(Values.text("categories", category));
        }
        return found;
    }

    private static void checkShape(Given given, @Nullable CreditPackage pack) {
        if (given.expiresAt() != null && given.usableThrough() != null) {
            throw Rejected.malformed("expires_at and usable_through are both given; give one");
        }
        if (given.credits() == null && (pack == null || pack.isCustomSize())) {
            throw Rejected.malformed("credits is empty, and no package says how many");
        }
        if (given.source() == Source.GRANT && given.price() != null) {
            throw Rejected.malformed("price is given for a grant; a grant has no price");
        }
        if (pack != null && given.price() == null && given.source() != Source.GRANT && resizes(given.credits(), pack)) {
            throw Rejected.malformed("credits change those of the package " + pack.id() + ", " + pack.credits()
                    + "; give the price too");
        }
    }

    private static boolean resizes(@Nullable BigDecimal credits, CreditPackage pack) {
        return credits != null
                && pack.credits() != null
                && credits.compareTo(pack.credits().value()) != 0;
    }

    private void checkRanges(InputRow row, Given given, Instant effective) {
        Values.inRange("effective_at", effectiveAt.of(row), effective);
        if (given.credits() != null) {
            Values.inRange("credits", given.credits());
        }
        if (given.expiresAt() != null) {
            Values.inRange("expires_at", expiresAt.of(row), given.expiresAt());
        }
        if (given.usableThrough() != null) {
            Values.inRange("usable_through", given.usableThrough());
        }
        if (given.price() != null) {
            Values.inRange("price", given.price());
        }
        if (given.paidAt() != null) {
            Values.inRange("paid_at", paidAt.of(row), given.paidAt());
        }
        if (given.voidedAt() != null) {
            Values.inRange("voided_at", voidedAt.of(row), given.voidedAt());
        }
    }

    private BatchOrder order(
            InputRow row, String id, Account account, Instant effective, @Nullable CreditPackage pack, Given given) {
        Credits size = new Credits(
                given.credits() != null ? given.credits() : sizeOf(pack).value());
        if (pack != null && size.compareTo(pack.minimum()) < 0) {
            throw new Rejected(
                    Reason.OUT_OF_RANGE,
                    "credits " + size + " are fewer than the minimum of " + pack.id() + ", " + pack.minimum());
        }
        Long priced = price(account.currency(), pack, given, size);
        Instant expires = given.usableThrough() != null
                ? account.days().startOf(given.usableThrough().plusDays(1))
                : given.expiresAt();
        ExpiryRule rule = pack == null || expires != null ? new ExpiryRule.Never() : pack.expires();
        CreditClass defaultClass = given.source() == Source.GRANT ? CreditClass.FREE : CreditClass.PAID;
        CreditClass classed = given.creditClass() == null ? defaultClass : given.creditClass();
        CreditBatch batch = new CreditBatch(
                id,
                new CreditBatch.Kind(
                        classed,
                        given.source(),
                        given.priority() != null ? given.priority() : pack == null ? 0 : pack.priority(),
                        given.categories() != null ? given.categories() : pack == null ? Set.of() : pack.categories()),
                size,
                priced == null ? 0 : priced,
                new CreditBatch.Span(
                        effective,
                        effective,
                        expires != null ? expires : rule.expiresAt(effective, account.days()),
                        rule instanceof ExpiryRule.CycleEnd ? End.CYCLE : End.FIXED),
                new Charge(priced, given.paidAt()),
                given.voidedAt(),
                null,
                0);
        String reference = paymentRef.isIn(row) ? paymentRef.of(row) : null;
        return new BatchOrder(
                account,
                batch,
                bonus(account, batch, pack),
                pack == null ? null : pack.id(),
                reference,
                canonical(account, batch, given, pack),
                resolved(account, batch, pack));
    }

    private static Credits sizeOf(@Nullable CreditPackage pack) {
        if (pack == null || pack.credits() == null) {
            throw new IllegalStateException("checked before: credits are given or the package has them");
        }
        return pack.credits();
    }

    /** The price in minor units: as given, else the package's; null where there is none and none is needed. */
    private static @Nullable Long price(Currency currency, @Nullable CreditPackage pack, Given given, Credits size) {
        if (given.price() != null) {
            return Money.minorUnits(given.price(), currency, RoundingMode.HALF_UP);
        }
        if (pack == null || pack.prices().isEmpty() || given.source() == Source.GRANT) {
            return null;
        }
        BigDecimal listed = pack.prices().get(currency.getCurrencyCode());
        if (listed == null) {
            throw new Rejected(
                    Reason.NO_PRICE,
                    "package " + pack.id() + " has no price in " + currency + "; add it to the catalog or give one");
        }
        BigDecimal exact = pack.isCustomSize() ? listed.multiply(size.value()) : listed;
        return Money.minorUnits(exact, currency, RoundingMode.HALF_UP);
    }

    /** A top-up's bonus: free credits with its priority and categories, voided when it is. */
    private static @Nullable CreditBatch bonus(Account account, CreditBatch topUp, @Nullable CreditPackage pack) {
        CreditPackage.Bonus bonus = pack == null ? null : pack.bonus();
        if (bonus == null || topUp.source() != Source.TOP_UP || bonus.credits().isZero()) {
            return null;
        }
        return new CreditBatch(
                Ids.bonus(topUp.id()),
                new CreditBatch.Kind(CreditClass.FREE, Source.BONUS, topUp.priority(), topUp.categories()),
                bonus.credits(),
                0,
                new CreditBatch.Span(
                        topUp.nominalAt(),
                        topUp.effectiveAt(),
                        bonus.expires().expiresAt(topUp.nominalAt(), account.days()),
                        bonus.expires() instanceof ExpiryRule.CycleEnd ? End.CYCLE : End.FIXED),
                Charge.NONE,
                topUp.voidedAt(),
                topUp.id(),
                0);
    }

    private static Map<String, String> canonical(
            Account account, CreditBatch batch, Given given, @Nullable CreditPackage pack) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("account_id", account.id());
        values.put("effective_at", batch.nominalAt().toString());
        put(values, "package_id", pack == null ? null : pack.id());
        put(values, "credits", plain(given.credits()));
        put(
                values,
                "class",
                given.creditClass() == null ? null : given.creditClass().word());
        put(values, "source", given.source().word());
        put(values, "expires_at", given.expiresAt());
        put(values, "usable_through", given.usableThrough());
        put(values, "priority", given.priority());
        put(values, "categories", given.categories() == null ? null : String.join(";", given.categories()));
        put(values, "price", plain(given.price()));
        return values;
    }

    private static void put(Map<String, String> values, String column, @Nullable Object value) {
        if (value != null) {
            values.put(column, value.toString());
        }
    }

    /** A package is more than its figures: a bonus may come with it. */
    private static String resolved(Account account, CreditBatch batch, @Nullable CreditPackage pack) {
        return Stream.of(
                        account.id(),
                        batch.nominalAt(),
                        batch.allocated(),
                        batch.creditClass(),
                        batch.source(),
                        String.valueOf(batch.expiresAt()),
                        batch.end(),
                        batch.priority(),
                        batch.categories(),
                        String.valueOf(batch.charge().price()),
                        pack == null ? "" : pack.id())
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.stripTrailingZeros().toPlainString();
    }
}
