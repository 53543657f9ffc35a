package io.nightbook.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may read what lies under a home: its user alone, unless somebody lets others in.
 *
 * <p>A folder that is missing is made for its user alone; one that is there keeps its rights, and what is written into it
 * takes after it. So {@code chmod 750} on {@code out} lets the group read all that is published from then on. Where the file
 * system knows no such rights nothing is done about them.
 */
public final class Privacy {

    private static final Set<PosixFilePermission> EXECUTE = EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private Privacy() {}

    /**
     * Makes a home where it is missing: for its user alone, but that others may pass through where root makes it, whose
     * server runs under another account.
     */
    public static void createHome(Path home) throws IOException {
        if (!Files.exists(home)) {
            create(home, isPosix(home) && ServerAccount.isRoot() ? "rwx--x--x" : "rwx------");
        }
    }

    /** Makes a folder of a home where it is missing, and the home. */
    public static void createFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path home = folder.toAbsolutePath().getParent();
        if (home != null) {
            createHome(home);
        }
        create(folder, "rwx------");
    }

    private static void create(Path folder, String rights) throws IOException {
        Files.createDirectories(
                folder,
                isPosix(folder)
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** What a folder made under this one is given, that takes after it. */
    public static FileAttribute<?>[] ofFolder(Path like) throws IOException {
        return isPosix(like)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(like))}
                : new FileAttribute<?>[0];
    }

    /** What a file made under this folder is given: its rights, but to execute. */
    public static FileAttribute<?>[] ofFile(Path like) throws IOException {
        return isPosix(like)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(fileRights(like))}
                : new FileAttribute<?>[0];
    }

    /** Makes an empty file that takes after a folder; one that is there already is replaced. */
    public static Path createFile(Path like, Path file) throws IOException {
        Files.deleteIfExists(file);
        return Files.createFile(file, ofFile(like));
    }

    /** Lets a file that is there take after a folder. */
    public static void share(Path like, Path file) throws IOException {
        if (isPosix(like)) {
            Files.setPosixFilePermissions(file, fileRights(like));
        }
    }

    private static Set<PosixFilePermission> fileRights(Path like) throws IOException {
        Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(like));
        rights.removeAll(EXECUTE);
        return rights;
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
