package io.nightbook.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nightbook.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each case folder, played as its schedule says and compared to the last digit. The folder's name is the sentence that it
 * proves, {@code case.md} the arithmetic in words.
 */
class GoldenCasesTest {

    private static final Path OWN = Path.of("src", "test", "resources", "cases");
    /** Further cases, where they lie beside the project. */
    private static final Path SHARED = Path.of("..", "shared", "cases");

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> eachCaseComesOutAsWritten() throws IOException {
        List<Path> cases = new ArrayList<>(casesIn(OWN));
        if (Files.isDirectory(SHARED)) {
            cases.addAll(casesIn(SHARED));
        }
        return cases.stream().map(folder -> dynamicTest(sentence(folder), () -> comesOutAsWritten(folder)));
    }

    @Test
    void eachCaseExplainsItselfInWords() throws IOException {
        assertThat(casesIn(OWN))
                .hasSizeGreaterThan(50)
                .allSatisfy(folder -> assertThat(folder.resolve("case.md"))
                        .content()
                        .startsWith("# ")
                        .containsPattern("[0-9]"));
    }

    @Test
    void theReadmeNamesEachCaseAndNoOther() throws IOException {
        Set<String> named = Pattern.compile("`([a-z0-9]+(?:-[a-z0-9]+){2,})`")
                .matcher(Files.readString(OWN.resolve("README.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(casesIn(OWN))
                .extracting(folder -> folder.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void theComparisonSeesAFigureThatIsOffByItsLastDigit() throws IOException {
        assertThat(afterChanging(
                        "batches.csv", "380.000000,0.000000,0.000000,60.00", "380.000000,0.000000,0.000000,60.01"))
                .containsExactly("batches pack-1: value expected 60.00, but was 60.01");
        assertThat(afterChanging("cycles.csv", "30.000000,380.000000", "30.000001,380.000000"))
                .containsExactly("cycles ficha 2026-03-01: uncovered expected 30.000000, but was 30.000001");
        assertThat(afterChanging("ledger.csv", "-45.60", "-45.59"))
                .containsExactly(
                        "ledger sum missing: 2026-03-11T00:00:00Z pack-1 expired: -380.000000 credits, value -45.60,"
                                + " cycle ficha 2026-03-01",
                        "ledger sum not expected: 2026-03-11T00:00:00Z pack-1 expired: -380.000000 credits, value -45.59,"
                                + " cycle ficha 2026-03-01");
        assertThat(afterChanging(
                        "usage.csv",
                        "2026-03-10,attributes,Agents,,,1,12000",
                        "2026-03-10,attributes,Agents,,,2,12000"))
                .containsExactly("usage ficha 2026-03-01 2026-03-10 attributes Agents  : events expected 1, but was 2");
        assertThat(afterChanging("invoice_lines.csv", "O,0", "O,1")).hasSize(2);
        assertThat(afterChanging("rejects.csv", "detail,row", "detail,row\nusage.csv,2,closed,x,y"))
                .containsExactly("reject not expected: usage.csv line 2: closed");
    }

    private static List<Path> casesIn(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("schedule.json")))
                    .sorted()
                    .toList();
        }
    }

    private static String sentence(Path folder) {
        return folder.getFileName().toString().replace('-', ' ');
    }

    private void comesOutAsWritten(Path folder) throws IOException {
        Path played = temporary.resolve(folder.getFileName().toString());
        try (Database database = TestServer.get().database()) {
            WorkedCase world = new WorkedCase(folder, database, played.resolve("out"));
            world.play();
            world.export(played);
        }
        assertThat(String.join("\n", CaseDifferences.between(folder.resolve("expected"), played)))
                .as("differences from %s", folder.resolve("expected"))
                .isEmpty();
    }

    /** The differences that the comparison sees in a case's own expected tables after one text in them is changed. */
    private List<String> afterChanging(String file, String text, String other) throws IOException {
        Path expected = OWN.resolve("credits-expire-annually").resolve("expected");
        Path changed = Files.createTempDirectory(temporary, "changed");
        try (Stream<Path> tables = Files.list(expected)) {
            for (Path table : tables.toList()) {
                Files.copy(table, changed.resolve(table.getFileName()));
            }
        }
        String content = Files.readString(changed.resolve(file));
        assertThat(content).contains(text);
        Files.writeString(changed.resolve(file), content.replace(text, other));
        return CaseDifferences.between(expected, changed);
    }
}
