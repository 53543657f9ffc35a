package io.nightbook.csv;

import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.report.Balance;
import io.nightbook.domain.report.BatchStanding;
import io.nightbook.domain.report.Ending;
import io.nightbook.domain.report.Statement;
import io.nightbook.domain.report.UsageRow;
import io.nightbook.domain.report.UsageSum;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement as CSV: the figures of the page, one row each, with the columns {@code
 * section,item,detail,source,at,until,events,quantity,allocated,credits}.
 *
 * <p>Sections, in order:
 *
 * <ul>
 *   <li>{@code cycle}: item and detail: account, name, cycle, plan, time_zone, currency; days: from and until as instants
 *   <li>{@code balance}: opening, allocated, used, lapsed, rolled_over, voided, closing, rated, uncovered, debt,
 *       debt_at_start, each in {@code credits}; opening + allocated - used - lapsed - rolled_over - voided = closing, and
 *       debt_at_start + rated - used - uncovered = debt
 *   <li>{@code category}, {@code meter}, {@code agent}, {@code project}, {@code day}: events and credits by item, and the
 *       quantity by meter; the item is empty where there is no agent or project
 *   <li>{@code batch}: detail free or paid; at: added; until: expires (exclusive); allocated; credits: remaining
 *   <li>{@code lapsed}, {@code rolled_over}, {@code voided}: a batch, at an instant; detail: the batch that carries on
 *   <li>{@code lapses_next}: batches that hold credits and lapse at {@code until}, the soonest first
 * </ul>
 *
 * <p>Instants are in UTC, exclusive ends; credits have six places.
 */
public final class StatementFile {

    private final StringBuilder text = new StringBuilder(2048);
    private final PeopleFile file = new PeopleFile(text);
    private final Statement statement;

    private StatementFile(Statement statement) {
        this.statement = statement;
    }

    public static byte[] of(Statement statement) {
        return new StatementFile(statement).write();
    }

    private byte[] write() {
        file.row("section", "item", "detail", "source", "at", "until", "events", "quantity", "allocated", "credits");
        cycle();
        balance(statement.balance());
        usage("category", UsageRow::category);
        usage("meter", UsageRow::meter);
        usage("agent", UsageRow::agent);
        usage("project", UsageRow::project);
        days();
        statement.batches().forEach(this::batch);
        endings("lapsed", Movement.Kind.EXPIRED);
        endings("rolled_over", Movement.Kind.ROLLED_OUT);
        endings("voided", Movement.Kind.VOIDED);
        for (BatchStanding batch : statement.lapsingNext()) {
            row("lapses_next", batch.id(), null, batch.source().word(), null, batch.expiresAt(), batch.closing());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void row(
            String section,
            String item,
            @Nullable String detail,
            @Nullable String source,
            @Nullable Object at,
            @Nullable Object until,
            @Nullable Credits credits) {
        file.row(section, item, detail, source, at, until, null, null, null, credits);
    }

    private void cycle() {
        detail("account", statement.account().id());
        detail("name", statement.name());
        detail("cycle", statement.cycle().firstDay().toString());
        detail("plan", statement.cycle().planId());
        detail("time_zone", statement.account().days().zone().getId());
        detail("currency", statement.account().currency().getCurrencyCode());
        row(
                "cycle",
                "days",
                null,
                null,
                statement.cycle().from(),
                statement.cycle().until(),
                null);
    }

    private void detail(String item, String value) {
        row("cycle", item, value, null, null, null, null);
    }

    private void balance(Balance balance) {
        balance("opening", balance.opening());
        balance("allocated", balance.allocated());
        balance("used", balance.consumed());
        balance("lapsed", balance.expired());
        balance("rolled_over", balance.rolledOut());
        balance("voided", balance.voided());
        balance("closing", balance.closing());
        balance("rated", balance.rated());
        balance("uncovered", balance.uncovered());
        balance("debt", balance.debt());
        balance("debt_at_start", balance.debtAtStart());
    }

    private void balance(String item, Credits credits) {
        row("balance", item, null, null, null, null, credits);
    }

    private void usage(String section, Function<UsageRow, String> key) {
        for (UsageSum sum : UsageSum.by(key, statement.usage())) {
            Object quantity = section.equals("meter") ? sum.quantity() : null;
            file.row(section, sum.name(), null, null, null, null, sum.events(), quantity, null, sum.credits());
        }
    }

    private void days() {
        UsageSum.by(row -> row.day().toString(), statement.usage()).stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(sum ->
                        file.row("day", sum.name(), null, null, null, null, sum.events(), null, null, sum.credits()));
    }

    private void batch(BatchStanding batch) {
        file.row(
                "batch",
                batch.id(),
                batch.creditClass().name().toLowerCase(Locale.ROOT),
                batch.source().word(),
                batch.effectiveAt(),
                batch.expiresAt(),
                null,
                null,
                batch.allocated(),
                batch.closing());
    }

    private void endings(String section, Movement.Kind kind) {
        for (Ending ending : statement.endings(kind)) {
            String carry = kind == Movement.Kind.ROLLED_OUT ? statement.carryOf(ending.batchId()) : null;
            row(section, ending.batchId(), carry, null, ending.at(), null, ending.credits());
        }
    }
}
