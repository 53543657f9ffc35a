package io.nightbook.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of input files, in the order in which they are taken in; a file's name begins with its kind. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are immutable
public enum InputKind {
    ACCOUNTS(
            "accounts",
            List.of("account_id", "name", "currency", "time_zone"),
            List.of("country", "tax_id", "email", "address", "parent_id", "payer_id")),
    SUBSCRIPTIONS("subscriptions", List.of("account_id", "plan_id", "starts_on"), List.of("ends_on")),
    CREDIT_BATCHES(
            "credit_batches",
            List.of("batch_id", "account_id", "effective_at"),
            List.of(
                    "package_id",
                    "credits",
                    "class",
                    "source",
                    "expires_at",
                    "usable_through",
                    "priority",
                    "categories",
                    "price",
                    "paid_at",
                    "payment_ref",
                    "voided_at")),
    USAGE(
            "usage",
            List.of("event_id", "account_id", "meter", "occurred_at", "quantity"),
            List.of("agent", "project", "activity", "cost", "voids"));

    /** The words for the currency of a row, without case, blanks and the like. */
    private static final Set<String> CURRENCIES =
            Set.of("currency", "currencycode", "billingcurrency", "billingcurrencycode");

    private final String prefix;
    private final List<String> required;
    private final List<String> optional;

    InputKind(String prefix, List<String> required, List<String> optional) {
        this.prefix = prefix;
        this.required = required;
        this.optional = optional;
    }

    /** The kind of a file, if its name begins with one. */
    static Optional<InputKind> find(String fileName) {
        return Stream.of(values())
                .filter(kind -> fileName.startsWith(kind.prefix))
                .findFirst();
    }

    static InputKind of(String fileName) {
        return find(fileName)
                .orElseThrow(() -> new UnusableFile(
                        fileName + ": what it holds is told by how its name begins: accounts, subscriptions,"
                                + " credit_batches or usage. Rename it, such as usage-" + fileName));
    }

    /** Whether the contract names a column; in a usage file every further one is a property of the event. */
    boolean names(String column) {
        return required.contains(column) || optional.contains(column);
    }

    /** A column's name as the contract writes it if it differs by case or blanks alone, else without blanks around it. */
    String plain(String column) {
        String bare = column.strip().replaceAll("^[\\uFEFF\\u00A0\\s]+|[\\u00A0\\s]+$", "");
        String plain = bare.toLowerCase(Locale.ROOT).replaceAll("[\\u00A0\\s]+", "_");
        return names(plain) ? plain : bare;
    }

    /** Whether a column says in which currency a row's money is: that must be the account's. */
    static boolean isCurrency(String column) {
        return CURRENCIES.contains(column.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }

    /** Whether a file of this kind can have a column. */
    boolean takes(String column) {
        return this == USAGE || names(column) || (this == CREDIT_BATCHES && isCurrency(column));
    }

    /** Whether a file of this kind can have these columns. */
    boolean takes(List<String> header) {
        return header.containsAll(required) && header.stream().allMatch(this::takes);
    }

    /**
     * Refuses a header that lacks a column or has one too many.
     *
     * @param place the file and the line
     * @param separator what stands between the columns
     */
    void check(String place, char separator, List<String> header) {
        String separated = separator == ',' ? "" : ", separated by " + Header.shown(separator);
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            throw new UnusableFile(place + ": lacks the column" + (missing.size() == 1 ? " " : "s ")
                    + String.join(", ", missing) + "; it has "
                    + String.join(", ", header) + separated
                    + ". Rename one with --map COLUMN=NAME or give it with --set COLUMN=VALUE");
        }
        for (String column : header) {
            if (!takes(column)) {
                throw new UnusableFile(place + ": has a column " + column + " that no " + prefix
                        + " file knows; known: " + String.join(", ", required) + ", " + String.join(", ", optional));
            }
        }
    }
}
