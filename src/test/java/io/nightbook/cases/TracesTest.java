package io.nightbook.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.batch.History;
import io.nightbook.batch.Runner;
import io.nightbook.batch.intake.IntakeResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A slice shaped like the traces of an LLM service: very skewed windows of requests, ids with slashes, zones of five
 * continents, two weeks across a month's end. Made up here, the same each time, and reckoned once more event by event.
 */
class TracesTest {

    private static final int ACCOUNTS = 36;
    private static final Instant START = Instant.parse("2026-10-20T00:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(170);
    private static final int WINDOWS = 118;
    private static final BigDecimal ZERO = new BigDecimal("0.000000");

    private static final List<String> ZONES =
            List.of("UTC", "Asia/Shanghai", "Asia/Kolkata", "America/New_York", "Europe/Madrid", "Pacific/Auckland");
    private static final List<String> MODELS = List.of("m-large", "m-mid", "m-small", "m-other");
    private static final List<String> PLANS = List.of("standard", "professional", "enterprise");

    /** Credits for a thousand requests. */
    private static final Map<String, String> RATES =
            Map.of("m-large", "4", "m-mid", "1", "m-small", "0.4", "m-other", "2.5");

    private static final String CATALOG = """
            catalog: traces
            meters:
              - id: requests
                category: Inference
                rate:
                  match:
                    property: model
                    cases:
                      m-large: { per_unit: { per: 1000, credits: 4 } }
                      m-mid: { per_unit: { per: 1000, credits: 1 } }
                      m-small: { per_unit: { per: 1000, credits: 0.4 } }
                    default: { per_unit: { per: 1000, credits: 2.5 } }
            packages:
              - { id: pack, credits: 1000, price: { USD: 49.00 }, expires: { after: P1Y } }
            plans:
              - id: standard
                versions: [{ from: 2026-01-01, fee: { USD: 49.00 }, allowance: { credits: 1000 }, overage: pause }]
              - id: professional
                versions:
                  - from: 2026-01-01
                    fee: { USD: 199.00 }
                    allowance: { credits: 5000 }
                    rollover: { cycles: 3 }
                    overage: { bill: { USD: 0.012 } }
              - id: enterprise
                versions:
                  - from: 2026-01-01
                    fee: { USD: 9500.00 }
                    allowance: { credits: 40000000 }
                    rollover: { cycles: 12, percent: 50, max_total: 15000000 }
                    overage: { bill: { USD: 0.004 } }
            """;

    @TempDir
    Path folder;

    /** An API client. */
    private record Client(String id, String model, String zone, String plan) {

        Instant firstInstantOf(String day) {
            return LocalDate.parse(day).atStartOfDay(ZoneId.of(zone)).toInstant();
        }

        /** Small clients by and large, and a few that make most requests. */
        BigInteger requests(Random dice) {
            long scale = plan.equals("enterprise") ? 4_000_000_000L : plan.equals("professional") ? 400_000 : 30_000;
            double skew = dice.nextDouble();
            return BigInteger.valueOf((long) (scale * skew * skew * skew));
        }
    }

    /** A window of requests. */
    private record Window(String id, Client client, Instant at, BigInteger requests) {

        BigDecimal credits() {
            return new BigDecimal(requests)
                    .multiply(new BigDecimal(RATES.get(client.model())))
                    .divide(new BigDecimal(1000), 6, RoundingMode.HALF_UP);
        }

        String cycle() {
            return at.isBefore(client.firstInstantOf("2026-11-01")) ? "2026-10-01" : "2026-11-01";
        }

        String row() {
            return String.join(
                    ",", id, client.id(), "requests", at.toString(), requests.toString(), "api", "m", client.model());
        }
    }

    private static List<Client> clients() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            String model = MODELS.get(i % MODELS.size());
            clients.add(new Client(
                    String.format("language/%s/%03d", model, i),
                    model,
                    ZONES.get(i % ZONES.size()),
                    PLANS.get(i % 5 == 4 ? 2 : i % 2)));
        }
        return clients;
    }

    private static List<Window> windows(List<Client> clients) {
        Random dice = new Random(2026);
        List<Window> windows = new ArrayList<>();
        for (int n = 0; n < WINDOWS; n++) {
            for (Client client : clients) {
                Instant at = START.plus(WINDOW.multipliedBy(n));
                windows.add(new Window(client.id() + "@" + n, client, at, client.requests(dice)));
            }
        }
        return windows;
    }

    @Test
    void twoWeeksAcrossAMonthsEndAddUpToWhatEachWindowIsWorth() {
        List<Client> clients = clients();
        List<Window> windows = windows(clients);
        assertThat(windows).hasSize(4248);
        try (SmallWorld world = SmallWorld.in(folder)) {
            world.write("catalog/catalog.yaml", CATALOG);
            takeClients(world, clients);

            deliver(world, windows, "2026-10-25T00:00:00Z");
            world.run("nightly", "2026-10-25T04:30:00Z");
            deliver(world, windows, "2026-10-31T12:00:00Z");
            world.run("nightly", "2026-10-31T04:30:00Z");
            deliver(world, windows, "2026-11-02T06:00:00Z");
            Runner.Outcome close = world.run("month-end", "2026-11-02T12:00:00Z");
            deliver(world, windows, "2026-11-03T00:00:00Z");
            world.run("nightly", "2026-11-03T04:30:00Z");

            assertThat(close.totals().get("cycles_closed")).isEqualByComparingTo("36");
            assertThat(close.totals().get("invoices")).isEqualByComparingTo("36");
            Reckoning reckoning = new Reckoning();
            clients.forEach(client -> reckoning.reckon(client, windows));
            assertUsage(world, windows);
            assertThat(cycles(world)).isEqualTo(reckoning.cycles);
            assertThat(batches(world)).isEqualTo(reckoning.batches);
            assertThat(overage(world)).isEqualTo(reckoning.overage);
            assertThat(reckoning.overage).hasSize(20);
            assertThat(new History(world.database()).prove()).isEmpty();
        }
    }

    private static void takeClients(SmallWorld world, List<Client> clients) {
        List<String> accounts = new ArrayList<>(List.of("account_id,name,currency,time_zone,country"));
        List<String> subscriptions = new ArrayList<>(List.of("account_id,plan_id,starts_on"));
        List<String> batches =
                new ArrayList<>(List.of("batch_id,account_id,package_id,credits,source,effective_at,usable_through"));
        for (Client client : clients) {
            accounts.add(client.id() + ",API client " + client.id() + ",USD," + client.zone() + ",US");
            subscriptions.add(client.id() + "," + client.plan() + ",2026-10-01");
            batches.add("free/" + client.id() + "," + client.id() + ",,200,grant,2026-10-01,2026-10-28");
            batches.add("pack/" + client.id() + "," + client.id() + ",pack,,,2026-10-25T09:30:00Z,");
        }
        List<IntakeResult> taken = world.take(
                world.write("accounts.csv", accounts.toArray(String[]::new)),
                world.write("subscriptions.csv", subscriptions.toArray(String[]::new)),
                world.write("credit_batches.csv", batches.toArray(String[]::new)));
        assertThat(taken)
                .allSatisfy(result -> assertThat(result.rejected()).isZero())
                .extracting(IntakeResult::accepted)
                .containsExactly(36L, 36L, 72L);
    }

    /** Delivers all windows before an instant, those delivered before again, in no order. */
    private static void deliver(SmallWorld world, List<Window> windows, String until) {
        List<Window> known = new ArrayList<>(windows.stream()
                .filter(window -> window.at().isBefore(Instant.parse(until)))
                .toList());
        long before = Long.parseLong(world.value("select count(*) from usage_event"));
        Collections.shuffle(known, new Random(before));
        List<String> rows =
                new ArrayList<>(List.of("event_id,account_id,meter,occurred_at,quantity,agent,project,model"));
        known.forEach(window -> rows.add(window.row()));

        IntakeResult result = world.take(world.write("usage.csv", rows.toArray(String[]::new)))
                .get(0);

        assertThat(List.of(result.accepted(), result.duplicates(), result.rejected()))
                .as("accepted, duplicate, rejected of " + until)
                .containsExactly(known.size() - before, before, 0L);
    }

    // ---------------------------------------------------------------- what the books say

    private static void assertUsage(SmallWorld world, List<Window> windows) {
        List<Map<String, String>> usage = Rows.of(world.export("usage"));
        BigInteger requests = windows.stream().map(Window::requests).reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(requests).isEqualTo(new BigInteger("835436444846"));
        assertThat(windows.stream().map(Window::requests).max(Comparator.naturalOrder()))
                .hasValue(new BigInteger("3992595267"));
        assertThat(sum(usage, "quantity")).isEqualByComparingTo(new BigDecimal(requests));
        assertThat(sum(usage, "events")).isEqualByComparingTo("4248");
        assertThat(sum(usage, "credits"))
                .isEqualByComparingTo(windows.stream().map(Window::credits).reduce(ZERO, BigDecimal::add));
        Map<String, BigDecimal> days = new TreeMap<>();
        windows.forEach(window -> days.merge(
                window.client().id() + " "
                        + LocalDate.ofInstant(
                                window.at(), ZoneId.of(window.client().zone())),
                new BigDecimal(window.requests()),
                BigDecimal::add));
        Map<String, BigDecimal> found = new TreeMap<>();
        usage.forEach(row -> found.merge(
                row.get("account_id") + " " + row.get("day"), new BigDecimal(row.get("quantity")), BigDecimal::add));
        assertThat(found).isEqualTo(days);
    }

    private static BigDecimal sum(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> new BigDecimal(row.get(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, String> cycles(SmallWorld world) {
        Map<String, String> cycles = new TreeMap<>();
        for (Map<String, String> row : Rows.of(world.export("cycles"))) {
            cycles.put(
                    row.get("account_id") + " " + row.get("cycle"),
                    row.get("rated") + " = " + row.get("consumed") + " + " + row.get("uncovered"));
        }
        return cycles;
    }

    private static Map<String, String> batches(SmallWorld world) {
        Map<String, String> batches = new TreeMap<>();
        for (Map<String, String> row : Rows.of(world.export("batches"))) {
            batches.put(
                    String.valueOf(row.get("batch_id")),
                    row.get("allocated") + " = " + row.get("remaining") + " + " + row.get("consumed") + " + "
                            + row.get("expired") + " + " + row.get("rolled_out"));
        }
        return batches;
    }

    private static Map<String, String> overage(SmallWorld world) {
        Map<String, String> overage = new TreeMap<>();
        for (Map<String, String> row : Rows.of(world.export("invoice_lines"))) {
            if ("overage".equals(row.get("kind"))) {
                overage.put(String.valueOf(row.get("account_id")), String.valueOf(row.get("net")));
            }
        }
        return overage;
    }

    // ---------------------------------------------------------------- what they should say

    /** The draws of each client, window by window, on at most five batches. */
    private static final class Reckoning {

        private final Map<String, String> cycles = new TreeMap<>();
        private final Map<String, String> batches = new TreeMap<>();
        private final Map<String, String> overage = new TreeMap<>();

        private static final class Lot {
            private final String id;
            private final Instant from;
            private final Instant until;
            private final BigDecimal allocated;
            private BigDecimal consumed = ZERO;
            private BigDecimal expired = ZERO;
            private BigDecimal rolledOut = ZERO;

            Lot(String id, Instant from, Instant until, BigDecimal allocated) {
                this.id = id;
                this.from = from;
                this.until = until;
                this.allocated = allocated.setScale(6);
            }

            BigDecimal remaining() {
                return allocated.subtract(consumed).subtract(expired).subtract(rolledOut);
            }

            BigDecimal draw(Instant at, BigDecimal credits) {
                boolean alive = !at.isBefore(from) && at.isBefore(until);
                BigDecimal drawn = alive ? credits.min(remaining()) : ZERO;
                consumed = consumed.add(drawn);
                return credits.subtract(drawn);
            }
        }

        void reckon(Client client, List<Window> all) {
            Instant october = client.firstInstantOf("2026-10-01");
            Instant november = client.firstInstantOf("2026-11-01");
            Instant december = client.firstInstantOf("2026-12-01");
            BigDecimal allowance = allowance(client);
            Lot free =
                    new Lot("free/" + client.id(), october, client.firstInstantOf("2026-10-29"), new BigDecimal("200"));
            Lot first = new Lot("allowance:" + client.id() + ":2026-10-01", october, november, allowance);
            Lot second = new Lot("allowance:" + client.id() + ":2026-11-01", november, december, allowance);
            Lot pack = new Lot(
                    "pack/" + client.id(), Instant.parse("2026-10-25T09:30:00Z"), Instant.MAX, new BigDecimal("1000"));
            List<Window> windows = all.stream()
                    .filter(window -> window.client().equals(client))
                    .toList();

            BigDecimal uncovered = draw(windows, "2026-10-01", List.of(free, first, pack));
            free.expired = free.remaining();
            BigDecimal carried = carry(client, first.remaining());
            first.rolledOut = carried;
            first.expired = first.remaining();
            Lot carry = new Lot("rollover:" + client.id() + ":2026-10-01", november, Instant.MAX, carried);
            draw(windows, "2026-11-01", List.of(carry, second, pack));

            List.of(free, first, second, pack, carry).stream()
                    .filter(lot -> lot.allocated.signum() > 0)
                    .forEach(lot -> batches.put(
                            lot.id,
                            lot.allocated + " = " + lot.remaining() + " + " + lot.consumed + " + " + lot.expired + " + "
                                    + lot.rolledOut));
            bill(client, uncovered);
        }

        /** Draws a client's windows of a cycle; answers what no batch could pay. */
        private BigDecimal draw(List<Window> windows, String cycle, List<Lot> lots) {
            BigDecimal rated = ZERO;
            BigDecimal uncovered = ZERO;
            for (Window window : windows) {
                if (window.cycle().equals(cycle)) {
                    BigDecimal left = window.credits();
                    rated = rated.add(left);
                    for (Lot lot : lots) {
                        left = lot.draw(window.at(), left);
                    }
                    uncovered = uncovered.add(left);
                }
            }
            cycles.put(
                    windows.get(0).client().id() + " " + cycle,
                    rated + " = " + rated.subtract(uncovered) + " + " + uncovered);
            return uncovered;
        }

        private static BigDecimal allowance(Client client) {
            return switch (client.plan()) {
                case "standard" -> new BigDecimal("1000");
                case "professional" -> new BigDecimal("5000");
                default -> new BigDecimal("40000000");
            };
        }

        private static BigDecimal carry(Client client, BigDecimal remaining) {
            return switch (client.plan()) {
                case "professional" -> remaining;
                case "enterprise" ->
                    remaining
                            .multiply(new BigDecimal("0.5"))
                            .setScale(6, RoundingMode.HALF_UP)
                            .min(new BigDecimal("15000000.000000"));
                default -> ZERO;
            };
        }

        private void bill(Client client, BigDecimal uncovered) {
            String price = switch (client.plan()) {
                case "professional" -> "0.012";
                case "enterprise" -> "0.004";
                default -> "0";
            };
            BigDecimal net = uncovered.multiply(new BigDecimal(price)).setScale(2, RoundingMode.HALF_UP);
            if (net.signum() > 0) {
                overage.put(client.id(), net.toString());
            }
        }
    }
}
