package io.nightbook.batch.intake;

import io.nightbook.csv.Column;
import io.nightbook.csv.InputFile;
import io.nightbook.csv.InputRow;
import io.nightbook.domain.account.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The accounts that a block of rows names, to be looked up at once. */
final class AccountLookup {

    private AccountLookup() {}

    static Set<String> ids(InputFile file, List<InputRow> block) {
        Column column = file.column("account_id");
        Set<String> ids = new HashSet<>();
        for (InputRow row : block) {
            if (row.flaw() == null && column.isStorable(row)) {
                ids.add(column.of(row));
            }
        }
        return ids;
    }

    /**
     * The account of each row that is one, in their order; null where the books do not know it.
     *
     * @param known accounts that were found before; those that the block names are added
     * @param find finds accounts by their ids
     */
    static List<@Nullable Account> accounts(
            InputFile file,
            List<InputRow> block,
            Map<String, Account> known,
            Function<Set<String>, Map<String, Account>> find) {
        Column column = file.column("account_id");
        List<@Nullable Account> accounts = new ArrayList<>(block.size());
        List<String> texts = new ArrayList<>(block.size());
        Set<String> missing = new HashSet<>();
        for (InputRow row : block) {
            if (row.flaw() == null) {
                String id = column.of(row);
                Account account = known.get(id);
                accounts.add(account);
                texts.add(id);
                if (account == null && column.isStorable(row)) {
                    missing.add(id);
                }
            }
        }
        if (!missing.isEmpty()) {
            known.putAll(find.apply(missing));
            for (int i = 0; i < accounts.size(); i++) {
                if (accounts.get(i) == null) {
                    accounts.set(i, known.get(texts.get(i)));
                }
            }
        }
        return accounts;
    }
}
