package io.nightbook.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that, by its pid file, serves a data directory.
 *
 * @param process a living process, which is another one if the number was given out anew
 * @param port where it listens on loopback
 */
record Postmaster(ProcessHandle process, int port) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Pattern PROGRAM = Pattern.compile("[/\\\\]postgres(\\.exe)?( \\(deleted\\))?$");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,9}\\s*");
    private static final int PID = 0;
    private static final int DIRECTORY = 1;
    private static final int PORT = 3;
    private static final Sql WRITE_OUT = Sql.query("run/write-out");
    private static final int ANSWER_SECONDS = 10;

    /** What became of a call. */
    enum Answer {
        READY,
        BUSY,
        NONE
    }

    /** The process named in a data directory's pid file, if it lives. */
    static Optional<Postmaster> of(Path data) throws IOException {
        List<String> lines = lines(pidFile(data));
        return isWhole(lines) && isOf(data, lines.get(DIRECTORY))
                ? ProcessHandle.of(Long.parseLong(lines.get(PID).strip()))
                        .map(process -> new Postmaster(
                                process, Integer.parseInt(lines.get(PORT).strip())))
                : Optional.empty();
    }

    /** The server of a folder, if one runs there. */
    static Optional<Postmaster> in(Path folder) throws IOException {
        return of(Cluster.data(folder)).filter(Postmaster::perhapsServer);
    }

    /** A copy of a home whose server ran then has the file of that server in it, which serves the other one. */
    private static boolean isOf(Path data, String named) throws IOException {
        try {
            Path directory = Path.of(named.strip());
            return !Files.exists(directory) || Files.isSameFile(directory, data);
        } catch (InvalidPathException e) {
            return true; // it cannot be spelt in the charset of this process
        }
    }

    private static boolean isWhole(List<String> lines) {
        return lines.size() > PORT
                && NUMBER.matcher(lines.get(PID)).matches()
                && NUMBER.matcher(lines.get(PORT)).matches();
    }

    /**
     * Removes a pid file that a full disk or a power cut left without its lines, or that came with a copy of another's files:
     * PostgreSQL refuses to judge them.
     */
    static void clear(Path data) throws IOException {
        List<String> lines = lines(pidFile(data));
        if (!isWhole(lines) || !isOf(data, lines.get(DIRECTORY))) {
            Files.deleteIfExists(pidFile(data));
        }
    }

    static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Whether it can be a server: the system may not tell which program another user's process runs. */
    boolean perhapsServer() {
        return process.info().command().isEmpty() || surelyServer();
    }

    boolean surelyServer() {
        return process.info().command().filter(PROGRAM.asPredicate()).isPresent();
    }

    /**
     * The answer to a call with a user and password that only the server of this data directory knows.
     *
     * @throws SQLException if it refuses them
     */
    Answer call(String user, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(port));
        source.setConnectTimeout(ANSWER_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        if (!perhapsServer()) {
            return Answer.NONE; // whatever now listens there
        }
        try (Connection connection = source.getConnection(user, password)) {
            return connection.isValid(ANSWER_SECONDS) ? Answer.READY : Answer.NONE;
        } catch (SQLException e) {
            return answer(e);
        }
    }

    /** Has the server write out what is in its memory alone; answers whether it did. */
    boolean writeOut(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(port));
        source.setConnectTimeout(ANSWER_SECONDS);
        try (Connection connection = source.getConnection(user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(WRITE_OUT.text());
            return true;
        } catch (SQLException e) {
            LOG.debug("It is stopped instead of kept", e);
            return false;
        }
    }

    private static Answer answer(SQLException refusal) throws SQLException {
        String state = String.valueOf(refusal.getSQLState());
        if (state.equals("57P03")) { // cannot connect now: it starts, recovers or stops
            return Answer.BUSY;
        }
        if (state.startsWith("08")) { // no connection
            return Answer.NONE;
        }
        throw refusal;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
