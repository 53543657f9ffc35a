package io.nightbook.batch.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.batch.Books;
import io.nightbook.batch.explain.ExplanationShare.Outcome;
import io.nightbook.batch.explain.ExplanationShare.Part;
import io.nightbook.batch.explain.ExplanationStretches.Stretch;
import io.nightbook.domain.money.Credits;
import io.nightbook.postgres.AccountStore;
import io.nightbook.postgres.ExplainStore;
import io.nightbook.postgres.ExplainStore.Cycle;
import io.nightbook.postgres.ExplainStore.Used;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of each stretch adds up to what is booked of each cycle. */
class ExplainedStretchesTest {

    private static final List<String> ACCOUNTS = List.of("acme", "beta", "gamma", "epsilon");

    private final Books books = ExplainedWorld.books();
    private final ExplainStore store = new ExplainStore(books.database());

    private record Told(Cycle cycle, List<ExplanationShare> shares) {
        Credits sum(Outcome outcome) {
            return add(
                    shares.stream().filter(share -> share.outcome() == outcome).map(ExplanationShare::rest));
        }
    }

    @Test
    void the_events_of_each_stretch_are_what_was_consumed_less_debt_and_what_no_batch_paid() {
        for (Told told : told()) {
            for (ExplanationShare share : told.shares()) {
                Credits repaid = Objects.requireNonNull(share.repaid());
                assertThat(share.stretch().rated())
                        .isEqualTo(share.stretch().consumed().minus(repaid).plus(share.rest()));
                assertThat(add(Objects.requireNonNull(share.parts()).stream().map(Part::credits)))
                        .isEqualTo(share.stretch().rated());
            }
        }
    }

    @Test
    void the_stretches_of_each_cycle_add_up_to_its_figures() {
        for (Told told : told()) {
            Cycle cycle = told.cycle();
            assertThat(add(told.shares().stream().map(share -> share.stretch().rated())))
                    .isEqualTo(cycle.totals().rated());
            assertThat(told.sum(Outcome.UNCOVERED)).isEqualTo(cycle.totals().uncovered());
            assertThat(told.shares()).extracting(ExplanationShare::outcome).doesNotContain(Outcome.CONTRADICTION);
        }
    }

    @Test
    void a_day_is_cut_where_a_batch_begins_and_where_one_is_voided() {
        ExplanationFacts acme = facts("acme");
        ExplanationStretches stretches = new ExplanationStretches(acme);
        Stretch october = stretches.from(acme.days().startOf(LocalDate.of(2026, 10, 20)));
        Stretch november = stretches.from(acme.days().startOf(LocalDate.of(2026, 11, 12)));
        assertThat(october.until()).isEqualTo("2026-10-20T10:00:00Z");
        assertThat(stretches.from(october.until()).until()).isEqualTo("2026-10-20T22:00:00Z");
        assertThat(november.until()).isEqualTo("2026-11-12T14:00:00Z");
    }

    private List<Told> told() {
        List<Told> told = new ArrayList<>();
        for (String account : ACCOUNTS) {
            ExplanationFacts facts = facts(account);
            for (Cycle cycle : facts.dossier().cycles()) {
                told.add(new Told(cycle, shares(facts, cycle)));
            }
        }
        assertThat(told).hasSize(12);
        return told;
    }

    private ExplanationFacts facts(String accountId) {
        int account = Objects.requireNonNull(new AccountStore(books.database())
                        .find(List.of(accountId))
                        .get(accountId))
                .no();
        return new ExplanationFacts(
                Objects.requireNonNull(store.dossiers(Set.of(account)).get(account)), books.catalog());
    }

    private List<ExplanationShare> shares(ExplanationFacts facts, Cycle cycle) {
        int account = facts.account().no();
        List<LocalDate> days = cycle.firstDay().datesUntil(cycle.untilDay()).toList();
        List<Used> events = store.events(Map.of(account, days)).getOrDefault(account, List.of());
        ExplanationStretches stretches = new ExplanationStretches(facts);
        List<ExplanationShare> shares = new ArrayList<>();
        stretches
                .byStart(events)
                .forEach((start, used) -> shares.add(
                        ExplanationShare.of(facts, new ExplanationPlan(facts), stretches.from(start), used)));
        return shares;
    }

    private static Credits add(Stream<Credits> credits) {
        return credits.reduce(Credits.ZERO, Credits::plus);
    }
}
