package io.nightbook.batch;

import io.nightbook.csv.AccountRows;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.domain.input.Organisation;
import io.nightbook.domain.input.Reason;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Accounts: an account may change all but currency and time zone. A parent or payer may stand anywhere in the file, so the
 * whole file is read before it is taken in; accounts are few beside their usage.
 */
final class AccountIntake extends IntakeFile<IntakeFile.Block<Organisation>> {

    private final AccountStore accounts;
    private final AccountRows rows;
    private final List<Read<Organisation>> all = new ArrayList<>();

    AccountIntake(Database database, InputFile file) {
        super(database, file);
        this.accounts = new AccountStore(database);
        this.rows = new AccountRows(file);
    }

    @Override
    void begin() {
        accounts.lockInputs();
    }

    @Override
    Block<Organisation> prepare(List<InputRow> block) {
        return read(block, rows::read);
    }

    @Override
    void take(Block<Organisation> block) {
        reject(block.rejects());
        all.addAll(block.rows());
    }

    @Override
    void end() {
        Map<String, Organisation> known = accounts.findOrganisations(named());
        List<Read<Organisation>> linked = linked(known.keySet());
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
        accounts.merge(List.copyOf(changed.values()));
    }

    private Set<String> named() {
        Set<String> named = new HashSet<>();
        for (Read<Organisation> read : all) {
            Organisation organisation = read.value();
            Stream.of(organisation.id(), organisation.parentId(), organisation.payerId())
                    .filter(id -> id != null)
                    .forEach(named::add);
        }
        return named;
    }

    /** The rows whose parent and payer are known or among them; what hangs on a rejected row is rejected too. */
    private List<Read<Organisation>> linked(Set<String> known) {
        List<Read<Organisation>> left = new ArrayList<>(all);
        int before;
        do {
            before = left.size();
            Set<String> there = new HashSet<>(known);
            left.forEach(read -> there.add(read.value().id()));
            left.removeIf(read -> {
                Organisation row = read.value();
                String missing = Stream.of(row.parentId(), row.payerId())
                        .filter(id -> id != null && !there.contains(id))
                        .findFirst()
                        .orElse(null);
                if (missing != null) {
                    reject(read.row(), Reason.UNKNOWN_ACCOUNT, missing + " is not among the accounts");
                }
                return missing != null;
            });
        } while (left.size() < before);
        return left;
    }
}
