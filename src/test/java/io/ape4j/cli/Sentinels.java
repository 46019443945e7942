package io.ape4j.cli;

import io.ape4j.model.CallKey;
import io.ape4j.model.store.sqlite.SqliteCallStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Secrets that occur nowhere else, one a place, and the search for them in everything that a program left behind: as they
 * are, any eight characters in a row of them, in hexadecimal, in base64 at each alignment, with every character escaped.
 */
final class Sentinels {
    private static final int PART = 8;
    private static final int CORE = 24;
    /** So that no digest in hexadecimal looks like a part of a secret. */
    private static final String LETTERS = "ghijklmnopqrstuv";

    private final Map<String, String> cores = new LinkedHashMap<>();

    /** A key for a place, with characters that are escaped in JSON, URLs and HTML. */
    String key(String place) {
        return "sk-" + "a\"b/c+d\\e=f&-" + core(place);
    }

    /** A secret of plain characters, for the parts of a URL. */
    String word(String place) {
        return "tok." + core(place);
    }

    private String core(String place) {
        return cores.computeIfAbsent(place, name -> {
            try {
                final byte[] digest =
                        MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
                final StringBuilder core = new StringBuilder();
                new BigInteger(1, digest)
                        .toString(16)
                        .chars()
                        .forEach(digit -> core.append(LETTERS.charAt(Character.digit(digit, 16))));
                return core.substring(0, CORE);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** The places whose secret occurs in a text. */
    Set<String> in(String text) {
        final String folded = text.toLowerCase(Locale.ROOT);
        final Set<String> found = new TreeSet<>();
        cores.forEach((place, core) -> {
            for (int i = 0; i + PART <= core.length(); i++) {
                final String part = core.substring(i, i + PART);
                if (folded.contains(part) || written(part).stream().anyMatch(folded::contains)) {
                    found.add(place);
                }
            }
            if (base64(core).stream().anyMatch(text::contains)) {
                found.add(place);
            }
        });
        return found;
    }

    private static List<String> written(String part) {
        final StringBuilder json = new StringBuilder();
        final StringBuilder url = new StringBuilder();
        part.chars().forEach(c -> {
            json.append(String.format(Locale.ROOT, "\\u%04x", c));
            url.append(String.format(Locale.ROOT, "%%%02x", c));
        });
        return List.of(
                json.toString(),
                url.toString(),
                HexFormat.of().formatHex(part.getBytes(StandardCharsets.US_ASCII)),
                String.join(" ", part.split("", -1)));
    }

    private static List<String> base64(String core) {
        final List<String> forms = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            final String encoded =
                    Base64.getEncoder().encodeToString(("#".repeat(before) + core).getBytes(StandardCharsets.US_ASCII));
            forms.add(encoded.substring(4, encoded.length() - 4));
        }
        return forms;
    }

    /** {@code place in file} for every file under a folder, unpacked where it is packed, and for its name. */
    Set<String> under(Path folder) throws IOException {
        final Set<String> found = new TreeSet<>();
        final List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.toList();
        }
        for (final Path file : files) {
            in(file.toString()).forEach(place -> found.add(place + " in the name " + file));
            if (Files.isRegularFile(file)) {
                in(text(file)).forEach(place -> found.add(place + " in " + file));
            }
            if (file.toString().endsWith("answers.db")) {
                in(answers(file)).forEach(place -> found.add(place + " in an answer of " + file));
            }
        }
        return found;
    }

    private static String text(Path file) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            final ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                in.transferTo(out);
            }
            return out.toString(StandardCharsets.ISO_8859_1);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Every answer of a cache, as its reader gives it. */
    static String answers(Path cache) {
        final StringBuilder all = new StringBuilder();
        final List<CallKey> keys = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + cache);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT key FROM answers")) {
            while (rows.next()) {
                keys.add(new CallKey(HexFormat.of().formatHex(rows.getBytes(1))));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        try (SqliteCallStore store = SqliteCallStore.open(cache)) {
            keys.forEach(key -> all.append(store.find(key).orElseThrow()).append('\n'));
        }
        return all.toString();
    }
}
