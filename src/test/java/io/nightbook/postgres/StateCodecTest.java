package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nightbook.domain.account.SubscriptionRow;
import io.nightbook.domain.catalog.Catalog;
import io.nightbook.domain.catalog.CatalogGap;
import io.nightbook.domain.catalog.CreditClass;
import io.nightbook.domain.catalog.Drawdown;
import io.nightbook.domain.catalog.Meter;
import io.nightbook.domain.catalog.Plan;
import io.nightbook.domain.catalog.PlanVersion;
import io.nightbook.domain.catalog.PlanVersion.AnchorKind;
import io.nightbook.domain.catalog.PlanVersion.Overage;
import io.nightbook.domain.catalog.PlanVersion.Proration;
import io.nightbook.domain.catalog.Rate;
import io.nightbook.domain.catalog.Source;
import io.nightbook.domain.credit.CreditBatch;
import io.nightbook.domain.credit.CreditBatch.End;
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
import io.nightbook.domain.usage.RatedUsage.Timing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A state as bytes: those that are in the homes of today are read for good. */
class StateCodecTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final PlanVersion TEAM = new PlanVersion(
            "team",
            LocalDate.of(2026, 1, 1),
            Map.of("EUR", new BigDecimal("31")),
            Credits.of(3100),
            CreditClass.PAID,
            null,
            new Overage.Pause(),
            Proration.DAY,
            AnchorKind.ANNIVERSARY,
            null,
            Period.ofDays(2));

    /** As the first version of the format wrote {@link #full}. */
    private static final byte[] FIRST_FORMAT = HexFormat.of().parseHex("""
            0100065bf1413c98000000000000000000290100047465616d00004fe601000050d800047465616d000050ba0100005152000000
            0000000003010004736f6c6f01000050f701000050d900065a5eec69180000065cba6ba6580002000000000000001e0100047465
            616d00004fe60000000706030f424006031e848006032dc6c006033d090006034c4b4006035b8d8006036acfc000000006000004
            7465616d000b7361797320c3bc2066656500010102020c1c0000000000000c1c0100047465616d00117361797320c3bc2070726f
            726174696f6e00010102020c1c0000000000000c1c0200047465616d000e7361797320c3bc20746f705f757000010102020c1c00
            00000000000c1c0300047465616d000f7361797320c3bc206f76657261676500010102020c1c0000000000000c1c040004746561
            6d000f7361797320c3bc2061745f636f737400010102020c1c0000000000000c1c0500047465616d000c7361797320c3bc206c61
            746500010102020c1c0000000000000c1c0000000200020102060400b71b000103010f060307a1200000000101000463616c6c09
            04b669fd2d000000070009616c6c6f77616e6365010006041dd1359000065a4ace91b80000065a5eec69180001000663f6d23420
            00fffffffd000000000000000000001387000000000000000000070601010008726f6c6c6f766572010106041dd1359000065a4a
            ce91b80000065a5eec69180001000663f6d2342000fffffffd00000000000000000000138700010019616c6c6f77616e63653a61
            636d653a323032362d30382d303100000000000000070601010005747269616c010206041dd1359000065a4ace91b80000065a5e
            ec69180001000663f6d2342000fffffffd000000000000000000001387000000000000000000070601010005626f6e7573010306
            041dd1359000065a4ace91b80000065a5eec69180001000663f6d2342000fffffffd000000000000000000001387000000000000
            000000070601010006746f705f7570010406041dd1359000065a4ace91b80000065a5eec69180001000663f6d2342000fffffffd
            0000000000000000000013870100065bded08c800100000000000000000706010100056772616e74000506041dd1359000065a4a
            ce91b80000065a5eec69180000fffffffd000000010005566f696365000000000000138700000000000000000007060101000a61
            646a7573746d656e74010606041dd1359000065a4ace91b80000065a5eec69180001000663f6d2342000fffffffd000000000000
            00000000138700000000000000000007060101000000010005566f6963650604010b076001000050ba0000000002000050d90006
            5a5eec69180000065cba6ba6580000000000000000001e000000000706030f424006031e848006032dc6c006033d090006034c4b
            4006035b8d8006036acfc0000000000000000200020102060400b71b000103010f060307a1200000000101000463616c6c0904b6
            69fd2d06031e84800000000000065a5eec6918000100000000000000090000000000000000000000010000000000000c1c000000
            00000050d900065a5eec69180000065cba6ba6580001000000000000001e0100047465616d00004fe60000000706030f42400603
            1e848006032dc6c006033d090006034c4b4006035b8d8006036acfc0000000000000000200020102060400b71b000103010f0603
            07a1200000000101000463616c6c0904b669fd2d060100000000010000047465616d000b7361797320c3bc206665650001010202
            0c1c0000000000000c1c00065a5eec6918000100000000000000090000000000000000000000010000000000000c1c00000000
            """.replace("\n", ""));

    /** As the second one writes it. */
    private static final byte[] SECOND_FORMAT = HexFormat.of().parseHex("""
            0200065bf1413c98000000000000000000290100047465616d00004fe601000050d800047465616d000050ba0100005152000000
            0000000003010004736f6c6f01000050f701000050d900065a5eec69180000065cba6ba6580002000000000000001e0100047465
            616d00004fe60000000706030f424006031e848006032dc6c006033d090006034c4b4006035b8d8006036acfc000000008000004
            7465616d000050d9000000000000000c1c0000047465616d000050d9010000000000000c1c0100047465616d000050d900000000
            00000c1cfffffffffffff9f2020004736f6c6f00047465616d000050d900000000000005dc030005746f702d3100000000000003
            e70400047465616d01060400bebc20020101000000000000000d05000463616c6c00000000000000004d060000047465616d000b
            7361797320c3bc2066656500010102020c1c0000000000000c1c0000000200020102060400b71b000103010f060307a120000000
            0101000463616c6c0904b669fd2d000000070009616c6c6f77616e6365010006041dd1359000065a4ace91b80000065a5eec6918
            0001000663f6d2342000fffffffd000000000000000000001387000000000000000000070601010008726f6c6c6f766572010106
            041dd1359000065a4ace91b80000065a5eec69180001000663f6d2342000fffffffd00000000000000000000138700010019616c
            6c6f77616e63653a61636d653a323032362d30382d303100000000000000070601010005747269616c010206041dd1359000065a
            4ace91b80000065a5eec69180001000663f6d2342000fffffffd0000000000000000000013870000000000000000000706010100
            05626f6e7573010306041dd1359000065a4ace91b80000065a5eec69180001000663f6d2342000fffffffd000000000000000000
            001387000000000000000000070601010006746f705f7570010406041dd1359000065a4ace91b80000065a5eec69180001000663
            f6d2342000fffffffd0000000000000000000013870100065bded08c800100000000000000000706010100056772616e74000506
            041dd1359000065a4ace91b80000065a5eec69180000fffffffd000000010005566f696365000000000000138700000000000000
            000007060101000a61646a7573746d656e74010606041dd1359000065a4ace91b80000065a5eec69180001000663f6d2342000ff
            fffffd00000000000000000000138700000000000000000007060101000000010005566f6963650604010b076001000050ba0000
            000002000050d900065a5eec69180000065cba6ba6580000000000000000001e000000000706030f424006031e848006032dc6c0
            06033d090006034c4b4006035b8d8006036acfc0000000000000000200020102060400b71b000103010f060307a1200000000101
            000463616c6c0904b669fd2d06031e84800000000000065a5eec6918000100000000000000090000000000000000000000010000
            000000000c1c00000000000050d900065a5eec69180000065cba6ba6580001000000000000001e0100047465616d00004fe60000
            000706030f424006031e848006032dc6c006033d090006034c4b4006035b8d8006036acfc0000000000000000200020102060400
            b71b000103010f060307a1200000000101000463616c6c0904b669fd2d06010000000001060000047465616d000b7361797320c3
            bc2066656500010102020c1c0000000000000c1c00065a5eec691800010000000000000009000000000000000000000001000000
            0000000c1c00000000
            """.replace("\n", ""));

    private static final StateCodec CODEC = new StateCodec(catalog("call", TEAM));

    private static Catalog catalog(String meter, PlanVersion version) {
        Meter call = new Meter(meter, "Voice", List.of(new Meter.DatedRate(null, new Rate.AtCost())));
        return new Catalog(
                "bytes",
                Drawdown.DEFAULT,
                List.of(call),
                List.of(),
                List.of(new Plan(version.planId(), List.of(version))),
                List.of());
    }

    private static Money eur(long minor) {
        return new Money(minor, EUR);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static Lot lot(CreditClass creditClass, Source source, @Nullable String until, String gone) {
        return new Lot(
                new CreditBatch(
                        source.word(),
                        new CreditBatch.Kind(
                                creditClass,
                                source,
                                -3,
                                source == Source.GRANT ? new TreeSet<>(Set.of("Voice")) : Set.of()),
                        Credits.of("500.25"),
                        4999,
                        new CreditBatch.Span(
                                at("2026-08-30T22:00:00Z"),
                                at("2026-08-31T22:00:00Z"),
                                until == null ? null : at(until),
                                End.FIXED),
                        CreditBatch.Charge.NONE,
                        source == Source.TOP_UP ? at("2026-09-20T00:00:00.000001Z") : null,
                        source == Source.ROLLOVER ? "allowance:acme:2026-08-01" : null,
                        7),
                Credits.of(gone));
    }

    private static RunningCycle cycle(RunningCycle.Kind kind, @Nullable PlanVersion version, List<Charge> charges) {
        return new RunningCycle(
                LocalDate.of(2026, 9, 1),
                at("2026-08-31T22:00:00Z"),
                at("2026-09-30T22:00:00Z"),
                kind,
                30,
                version,
                new Totals(
                        Credits.of(1),
                        Credits.of(2),
                        Credits.of(3),
                        Credits.of(4),
                        Credits.of(5),
                        Credits.of(6),
                        Credits.of(7)),
                charges,
                new TreeMap<>(Map.of(
                        new OverageKey(Timing.IN_TIME, new BigDecimal("0.015")), Credits.of("0.5"),
                        new OverageKey(Timing.LATE, new BigDecimal("0.02")), Credits.of(12))),
                new TreeMap<>(Map.of(new CostKey(Timing.IN_TIME, 0), new BigDecimal("-1.234567891"))));
    }

    private static Charge charge(Kind kind) {
        return new Charge.InWords(
                new Charge.Line(kind, "team", "says \u00fc " + kind.word()),
                BigDecimal.ONE,
                new BigDecimal("31.00"),
                eur(3100));
    }

    private static List<Charge> inWords() {
        return Arrays.stream(Kind.values()).map(StateCodecTest::charge).toList();
    }

    private static List<Charge> facts() {
        LocalDate day = LocalDate.of(2026, 9, 1);
        return List.of(
                new Charge.Fee("team", day, Billing.IN_ADVANCE, eur(3100)),
                new Charge.Fee("team", day, Billing.IN_ARREARS, eur(3100)),
                new Charge.FeeCorrection("team", day, eur(3100), eur(-1550)),
                new Charge.Upgrade("solo", "team", day, eur(1500)),
                new Charge.TopUp("top-1", eur(999)),
                new Charge.Overage("team", Timing.IN_TIME, Credits.of("12.5"), new BigDecimal("0.01"), eur(13)),
                new Charge.AtCost("call", Timing.LATE, eur(77)),
                charge(Kind.FEE));
    }

    /** All that a state can hold, with some charges. */
    private static AccountState full(List<Charge> charges) {
        AccountState end = new AccountState(
                at("2026-08-31T22:00:00Z"), Phase.TURNED, 9, null, null, List.of(), List.of(), null, 3100L, List.of());
        return new AccountState(
                at("2026-09-20T22:00:00Z"),
                Phase.BEFORE,
                41,
                new Standing(
                        TEAM,
                        new Anchor.Anniversary(LocalDate.of(2026, 8, 31)),
                        new SubscriptionRow("team", LocalDate.of(2026, 8, 1), LocalDate.of(2026, 12, 31), 3),
                        "solo",
                        LocalDate.of(2026, 10, 1)),
                cycle(RunningCycle.Kind.PAID, TEAM, charges),
                Arrays.stream(Source.values())
                        .map(source -> lot(
                                source == Source.GRANT ? CreditClass.FREE : CreditClass.PAID,
                                source,
                                source == Source.GRANT ? null : "2027-01-01T00:00:00Z",
                                "0.000001"))
                        .toList(),
                List.of(new Debt("Voice", Credits.of("17.5"))),
                LocalDate.of(2026, 8, 1),
                null,
                List.of(
                        new Finished(cycle(RunningCycle.Kind.MONTH, null, List.of()), Credits.of(2), List.of(), end),
                        new Finished(
                                cycle(RunningCycle.Kind.TRIAL, TEAM, List.of()),
                                Credits.ZERO,
                                List.of(charge(Kind.FEE)),
                                end)));
    }

    @Test
    void theBytesOfAStateAreWhatTheyAlwaysAre() {
        assertThat(HexFormat.of().formatHex(CODEC.encode(full(facts()))))
                .isEqualTo(HexFormat.of().formatHex(SECOND_FORMAT));
    }

    @Test
    void aStateThatWasWrittenComesBackWhole() {
        assertThat(CODEC.decode(SECOND_FORMAT, EUR)).isEqualTo(full(facts()));
        AccountState least = new AccountState(
                at("2026-08-31T22:00:00Z"), Phase.TURNED, 0, null, null, List.of(), List.of(), null, null, List.of());
        assertThat(CODEC.decode(CODEC.encode(least), EUR)).isEqualTo(least);
    }

    @Test
    void aStateOfAnEarlierVersionKeepsTheWordsOfItsCharges() {
        assertThat(CODEC.decode(FIRST_FORMAT, EUR)).isEqualTo(full(inWords()));
        assertThat(CODEC.decode(CODEC.encode(full(inWords())), EUR)).isEqualTo(full(inWords()));
    }

    @Test
    void whatTheCatalogLacksIsAGapThatSaysWhatToPutBack() {
        assertThatExceptionOfType(CatalogGap.class)
                .isThrownBy(() -> new StateCodec(catalog("fax", TEAM)).decode(FIRST_FORMAT, EUR))
                .withMessageStartingWith("meter call has usage but is not in the catalog; put it back");
        assertThatExceptionOfType(CatalogGap.class)
                .isThrownBy(() -> new StateCodec(
                                new Catalog("none", Drawdown.DEFAULT, List.of(), List.of(), List.of(), List.of()))
                        .decode(FIRST_FORMAT, EUR))
                .withMessage("plan team of 2026-01-01 is in use but not in the catalog;"
                        + " put it back: plans in use are never removed");
    }

    @Test
    void bytesOfAnotherFormatOrTooManyAreRefusedAloud() {
        byte[] other = FIRST_FORMAT.clone();
        other[0] = 9;
        assertThatIllegalStateException()
                .isThrownBy(() -> CODEC.decode(other, EUR))
                .withMessage(
                        "a state in format 9 where 2 was expected: it was written by another version of Nightbook");
        byte[] phase = FIRST_FORMAT.clone();
        phase[9] = 7;
        assertThatIllegalStateException()
                .isThrownBy(() -> CODEC.decode(phase, EUR))
                .withMessage("7 stands for none of [BEFORE, TURNED]: it was written by another version of Nightbook");
        assertThatIllegalStateException()
                .isThrownBy(() -> CODEC.decode(Arrays.copyOf(FIRST_FORMAT, FIRST_FORMAT.length + 2), EUR))
                .withMessage("a state with 2 bytes too many");
    }

    @Test
    void eachConstantNeedsACode() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Codes<>(List.of(Phase.BEFORE)))
                .withMessage("each constant needs a code: [BEFORE]");
    }
}
