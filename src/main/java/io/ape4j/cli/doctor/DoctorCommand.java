package io.ape4j.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.Opening;
import io.ape4j.cli.session.Planner;
import io.ape4j.model.ModelSpec;
import io.ape4j.search.config.ModelNames;
import io.ape4j.search.config.SearchConfigReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape doctor}: looks at what a search needs. */
@Command(
        name = "doctor",
        description = {
            "Check Java, memory, disk, the cache, model files, keys and servers, and say what to do.",
            "Asks no model, and prints no key. Exits with 1 if a search would fail."
        },
        footer = {
            "",
            "Examples:",
            "  ape doctor --model embedded:smollm2-135m",
            "  ape doctor search-configs/quickstart.yaml --offline"
        })
public final class DoctorCommand extends BaseCommand {
    @Parameters(
            paramLabel = "CONFIG",
            arity = "0..1",
            description = "A search config file, whose models are looked at; the standard ones unless given.")
    private @Nullable Path config;

    @Option(names = "--model", paramLabel = "MODEL", description = "Look at this model instead.")
    private @Nullable ModelSpec model;

    @Option(names = "--offline", description = "Ask no server on another machine whether it is there.")
    private boolean offline;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final ModelNames names = names();
        final List<Finding> findings = new Doctor(surroundings(), offline).look(names, models(names));
        final boolean well = findings.stream().noneMatch(finding -> finding.state() == Finding.State.PROBLEM);
        if (json) {
            terminal().json(json(findings, well));
        } else {
            terminal()
                    .data(findings.stream().map(DoctorCommand::text).collect(Collectors.joining("\n"))
                            + (well ? "\nnothing stands in the way of a search" : ""));
        }
        return well ? ExitCode.DONE : ExitCode.FAILURE;
    }

    /** Each once, whatever its roles. */
    private static List<ModelSpec> models(ModelNames names) {
        return Opening.specs(names).values().stream().distinct().toList();
    }

    private ModelNames names() {
        if (model != null) {
            return ModelNames.ofOne(model.toString());
        }
        return config == null
                ? ModelNames.STANDARD
                : SearchConfigReader.read(Planner.existing(surroundings(), config))
                        .config()
                        .models();
    }

    private static String text(Finding finding) {
        final String state = switch (finding.state()) {
            case OK -> "ok";
            case NOTE -> "note";
            case PROBLEM -> "PROBLEM";
        };
        return String.format(Locale.ROOT, "%-8s %-7s %s", state, finding.subject(), finding.found())
                + (finding.advice().isEmpty() ? "" : "\n" + " ".repeat(17) + "-> " + finding.advice());
    }

    private static ObjectNode json(List<Finding> findings, boolean well) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode().put("ok", well);
        final ArrayNode checks = root.putArray("checks");
        findings.forEach(finding -> checks.addObject()
                .put("subject", finding.subject())
                .put("state", finding.state().name().toLowerCase(Locale.ROOT))
                .put("found", finding.found())
                .put("advice", finding.advice()));
        return root;
    }
}
