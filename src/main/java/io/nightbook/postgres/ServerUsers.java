package io.nightbook.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The users of one server, over all processes: each process keeps one file locked, jointly with the others, while it
 * uses the server. The operating system lets go of the lock of a process that dies, however it dies.
 *
 * <p>Not safe for threads: {@link EmbeddedServer} sees to turns.
 */
final class ServerUsers {

    // A second channel on the file, once closed, would take the locks of the first with it: so one for each process.
    private static final Map<Path, ServerUsers> BY_FILE = new HashMap<>();

    private final FileLock joint;
    private int here;

    private ServerUsers(FileLock joint) {
        this.joint = joint;
    }

    /** Counts one more user in this process. */
    static void join(Path file) throws IOException {
        ServerUsers users = BY_FILE.get(file);
        if (users == null) {
            users = new ServerUsers(open(file).lock(0, Long.MAX_VALUE, true));
            BY_FILE.put(file, users);
        }
        users.here++;
    }

    /** Counts one user less in this process, and says whether it was the last of all. */
    static boolean leave(Path file) throws IOException {
        ServerUsers users = BY_FILE.get(file);
        if (users == null || --users.here > 0) {
            return false;
        }
        BY_FILE.remove(file);
        users.joint.acquiredBy().close();
        return none(file);
    }

    /** Whether the server has no user, in this process or another. */
    static boolean none(Path file) throws IOException {
        if (BY_FILE.containsKey(file)) {
            return false;
        }
        try (FileChannel channel = open(file)) {
            return channel.tryLock() != null;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
