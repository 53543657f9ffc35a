package io.nightbook.batch;

import io.nightbook.csv.Column;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The accounts that a block of rows names, to be looked up at once. */
final class AccountLookup {

    private AccountLookup() {}

    static Set<String> ids(InputFile file, List<InputRow> block) {
        return ids(file, block, Set.of());
    }

    /** Those that are not known yet. */
    static Set<String> ids(InputFile file, List<InputRow> block, Set<String> known) {
        Column column = file.column("account_id");
        Set<String> ids = new HashSet<>();
        for (InputRow row : block) {
            if (row.flaw() == null && !known.contains(column.of(row))) {
                ids.add(column.of(row));
            }
        }
        return ids;
    }
}
