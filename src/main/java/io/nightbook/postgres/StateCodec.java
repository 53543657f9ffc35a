package io.nightbook.postgres;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.Lot;
import io.nightbook.domain.money.Credits;
import io.nightbook.domain.money.Money;
import io.nightbook.domain.replay.AccountState;
import io.nightbook.domain.replay.AccountState.Debt;
import io.nightbook.domain.replay.AccountState.Phase;
import io.nightbook.domain.replay.Charge;
import io.nightbook.domain.replay.Charge.Billing;
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
import java.util.Currency;
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
    private static final int FORMAT = 2;

    /** It kept the words of charges, and not their facts. */
    private static final int FIRST_FORMAT = 1;

    private static final int FEE = 0;
    private static final int FEE_CORRECTION = 1;
    private static final int UPGRADE = 2;
    private static final int TOP_UP = 3;
    private static final int OVERAGE = 4;
    private static final int AT_COST = 5;
    private static final int IN_WORDS = 6;

    private static final Codes<Phase> PHASES = new Codes<>(List.of(Phase.BEFORE, Phase.TURNED));
    private static final Codes<Timing> TIMINGS = new Codes<>(List.of(Timing.LATE, Timing.IN_TIME));
    private static final Codes<RunningCycle.Kind> CYCLES =
            new Codes<>(List.of(RunningCycle.Kind.MONTH, RunningCycle.Kind.TRIAL, RunningCycle.Kind.PAID));
    private static final Codes<Kind> KINDS =
            new Codes<>(List.of(Kind.FEE, Kind.PRORATION, Kind.TOP_UP, Kind.OVERAGE, Kind.AT_COST, Kind.LATE));
    private static final Codes<Billing> BILLINGS = new Codes<>(List.of(Billing.IN_ADVANCE, Billing.IN_ARREARS));
    private static final Codes<CreditClass> CLASSES = new Codes<>(List.of(CreditClass.FREE, CreditClass.PAID));
    private static final Codes<Source> SOURCES = new Codes<>(List.of(
            Source.ALLOWANCE,
            Source.ROLLOVER,
            Source.TRIAL,
            Source.BONUS,
            Source.TOP_UP,
            Source.GRANT,
            Source.ADJUSTMENT));

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

    /** The state of an account that pays in a currency. */
    AccountState decode(byte[] bytes, Currency currency) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT && format != FIRST_FORMAT) {
                throw new IllegalStateException("a state in format " + format + " where " + FORMAT
                        + " was expected: it was written by another version of Nightbook");
            }
            AccountState state = new Reader(in, format, currency).state();
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
            out.writeByte(PHASES.code(state.phase()));
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
            out.writeByte(CYCLES.code(cycle.kind()));
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
                out.writeByte(TIMINGS.code(entry.getKey().timing()));
                decimal(entry.getKey().price());
                credits(entry.getValue());
            });
            list(List.copyOf(cycle.costs().entrySet()), entry -> {
                out.writeByte(TIMINGS.code(entry.getKey().timing()));
                out.writeUTF(catalog.meters().get(entry.getKey().meter()).id());
                decimal(entry.getValue());
            });
        }

        private void charge(Charge charge) throws IOException {
            if (charge instanceof Charge.Fee fee) {
                out.writeByte(FEE);
                out.writeUTF(fee.planId());
                date(fee.firstDay());
                out.writeByte(BILLINGS.code(fee.billing()));
            } else if (charge instanceof Charge.FeeCorrection correction) {
                out.writeByte(FEE_CORRECTION);
                out.writeUTF(correction.planId());
                date(correction.firstDay());
                out.writeLong(correction.billed().minor());
            } else if (charge instanceof Charge.Upgrade upgrade) {
                out.writeByte(UPGRADE);
                out.writeUTF(upgrade.fromPlan());
                out.writeUTF(upgrade.toPlan());
                date(upgrade.on());
            } else if (charge instanceof Charge.TopUp topUp) {
                out.writeByte(TOP_UP);
                out.writeUTF(topUp.batchId());
            } else if (charge instanceof Charge.Overage overage) {
                out.writeByte(OVERAGE);
                out.writeUTF(overage.planId());
                out.writeByte(TIMINGS.code(overage.timing()));
                credits(overage.credits());
                decimal(overage.unitPrice());
            } else if (charge instanceof Charge.AtCost cost) {
                out.writeByte(AT_COST);
                out.writeUTF(cost.meterId());
                out.writeByte(TIMINGS.code(cost.timing()));
            } else if (charge instanceof Charge.InWords words) {
                out.writeByte(IN_WORDS);
                out.writeByte(KINDS.code(words.line().kind()));
                out.writeUTF(words.line().subject());
                out.writeUTF(words.line().description());
                decimal(words.quantity());
                decimal(words.unitPrice());
            } else {
                throw new IllegalStateException("nothing says how to keep a " + charge);
            }
            out.writeLong(charge.net());
        }

        private void lot(Lot lot) throws IOException {
            CreditBatch batch = lot.batch();
            out.writeUTF(batch.id());
            out.writeByte(CLASSES.code(batch.creditClass()));
            out.writeByte(SOURCES.code(batch.source()));
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
        private final int format;
        private final Currency currency;

        Reader(DataInputStream in, int format, Currency currency) {
            this.in = in;
            this.format = format;
            this.currency = currency;
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

        private Charge charge() throws IOException {
            int code = format == FIRST_FORMAT ? IN_WORDS : in.readByte();
            return switch (code) {
                case FEE -> new Charge.Fee(in.readUTF(), date(), BILLINGS.constant(in.readByte()), money());
                case FEE_CORRECTION -> new Charge.FeeCorrection(in.readUTF(), date(), money(), money());
                case UPGRADE -> new Charge.Upgrade(in.readUTF(), in.readUTF(), date(), money());
                case TOP_UP -> new Charge.TopUp(in.readUTF(), money());
                case OVERAGE ->
                    new Charge.Overage(in.readUTF(), TIMINGS.constant(in.readByte()), credits(), decimal(), money());
                case AT_COST -> new Charge.AtCost(in.readUTF(), TIMINGS.constant(in.readByte()), money());
                case IN_WORDS ->
                    new Charge.InWords(
                            new Charge.Line(KINDS.constant(in.readByte()), in.readUTF(), in.readUTF()),
                            decimal(),
                            decimal(),
                            money());
                default ->
                    throw new IllegalStateException(
                            code + " stands for no charge: it was written by another" + " version of Nightbook");
            };
        }

        private Money money() throws IOException {
            return new Money(in.readLong(), currency);
        }

        private Lot lot() throws IOException {
            String id = in.readUTF();
            CreditClass creditClass = CLASSES.constant(in.readByte());
            Source source = SOURCES.constant(in.readByte());
            Credits allocated = credits();
            CreditBatch.Span span =
                    new CreditBatch.Span(instant(), instant(), optional(this::instant), CreditBatch.End.FIXED);
            CreditBatch.Kind kind =
                    new CreditBatch.Kind(creditClass, source, in.readInt(), new TreeSet<>(list(in::readUTF)));
            CreditBatch batch = new CreditBatch(
                    id,
                    kind,
                    allocated,
                    in.readLong(),
                    span,
                    CreditBatch.Charge.NONE,
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
