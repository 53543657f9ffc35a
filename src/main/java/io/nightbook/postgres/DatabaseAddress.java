package io.nightbook.postgres;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and apart from it who asks: so that no message about the one tells the other.
 *
 * <p>{@code jdbc:postgresql:}, {@code postgresql:} and {@code postgres:} mean the same. User and password stand before the
 * host or among the parameters of the URL; what it lacks comes from {@code NIGHTBOOK_DB_USER}, and from
 * {@code NIGHTBOOK_DB_PASSWORD} or the file that {@code NIGHTBOOK_DB_PASSWORD_FILE} names. Without any the driver looks
 * into {@code ~/.pgpass}, or what {@code PGPASSFILE} names.
 *
 * @param url as the driver takes it, without user and password
 */
public record DatabaseAddress(
        String url, @Nullable String user, @Nullable String password) {

    private static final String SPELLING =
            "Write jdbc:postgresql://HOST:PORT/DATABASE, and give user and password apart from it (NIGHTBOOK_DB_USER,"
                    + " NIGHTBOOK_DB_PASSWORD, NIGHTBOOK_DB_PASSWORD_FILE); signs such as : / ? @ in a user or password"
                    + " that stands in a URL are written as %3A %2F %3F %40.";

    private static final Pattern URL = Pattern.compile(
            "(?<scheme>jdbc:postgresql|postgres|postgresql):(?:(?://(?:(?<credentials>[^?]*)@)?(?<hosts>[^/?@]*)(?<path>/[^/?@]*)?)"
                    + "|(?<plain>[^/?@:]*))(?:\\?(?<parameters>.*))?");
    private static final Pattern HOSTS = Pattern.compile(
            "(?:(?:[^,:\\[\\]\\s]*|\\[[0-9a-fA-F:.%]+])(?::\\d{1,5})?)(?:,(?:[^,:\\[\\]\\s]*|\\[[0-9a-fA-F:.%]+])(?::\\d{1,5})?)*");
    private static final Pattern CREDENTIALS = Pattern.compile("//.*@");
    private static final Pattern WITHOUT_SLASHES = Pattern.compile("\\S*:\\S*@");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("([\\w.-]*passw(?:or)?d\\s*=\\s*)(?:'[^']*'|[^&\\s]*)", Pattern.CASE_INSENSITIVE);

    /** What other programs call a parameter, and the driver otherwise. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout");

    /**
     * The address that a URL gives, with what the environment adds.
     *
     * @throws DatabaseRefused if it is not understood, or says no password where a file should
     */
    public static DatabaseAddress of(String given, Map<String, String> environment) {
        Matcher url = URL.matcher(given.strip());
        if (!url.matches()
                || (url.group("hosts") != null
                        && !HOSTS.matcher(url.group("hosts")).matches())) {
            throw new DatabaseRefused("The database URL " + masked(given) + " is not understood. " + SPELLING);
        }
        String user = null;
        String password = null;
        String credentials = url.group("credentials");
        if (credentials != null) {
            int colon = credentials.indexOf(':');
            user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
            password = colon < 0 ? null : decoded(credentials.substring(colon + 1));
        }
        List<String> rest = new ArrayList<>();
        for (String parameter : parameters(url.group("parameters"))) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (name.equals("user")) {
                user = decoded(parameter.substring(equals + 1));
            } else if (name.equals("password")) {
                password = decoded(parameter.substring(equals + 1));
            } else {
                rest.add(OTHER_NAMES.getOrDefault(name, name) + parameter.substring(name.length()));
            }
        }
        return new DatabaseAddress(place(url) + (rest.isEmpty() ? "" : "?" + String.join("&", rest)), user, password)
                .with(environment);
    }

    /** The address that a URL gives, with user and password where it has none. */
    static DatabaseAddress of(String given, @Nullable String user, @Nullable String password) {
        DatabaseAddress address = of(given, Map.of());
        return new DatabaseAddress(
                address.url,
                address.user == null ? user : address.user,
                address.password == null ? password : address.password);
    }

    private static String place(Matcher url) {
        String plain = url.group("plain");
        if (plain != null) {
            return "jdbc:postgresql:" + (plain.isEmpty() ? "/" : plain);
        }
        String path = url.group("path");
        return "jdbc:postgresql://" + url.group("hosts") + (path == null ? "/" : path);
    }

    private static List<String> parameters(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split("&", -1));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // its message quotes what it is about
            throw new DatabaseRefused(
                    "The user or the password in the database URL has a % that no two hexadecimal digits follow. Write the"
                            + " sign itself as %25.");
        }
    }

    private DatabaseAddress with(Map<String, String> environment) {
        return new DatabaseAddress(
                url,
                user == null ? environment.get("NIGHTBOOK_DB_USER") : user,
                password == null ? password(environment) : password);
    }

    private static @Nullable String password(Map<String, String> environment) {
        String said = environment.get("NIGHTBOOK_DB_PASSWORD");
        String file = environment.get("NIGHTBOOK_DB_PASSWORD_FILE");
        if (said != null || file == null) {
            return said;
        }
        try {
            return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new DatabaseRefused("The file " + file + " that NIGHTBOOK_DB_PASSWORD_FILE names cannot be read"
                    + (Files.exists(Path.of(file)) ? "" : ": it is not there")
                    + ". Write the password into it and let this user read it, or name another file.");
        }
    }

    /** A text without what may be a password in it: before a host, or as a parameter. */
    public static String masked(String text) {
        String ofUrls = CREDENTIALS.matcher(text).replaceAll("//...@");
        String ofAll = WITHOUT_SLASHES
                .matcher(ofUrls)
                .replaceAll(found -> found.group().contains("//") ? Matcher.quoteReplacement(found.group()) : "...@");
        return SECRET_PARAMETER.matcher(ofAll).replaceAll("$1...");
    }

    /** The URL as people may see it. */
    @Override
    public String toString() {
        return masked(url);
    }
}
