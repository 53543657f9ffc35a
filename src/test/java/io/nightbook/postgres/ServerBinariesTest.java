package io.nightbook.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerBinariesTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,      amd64,   postgres-linux-x86_64.txz",
        "Linux,      aarch64, postgres-linux-arm_64.txz",
        "Mac OS X,   x86_64,  postgres-darwin-arm_64.txz",
        "Mac OS X,   aarch64, postgres-darwin-arm_64.txz",
        "Windows 11, amd64,   postgres-windows-x86_64.txz",
    })
    void eachKindOfMachineHasItsPrograms(String system, String processor, String archive) {
        assertThat(ServerBinaries.archive(system, processor)).asString().endsWith("/" + archive);
    }

    @Test
    void anotherKindOfMachineIsRefused() {
        assertThatThrownBy(() -> ServerBinaries.archive("Linux", "riscv64"))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("(Linux, riscv64)")
                .hasMessageContaining("--db");
    }
}
