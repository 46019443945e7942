package io.ape4j.run.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelRole;
import io.ape4j.model.store.StoreTargets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/** The reader of journals: damaged bytes, and bytes whose checksums were made to fit. */
public final class JournalTargets {
    private static final List<Class<? extends Throwable>> NAMES_FILE_AND_LINE = List.of(DamagedJournalException.class);

    private JournalTargets() {}

    public static List<Target> in(Path folder) {
        final Path file = folder.resolve("fuzzed.jsonl");
        final byte[] whole = journal();
        final List<String> words = new ArrayList<>(StoreTargets.words());
        words.addAll(List.of(
                "{\"type\":\"journal\",\"version\":1}\n",
                "{\"type\":\"event\"",
                "{\"type\":\"call\",\"key\":\"",
                "attempt",
                "phase",
                "tokens",
                "event",
                "position",
                "data",
                "cap-raised",
                "stop",
                "reason",
                "test-read",
                "earlierReadings",
                "settlement",
                "reservation",
                "search",
                "deadbeef "));
        return List.of(
                Target.ofBytes(
                        "journal", 1_000, List.of(whole), words, input -> read(file, input), NAMES_FILE_AND_LINE),
                Target.ofBytes(
                        "journal-lines",
                        2_000,
                        List.of(withoutChecksums(whole)),
                        words,
                        input -> read(file, withChecksums(input)),
                        NAMES_FILE_AND_LINE));
    }

    private static void read(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try (Journal journal = Journal.openReadOnly(file)) {
            journal.forEachCall(call -> journal.find(call.key()));
            for (final Event event : journal.events()) {
                if (event.type() == Event.Type.STOP) {
                    event.reason();
                }
                event.earlierReadings();
            }
            assertThat(journal.unsettled()).isNotNull();
            assertThat(journal.settled(CallLog.Phase.SEARCH).cost().toPlainString())
                    .isNotEmpty();
        }
    }

    private static byte[] journal() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final CallKey key = new CallKey("0b".repeat(32));
        out.writeBytes(JournalRecord.header());
        out.writeBytes(JournalRecord.line(new CallLog.Reservation(
                "a1", CallLog.Phase.SEARCH, key, ModelRole.EXECUTOR, 100, new BigDecimal("0.5"))));
        out.writeBytes(JournalRecord.line(new CallLog.Settlement("a1", 20, new BigDecimal("0.1"))));
        out.writeBytes(
                checked("{\"type\":\"call\"," + new String(StoreTargets.call(), StandardCharsets.UTF_8).substring(1)));
        out.writeBytes(JournalRecord.line(Event.stop(3, Event.Reason.OUTAGE)));
        out.writeBytes(JournalRecord.line(Event.resumed()));
        out.writeBytes(JournalRecord.line(Event.capRaised(4, Map.of("calls", "300", "cost", "1.5"))));
        out.writeBytes(JournalRecord.line(Event.testRead(5, 2)));
        out.writeBytes(JournalRecord.line(Event.finished(6)));
        return out.toByteArray();
    }

    private static byte[] withoutChecksums(byte[] journal) {
        final StringBuilder out = new StringBuilder();
        new String(journal, StandardCharsets.UTF_8)
                .lines()
                .forEach(
                        line -> out.append(line.substring(JournalRecord.PREFIX)).append('\n'));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withChecksums(byte[] lines) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (final String line : new String(lines, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            out.writeBytes(checked(line, StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static byte[] checked(String json) {
        return checked(json, StandardCharsets.UTF_8);
    }

    private static byte[] checked(String json, java.nio.charset.Charset charset) {
        final byte[] bytes = json.getBytes(charset);
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(String.format(Locale.ROOT, "%08x ", crc.getValue()).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        out.write('\n');
        return out.toByteArray();
    }
}
