package io.nightbook.csv;

import io.nightbook.domain.account.Country;
import io.nightbook.domain.input.Organisation;
import io.nightbook.domain.input.Rejected;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an accounts file: account_id, name, currency (three capitals of ISO 4217), time_zone (IANA); optional country
 * (two capitals of ISO 3166), tax_id, email, address, parent_id, payer_id. Whether parent and payer are known is for the books to
 * say.
 */
public final class AccountRows {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final Column id;
    private final Column name;
    private final Column currency;
    private final Column zone;
    private final Column country;
    private final Column taxId;
    private final Column email;
    private final Column address;
    private final Column parent;
    private final Column payer;

    public AccountRows(InputFile file) {
        id = file.column("account_id");
        name = file.column("name");
        currency = file.column("currency");
        zone = file.column("time_zone");
        country = file.column("country");
        taxId = file.column("tax_id");
        email = file.column("email");
        address = file.column("address");
        parent = file.column("parent_id");
        payer = file.column("payer_id");
    }

    /**
     * What a row says in its required columns, and the accounts that it names: all there is to say before these are known.
     *
     * @throws Rejected malformed
     */
    public Organisation begin(InputRow row) {
        String accountId = Values.id("account_id", id.of(row));
        if (!name.isIn(row)) {
            throw Rejected.malformed("name is empty");
        }
        return new Organisation(
                accountId,
                Values.text("name", name.of(row)),
                currency(currency.of(row)),
                zone(zone.of(row)),
                null,
                null,
                null,
                null,
                optionalId(parent, row),
                optionalId(payer, row));
    }

    /**
     * The row with its further columns.
     *
     * @throws Rejected malformed
     */
    public Organisation finish(InputRow row, Organisation begun) {
        return new Organisation(
                begun.id(),
                begun.name(),
                begun.currency(),
                begun.zone(),
                country(country.of(row)),
                optional(taxId, row),
                optional(email, row),
                optional(address, row),
                begun.parentId(),
                begun.payerId());
    }

    private static Currency currency(String text) {
        if (!text.matches("[A-Z]{3}")) {
            throw Rejected.malformed("currency " + text + " is not three capitals such as EUR");
        }
        try {
            Currency currency = Currency.getInstance(text);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Rejected.malformed("currency " + text + " is not in ISO 4217");
    }

    private static ZoneId zone(String text) {
        try {
            if (ZONES.contains(text)) {
                return ZoneId.of(text);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw Rejected.malformed("time_zone " + text + " is not an IANA time zone such as Europe/Madrid");
    }

    private static @Nullable String country(String text) {
        if (!text.isEmpty() && !text.matches("[A-Z]{2}")) {
            throw Rejected.malformed("country " + text + " is not two capitals such as ES"
                    + Country.meant(text).map(meant -> "; write " + meant).orElse(""));
        }
        if (!text.isEmpty() && !Country.isOne(text)) {
            throw Rejected.malformed("country " + text + " is not in ISO 3166; " + Country.remedy(text));
        }
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String optional(Column column, InputRow row) {
        return column.isIn(row) ? Values.text(column.name(), column.of(row)) : null;
    }

    private static @Nullable String optionalId(Column column, InputRow row) {
        return column.isIn(row) ? Values.id(column.name(), column.of(row)) : null;
    }
}
