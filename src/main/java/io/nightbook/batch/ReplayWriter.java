package io.nightbook.batch;

import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.settlement.Parked;
import io.nightbook.domain.settlement.Settled;
import io.nightbook.domain.settlement.Settlement;
import io.nightbook.postgres.AccountInputs;
import io.nightbook.postgres.ReplayStore;
import io.nightbook.postgres.StageStore;
import io.nightbook.postgres.WorkStore.Request;
import io.nightbook.postgres.WorkStore.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles a chunk of accounts and stages the result: a handful of queries and copies, however many accounts.
 *
 * <p>An account that is parked leaves nothing but the reason; the others go on. A fault of the program fails the run.
 */
final class ReplayWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWriter.class);

    private final Catalog catalog;
    private final ReplayStore replays;
    private final StageStore stage;

    ReplayWriter(Catalog catalog, ReplayStore replays, StageStore stage) {
        this.catalog = catalog;
        this.replays = replays;
        this.stage = stage;
    }

    void write(Request request, List<Work> chunk) {
        StageStore.Block block = stage.begin(request.run());
        Map<AccountInputs, Settled> all = new LinkedHashMap<>();
        for (AccountInputs inputs : replays.load(chunk)) {
            Settlement settlement = settle(inputs, request);
            if (settlement instanceof Settled settled) {
                all.put(inputs, settled);
            } else if (settlement instanceof Parked parked) {
                block.park(inputs.work(), parked.detail());
            }
        }
        Map<String, Long> numbers = stage.reserve(all.values().stream()
                .flatMap(settled -> settled.added().stream())
                .map(CreditBatch::id)
                .toList());
        all.forEach((inputs, settled) -> block.add(inputs, settled, numbers));
        block.stage();
    }

    /** Settles an account; what nobody foresaw is no reason to park it, but to look into the program. */
    private Settlement settle(AccountInputs inputs, Request request) {
        try {
            return inputs.settle(catalog, List.of(), request.asOf(), request.closing());
        } catch (RuntimeException e) {
            String id = inputs.work().account().id();
            LOG.error("Account {} cannot be settled, by a fault of Nightbook itself", id, e);
            throw e;
        }
    }
}
