package io.nightbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house is tidy; each look was seen to find something where there is something. */
class TidyTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path MAIN = ROOT.resolve("src/main/java/io/nightbook");
    private static final Path TESTS = ROOT.resolve("src/test/java/io/nightbook");
    private static final Path QUERIES = ROOT.resolve("sql/queries");
    private static final Path CHECKS = ROOT.resolve("sql/checks");

    private static final Pattern SQL = Pattern.compile(
            "\"\\s*(select\\s|insert\\s+into\\s|update\\s+\\w+\\s+set\\s|delete\\s+from\\s|with\\s+\\w+\\s+as\\s|copy\\s*[(]|copy\\s+\\w+"
                    + "\\s+(from|to)\\s|(create|alter|drop)\\s+(table|index|view|function|schema|database)\\s|truncate\\s)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BINARY_NUMBER =
            Pattern.compile("\\b([dD]ouble|[fF]loat)\\b(?! entry)|\\b\\d+([.]\\d+)?[dDfF]\\b");
    private static final Pattern CLOCK =
            Pattern.compile("\\.now\\(|currentTimeMillis|nanoTime|\\bClock\\b|InstantSource|systemDefault|new Date\\(");
    private static final Pattern WAIT_OR_SKIP = Pattern.compile(
            "Thread[.]sleep|TimeUnit[.]\\w+[.]sleep|@Dis" + "abled|\\bassu" + "me[A-Z]|Assump" + "tions");
    private static final Pattern TO_BE_DONE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b");
    private static final Pattern NOT_FOR_READERS = Pattern.compile(
            "/wo" + "rk/|/fa" + "rm/|clau" + "de|\\b(this|last|next|previous|earlier) ses" + "sion\\b|\\b(DOM"
                    + "AIN|FOR" + "MATS|HOU" + "SE|PEE" + "RS|STA" + "CK)[.]md\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EMPTY_NAME = Pattern.compile("(Manager|Helper|Utils?|Impl|Dto|Common)\\.java$");

    // ---------------------------------------------------------------- SQL

    @Test
    void everyQueryIsNamedInJava() {
        String java = text(MAIN);
        assertThat(files(QUERIES))
                .extracting(file -> withoutSuffix(QUERIES.relativize(file)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(isNamed(name, java)).as(name).isTrue());
        assertThat(isNamed("run/find-nothing", java)).isFalse();
    }

    /** Whole, or put together of its room and the word of a table. */
    private static boolean isNamed(String query, String java) {
        String room = query.substring(0, query.indexOf('/') + 1);
        String name = query.substring(room.length());
        String table = name.replaceFirst("^list-", "").replace('-', '_');
        return java.contains("Sql.query(\"" + query + "\")")
                || (java.contains("Sql.query(\"" + room + "\" + ") && java.contains('"' + name + '"'))
                || (java.contains("Sql.query(\"" + room + "list-\" + ") && java.contains('"' + table + '"'));
    }

    @Test
    void everyCheckIsNamedInJava() {
        String java = text(MAIN);
        assertThat(files(CHECKS))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(java).contains("Sql.check(\"" + withoutSuffix(CHECKS.relativize(file)) + "\")"));
    }

    @Test
    void aQueryIsCalledByAVerbAndAnObjectInTheRoomOfItsWord() {
        Set<String> words =
                files(MAIN).stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        for (Path file : files(QUERIES)) {
            Path name = QUERIES.relativize(file);
            assertThat(name.getNameCount()).as(name.toString()).isEqualTo(2);
            assertThat(name.getFileName().toString()).matches("[a-z]+(-[a-z]+)+\\.sql");
            String room = name.getName(0).toString();
            String word = room.substring(0, 1).toUpperCase(Locale.ROOT) + room.substring(1);
            assertThat(words)
                    .as("a class of the word %s", room)
                    .anyMatch(source -> source.matches(word + "(Store|Step|Rows|)\\.java"));
        }
    }

    @Test
    void noStatementIsWrittenInJava() {
        assertThat(SQL.matcher("sql(\"select 1\")").find()).isTrue();
        assertThat(SQL.matcher("copyOut(\"COPY (\" + query + \")\")").find()).isTrue();
        assertNowhere(SQL, MAIN);
    }

    // ---------------------------------------------------------------- Java

    @Test
    void noBinaryFloatingPointIsInTheDomain() {
        assertThat(BINARY_NUMBER.matcher("double rate = 0.5d;").results()).hasSize(2);
        assertNowhere(BINARY_NUMBER, MAIN.resolve("domain"));
        assertNowhere(BINARY_NUMBER, MAIN.resolve("job"));
    }

    @Test
    void noClockIsReadInTheDomainNorWhereRunsAreMade() {
        assertThat(CLOCK.matcher("Instant.now()").find()).isTrue();
        for (String room : List.of("domain", "job", "batch", "csv", "pdf", "yaml")) {
            assertNowhere(CLOCK, MAIN.resolve(room));
        }
    }

    @Test
    void everyPackageSaysWhatItDecides() {
        for (Path folder : packages(MAIN)) {
            String info = read(folder.resolve("package-info.java"));
            assertThat(info).as(folder.toString()).contains("@NullMarked");
            if (!folder.equals(MAIN)) {
                assertThat(info.split("<p>", -1)).as("paragraphs of " + folder).hasSizeGreaterThanOrEqualTo(4);
            }
        }
        for (Path folder : packages(TESTS)) {
            assertThat(read(folder.resolve("package-info.java")))
                    .as(folder.toString())
                    .contains("@NullMarked");
        }
    }

    @Test
    void noClassIsCalledByAWordThatSaysNothing() {
        assertThat(files(MAIN))
                .noneMatch(file -> EMPTY_NAME.matcher(file.toString()).find());
    }

    @Test
    void noTestWaitsForAClockOrIsSkipped() {
        assertThat(WAIT_OR_SKIP.matcher("Thread" + ".sleep(100)").find()).isTrue();
        assertNowhere(WAIT_OR_SKIP, TESTS);
    }

    // ---------------------------------------------------------------- all files

    @Test
    void theFrontHallHoldsWhatBelongsThere() throws IOException {
        Set<String> built = Set.of("target", "nightbook-home");
        try (Stream<Path> entries = Files.list(ROOT)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.startsWith(".") && !built.contains(name)))
                    .isSubsetOf("pom.xml", "src", "jobs", "sql", "config", "README.md", "mvnw", "mvnw.cmd", "LICENSE")
                    .contains("pom.xml", "src", "jobs", "sql", "config", "README.md");
        }
    }

    @Test
    void nothingIsLeftToBeDone() {
        assertThat(TO_BE_DONE.matcher("// TO" + "DO later").find()).isTrue();
        shipped().forEach(place -> assertNowhere(TO_BE_DONE, place));
    }

    @Test
    void nothingSpeaksOfWhatAReaderDoesNotHave() {
        assertThat(NOT_FOR_READERS.matcher("see DOM" + "AIN.md").find()).isTrue();
        shipped().forEach(place -> assertNowhere(NOT_FOR_READERS, place));
    }

    private static List<Path> shipped() {
        return Stream.of("pom.xml", "README.md", ".ci", "src", "jobs", "sql", "config")
                .map(ROOT::resolve)
                .toList();
    }

    // ---------------------------------------------------------------- looking

    private static void assertNowhere(Pattern pattern, Path place) {
        List<String> found = new ArrayList<>();
        for (Path file : files(place)) {
            List<String> lines = read(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(ROOT.relativize(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Path> files(Path place) {
        try (Stream<Path> walk = Files.walk(place)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> packages(Path sources) {
        return files(sources).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> file.resolveSibling("").normalize())
                .distinct()
                .toList();
    }

    private static String text(Path place) {
        return files(place).stream().map(TidyTest::read).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutSuffix(Path name) {
        return name.toString().replaceAll("\\.sql$", "");
    }
}
