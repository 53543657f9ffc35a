package io.nightbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CatalogMistakesTest {

    private static final String CREDITS_RULE = "; write a number of credits: 0 or more, below 10^15, at most 6 places";
    private static final String SOLD_CREDITS_RULE =
            "; write a number of credits: more than 0, below 10^15, at most 6 places";
    private static final String FINE_RULE = "; write a number: 0 or more, below 10^15, at most 9 places";
    private static final String SIZE_RULE = "; write a number: more than 0, below 10^15, at most 9 places";
    private static final String PERIOD_RULE = "; write a calendar period such as P1Y, P1M, P2W or P30D";

    @TempDir
    private Path dir;

    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(dir);
    }

    @Test
    void anUnknownKeyIsNamedWithPlaceLineAndTheNearestKey() {
        assertThat(folder.mistakesIn("""
                        plans:
                          - id: pro
                            versions:
                              - from: 2026-01-01
                                rollver: { cycles: 3 }
                        """)).isEqualTo("""
                        ai.yaml:5:9: unknown key 'rollver' in a plan version
                            5 |         rollver: { cycles: 3 }
                              |         ^
                          did you mean 'rollover'? Known keys: from, fee, allowance, rollover, overage, proration, \
                        anchor, trial, grace""");
    }

    @Test
    void allMistakesOfAllFilesAreNamedByFileAndLine() {
        folder.write("b.yaml", "alerts: [0]\n");
        assertThat(folder.mistakesIn("plan: []\nalerts: [x]\n")).isEqualTo("""
                        ai.yaml:1:1: unknown key 'plan' in a catalog file
                            1 | plan: []
                              | ^
                          did you mean 'plans'? Known keys: catalog, drawdown, meters, packages, plans, alerts
                        ai.yaml:2:10: alert is 'x'
                            2 | alerts: [x]
                              |          ^
                          write a whole number from 1 to 500
                        b.yaml:1:9: section 'alerts' is declared twice
                            1 | alerts: [0]
                              |         ^
                          keep one of them; the first is at ai.yaml:2:9
                        b.yaml:1:10: alert is '0'
                            1 | alerts: [0]
                              |          ^
                          write a whole number from 1 to 500""");
    }

    @Test
    void ofALongLineOnlyThePartAroundTheSpotIsShown() {
        assertThat(folder.mistakesIn("meters: [" + " ".repeat(100) + "{ id: m, category: LLM, rate: flat }"
                        + " ".repeat(100) + ", { id: n, category: LLM, rate: none } ]"))
                .isEqualTo("ai.yaml:1:140: unknown 'rate' of a meter: 'flat'\n"
                        + "    1 | ..." + " ".repeat(30) + "{ id: m, category: LLM, rate: flat }" + " ".repeat(34)
                        + "...\n"
                        + "      | " + " ".repeat(63) + "^\n"
                        + "  Known words: none, at_cost; or a map with per_unit, package, graduated, sum or match");
    }

    @Test
    void aMistakeOfSyntaxIsShownAtItsPlace() {
        assertThat(folder.mistakesIn("meters:\n  - { id: m, category: LLM\n")).isEqualTo("""
                        ai.yaml:3:1: not valid YAML: expected ',' or '}', but got <stream end>
                            3 |\s
                              | ^
                          mend the indentation, quotes or brackets here or just above""");
        assertThat(folder.shortlyIn("catalog: a: b"))
                .containsExactly("1:11 not valid YAML: mapping values are not allowed here; "
                        + "mend the indentation, quotes or brackets here or just above");
        assertThat(folder.shortlyIn("catalog: a\n---\ncatalog: b"))
                .containsExactly("2:1 not valid YAML: but found another document; "
                        + "mend the indentation, quotes or brackets here or just above");
    }

    @Test
    void aControlCharacterIsShownAtItsPlace() {
        assertThat(folder.shortlyIn("catalog: a\nalerts: \u0001[]"))
                .containsExactly("2:9 not valid YAML: a control character; remove it");
    }

    @Test
    void aFileInAnotherEncodingIsShownAtTheFirstByteThatIsNotUtf8() throws IOException {
        Files.write(dir.resolve("ai.yaml"), "catalog: x\n# Sch\u00f6n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folder.mistakesOf(() -> CatalogFiles.readDirectory(dir)))
                .isEqualTo("ai.yaml:2:6: not UTF-8 text\n    2 | # Sch\ufffdn\n      |      ^\n"
                        + "  save the file as UTF-8");
    }

    @Test
    void aFolderWithoutCatalogFilesIsAMistake() {
        assertThatThrownBy(() -> CatalogFiles.readDirectory(dir))
                .isInstanceOf(ConfigError.class)
                .hasMessage(dir + ": no .yaml, .yml or .json file in it\n  put one there");
        Path absent = dir.resolve("absent");
        assertThatThrownBy(() -> CatalogFiles.readDirectory(absent))
                .hasMessage(absent + ": no such folder\n  create it, or name another one");
        assertThatThrownBy(() -> SellerFile.read(absent))
                .hasMessage(absent + ": no such file\n  create it, or name another one");
    }

    @Test
    void aValueOfTheWrongKindIsNamed() {
        assertThat(folder.shortlyIn("catalog: [a]\nmeters: 3\nplans: { id: x }\npackages: [p]\n"))
                .containsExactly(
                        "1:10 'catalog' of a catalog file is a list; write some text",
                        "2:9 'meters' of a catalog file is '3'; write a list",
                        "3:8 'plans' of a catalog file is a map; write a list",
                        "4:12 package is 'p'; write a map of keys and values");
        assertThat(folder.shortlyIn("- a")).containsExactly("1:1 file is a list; write a map of keys and values");
    }

    @Test
    void aMissingKeyIsNamedAtTheMapThatNeedsIt() {
        assertThat(folder.shortlyIn("meters: [ { id: m } ]\npackages: [ { id: ~, credits: 1 } ]\n"))
                .containsExactly(
                        "1:11 missing key 'category' in a meter; add it. Known keys: id, category, rate, rates",
                        "1:11 missing key 'rate' in a meter; add it. Known keys: id, category, rate, rates",
                        "2:13 missing key 'id' in a package; add it. Known keys: id, credits, price, unit_price, "
                                + "minimum, expires, bonus, categories, priority",
                        "2:13 missing key 'price' in a package; add it. Known keys: id, credits, price, unit_price, "
                                + "minimum, expires, bonus, categories, priority");
    }

    @Test
    void aMisspeltKeyIsNotAlsoMissing() {
        assertThat(folder.shortlyIn("meters: [ { id: m, categroy: LLM, rate: { per_unti: { credits: 1 } } } ]"))
                .containsExactly(
                        "1:20 unknown key 'categroy' in a meter; "
                                + "did you mean 'category'? Known keys: id, category, rate, rates",
                        "1:43 unknown key 'per_unti' in a rate; "
                                + "did you mean 'per_unit'? Known keys: per_unit, package, graduated, sum, match");
    }

    @Test
    void aKeyThatStandsTwiceIsNamed() {
        assertThat(folder.shortlyIn("meters: [ { id: m, category: LLM, rate: none, id: n } ]"))
                .containsExactly(
                        "1:47 key 'id' of a meter is declared twice; keep one of them; the first is at ai.yaml:1:13");
    }

    @Test
    void anIdThatIsDeclaredTwiceIsNamedAcrossFiles() {
        folder.write("b.yaml", "meters: [ { id: m, category: LLM, rate: none } ]");
        assertThat(folder.shortlyIn("""
                        meters: [ { id: m, category: LLM, rate: none } ]
                        packages: [ { id: p, credits: 1, price: {} }, { id: p, credits: 1, price: {} } ]
                        plans:
                          - { id: q, versions: [ { from: 2026-01-01 } ] }
                          - { id: q, versions: [ { from: 2026-01-01 } ] }
                        """))
                .containsExactly(
                        "2:47 package 'p' is declared twice; keep one of them; the first is at ai.yaml:2:13",
                        "5:5 plan 'q' is declared twice; keep one of them; the first is at ai.yaml:4:5",
                        "1:11 meter 'm' is declared twice; keep one of them; the first is at ai.yaml:1:11");
    }

    @Test
    void anIdHasOneTo128Characters() {
        String id = "x".repeat(129);
        assertThat(folder.shortlyIn("plans: [ { id: " + id + ", versions: [ { from: 2026-01-01 } ] } ]"))
                .containsExactly("1:16 'id' of a plan is '" + "x".repeat(100) + "...'; write 1 to 128 characters");
        assertThat(folder.shortlyIn("plans: [ { id: '', versions: [ { from: 2026-01-01 } ] } ]"))
                .containsExactly("1:16 'id' of a plan is ''; write 1 to 128 characters");
    }

    @Test
    void aRateIsOfOneKind() {
        assertThat(folder.shortlyIn(rate("{ per_unit: { credits: 1 }, package: { size: 1, credits: 1 } }")))
                .containsExactly("1:41 a rate holds several kinds: per_unit, package; keep one of them");
        assertThat(folder.shortlyIn(rate("{}")))
                .containsExactly(
                        "1:41 a rate is empty; write one of these. Known keys: per_unit, package, graduated, sum, match");
        assertThat(folder.shortlyIn(rate("[]")))
                .containsExactly("1:41 'rate' of a meter is a list; write a word. "
                        + "Known words: none, at_cost; or a map with per_unit, package, graduated, sum or match");
    }

    @Test
    void numbersOfARateHaveTheirLimits() {
        assertThat(folder.shortlyIn(rate("{ per_unit: { per: 0, credits: 0.0000000001, round: down } }")))
                .containsExactly(
                        "1:60 'per' of a rate per unit is '0'" + SIZE_RULE,
                        "1:72 'credits' of a rate per unit is '0.0000000001'" + FINE_RULE,
                        "1:93 unknown 'round' of a rate per unit: 'down'; Known words: up");
        assertThat(folder.shortlyIn(rate("{ package: { size: -100, credits: 1e15 } }")))
                .containsExactly(
                        "1:60 'size' of a rate per package is '-100'" + SIZE_RULE,
                        "1:75 'credits' of a rate per package is '1e15'" + FINE_RULE);
    }

    @Test
    void aNumberIsWrittenAsInJson() {
        for (String text : new String[] {"1_000", "0x1F", "010", "+1", ".5", "1.", "1e999", "NaN", "one"}) {
            assertThat(folder.shortlyIn(rate("{ per_unit: { credits: " + text + " } }")))
                    .containsExactly("1:64 'credits' of a rate per unit is '" + text + "'" + FINE_RULE);
        }
    }

    @Test
    void tiersAscendAndOnlyTheLastHasNoEnd() {
        assertThat(folder.shortlyIn(
                        rate("{ graduated: [ { up_to: 5, credits: 1 }, { up_to: 5, credits: 1 }, { credits: 1 } ] }")))
                .containsExactly("1:91 'up_to' of a tier is 5, not above that of the tier before it, 5; "
                        + "write the tiers in ascending order");
        assertThat(folder.shortlyIn(rate("{ graduated: [ { credits: 1 }, { up_to: 5, credits: 1 } ] }")))
                .containsExactly(
                        "1:56 missing key 'up_to' in a tier; add it. Known keys: up_to, per, credits",
                        "1:81 the last tier has an end; remove its 'up_to', or add a tier without one");
        assertThat(folder.shortlyIn(rate("{ graduated: [] }")))
                .containsExactly("1:54 'graduated' of a rate is an empty list; write at least one tier");
    }

    @Test
    void aMatchNeedsADefaultAndARateForEachCase() {
        assertThat(folder.shortlyIn(rate("{ match: { property: model, cases: { a: ~, b: nome } } }")))
                .containsExactly(
                        "1:50 missing key 'default' in a match; add it. Known keys: property, cases, default",
                        "1:81 'a' of 'cases' of a match is empty; write a word. "
                                + "Known words: none, at_cost; or a map with per_unit, package, graduated, sum or match",
                        "1:87 unknown 'b' of 'cases' of a match: 'nome'; did you mean 'none'? "
                                + "Known words: none, at_cost; or a map with per_unit, package, graduated, sum or match");
    }

    @Test
    void anAliasInsideWhatItNamesIsAMistake() {
        assertThat(folder.shortlyIn(rate("&r { match: { property: model, cases: { a: *r }, default: none } }")))
                .containsExactly("1:41 'rate' of a meter holds itself; write it out instead of naming it by an alias");
    }

    @Test
    void datedRatesHaveDatesOfTheirOwn() {
        assertThat(folder.shortlyIn("""
                        meters:
                          - id: m
                            category: LLM
                            rate: none
                            rates:
                              - { from: 2026-01-01, rate: none }
                              - { from: 2026-01-01, rate: none }
                              - { from: 2026-02-30, rate: none }
                              - { from: 1-1-2026, rate: none }
                              - { from: 9999-01-01, rate: none }
                        """))
                .containsExactly(
                        "4:11 'rate' of a meter excludes 'rates'; remove one of them",
                        "7:17 rate from '2026-01-01' is declared twice; keep one of them; "
                                + "the first is at ai.yaml:6:17",
                        "8:17 'from' of a dated rate is '2026-02-30'; "
                                + "write a date from 1900 to 9998, such as 2026-10-31",
                        "9:17 'from' of a dated rate is '1-1-2026'; "
                                + "write a date from 1900 to 9998, such as 2026-10-31",
                        "10:17 'from' of a dated rate is '9999-01-01'; "
                                + "write a date from 1900 to 9998, such as 2026-10-31");
    }

    @Test
    void aPriceHasTheCurrencysPlacesAndAKnownCurrency() {
        assertThat(folder.shortlyIn(
                        "packages: [ { id: p, credits: 1, price: { usd: 1, USD: 1.234, JPY: 1.5, Gold: 1 } } ]"))
                .containsExactly(
                        "1:43 unknown currency in 'price' of a package: 'usd'; did you mean 'USD'?",
                        "1:56 'USD' of 'price' of a package is '1.234'; "
                                + "write an amount of money: 0 or more, below 10^15, at most 2 places in USD",
                        "1:68 'JPY' of 'price' of a package is '1.5'; "
                                + "write an amount of money: 0 or more, below 10^15, at most 0 places in JPY",
                        "1:73 unknown currency in 'price' of a package: 'Gold'; write one of the " + currencies()
                                + " known currencies");
    }

    @Test
    void aPackageHasEitherCreditsOrAUnitPrice() {
        assertThat(folder.shortlyIn("""
                        packages:
                          - { id: p, credits: 1, price: {}, unit_price: { USD: 0.0000000001 }, minimum: 1.0000001 }
                          - { id: q, credits: 0, price: {}, minimum: 1, priority: 1.5 }
                        """))
                .containsExactly(
                        "2:23 'credits' of a package excludes 'unit_price'; remove one of them",
                        "2:33 'price' of a package excludes 'unit_price'; remove one of them",
                        "2:56 'USD' of 'unit_price' of a package is '0.0000000001'" + FINE_RULE,
                        "2:81 'minimum' of a package is '1.0000001'" + CREDITS_RULE,
                        "3:23 'credits' of a package is '0'" + SOLD_CREDITS_RULE,
                        "3:46 'minimum' of a package goes with 'unit_price', not with 'credits'; remove one of them",
                        "3:59 'priority' of a package is '1.5'; write a whole number from -1000000 to 1000000");
    }

    @Test
    void anExpiryRuleIsAWordAPeriodOrADate() {
        assertThat(folder.shortlyIn("""
                        packages:
                          - { id: a, credits: 1, price: {}, expires: nevr }
                          - { id: b, credits: 1, price: {}, expires: { after: PT1H, boundary: hour } }
                          - { id: c, credits: 1, price: {}, expires: { after: P-1Y } }
                          - { id: d, credits: 1, price: {}, expires: { after: P1001Y } }
                          - { id: e, credits: 1, price: {}, expires: { through: 2027-12-31, boundary: day } }
                          - { id: f, credits: 1, price: {}, expires: { boundary: day } }
                        """))
                .containsExactly(
                        "2:46 unknown 'expires' of a package: 'nevr'; did you mean 'never'? "
                                + "Known words: never, cycle_end; or { after: P1Y }, or { through: 2027-12-31 }",
                        "3:55 'after' of an expiry rule is 'PT1H'" + PERIOD_RULE,
                        "3:71 unknown 'boundary' of an expiry rule: 'hour'; Known words: day, instant",
                        "4:55 'after' of an expiry rule is 'P-1Y'" + PERIOD_RULE,
                        "5:55 'after' of an expiry rule is 'P1001Y'" + PERIOD_RULE,
                        "6:79 'boundary' of an expiry rule goes with 'after', not with 'through'; remove one of them",
                        "7:46 missing key 'after' in an expiry rule; add it. Known keys: after, boundary, through");
    }

    @Test
    void aPackageIsLimitedToCategoriesOfMeters() {
        assertThat(folder.shortlyIn("""
                        meters: [ { id: m, category: LLM, rate: none }, { id: n, category: Agents, rate: none } ]
                        packages: [ { id: p, credits: 1, price: {}, categories: [LLM, LMM, [x]] } ]
                        """))
                .containsExactly(
                        "2:63 unknown category of a package: 'LMM'; did you mean 'LLM'? Known categories: Agents, LLM",
                        "2:68 category of a package is a list; write some text");
    }

    @Test
    void thePartsOfAPlanVersionHaveTheirLimits() {
        assertThat(folder.shortlyIn("""
                        plans:
                          - id: pro
                            versions:
                              - from: 2026-01-01
                                fee: { USD: -1 }
                                allowance: { credits: -1, class: payd }
                                rollover: { cycles: 0, percent: 100.5, max_per_cycle: -1, max_total: 1000000000000000 }
                                overage: { borrow: { limit: x } }
                                proration: daily
                                anchor: calender
                                trial: { days: 0 }
                                grace: -P1D
                              - { from: 2026-01-01, rollover: all, overage: bill }
                              - { from: 2026-02-01, overage: { bill: { USD: 0.1 }, borrow: {} } }
                          - { id: empty, versions: [] }
                        """))
                .containsExactly(
                        "5:21 'USD' of 'fee' of a plan version is '-1'; "
                                + "write an amount of money: 0 or more, below 10^15, at most 2 places in USD",
                        "6:31 'credits' of an allowance is '-1'" + CREDITS_RULE,
                        "6:42 unknown 'class' of an allowance: 'payd'; did you mean 'paid'? Known words: free, paid",
                        "7:29 'cycles' of a rollover is '0'; write a whole number from 1 to 1200",
                        "7:41 'percent' of a rollover is '100.5'; write a number from 0 to 100, at most 9 places",
                        "7:63 'max_per_cycle' of a rollover is '-1'" + CREDITS_RULE,
                        "7:78 'max_total' of a rollover is '1000000000000000'" + CREDITS_RULE,
                        "8:37 'limit' of a borrow rule is 'x'" + CREDITS_RULE,
                        "9:20 unknown 'proration' of a plan version: 'daily'; did you mean 'day'? Known words: day, none",
                        "10:17 unknown 'anchor' of a plan version: 'calender'; did you mean 'calendar'? "
                                + "Known words: calendar, anniversary",
                        "11:16 missing key 'credits' in a trial; add it. Known keys: days, credits",
                        "11:24 'days' of a trial is '0'; write a whole number from 1 to 3660",
                        "12:16 'grace' of a plan version is '-P1D'" + PERIOD_RULE,
                        "13:17 plan version from '2026-01-01' is declared twice; keep one of them; "
                                + "the first is at ai.yaml:4:15",
                        "13:39 unknown 'rollover' of a plan version: 'all'; Known words: none; or { cycles: 3 }",
                        "13:53 unknown 'overage' of a plan version: 'bill'; "
                                + "Known words: pause, borrow; or { borrow: { limit: 500 } }, or { bill: { USD: 0.012 } }",
                        "14:38 an overage holds several kinds: bill, borrow; keep one of them",
                        "15:28 'versions' of a plan is an empty list; write at least one plan version");
    }

    @Test
    void theDrawdownOrderHoldsKnownKeysOnceEach() {
        assertThat(folder.shortlyIn(
                        "drawdown: [priorty, class, class, source, { source: [trial, trial, gift] }, { x: 1 }]"))
                .containsExactly(
                        "1:12 unknown drawdown key: 'priorty'; did you mean 'priority'? Known words: priority, "
                                + "restricted, class, source, expiry, effective; or { source: [trial, grant, ...] }",
                        "1:28 drawdown key 'class' is declared twice; keep one of them; the first is at ai.yaml:1:21",
                        "1:43 drawdown key 'source' is declared twice; keep one of them; the first is at ai.yaml:1:35",
                        "1:61 source 'trial' is declared twice; keep one of them; the first is at ai.yaml:1:54",
                        "1:68 unknown source: 'gift'; "
                                + "Known words: allowance, rollover, trial, bonus, top_up, grant, adjustment",
                        "1:77 missing key 'source' in a drawdown key; add it. Known keys: source",
                        "1:77 drawdown key 'source' is declared twice; keep one of them; the first is at ai.yaml:1:35",
                        "1:79 unknown key 'x' in a drawdown key; Known keys: source");
    }

    private static String rate(String text) {
        return "meters: [ { id: m, category: LLM, rate: " + text + " } ]";
    }

    private static long currencies() {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .count();
    }

    // ---------------------------------------------------------------- what is large

    @Test
    @Timeout(60)
    void ofManyMistakesTheFirstTwentyAreShown() {
        String mistakes = folder.mistakesIn("alerts: [" + "nonsense, ".repeat(40_000) + "1 ]");

        assertThat(mistakes)
                .startsWith("ai.yaml:1:10: alert is 'nonsense'\n    1 | alerts: [nonsense, nonsense")
                .endsWith("\nand 39980 more of them; mend these first, then check again");
        assertThat(mistakes.lines().filter(line -> line.startsWith("ai.yaml:"))).hasSize(20);
        assertThat(mistakes).hasSizeLessThan(10_000);
    }

    @Test
    @Timeout(60)
    void aFileIsBoundedAndACommentAsLongAsItIsRead() {
        String comment = "#" + "x".repeat(2_000_000) + "\n";
        assertThat(folder.catalog("catalog: a\n" + comment).name()).isEqualTo("a");
        assertThat(folder.mistakesIn("catalog: a\n" + comment + comment))
                .isEqualTo(
                        "ai.yaml: larger than 2 MiB\n  leave out what is no configuration; a catalog may be several files");
    }

    @Test
    void whatIsNestedTooDeepIsShownWhereItIs() {
        assertThat(folder.mistakesIn("catalog: a\nmeters:\n  " + "[".repeat(60) + "]".repeat(60) + "\n"))
                .startsWith("ai.yaml:3:52: not valid YAML: Nesting Depth exceeded max 50\n    3 |   [[[[");
    }

    @Test
    void tooManyAliasesAreShownWhereTheyAre() {
        assertThat(folder.shortlyIn(String.join("\n", "a: &a [1]", "b: [" + "*a,".repeat(50), "  *a, *a]", "")))
                .containsExactly(
                        "3:3 not valid YAML: Number of aliases for non-scalar nodes exceeds the specified max=50;"
                                + " write it plainer");
    }

    // ---------------------------------------------------------------- what cannot be meant

    @Test
    void aShareInPlaceOfAPercentageIsRefused() {
        assertThat(
                        folder.shortlyIn(
                                "plans: [ { id: p, versions: [ { from: 2026-01-01, rollover: { cycles: 1, percent: 0.5 } } ] } ]"))
                .containsExactly(
                        "1:83 'percent' of a rollover is 0.5, which is less than one per cent; write 50 if 0.5 is meant"
                                + " as a share of 1");
    }

    @Test
    void anAlertAtEightTimesTheAllocationIsRefused() {
        assertThat(folder.shortlyIn("alerts: [80, 800]"))
                .containsExactly("1:14 alert is '800'; write a whole number from 1 to 500");
    }
}
