package io.ape4j.tasks.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.tasks.text.Json;
import io.ape4j.tasks.text.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SqlIntentExamplesTest {
    private static final Path FILE = Path.of("tasks", "sql-intent", "examples.jsonl");
    private static final Pattern COMPUTES = Pattern.compile("\\b(COUNT|SUM|AVG|MIN|MAX)\\(|GROUP BY");
    private static final Pattern MATCHES = Pattern.compile(" JOIN |\\(SELECT ");

    @Test
    void everyLabelIsTheKindOfTheStatementThatAnswersTheRequest() throws IOException {
        final List<String> expected = solutions().stream()
                .map(solution -> shown(solution.tables(), solution.request(), kind(solution.sql())))
                .toList();

        final List<String> examples = Files.readString(FILE)
                .lines()
                .map(Json::read)
                .map(line -> shown(text(line, "tables"), text(line, "request"), text(line, "output")))
                .toList();

        assertThat(examples).hasSize(218).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyStatementRunsOverItsTables() {
        assertThat(solutions()).allSatisfy(SqlIntentExamplesTest::run);
    }

    private static void run(Solution solution) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            for (final String table : solution.tables().split("; ", -1)) {
                statement.execute("CREATE TABLE " + table);
            }
            statement.execute(solution.sql());
        }
    }

    private static String kind(String sql) {
        final String verb = sql.substring(0, sql.indexOf(' ')).toLowerCase(Locale.ROOT);
        return switch (verb) {
            case "insert", "update", "delete" -> verb;
            case "create", "alter", "drop" -> "schema";
            case "select" ->
                COMPUTES.matcher(sql).find()
                        ? "aggregate"
                        : MATCHES.matcher(sql).find() ? "join" : "select";
            default -> throw new IllegalArgumentException("no kind of statement starts with " + verb);
        };
    }

    private static List<Solution> solutions() {
        final List<Solution> result = new ArrayList<>();
        String tables = "";
        String request = "";
        for (final String line : Resource.text("sql-intent.sql").lines().toList()) {
            if (line.startsWith("-- tables: ")) {
                tables = line.substring("-- tables: ".length());
            } else if (line.startsWith("-- ")) {
                request = line.substring("-- ".length());
            } else if (!line.isBlank()) {
                result.add(new Solution(tables, request, line));
            }
        }
        return result;
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText();
    }

    private static String shown(String tables, String request, String label) {
        return label + ": " + request + " [" + tables + "]";
    }

    private record Solution(String tables, String request, String sql) {}
}
