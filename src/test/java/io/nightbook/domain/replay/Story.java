package io.nightbook.domain.replay;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that is ever said about one account.
 *
 * @param closes the as-ofs of its month-ends, ascending; the last as-of of the story closes nothing
 */
record Story(long seed, Catalog catalog, Account account, List<Told> told, List<Instant> closes, Instant end) {

    /** An input, and the close before which it comes; it may come early, or late. */
    record Told(Input input, int phase, long luck) {}

    /** An input as it arrives. */
    sealed interface Input {
        record Row(SubscriptionRow row) implements Input {}

        record LastDay(SubscriptionRow row) implements Input {}

        record Added(CreditBatch batch) implements Input {}

        record Voided(CreditBatch batch) implements Input {}

        record Used(Use use) implements Input {}

        record TakenBack(Use use) implements Input {}
    }

    /** A usage event. */
    record Use(
            String id,
            Instant at,
            LocalDate day,
            int meter,
            BigDecimal quantity,
            BigDecimal cost,
            Map<String, String> properties) {}

    Story without(Told one) {
        List<Told> fewer = new ArrayList<>(told);
        fewer.remove(one);
        return new Story(seed, catalog, account, fewer, closes, end);
    }

    /** The inputs as if all had come, in their order, before anything was booked. */
    List<SubscriptionRow> rows() {
        List<SubscriptionRow> rows = new ArrayList<>();
        long arrival = 0;
        for (Told one : told) {
            arrival++;
            if (one.input() instanceof Input.Row in) {
                SubscriptionRow row = in.row();
                LocalDate last = told.stream()
                        .filter(other -> other.input() instanceof Input.LastDay end
                                && end.row().startsOn().equals(row.startsOn()))
                        .map(other -> ((Input.LastDay) other.input()).row().endsOn())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                rows.add(new SubscriptionRow(row.planId(), row.startsOn(), last, arrival));
            }
        }
        return rows;
    }

    List<CreditBatch> batches() {
        List<CreditBatch> batches = new ArrayList<>();
        long arrival = 0;
        for (Told one : told) {
            arrival++;
            if (one.input() instanceof Input.Added in) {
                CreditBatch batch = in.batch();
                Instant at = told.stream()
                        .filter(other -> other.input() instanceof Input.Voided end
                                && end.batch().id().equals(batch.id()))
                        .map(other -> ((Input.Voided) other.input()).batch().voidedAt())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
                batches.add(Bookkeeper.arrived(batch.voided(at), arrival));
            }
        }
        return batches;
    }

    List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        for (Told one : told) {
            if (one.input() instanceof Input.Used in) {
                boolean takenBack = told.stream()
                        .anyMatch(other -> other.input() instanceof Input.TakenBack back
                                && back.use().equals(in.use()));
                if (!takenBack) {
                    uses.add(in.use());
                }
            }
        }
        return uses;
    }

    /** What a person needs to play it by hand. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + ", "
                + account.days().zone() + ", " + account.currency() + ", closes " + closes + ", ends " + end + "\n");
        text.append("  drawdown ").append(catalog.drawdown().keys()).append('\n');
        catalog.plans()
                .forEach(plan ->
                        plan.versions().forEach(v -> text.append("  ").append(v).append('\n')));
        catalog.meters().forEach(meter -> text.append("  ").append(meter).append('\n'));
        told.forEach(one -> text.append("  before close ")
                .append(one.phase())
                .append(": ")
                .append(one.input())
                .append('\n'));
        return text.toString();
    }
}
