package io.nightbook.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {

    private final Gate gate = new Gate();
    private final List<String> done = new ArrayList<>();

    @Test
    void aClosedGateTurnsBackWhoComesLate() {
        gate.pass(() -> done.add("before"));
        assertThat(gate.close(Duration.ZERO)).isTrue();
        assertThat(gate.isOpen()).isFalse();
        gate.pass(() -> done.add("after"));
        assertThat(done).containsExactly("before");
    }

    @Test
    void closingTellsWhatGoesOnAndDoesNotWaitForEver() {
        gate.pass(() -> {
            done.add("open " + gate.isOpen());
            done.add("idle " + gate.close(Duration.ZERO));
            done.add("open " + gate.isOpen());
        });
        gate.pass(() -> done.add("after"));
        assertThat(done).containsExactly("open true", "idle false", "open false");
    }
}
