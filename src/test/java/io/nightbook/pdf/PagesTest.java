package io.nightbook.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final Strip HEADING = new Strip.Heading("heading");

    private static List<Strip> filled() {
        List<Strip> strips = new ArrayList<>();
        for (float at = Pages.TOP; at + HEADING.needs() <= Pages.BOTTOM; at += HEADING.height()) {
            strips.add(HEADING);
        }
        return strips;
    }

    @Test
    void whiteSpaceThatFollowsAFullPageMakesNoOther() {
        List<Strip> strips = filled();
        strips.add(new Strip.Gap(HEADING.needs()));

        assertThat(Pages.of(strips)).hasSize(1);
    }

    @Test
    void whatFollowsWhiteSpaceThatDidNotFitBeginsAtTheTop() {
        List<Strip> strips = filled();
        strips.add(new Strip.Gap(HEADING.needs()));
        strips.add(HEADING);

        assertThat(Pages.of(strips)).hasSize(2);
        assertThat(Pages.of(strips).get(1)).containsExactly(new Pages.Placed(HEADING, Pages.TOP));
    }
}
