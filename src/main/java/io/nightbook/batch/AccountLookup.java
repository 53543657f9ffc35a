package io.nightbook.batch;

import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The accounts that a block of rows names, to be looked up at once. */
final class AccountLookup {

    private AccountLookup() {}

    static Set<String> ids(InputFile file, List<InputRow> block) {
        Set<String> ids = new HashSet<>();
        for (InputRow row : block) {
            if (row.flaw() == null) {
                ids.add(file.value(row, "account_id"));
            }
        }
        return ids;
    }
}
