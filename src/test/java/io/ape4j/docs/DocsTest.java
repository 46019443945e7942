package io.ape4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ape4j.export.Exports;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.catalog.CatalogModel;
import io.ape4j.model.catalog.ModelCatalog;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operators;
import io.ape4j.search.config.ModelNames;
import io.ape4j.search.strategy.Strategies;
import io.ape4j.select.Selection;
import io.ape4j.task.file.CheckedYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the documents point to is there, and what they list is all that there is. */
class DocsTest {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");

    private static final Set<String> commands = new TreeSet<>();
    private static final Set<String> options = new TreeSet<>(Set.of("--help"));

    @BeforeAll
    static void findCommands() {
        for (final JavaClass type : new ClassFileImporter().importPath("target/classes/io/ape4j/cli")) {
            if (type.isAnnotatedWith(Command.class)) {
                commands.add(type.getAnnotationOfType(Command.class).name());
            }
            type.getFields().stream()
                    .filter(field -> field.isAnnotatedWith(Option.class))
                    .flatMap(field -> Arrays.stream(
                            field.getAnnotationOfType(Option.class).names()))
                    .forEach(options::add);
        }
        commands.remove("ape");
    }

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
        final List<String> broken = new ArrayList<>();
        for (final Markdown document : Markdown.all()) {
            for (final String link : document.links()) {
                final String[] parts = link.split("#", 2);
                final Path target = parts[0].isEmpty()
                        ? document.file()
                        : document.file().resolveSibling(parts[0]).normalize();
                final boolean isThere = Files.exists(target)
                        && (parts.length == 1 || Markdown.read(target).anchors().contains(parts[1]));
                if (!isThere) {
                    broken.add(document.file() + " -> " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyCommandAndOptionThatIsShownExists() throws IOException {
        final List<String> unknown = new ArrayList<>();
        for (final Markdown document : Markdown.all()) {
            for (final Markdown.Command shown : document.commands()) {
                if (!commands.contains(shown.name())) {
                    unknown.add(document.file() + ": ape " + shown.name());
                }
                OPTION.matcher(shown.arguments())
                        .results()
                        .map(match -> match.group())
                        .filter(option -> !options.contains(option))
                        .forEach(option -> unknown.add(document.file() + ": " + option));
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void theCommandReferenceNamesEveryCommandAndOption() {
        final String reference = document("cli.md").text();

        assertThat(commands)
                .isNotEmpty()
                .allSatisfy(command -> assertThat(reference).containsPattern("\\b" + command + "\\b"));
        assertThat(options).allSatisfy(option -> assertThat(reference).contains(option));
    }

    @Test
    void theConceptsListEveryOperatorAndSayWhetherItAsksTheProposer() {
        final Map<String, String> listed = document("concepts.md").rows().stream()
                .filter(row -> row.size() == 3)
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1), (one, other) -> one));

        for (final Operator operator : Operators.all()) {
            assertThat(listed).containsEntry(operator.operatorName(), operator.asksProposer() ? "yes" : "no");
        }
    }

    @Test
    void theTablesOfKeysAreThoseOfTheSchemas() throws IOException {
        for (final String name : List.of("config.md", "task-format.md")) {
            final String renewed = KeyTable.renewed(document(name).text());

            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(DOCS.resolve(name), renewed);
            }
            assertThat(document(name).text())
                    .as(name + "; renew with -Dgolden.update=true")
                    .isEqualTo(renewed);
        }
    }

    @Test
    void everyKeyStandsInATable() throws IOException {
        assertListed("config.md", "search.schema.json");
        assertListed("task-format.md", "task.schema.json");
    }

    @Test
    void theConfigReferenceListsExportsSelectorsAndStrategies() {
        final Markdown config = document("config.md");

        assertThat(config.firstCells()).containsAll(Exports.ids());
        assertThat(config.text())
                .contains(Arrays.stream(Selection.values())
                        .map(Selection::configName)
                        .toList());
        assertThat(Strategies.all()).allSatisfy(strategy -> {
            assertThat(config.text()).contains('`' + strategy.strategyName() + '`');
            assertThat(document("concepts.md").firstCells()).contains(strategy.strategyName());
        });
    }

    @Test
    void theModelReferenceListsCatalogueAndProviders() {
        final Markdown models = document("models.md");

        for (final CatalogModel model : ModelCatalog.builtIn().models()) {
            assertThat(models.rows())
                    .anySatisfy(row -> assertThat(row).contains(model.name(), bytes(model), model.licence()));
        }
        assertThat(Stream.of(ModelSpec.Provider.values())
                        .filter(provider -> provider != ModelSpec.Provider.FILE)
                        .map(provider -> "`" + provider.prefix() + ":NAME`"))
                .allSatisfy(name -> assertThat(models.text()).contains(name));
    }

    @Test
    void theFrontPageTellsTheModelThatIsFetched() {
        final CatalogModel model = ModelCatalog.builtIn()
                .get(ModelSpec.parse(ModelNames.STANDARD.executor()).name());

        assertThat(document("../README.md").text())
                .contains(model.name(), bytes(model), model.sha256(), model.licence())
                .contains(model.packages().get(0).replaceFirst("==.*", ""));
    }

    @Test
    void yamlThatNamesASchemaHoldsToIt() throws IOException {
        int checked = 0;
        for (final Markdown document : Markdown.all()) {
            for (final String block : document.yamlBlocks()) {
                final String schema = block.lines().findFirst().orElse("").replaceFirst(".*\\$schema=", "");
                assertThat(document.file().resolveSibling(schema)).exists();
                CheckedYaml.parse(
                        document.file(), block, String.valueOf(Path.of(schema).getFileName()));
                checked++;
            }
        }

        assertThat(checked).isPositive();
    }

    @Test
    void decisionsAreShortAndNumberedWithoutGaps() throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.list(DOCS.resolve("decisions"))) {
            files = all.sorted().toList();
        }

        for (int i = 0; i < files.size(); i++) {
            assertThat(files.get(i).getFileName().toString()).startsWith(String.format(Locale.ROOT, "%03d-", i + 1));
            assertThat(Files.readAllLines(files.get(i))).hasSizeLessThan(40);
            assertThat(Files.readString(files.get(i))).contains("**Decision.**", "**Rejected.**");
        }
    }

    private static void assertListed(String name, String schema) throws IOException {
        final Map<String, KeyTable.Key> keys = new TreeMap<>();
        KeyTable.keys(
                "",
                new JsonMapper().readTree(DOCS.resolve("schema").resolve(schema).toFile()),
                keys);

        assertThat(document(name).firstCells()).containsAll(keys.keySet());
        assertThat(keys)
                .isNotEmpty()
                .allSatisfy((key, cells) -> assertThat(cells.meaning()).isNotBlank());
    }

    private static Markdown document(String name) {
        return Markdown.read(DOCS.resolve(name).normalize());
    }

    private static String bytes(CatalogModel model) {
        return String.format(Locale.ROOT, "%,d", model.bytes());
    }
}
