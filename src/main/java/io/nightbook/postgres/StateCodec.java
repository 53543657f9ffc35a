package io.nightbook.postgres;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.Charge;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.AccountState.Debt;
import io.nightbook.domain.replay.AccountState.Phase;
import io.nightbook.domain.replay.Charge.Kind;
import io.nightbook.domain.replay.Replayed.Finished;
import io.nightbook.domain.replay.RunningCycle;
import io.nightbook.domain.replay.RunningCycle.CostKey;
import io.nightbook.domain.replay.RunningCycle.OverageKey;
import io.nightbook.domain.replay.RunningCycle.Totals;
import io.nightbook.domain.replay.Standing;
import io.nightbook.domain.time.Anchor;
import io.nightbook.domain.time.Micros;
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account's state as bytes and back: a place to go on from, nothing that the ledger does not say too.
 *
 * <p>Plans stand by their id and the date of their version, so the catalog in force is the one that counts; meters by
 * their id; kinds by codes, which are never used for anything else.
 */
final class StateCodec {

    /** The first byte. */
    private static final int FORMAT = 1;

    private static final Codes<Phase> PHASES = new Codes<>(Phase.class, Map.of(Phase.BEFORE, 0, Phase.TURNED, 1));
    private static final Codes<Timing> TIMINGS = new Codes<>(Timing.class, Map.of(Timing.LATE, 0, Timing.IN_TIME, 1));
    private static final Codes<RunningCycle.Kind> CYCLES = new Codes<>(
            RunningCycle.Kind.class,
            Map.of(RunningCycle.Kind.MONTH, 0, RunningCycle.Kind.TRIAL, 1, RunningCycle.Kind.PAID, 2));
    private static final Codes<Kind> CHARGES = new Codes<>(
            Kind.class,
            Map.of(Kind.FEE, 0, Kind.PRORATION, 1, Kind.TOP_UP, 2, Kind.OVERAGE, 3, Kind.AT_COST, 4, Kind.LATE, 5));
    private static final Codes<CreditClass> CLASSES =
            new Codes<>(CreditClass.class, Map.of(CreditClass.FREE, 0, CreditClass.PAID, 1));
    private static final Codes<Source> SOURCES = new Codes<>(
            Source.class,
            Map.of(
                    Source.ALLOWANCE, 0,
                    Source.ROLLOVER, 1,
                    Source.TRIAL, 2,
                    Source.BONUS, 3,
                    Source.TOP_UP, 4,
                    Source.GRANT, 5,
                    Source.ADJUSTMENT, 6));

    private final Catalog catalog;

    StateCodec(Catalog catalog) {
        this.catalog = catalog;
    }

    byte[] encode(AccountState state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            new Writer(out).state(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    AccountState decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalStateException("a state in format " + format + " where " + FORMAT
                        + " was expected: it was written by another version of Nightbook");
            }
            AccountState state = new Reader(in).state();
            if (in.available() > 0) {
                throw new IllegalStateException("a state with " + in.available() + " bytes too many");
            }
            return state;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Put<T> {
        void put(T value) throws IOException;
    }

    private interface Get<T> {
        T get() throws IOException;
    }

    private final class Writer {
        private final DataOutputStream out;

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void state(AccountState state) throws IOException {
            instant(state.at());
            out.writeByte(PHASES.of(state.phase()));
            out.writeLong(state.seen());
            optional(state.standing(), this::standing);
            optional(state.cycle(), this::cycle);
            list(state.lots(), this::lot);
            list(state.debts(), debt -> {
                out.writeUTF(debt.category());
                credits(debt.credits());
            });
            optional(state.lastRowOn(), this::date);
            optional(state.feeBilled(), out::writeLong);
            list(state.ended(), this::finished);
        }

        private void finished(Finished ended) throws IOException {
            cycle(ended.cycle());
            credits(ended.debt());
            list(ended.charges(), this::charge);
            state(ended.end());
        }

        private void standing(Standing standing) throws IOException {
            version(standing.version());
            optional(standing.anchor() instanceof Anchor.Anniversary day ? day.start() : null, this::date);
            out.writeUTF(standing.row().planId());
            date(standing.row().startsOn());
            optional(standing.row().endsOn(), this::date);
            out.writeLong(standing.row().arrival());
            optional(standing.waitingPlan(), out::writeUTF);
            optional(standing.trialUntil(), this::date);
        }

        private void version(PlanVersion version) throws IOException {
            out.writeUTF(version.planId());
            date(version.from());
        }

        private void cycle(RunningCycle cycle) throws IOException {
            date(cycle.firstDay());
            instant(cycle.from());
            instant(cycle.until());
            out.writeByte(CYCLES.of(cycle.kind()));
            out.writeLong(cycle.wholeDays());
            optional(cycle.version(), this::version);
            Totals t = cycle.totals();
            list(
                    List.of(
                            t.allocated(),
                            t.rated(),
                            t.consumed(),
                            t.uncovered(),
                            t.expired(),
                            t.rolledOver(),
                            t.voided()),
                    this::credits);
            list(cycle.charges(), this::charge);
            list(List.copyOf(cycle.overage().entrySet()), entry -> {
                out.writeByte(TIMINGS.of(entry.getKey().timing()));
                decimal(entry.getKey().price());
                credits(entry.getValue());
            });
            list(List.copyOf(cycle.costs().entrySet()), entry -> {
                out.writeByte(TIMINGS.of(entry.getKey().timing()));
                out.writeUTF(catalog.meters().get(entry.getKey().meter()).id());
                decimal(entry.getValue());
            });
        }

        private void charge(io.nightbook.domain.replay.Charge charge) throws IOException {
            out.writeByte(CHARGES.of(charge.kind()));
            out.writeUTF(charge.subject());
            out.writeUTF(charge.description());
            decimal(charge.quantity());
            decimal(charge.unitPrice());
            out.writeLong(charge.net());
        }

        private void lot(Lot lot) throws IOException {
            CreditBatch batch = lot.batch();
            out.writeUTF(batch.id());
            out.writeByte(CLASSES.of(batch.creditClass()));
            out.writeByte(SOURCES.of(batch.source()));
            credits(batch.allocated());
            instant(batch.nominalAt());
            instant(batch.effectiveAt());
            optional(batch.expiresAt(), this::instant);
            out.writeInt(batch.priority());
            list(batch.categories().stream().sorted().toList(), out::writeUTF);
            out.writeLong(batch.value());
            optional(batch.voidedAt(), this::instant);
            optional(batch.originId(), out::writeUTF);
            out.writeLong(batch.arrival());
            credits(lot.gone());
        }

        private void credits(Credits credits) throws IOException {
            decimal(credits.value());
        }

        private void decimal(BigDecimal value) throws IOException {
            byte[] unscaled = value.unscaledValue().toByteArray();
            out.writeByte(value.scale());
            out.writeByte(unscaled.length);
            out.write(unscaled);
        }

        private void instant(Instant instant) throws IOException {
            out.writeLong(Micros.of(instant));
        }

        private void date(LocalDate date) throws IOException {
            out.writeInt(Math.toIntExact(date.toEpochDay()));
        }

        private <T> void optional(@Nullable T value, Put<T> put) throws IOException {
            out.writeBoolean(value != null);
            if (value != null) {
                put.put(value);
            }
        }

        private <T> void list(List<T> values, Put<T> put) throws IOException {
            out.writeInt(values.size());
            for (T value : values) {
                put.put(value);
            }
        }
    }

    private final class Reader {
        private final DataInputStream in;

        Reader(DataInputStream in) {
            this.in = in;
        }

        AccountState state() throws IOException {
            return new AccountState(
                    instant(),
                    PHASES.constant(in.readByte()),
                    in.readLong(),
                    optional(this::standing),
                    optional(this::cycle),
                    list(this::lot),
                    list(() -> new Debt(in.readUTF(), credits())),
                    optional(this::date),
                    optional(in::readLong),
                    list(this::finished));
        }

        private Finished finished() throws IOException {
            return new Finished(cycle(), credits(), list(this::charge), state());
        }

        private Standing standing() throws IOException {
            PlanVersion version = version();
            LocalDate anchor = optional(this::date);
            SubscriptionRow row = new SubscriptionRow(in.readUTF(), date(), optional(this::date), in.readLong());
            return new Standing(
                    version,
                    anchor == null ? new Anchor.Calendar() : new Anchor.Anniversary(anchor),
                    row,
                    optional(in::readUTF),
                    optional(this::date));
        }

        private PlanVersion version() throws IOException {
            String planId = in.readUTF();
            LocalDate from = date();
            Plan plan = catalog.plan(planId);
            PlanVersion version = plan == null ? null : plan.versionOn(from);
            if (version == null) {
                throw CatalogGap.planInUse(planId, from);
            }
            return version;
        }

        private RunningCycle cycle() throws IOException {
            return new RunningCycle(
                    date(),
                    instant(),
                    instant(),
                    CYCLES.constant(in.readByte()),
                    in.readLong(),
                    optional(this::version),
                    totals(),
                    list(this::charge),
                    overage(),
                    costs());
        }

        private Totals totals() throws IOException {
            List<Credits> t = list(this::credits);
            return new Totals(t.get(0), t.get(1), t.get(2), t.get(3), t.get(4), t.get(5), t.get(6));
        }

        private Map<OverageKey, Credits> overage() throws IOException {
            Map<OverageKey, Credits> map = new TreeMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                map.put(new OverageKey(TIMINGS.constant(in.readByte()), decimal()), credits());
            }
            return map;
        }

        private Map<CostKey, BigDecimal> costs() throws IOException {
            Map<CostKey, BigDecimal> map = new TreeMap<>();
            for (int i = in.readInt(); i > 0; i--) {
                map.put(new CostKey(TIMINGS.constant(in.readByte()), catalog.orderOf(in.readUTF())), decimal());
            }
            return map;
        }

        private io.nightbook.domain.replay.Charge charge() throws IOException {
            return new io.nightbook.domain.replay.Charge(
                    CHARGES.constant(in.readByte()), in.readUTF(), in.readUTF(), decimal(), decimal(), in.readLong());
        }

        private Lot lot() throws IOException {
            CreditBatch batch = new CreditBatch(
                    in.readUTF(),
                    CLASSES.constant(in.readByte()),
                    SOURCES.constant(in.readByte()),
                    credits(),
                    instant(),
                    instant(),
                    optional(this::instant),
                    CreditBatch.End.FIXED,
                    in.readInt(),
                    new TreeSet<>(list(in::readUTF)),
                    in.readLong(),
                    Charge.NONE,
                    optional(this::instant),
                    optional(in::readUTF),
                    in.readLong());
            return new Lot(batch, credits());
        }

        private Credits credits() throws IOException {
            return new Credits(decimal());
        }

        private BigDecimal decimal() throws IOException {
            int scale = in.readByte();
            return new BigDecimal(new BigInteger(in.readNBytes(in.readByte())), scale);
        }

        private Instant instant() throws IOException {
            return Micros.instant(in.readLong());
        }

        private LocalDate date() throws IOException {
            return LocalDate.ofEpochDay(in.readInt());
        }

        private <T> @Nullable T optional(Get<T> get) throws IOException {
            return in.readBoolean() ? get.get() : null;
        }

        private <T> List<T> list(Get<T> get) throws IOException {
            int size = in.readInt();
            List<T> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                values.add(get.get());
            }
            return values;
        }
    }
}
