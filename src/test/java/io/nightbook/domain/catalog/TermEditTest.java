package io.nightbook.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightbook.domain.catalog.TermEdit.InUse;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermEditTest {

    private static final LocalDate OCTOBER = LocalDate.parse("2026-10-31");

    @Test
    void the_same_terms_are_no_edit() {
        assertThat(edits(List.of(fee("2026-01-01", "199")), fee("2026-01-01", "199")))
                .isEmpty();
    }

    @Test
    void another_text_on_the_same_day_is_one() {
        assertThat(edits(List.of(fee("2026-01-01", "199")), fee("2026-01-01", "249")))
                .containsExactly("plan pro from 2026-01-01, fee in USD: 199 is in use, the catalog says 249");
    }

    @Test
    void a_later_version_is_none_once_it_begins_after_the_last_use() {
        assertThat(edits(List.of(fee("2026-01-01", "199")), fee("2026-01-01", "199"), fee("2026-11-01", "249")))
                .isEmpty();
    }

    @Test
    void a_version_that_would_have_been_in_force_is_one() {
        assertThat(edits(List.of(fee("2026-01-01", "199")), fee("2026-01-01", "199"), fee("2026-10-31", "249")))
                .containsExactly("plan pro from 2026-10-31, fee in USD: 199 is in use, the catalog says 249");
    }

    @Test
    void a_version_taken_away_is_one_from_its_first_day() {
        assertThat(edits(List.of(fee("2026-01-01", "199"), fee("2026-06-01", "249")), fee("2026-01-01", "199")))
                .containsExactly("plan pro from 2026-06-01, fee in USD: 249 is in use, the catalog says 199");
    }

    @Test
    void a_version_moved_to_an_earlier_day_is_one_only_on_the_days_in_between() {
        assertThat(edits(
                        List.of(fee("2026-01-01", "199"), fee("2026-06-01", "249")),
                        fee("2026-01-01", "199"),
                        fee("2026-05-01", "249")))
                .containsExactly("plan pro from 2026-05-01, fee in USD: 199 is in use, the catalog says 249");
    }

    @Test
    void what_was_not_said_before_may_be_added() {
        assertThat(edits(
                        List.of(fee("2026-01-01", "199")),
                        fee("2026-01-01", "199"),
                        new Term("plan pro", LocalDate.parse("2026-01-01"), "fee in EUR", "189"),
                        new Term("plan free", LocalDate.parse("2026-01-01"), "fee", "none"),
                        new Term("meter chat", LocalDate.MIN, "rate", "no credits")))
                .isEmpty();
    }

    @Test
    void what_is_left_out_is_for_those_who_need_it() {
        assertThat(edits(List.of(fee("2026-01-01", "199")))).isEmpty();
    }

    @Test
    void a_rate_since_ever_may_get_a_first_day_as_long_as_it_stays_the_same() {
        Term always = new Term("meter chat", LocalDate.MIN, "rate", "1 credit per unit");
        assertThat(edits(
                        List.of(always),
                        new Term("meter chat", LocalDate.parse("2026-01-01"), "rate", "1 credit per unit")))
                .isEmpty();
        assertThat(edits(List.of(always), new Term("meter chat", LocalDate.MIN, "rate", "2 credits per unit")))
                .containsExactly("meter chat, rate: 1 credit per unit is in use, the catalog says 2 credits per unit");
    }

    private static Term fee(String from, String text) {
        return new Term("plan pro", LocalDate.parse(from), "fee in USD", text);
    }

    private static List<String> edits(List<Term> inUse, Term... catalog) {
        List<InUse> used = inUse.stream().map(term -> new InUse(term, OCTOBER)).toList();
        return TermEdit.between(used, List.of(catalog)).stream()
                .map(TermEdit::toString)
                .toList();
    }
}
