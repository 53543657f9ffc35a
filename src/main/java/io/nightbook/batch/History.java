package io.nightbook.batch;

import io.nightbook.domain.account.Country;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.report.ExportFilter;
import io.nightbook.domain.report.ExportFilter.Part;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.Database;
import io.nightbook.postgres.ExportStore;
import io.nightbook.postgres.ExportTable;
import io.nightbook.postgres.Proof;
import io.nightbook.postgres.RunStore;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is in the books: past runs, and tables as files. */
public final class History {

    private final RunStore runs;
    private final ExportStore exports;
    private final AccountStore accounts;
    private final Proof proof;

    public History(Database database) {
        this.runs = new RunStore(database);
        this.exports = new ExportStore(database);
        this.accounts = new AccountStore(database);
        this.proof = new Proof(database);
    }

    /** A run as people see it. */
    public record Entry(
            int run,
            String job,
            String identity,
            Instant asOf,
            String state,
            boolean live,
            Instant startedAt,
            @Nullable Instant endedAt,
            String startedBy,
            long parked,
            @Nullable String message) {}

    public List<Entry> latest(int limit) {
        return runs.latest(limit).stream().map(History::entry).toList();
    }

    public Optional<Entry> find(int run) {
        return runs.find(run).map(History::entry);
    }

    /** The last run of a job over all accounts that posted as of an earlier instant: what a run is compared with. */
    public Optional<Entry> before(String job, Instant asOf) {
        return runs.before(job, asOf).map(History::entry);
    }

    /** The last run of a job over all accounts that posted. */
    public Optional<Entry> last(String job) {
        return runs.last(job).map(History::entry);
    }

    /** Runs that a process works on now. */
    public List<Entry> live() {
        return runs.live().stream().map(History::entry).toList();
    }

    /**
     * As of when a job closes a month that is over everywhere at an instant: then; or, if a run as of a later one is posted,
     * as of that, the earliest that is still allowed. Where the job has posted since, it is the instant of the first run that
     * did: the month is closed, and another run of it is refused.
     */
    public Instant closeOf(String job, Instant over) {
        return runs.firstPosted(job, over)
                .or(() -> runs.lastPosted().map(RunStore.Posted::asOf).filter(over::isBefore))
                .orElse(over);
    }

    private static Entry entry(RunStore.Run run) {
        return new Entry(
                run.no(),
                run.job(),
                run.identity(),
                run.asOf(),
                run.state(),
                run.live(),
                run.startedAt(),
                run.endedAt(),
                run.startedBy(),
                run.parked(),
                run.message());
    }

    /** How far a run is that has not ended: {@code replay: 12,500 of 20,000 accounts}. */
    public Optional<String> progress(int run) {
        return runs.progress(run)
                .map(at -> at.step().equals(ReplayStep.NAME)
                        ? String.format(Locale.ROOT, "%s: %,d of %,d accounts", at.step(), at.done(), at.accounts())
                        : at.step());
    }

    public Map<String, BigDecimal> totals(int run) {
        return runs.totals(run);
    }

    /** What a run invoiced, tax included, a sum for each currency. */
    public List<Money> invoiced(int run) {
        return runs.invoiced(run);
    }

    /** What is wrong anywhere in the books; empty if all checks hold. */
    public List<String> prove() {
        return proof.ofEverything().stream().map(Object::toString).toList();
    }

    public static int checks() {
        return Proof.size();
    }

    /** The tables that can be exported, by name. */
    public static List<String> exports() {
        return Arrays.stream(ExportTable.values()).map(ExportTable::word).toList();
    }

    /** The tables that can be narrowed in a way, by name. */
    public static List<String> exportsBy(Part part) {
        return ExportTable.by(part).stream().map(ExportTable::word).toList();
    }

    /** The tables that tell of local dates and not of instants, by name. */
    public static List<String> exportsOfDays() {
        return Arrays.stream(ExportTable.values())
                .filter(ExportTable::isByDays)
                .map(ExportTable::word)
                .toList();
    }

    /** What is wrong with the countries of accounts, a sentence each: from files of another list, or of an earlier version. */
    public List<String> strangeCountries() {
        return accounts.residents().stream()
                .filter(there -> !Country.isOne(there.country()))
                .map(there -> String.format(
                        Locale.ROOT,
                        "country %s of %,d accounts, the first is %s, is not in ISO 3166; %s in an accounts file and import it",
                        there.country(),
                        there.accounts(),
                        there.first(),
                        Country.remedy(there.country())))
                .toList();
    }

    public boolean isAccount(String id) {
        return accounts.find(id) != null;
    }

    /** The meters that have been used, by id. */
    public List<String> meters() {
        return exports.meters();
    }

    /** Writes a table as CSV; answers the number of rows. */
    public long export(String name, ExportFilter filter, OutputStream out) {
        return exports.export(ExportTable.find(name).orElseThrow(), filter, out);
    }
}
