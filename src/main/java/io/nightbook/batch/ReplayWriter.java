package io.nightbook.batch;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.AccountInputs;
import io.nightbook.postgres.ReplayStore;
import io.nightbook.postgres.StageStore;
import io.nightbook.postgres.WorkStore.Request;
import io.nightbook.postgres.WorkStore.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replays a chunk of accounts and stages the result: a handful of queries and copies, however many accounts.
 *
 * <p>An account that cannot be processed is parked with the reason before anything of it is written; the others go on.
 */
final class ReplayWriter {

    private final Catalog catalog;
    private final ReplayStore replays;
    private final StageStore stage;

    ReplayWriter(Catalog catalog, ReplayStore replays, StageStore stage) {
        this.catalog = catalog;
        this.replays = replays;
        this.stage = stage;
    }

    /** What was computed for one account. */
    private record Computed(AccountReplay replay, AccountReplay.Outcome outcome) {}

    void write(Request request, List<Work> chunk) {
        StageStore.Block block = stage.begin(request.run());
        List<Computed> computed = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (AccountInputs inputs : replays.load(chunk)) {
            AccountReplay replay = new AccountReplay(catalog, inputs, request);
            try {
                AccountReplay.Outcome outcome = replay.compute();
                computed.add(new Computed(replay, outcome));
                fresh.addAll(outcome.fresh());
            } catch (RuntimeException e) {
                block.park(inputs.work(), reason(e));
            }
        }
        Map<String, Long> numbers = stage.reserve(fresh);
        computed.forEach(one -> one.replay().stage(one.outcome(), numbers, block));
        block.stage();
    }

    private static String reason(RuntimeException error) {
        if (error instanceof Credits.Overflow) {
            return "a sum of its credits is out of range: " + error.getMessage()
                    + "; void the event that is too large, or give batches as large as these to accounts of their own";
        }
        return error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
