package io.ape4j.cli.doctor;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.model.ModelSpec;
import io.ape4j.search.config.ModelNames;
import java.util.ArrayList;
import java.util.List;

/** All looks, in the order in which a search would stumble. */
final class Doctor {
    private final Surroundings surroundings;
    private final boolean offline;

    Doctor(Surroundings surroundings, boolean offline) {
        this.surroundings = surroundings;
        this.offline = offline;
    }

    /** Looks at this machine, at these models and at every provider that the environment sets up. */
    List<Finding> look(ModelNames names, List<ModelSpec> models) {
        final List<Finding> findings = new ArrayList<>();
        final Machine machine = new Machine(surroundings);
        findings.add(machine.java());
        findings.addAll(machine.memory());
        findings.add(machine.home());
        findings.add(machine.disk());
        findings.add(new CacheFile(surroundings.home().answers()).look());
        final ModelFiles files = new ModelFiles(surroundings, offline);
        models.stream()
                .filter(model -> model.provider().isEmbedded())
                .forEach(model -> findings.addAll(files.look(model)));
        final Servers servers = new Servers(surroundings.environment(), offline);
        models.stream()
                .filter(model -> !model.provider().isEmbedded())
                .forEach(model ->
                        findings.addAll(servers.look(model, names.servers().get(model.toString()))));
        servers.others(models).forEach(provider -> findings.addAll(servers.look(provider)));
        return findings;
    }
}
