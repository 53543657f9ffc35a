package io.nightbook.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs: packed in this program, for each kind of machine, and unpacked into a folder. */
final class ServerBinaries {

    /** The major version, which decides who can read a data directory. */
    static final String MAJOR_VERSION = "17";

    private static final String MARK = "unpacked";

    private ServerBinaries() {}

    /**
     * Unpacks this machine's programs into a folder, unless just these are there; no server may run from it. They are
     * unpacked beside it first: some that were cut short are never taken for whole ones.
     */
    static void unpack(Path folder) throws IOException {
        URL archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        // The size tells one release from another, and is known without reading 15 to 60 MB at each start.
        String release = Long.toString(archive.openConnection().getContentLengthLong());
        Path mark = folder.resolve(MARK);
        if (Files.exists(mark) && Files.readString(mark).equals(release)) {
            return;
        }
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        FileSystemUtils.deleteRecursively(fresh);
        extract(archive, fresh);
        Files.writeString(fresh.resolve(MARK), release);
        FileSystemUtils.deleteRecursively(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The packed programs for a kind of machine, named as Java names it. */
    static URL archive(String system, String processor) {
        String name = "/postgres-" + kind(system.toLowerCase(Locale.ROOT), processor) + ".txz";
        URL archive = ServerBinaries.class.getResource(name);
        if (archive == null) {
            throw new EmbeddedServerException("There is no embedded database for this kind of machine (" + system
                    + ", " + processor + "): there is one for Linux, macOS and Windows on x86-64, and for Linux and"
                    + " macOS on ARM 64. Name a PostgreSQL server of your own with --db.");
        }
        return archive;
    }

    private static String kind(String system, String processor) {
        boolean arm = processor.equals("aarch64");
        if (system.startsWith("mac")) {
            return "darwin-arm_64"; // holds the programs for both processors
        }
        if (system.startsWith("windows")) {
            return "windows-x86_64"; // runs on ARM as well
        }
        return system + "-" + (arm ? "arm_64" : processor.replace("amd64", "x86_64"));
    }

    private static void extract(URL archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, folder.resolve(entry.getName()));
            }
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Path parent = Objects.requireNonNull(target.getParent());
        Files.createDirectories(parent);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if (parent.endsWith("bin") && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + target + " executable");
        }
    }
}
