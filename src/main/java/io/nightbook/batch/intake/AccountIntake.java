package io.nightbook.batch.intake;

import io.nightbook.csv.AccountRows;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.domain.input.Organisation;
import io.nightbook.domain.input.Reason;
import io.nightbook.domain.input.Rejected;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Accounts: an account may change all but currency and time zone. A parent or payer may stand anywhere in the file, so rows
 * that name an account further down wait for the end of it, and so do later rows of the same account. Rows with a flaw in a
 * further column wait too: an account that is not there is the first reason of the two.
 */
final class AccountIntake extends IntakeFile<IntakeFile.Block<Organisation>> {

    private final AccountStore accounts;
    private final AccountRows rows;
    private final List<Read<Organisation>> waiting = new ArrayList<>();
    private final Set<String> waitingIds = new HashSet<>();
    private final List<Flawed> flawed = new ArrayList<>();

    AccountIntake(Database database, InputFile file) {
        super(database, file);
        this.accounts = new AccountStore(database);
        this.rows = new AccountRows(file);
    }

    @Override
    void begin() {
        accounts.lockInputs();
    }

    private record Flawed(Read<Organisation> begun, Rejected why) {}

    @Override
    Block<Organisation> prepare(List<InputRow> block) {
        Block<Organisation> begun = read(block, rows::begin);
        List<Read<Organisation>> whole = new ArrayList<>();
        for (Read<Organisation> read : begun.rows()) {
            try {
                whole.add(new Read<>(read.row(), rows.finish(read.row(), read.value())));
            } catch (Rejected e) {
                flawed.add(new Flawed(read, e));
            }
        }
        return new Block<>(whole, begun.rejects());
    }

    @Override
    void take(Block<Organisation> block) {
        reject(block.rejects());
        Map<String, Organisation> known = accounts.findOrganisations(named(block.rows()));
        merge(known, linked(block.rows(), known.keySet(), this::await));
    }

    private void await(Read<Organisation> read, String missing) {
        waiting.add(read);
        waitingIds.add(read.value().id());
    }

    @Override
    void end() {
        List<Read<Organisation>> rest = new ArrayList<>(waiting);
        rest.sort(Comparator.comparingLong(read -> read.row().line()));
        waitingIds.clear();
        Map<String, Organisation> known = accounts.findOrganisations(named(rest));
        merge(known, linked(rest, known.keySet(), this::rejectUnknown));
        rejectFlawed();
    }

    private void rejectFlawed() {
        Set<String> known = accounts.findOrganisations(
                        named(flawed.stream().map(Flawed::begun).toList()))
                .keySet();
        for (Flawed row : flawed) {
            Organisation begun = row.begun().value();
            Stream.of(begun.parentId(), begun.payerId())
                    .filter(id -> id != null && !known.contains(id))
                    .findFirst()
                    .ifPresentOrElse(
                            missing -> rejectUnknown(row.begun(), missing),
                            () -> reject(
                                    row.begun().row(),
                                    row.why().reason(),
                                    row.why().detail()));
        }
    }

    private void rejectUnknown(Read<Organisation> read, String missing) {
        reject(read.row(), Reason.UNKNOWN_ACCOUNT, missing + " is not among the accounts");
    }

    private void merge(Map<String, Organisation> known, List<Read<Organisation>> linked) {
        Map<String, Organisation> changed = new LinkedHashMap<>();
        for (Read<Organisation> read : linked) {
            Organisation now = read.value();
            Organisation before = changed.getOrDefault(now.id(), known.get(now.id()));
            if (now.equals(before)) {
                duplicate();
            } else if (before != null
                    && !(before.currency().equals(now.currency())
                            && before.zone().equals(now.zone()))) {
                reject(
                        read.row(),
                        Reason.CONFLICT,
                        now.id() + " has currency " + before.currency() + " and time zone " + before.zone()
                                + ", which never change");
            } else {
                changed.put(now.id(), now);
                accept(1);
            }
        }
        if (!changed.isEmpty()) {
            accounts.merge(List.copyOf(changed.values()));
        }
    }

    private static Set<String> named(List<Read<Organisation>> rows) {
        Set<String> named = new HashSet<>();
        for (Read<Organisation> read : rows) {
            named(read.value()).forEach(named::add);
        }
        return named;
    }

    /** The ids that a row names: its own, its parent's, its payer's. */
    private static Stream<String> named(Organisation row) {
        return Stream.of(row.id(), row.parentId(), row.payerId()).filter(Objects::nonNull);
    }

    /** The rows whose parent and payer are known or among them; what hangs on one that is left out is left out too. */
    private List<Read<Organisation>> linked(
            List<Read<Organisation>> rows, Set<String> known, BiConsumer<Read<Organisation>, String> leaveOut) {
        List<Read<Organisation>> left = new ArrayList<>(rows);
        int before;
        do {
            before = left.size();
            Set<String> there = new HashSet<>(known);
            left.forEach(read -> there.add(read.value().id()));
            there.removeAll(waitingIds);
            left.removeIf(read -> {
                String missing = named(read.value())
                        .filter(id -> !there.contains(id))
                        .findFirst()
                        .orElse(null);
                if (missing != null) {
                    leaveOut.accept(read, missing);
                }
                return missing != null;
            });
        } while (left.size() < before);
        return left;
    }
}
