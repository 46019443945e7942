package io.ape4j.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A document, as far as its tests look at it. */
record Markdown(Path file, String text) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\\n(.*?)```");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^ {4,}|`)(?:\\w+=\\S+ )?(?:\\./)?ape ([a-z]+)([^`\\n#]*)");

    /** {@code ape NAME ARGUMENTS} in code. */
    record Command(String name, String arguments) {}

    static Markdown read(Path file) {
        try {
            return new Markdown(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** README.md, those under docs, and those of the tasks. */
    static List<Markdown> all() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> tasks = Files.walk(Path.of("tasks"))) {
            return Stream.of(Stream.of(Path.of("README.md")), docs, tasks)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Markdown::read)
                    .toList();
        }
    }

    /** Targets of links that stay in this repository. */
    List<String> links() {
        return LINK.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    /** What a link's part behind the # may say. */
    List<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    List<String> yamlBlocks() {
        return YAML.matcher(text).results().map(match -> match.group(1)).toList();
    }

    List<Command> commands() {
        return COMMAND.matcher(text)
                .results()
                .map((MatchResult match) -> new Command(match.group(1), match.group(2)))
                .toList();
    }

    /** The cells of all rows of all tables, code without its backticks. */
    List<List<String>> rows() {
        return text.lines()
                .filter(line -> line.startsWith("| ") && line.endsWith(" |"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .map(Markdown::code)
                        .toList())
                .toList();
    }

    /** The first cells of all rows. */
    List<String> firstCells() {
        return rows().stream().map(row -> row.get(0)).toList();
    }

    private static String code(String cell) {
        final boolean isCode = cell.length() > 1 && cell.startsWith("`") && cell.indexOf('`', 1) == cell.length() - 1;
        return isCode ? cell.substring(1, cell.length() - 1) : cell;
    }
}
