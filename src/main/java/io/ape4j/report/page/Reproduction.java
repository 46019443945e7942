package io.ape4j.report.page;

import io.ape4j.model.ModelIdentity;
import io.ape4j.run.Limits;
import io.ape4j.run.RunManifest;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run is a function of, and the commands that lead to it again.
 *
 * @param facts name and value
 * @param commands for a shell
 */
public record Reproduction(List<Fact> facts, List<String> commands) {
    /** A setting. */
    public record Fact(String name, String value) {}

    static Reproduction of(String run, RunManifest manifest, boolean goesOn) {
        final List<String> commands = new ArrayList<>();
        if (goesOn) {
            commands.add("ape resume " + Shown.argument(run));
        }
        commands.add("ape replay " + Shown.argument(run));
        commands.add("ape report " + Shown.argument(run));
        return new Reproduction(facts(manifest), commands);
    }

    /** What a run was set to. */
    public static List<Fact> facts(RunManifest manifest) {
        final List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("seed", String.valueOf(manifest.seed())));
        facts.add(new Fact("strategy", manifest.strategy()));
        facts.add(new Fact("loop version", String.valueOf(manifest.loopVersion())));
        facts.add(new Fact("metric", manifest.metric()));
        facts.add(new Fact("limits", limits(manifest.limits())));
        manifest.models().forEach((role, model) -> facts.add(new Fact(role.fileName(), name(model))));
        return facts;
    }

    private static String limits(Limits limits) {
        return Figures.count(limits.calls()) + " calls"
                + (limits.tokens() == null ? "" : ", " + Figures.count(limits.tokens()) + " tokens")
                + (limits.cost() == null ? "" : ", " + Figures.dollars(limits.cost()));
    }

    private static String name(ModelIdentity model) {
        final String sha256 = model.details().get("sha256");
        return model.label() + (sha256 == null ? "" : " (SHA-256 " + sha256 + ")");
    }
}
