package io.nightbook.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Words KEYS = Words.known("keys", List.of("from", "fee", "max_total"));

    @Test
    void twoNeighboursSwappedAreOneEdit() {
        assertThat(Edits.between("form", "from")).isEqualTo(1);
        assertThat(Edits.between("kitten", "sitting")).isEqualTo(3);
        assertThat(Edits.between("", "fee")).isEqualTo(3);
    }

    @Test
    void aNearWordIsAskedForWhateverItsCase() {
        assertThat(KEYS.remedyFor("form")).isEqualTo("did you mean 'from'? Known keys: from, fee, max_total");
        assertThat(Words.known("words", List.of("paid", "free")).nearest("payed"))
                .contains("paid");
        assertThat(Words.known("countries", List.of("UA")).nearest("UK")).isEmpty();
        assertThat(KEYS.remedyFor("maxTotal")).isEqualTo("did you mean 'max_total'? Known keys: from, fee, max_total");
    }

    @Test
    void aWordThatIsNotNearIsNotAskedFor() {
        assertThat(KEYS.remedyFor("price")).isEqualTo("Known keys: from, fee, max_total");
        assertThat(KEYS.remedyFor("fo")).isEqualTo("Known keys: from, fee, max_total");
    }

    @Test
    void moreThanTwentyWordsAreNotListed() {
        Words many = Words.known(
                "meters", IntStream.range(100, 121).mapToObj(i -> "m" + i).toList());
        assertThat(many.remedyFor("m10")).isEqualTo("did you mean 'm100'?");
        assertThat(many.remedyFor("search")).isEqualTo("write one of the 21 known meters");
    }

    @Test
    void whereThereAreNoWordsTheListSaysSo() {
        assertThat(Words.known("categories", List.of()).remedyFor("LLM")).isEqualTo("Known categories: (none)");
    }
}
