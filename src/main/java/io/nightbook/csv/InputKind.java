package io.nightbook.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Whether a file of this kind can have a column. */
    boolean takes(String column) {
        return this == USAGE || names(column);
    }

    void check(String file, List<String> header) {
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            throw new UnusableFile(file + ":1: lacks the column" + (missing.size() == 1 ? " " : "s ")
                    + String.join(", ", missing) + "; it has "
                    + String.join(", ", header)
                    + ". Rename one with --map COLUMN=NAME or give it with --set COLUMN=VALUE");
        }
        for (String column : header) {
            if (!takes(column)) {
                throw new UnusableFile(file + ":1: has a column " + column + " that no " + prefix
                        + " file knows; known: " + String.join(", ", required) + ", " + String.join(", ", optional));
            }
        }
    }
}
