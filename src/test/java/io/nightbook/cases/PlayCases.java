package io.nightbook.cases;

import io.nightbook.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Plays many case folders and writes their exports: {@code PlayCases CASES_DIR OUT_DIR}. */
public final class PlayCases {

    private PlayCases() {}

    public static void main(String[] args) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            folders = all.filter(folder -> Files.exists(folder.resolve("schedule.json")))
                    .sorted()
                    .toList();
        }
        for (Path folder : folders) {
            Path out = Path.of(args[1]).resolve(folder.getFileName());
            try (Database database = TestServer.get().database()) {
                WorkedCase played = new WorkedCase(folder, database, out.resolve("out"));
                played.play();
                played.export(out);
                System.out.println(folder.getFileName());
            } catch (RuntimeException e) {
                System.out.println(folder.getFileName() + " FAILED " + e);
                e.printStackTrace();
            }
        }
        System.exit(0);
    }
}
