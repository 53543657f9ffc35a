package io.nightbook.batch;

import io.nightbook.domain.report.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a document lies: {@code <month>/accounts/<account>/statement-<cycle>.pdf}, {@code <month>/invoices/<number>.pdf}
 * and perhaps {@code .xml}, {@code <month>/finance/<run>/<table>.csv}, with the month of the cycle's first local day.
 *
 * <p>An id is no file name. One of plain lower-case letters, digits and {@code . _ -} stands for itself; any other becomes
 * a readable beginning, a {@code ~} and a hash of the whole id. So no two ids share a name, on no file system, and none
 * leads out of its folder.
 */
final class PublicationPath {

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?");
    private static final Pattern STRANGE = Pattern.compile("[^a-z0-9]+");
    /** Names that Windows keeps for devices, whatever follows their first dot. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private static final int READABLE = 40;
    private static final int HASH_BYTES = 10;

    private PublicationPath() {}

    static String statement(Statement statement, String ending) {
        return of(statement, "statement", ending);
    }

    static String usage(Statement statement) {
        return of(statement, "usage", "csv");
    }

    /** That of a cycle that begins on a day, as PDF. */
    static String statement(String account, LocalDate firstDay) {
        return of(account, firstDay, "statement", "pdf");
    }

    private static String of(Statement statement, String what, String ending) {
        return of(statement.account().id(), statement.cycle().firstDay(), what, ending);
    }

    private static String of(String account, LocalDate firstDay, String what, String ending) {
        return YearMonth.from(firstDay) + "/accounts/" + segment(account) + "/" + what + "-" + firstDay + "." + ending;
    }

    /** Invoice numbers keep their capitals: they are given out here, and never differ by case alone. */
    static String invoice(YearMonth month, String number, String ending) {
        boolean isPlain = PLAIN.matcher(number.toLowerCase(Locale.ROOT)).matches();
        return month + "/invoices/" + (isPlain ? number : segment(number)) + "." + ending;
    }

    static String finance(YearMonth month, String run, String file) {
        return month + "/finance/" + segment(run) + "/" + file;
    }

    static String manifest(YearMonth month) {
        return month + "/" + Publication.MANIFEST;
    }

    /** A file name for an id: the same for the same id, different for different ones. */
    static String segment(String id) {
        String stem = id.substring(0, id.indexOf('.') < 0 ? id.length() : id.indexOf('.'));
        if (PLAIN.matcher(id).matches() && !DEVICES.contains(stem)) {
            return id;
        }
        String readable = STRANGE.matcher(id.toLowerCase(Locale.ROOT)).replaceAll("-");
        readable = readable.substring(0, Math.min(READABLE, readable.length()));
        return (readable.startsWith("-") ? "x" + readable : readable) + "~" + hash(id);
    }

    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
