package io.nightbook.domain.replay;

import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.DrawdownOrder;
import io.nightbook.domain.credit.Lot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The live batches of an account, always in drawdown order, and every batch booked on the way. */
final class Lots {

    private final Comparator<Lot> order;
    private final List<Lot> live = new ArrayList<>();
    private final Map<String, CreditBatch> booked = new LinkedHashMap<>();

    Lots(Drawdown drawdown) {
        this.order = Comparator.comparing(Lot::batch, DrawdownOrder.of(drawdown));
    }

    /** A batch that was live before the walk began. */
    void resume(Lot lot) {
        insert(lot);
    }

    /** A batch that is booked on the way. */
    void add(Lot lot) {
        insert(lot);
        booked.put(lot.batch().id(), lot.batch());
    }

    private void insert(Lot lot) {
        int place = Collections.binarySearch(live, lot, order);
        if (place >= 0) {
            throw new IllegalStateException("batch " + lot.batch().id() + " is booked twice");
        }
        live.add(-place - 1, lot);
    }

    int size() {
        return live.size();
    }

    Lot get(int place) {
        return live.get(place);
    }

    void set(int place, Lot lot) {
        live.set(place, lot);
    }

    /** The live batches of a kind, in drawdown order; a copy that may be walked while they are replaced or removed. */
    List<Lot> where(Predicate<CreditBatch> kind) {
        List<Lot> found = new ArrayList<>();
        for (Lot lot : live) {
            if (kind.test(lot.batch())) {
                found.add(lot);
            }
        }
        return found;
    }

    void replace(Lot lot) {
        live.set(placeOf(lot), lot);
    }

    /** Ends a batch; it is remembered as it was booked. */
    void remove(Lot lot) {
        live.remove(placeOf(lot));
        booked.put(lot.batch().id(), lot.batch());
    }

    private int placeOf(Lot lot) {
        for (int i = 0; i < live.size(); i++) {
            if (live.get(i).batch().id().equals(lot.batch().id())) {
                return i;
            }
        }
        throw new IllegalStateException("batch " + lot.batch().id() + " is not live");
    }

    /** The earliest instant from {@code earliest} on at which a live batch expires or is voided. */
    @Nullable
    Instant nextEnd(Instant earliest) {
        Instant next = null;
        for (Lot lot : live) {
            next = earlier(next, lot.batch().expiresAt(), earliest);
            next = earlier(next, lot.batch().voidedAt(), earliest);
        }
        return next;
    }

    /** The earlier of two instants, the second counting only from {@code earliest} on. */
    static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b, Instant earliest) {
        if (b == null || b.isBefore(earliest)) {
            return a;
        }
        return a == null || b.isBefore(a) ? b : a;
    }

    List<Lot> snapshot() {
        return List.copyOf(live);
    }

    /**
     * The batches as they stand booked: those of this walk, and rollovers that live on, for a cancellation that ended one
     * may be revoked since.
     */
    List<CreditBatch> booked() {
        Map<String, CreditBatch> all = new LinkedHashMap<>(booked);
        for (Lot lot : live) {
            if (lot.batch().source() == Source.ROLLOVER) {
                all.putIfAbsent(lot.batch().id(), lot.batch());
            }
        }
        return List.copyOf(all.values());
    }
}
