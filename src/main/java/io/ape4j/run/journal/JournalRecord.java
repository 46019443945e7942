package io.ape4j.run.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelRole;
import io.ape4j.model.store.CallJson;
import io.ape4j.model.store.JsonFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** The lines of a journal: 8 hex digits CRC32C of the JSON, a space, one JSON object, a line feed. */
final class JournalRecord {
    static final int VERSION = 1;
    /** Bytes before the JSON. */
    static final int PREFIX = 9;

    private static final String TYPE = "type";

    private JournalRecord() {}

    /** What a line holds: the first two fields of its JSON tell. */
    enum Type {
        JOURNAL,
        CALL,
        RESERVATION,
        SETTLEMENT,
        EVENT;

        /** How the JSON of every record of this type begins. */
        String opening() {
            return "{\"" + TYPE + "\":\"" + wireName() + "\"";
        }

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static byte[] header() {
        return line(Type.JOURNAL, json -> json.writeNumberField("version", VERSION));
    }

    static byte[] line(Call call) {
        return line(Type.CALL, json -> CallJson.write(json, call));
    }

    static byte[] line(CallLog.Reservation reservation) {
        return line(Type.RESERVATION, json -> {
            json.writeStringField("attempt", reservation.attempt());
            json.writeStringField("phase", lower(reservation.phase()));
            json.writeStringField("key", reservation.key().hex());
            json.writeStringField("role", lower(reservation.role()));
            writeUse(json, reservation.tokens(), reservation.cost());
        });
    }

    static byte[] line(CallLog.Settlement settlement) {
        return line(Type.SETTLEMENT, json -> {
            json.writeStringField("attempt", settlement.attempt());
            writeUse(json, settlement.tokens(), settlement.cost());
        });
    }

    static byte[] line(Event event) {
        return line(Type.EVENT, json -> {
            json.writeStringField("event", event.type().wireName());
            json.writeNumberField("position", event.position());
            json.writeObjectFieldStart("data");
            for (final Map.Entry<String, String> entry : event.data().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        });
    }

    static CallLog.Reservation reservation(JsonFields json) throws IOException {
        return new CallLog.Reservation(
                json.text("attempt"),
                json.constant("phase", CallLog.Phase.class),
                new CallKey(json.text("key")),
                json.constant("role", ModelRole.class),
                json.integer("tokens"),
                json.decimal("cost"));
    }

    static CallLog.Settlement settlement(JsonFields json) throws IOException {
        return new CallLog.Settlement(json.text("attempt"), json.integer("tokens"), json.decimal("cost"));
    }

    static Event event(JsonFields json) throws IOException {
        final TreeMap<String, String> data = new TreeMap<>();
        final JsonFields fields = json.object("data");
        for (final String name : fields.asMap().keySet()) {
            data.put(name, fields.text(name));
        }
        return new Event(Event.Type.ofWireName(json.text("event")), json.integer("position"), data);
    }

    /** The type of the record whose JSON starts so. */
    static Type type(byte[] json) throws IOException {
        final String start = new String(json, 0, Math.min(json.length, 64), StandardCharsets.ISO_8859_1);
        for (final Type type : Type.values()) {
            if (start.startsWith(type.opening())) {
                return type;
            }
        }
        throw new IOException("a record of unknown type; was this journal written by a newer ape4j?");
    }

    /** The key of a call record, read from its start alone. */
    static CallKey callKey(byte[] json) throws IOException {
        final String before = Type.CALL.opening() + ",\"key\":\"";
        final int end = before.length() + 64;
        if (json.length < end) {
            throw new IOException("a call record without a key");
        }
        final String start = new String(json, 0, end, StandardCharsets.ISO_8859_1);
        if (!start.startsWith(before)) {
            throw new IOException("a call record that does not start with its key");
        }
        return new CallKey(start.substring(before.length()));
    }

    /** Whether a line, without its line feed, has the checksum that it says. */
    static boolean isIntact(byte[] line) {
        return line.length > PREFIX && line[8] == ' ' && checksum(line) == crc(line, PREFIX, line.length);
    }

    /** The checksum that a line says it has; -1 if it says none. */
    static long checksum(byte[] line) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            final int digit = "0123456789abcdef".indexOf((char) line[i]);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static byte[] line(Type type, CallJson.Fields fields) {
        final byte[] json;
        try {
            json = CallJson.encode(out -> {
                out.writeStringField(TYPE, type.wireName());
                fields.write(out);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("a record can't be written as JSON: " + e.getMessage(), e);
        }
        final byte[] line = new byte[PREFIX + json.length + 1];
        final String checksum = String.format(Locale.ROOT, "%08x ", crc(json, 0, json.length));
        System.arraycopy(checksum.getBytes(StandardCharsets.US_ASCII), 0, line, 0, PREFIX);
        System.arraycopy(json, 0, line, PREFIX, json.length);
        line[line.length - 1] = '\n';
        return line;
    }

    private static void writeUse(JsonGenerator json, long tokens, BigDecimal cost) throws IOException {
        json.writeNumberField("tokens", tokens);
        json.writeStringField("cost", cost.toPlainString());
    }

    private static long crc(byte[] bytes, int from, int to) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return crc.getValue();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
