package io.nightbook.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system account that the server runs under: this process's own, unless that is root, which PostgreSQL refuses.
 *
 * @param prefix the words to put before a command so that it runs under the account
 * @param owner the account that must own the files, null where they belong to it already
 */
record ServerAccount(List<String> prefix, @Nullable Owner owner) {

    private static final Owner NOBODY = new Owner(65534, 65534);
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    /** A user and group, by number. */
    record Owner(int user, int group) {

        private static final int ROOT = 0;

        static Owner of(Path file) throws IOException {
            return new Owner((int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS), (int)
                    Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS));
        }

        List<String> prefix() {
            return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
        }
    }

    /**
     * The account for a folder that exists.
     *
     * @throws EmbeddedServerException if no account can both own the folder and run a server
     */
    static ServerAccount of(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return new ServerAccount(List.of(), null);
        }
        return of(folder, self(), Owner.of(folder), ServerAccount::works);
    }

    /** The same, from the user who asks, the folder's owner, and which prefixes work on this machine. */
    static ServerAccount of(Path folder, int user, Owner owner, Predicate<List<String>> works) throws IOException {
        if (user != Owner.ROOT) {
            requireSame(folder, user, owner);
            return new ServerAccount(List.of(), null);
        }
        if (owner.user() == Owner.ROOT && works.test(NAMESPACE)) {
            return new ServerAccount(NAMESPACE, null);
        }
        Owner other = owner.user() == Owner.ROOT ? NOBODY : owner;
        requireSwitch(folder, works.test(other.prefix()));
        requirePassable(folder, other);
        return new ServerAccount(other.prefix(), other);
    }

    /** Hands everything under a folder to the account. */
    void own(Path folder) throws IOException {
        if (owner == null) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.toList();
        }
        for (Path file : files) {
            Files.setAttribute(file, "unix:gid", owner.group(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", owner.user(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Whether this process runs as root, whose server needs another account. */
    static boolean isRoot() throws IOException {
        return self() == Owner.ROOT;
    }

    /** The number of this process's user, even where the machine has no name for it. */
    private static int self() throws IOException {
        Path made = Files.createTempFile("nightbook", null);
        try {
            return Owner.of(made).user();
        } finally {
            Files.delete(made);
        }
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void requireSame(Path folder, int user, Owner owner) {
        if (user != owner.user()) {
            throw new EmbeddedServerException("The embedded database in " + folder + " belongs to user number "
                    + owner.user() + ", and this is user number " + user
                    + ": PostgreSQL serves a database only to its owner. Run Nightbook as that user, or name another"
                    + " folder with --home, or hand this one over (chown -R " + user + " '" + folder + "').");
        }
    }

    private static void requireSwitch(Path folder, boolean works) {
        if (!works) {
            throw new EmbeddedServerException("The embedded database in " + folder + " cannot run here as root, which"
                    + " PostgreSQL refuses, and neither 'unshare' nor 'setpriv' can give it another account on this"
                    + " machine. Run Nightbook as an ordinary user, or name a server of your own with --db.");
        }
    }

    private static void requirePassable(Path folder, Owner owner) throws IOException {
        for (Path parent = folder.getParent(); parent != null; parent = parent.getParent()) {
            PosixFilePermission passage = Owner.of(parent).user() == owner.user()
                    ? PosixFilePermission.OWNER_EXECUTE
                    : PosixFilePermission.OTHERS_EXECUTE;
            if (!Files.getPosixFilePermissions(parent).contains(passage)) {
                throw new EmbeddedServerException("The embedded database in " + folder + " runs as user number "
                        + owner.user() + ", because PostgreSQL refuses to run as root, and that user may not pass "
                        + parent + ". Name a folder elsewhere with --home, or let it pass (chmod o+x '" + parent
                        + "').");
            }
        }
    }
}
