package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ApeHome;
import io.ape4j.model.Call;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Task;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole searches whose shared cache fails them. */
class SearchOnBrokenCacheTest {
    @TempDir
    private Path folder;

    private final Task task = Simulation.smallTask();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    /** Harms the cache when the first answers have come. */
    private final class Saboteur implements SearchListener {
        private final Path cache;
        private final String harm;
        private int answers;

        Saboteur(Path cache, String harm) {
            this.cache = cache;
            this.harm = harm;
        }

        @Override
        public void answered(Call call) {
            answers++;
            if (answers == 5) {
                run(cache, harm);
            }
        }

        @Override
        public void warning(String sentence) {
            warnings.add(sentence);
        }
    }

    @Test
    void aCacheThatBreaksDuringASearchCostsOneWarningAndChangesNothing() {
        final SearchReport undisturbed = search("whole").run();

        final SearchReport disturbed = search("broken")
                .listener(new Saboteur(cache("broken"), "DROP TABLE answers"))
                .run();

        assertThat(warnings)
                .singleElement()
                .satisfies(sentence ->
                        assertThat(sentence).contains(cache("broken").toString(), "without the cache"));
        assertThat(Simulation.exports(disturbed)).isEqualTo(Simulation.exports(undisturbed));
    }

    @Test
    void damagedEntriesAreAskedAnewAndReported() {
        search("first").run();
        run(cache("first"), "UPDATE answers SET checksum = checksum + 1 WHERE rowid % 4 = 0");

        final SearchReport again = search("first")
                .run(folder.resolve("runs"), "again")
                .listener(new Saboteur(cache("first"), "SELECT 1"))
                .run();

        assertThat(warnings)
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .contains(cache("first").toString(), "damaged", "ape cache verify --repair"));
        assertThat(Simulation.exports(again)).isEqualTo(Simulation.rendered(again));
    }

    @Test
    void aCacheThatCantBeOpenedStopsTheSearchBeforeAnyCall() throws Exception {
        Files.createDirectories(cache("blocked"));
        final SearchListener counting = new SearchListener() {
            @Override
            public void answered(Call call) {
                warnings.add("asked");
            }
        };

        assertThatThrownBy(() -> search("blocked").listener(counting).run())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(cache("blocked").toString())
                .hasMessageContaining("--cache off");
        assertThat(warnings).isEmpty();
    }

    private Search search(String name) {
        return Simulation.search(task, new SimulatedModel(task, "one", 0), folder.resolve(name));
    }

    private Path cache(String name) {
        return new ApeHome(folder.resolve(name).resolve("home")).answers();
    }

    private static void run(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
