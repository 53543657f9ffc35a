package io.nightbook.postgres;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Movement;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.usage.RatedUsage;
import io.nightbook.domain.usage.TieredEvent;
import io.nightbook.postgres.WorkStore.Work;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All inputs of one account's replay: what was put in since the state it begins with, and what the books hold of that. */
public final class AccountInputs {

    /** What a movement is known by. */
    public record MovementKey(String batchId, Movement.Kind kind, Instant effectiveAt) {}

    /** The sums booked under a key. */
    public record Booked(Credits credits, long value) {}

    /** A batch that the books hold, under its number. */
    public record Held(long number, BatchFacts facts) {}

    /** What a replay may change in a batch that the books hold. */
    public record BatchFacts(
            CreditClass creditClass,
            Credits allocated,
            Instant nominalAt,
            @Nullable Instant effectiveAt,
            @Nullable Instant expiresAt,
            long value,
            @Nullable String originId) {

        public static BatchFacts of(CreditBatch batch) {
            return new BatchFacts(
                    batch.creditClass(),
                    batch.allocated(),
                    batch.nominalAt(),
                    batch.effectiveAt(),
                    batch.expiresAt(),
                    batch.value(),
                    batch.originId());
        }
    }

    private final Work work;
    private final @Nullable AccountState opening;
    final List<SubscriptionRow> history = new ArrayList<>();
    final List<CreditBatch> batches = new ArrayList<>();
    final Map<String, Held> held = new LinkedHashMap<>();
    final RolledUp rolledUp = new RolledUp();
    final List<RatedUsage> usage = new ArrayList<>();
    final List<TieredEvent> tiered = new ArrayList<>();
    final Map<MovementKey, Booked> booked = new LinkedHashMap<>();

    @Nullable
    String flaw;

    AccountInputs(Work work, @Nullable AccountState opening) {
        this.work = work;
        this.opening = opening;
    }

    public Account account() {
        return work.account();
    }

    public @Nullable AccountState opening() {
        return opening;
    }

    /** What was asked for. */
    public Work work() {
        return work;
    }

    public List<SubscriptionRow> history() {
        return history;
    }

    public List<CreditBatch> batches() {
        return batches;
    }

    /** The account's batches that the books hold and that did not end in closed time, by id. */
    public Map<String, Held> held() {
        return held;
    }

    public List<RatedUsage> usage() {
        return usage;
    }

    public List<TieredEvent> tiered() {
        return tiered;
    }

    public Map<MovementKey, Booked> booked() {
        return booked;
    }

    /** The local day on which the replay begins. */
    LocalDate since() {
        return opening == null ? LocalDate.MIN : account().days().dateOf(opening.at());
    }

    /** Why the inputs cannot be used, or null. */
    public @Nullable String flaw() {
        return flaw;
    }
}
