package io.nightbook.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.000001Z, 1",
        "1969-12-31T23:59:59.999999Z, -1",
        "2262-04-12T00:00:00Z, 9223372800000000",
        "9998-12-31T23:59:59.999999Z, 253370764799999999"
    })
    void countsFromTheEpochInAnyYear(Instant instant, long micros) {
        assertThat(Micros.of(instant)).isEqualTo(micros);
        assertThat(Micros.instant(micros)).isEqualTo(instant);
    }
}
