package io.nightbook.domain.credit;

import io.nightbook.domain.catalog.Drawdown;
import java.time.Instant;
import java.util.Comparator;

/** The total order in which batches are drawn: the catalog's keys in turn, then the id by its UTF-8 bytes. */
public final class DrawdownOrder {

    private static final Comparator<Instant> NEVER_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private DrawdownOrder() {}

    public static Comparator<CreditBatch> of(Drawdown drawdown) {
        Comparator<CreditBatch> order = Comparator.comparing(CreditBatch::id, Ids.ORDER);
        for (int i = drawdown.keys().size() - 1; i >= 0; i--) {
            order = by(drawdown.keys().get(i), drawdown).thenComparing(order);
        }
        return order;
    }

    private static Comparator<CreditBatch> by(Drawdown.Key key, Drawdown drawdown) {
        return switch (key) {
            case PRIORITY -> Comparator.comparingInt(CreditBatch::priority);
            case RESTRICTED -> Comparator.comparing(batch -> batch.categories().isEmpty());
            case CLASS -> Comparator.comparing(CreditBatch::creditClass);
            case SOURCE -> Comparator.comparingInt(batch -> place(drawdown, batch));
            case EXPIRY -> Comparator.comparing(CreditBatch::expiresAt, NEVER_LAST);
            case EFFECTIVE -> Comparator.comparing(CreditBatch::effectiveAt);
        };
    }

    /** A source that the catalog does not list comes after those that it lists. */
    private static int place(Drawdown drawdown, CreditBatch batch) {
        int place = drawdown.sources().indexOf(batch.source());
        return place < 0 ? drawdown.sources().size() : place;
    }
}
