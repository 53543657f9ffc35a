package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.account.Account;
import io.nightbook.domain.input.Event;
import io.nightbook.domain.time.LocalDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an event is known by: homes hold these hashes, so they never change. */
class EventHashTest {

    static Account account(int no) {
        return new Account(no, "acme-" + no, Currency.getInstance("EUR"), new LocalDays(ZoneOffset.UTC));
    }

    static Event event(
            int account, String id, String quantity, Map<String, String> properties, @Nullable String voids) {
        return new Event(
                account(account),
                id,
                "reply",
                Instant.parse("2026-09-03T08:00:00.000001Z"),
                LocalDate.of(2026, 9, 3),
                new BigDecimal(quantity),
                null,
                null,
                null,
                "bot",
                "",
                "chat",
                properties,
                voids);
    }

    private static Event event(String quantity) {
        return event(7, "e-1", quantity, Map.of("region", "eu"), null);
    }

    @Test
    void theHashesAreThoseThatHomesHoldAlready() {
        assertThat(EventHash.key(event("1500"))).hasToString("98fc2ade-8588-4ec3-6730-65e53817b7e8");
        assertThat(EventHash.digest(event("1500"))).hasToString("2a5b59d9-f7fc-f71a-40d0-8cc7e4c012ee");
        assertThat(EventHash.digest(event(7, "e-2", "0", Map.of(), "e-1")))
                .hasToString("cd25f980-9a75-8467-11b4-9afd6244ae99");
    }

    @Test
    void anIdIsKnownPerAccountAndAVoidLeadsToItsTarget() {
        assertThat(EventHash.key(event(8, "e-1", "1", Map.of(), null))).isNotEqualTo(EventHash.key(event("1")));
        assertThat(EventHash.key(event(7, "e-2", "1", Map.of(), null))).isNotEqualTo(EventHash.key(event("1")));
        assertThat(EventHash.target(event(7, "e-2", "1", Map.of(), "e-1"))).isEqualTo(EventHash.key(event("1")));
    }

    @Test
    void equalValuesAreTheSameHoweverTheyAreWritten() {
        assertThat(EventHash.digest(event("1500.000"))).isEqualTo(EventHash.digest(event("1500")));
        assertThat(EventHash.digest(event("1.5E+3"))).isEqualTo(EventHash.digest(event("1500")));
        assertThat(EventHash.digest(event("1500.001"))).isNotEqualTo(EventHash.digest(event("1500")));
    }

    @Test
    void textsThatRunTogetherAreNotTheSame() {
        Map<String, String> one = new LinkedHashMap<>(Map.of("a", "bc"));
        Map<String, String> other = new LinkedHashMap<>(Map.of("ab", "c"));
        assertThat(EventHash.digest(event(7, "e", "1", one, null)))
                .isNotEqualTo(EventHash.digest(event(7, "e", "1", other, null)));
    }

    @Test
    void aTextLongerThanTheBufferIsHashedWhole() {
        String longer = "x".repeat(5_000);
        assertThat(EventHash.digest(event(7, "e", "1", Map.of("note", longer + "1"), null)))
                .isNotEqualTo(EventHash.digest(event(7, "e", "1", Map.of("note", longer + "2"), null)));
        assertThat(EventHash.digest(event("1500"))).hasToString("2a5b59d9-f7fc-f71a-40d0-8cc7e4c012ee");
    }
}
