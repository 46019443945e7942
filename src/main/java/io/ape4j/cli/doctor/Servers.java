package io.ape4j.cli.doctor;

import io.ape4j.model.ModelException;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.hosted.HostedModels;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.hosted.http.Endpoint;
import io.ape4j.model.hosted.http.ProxyRules;
import io.ape4j.model.hosted.http.ServerCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys and servers of hosted models. No key is printed, sent or tried. */
final class Servers {
    private static final String ANY_MODEL = "any";

    private final Map<String, String> environment;
    private final boolean offline;
    private final ServerCheck check;

    Servers(Map<String, String> environment, boolean offline) {
        this.environment = environment;
        this.offline = offline;
        this.check = new ServerCheck(environment);
    }

    /** Providers that the environment sets up and none of these models uses. */
    List<ModelSpec.Provider> others(List<ModelSpec> models) {
        return HostedModels.configured(environment).stream()
                .filter(provider -> models.stream().noneMatch(model -> model.provider() == provider))
                .toList();
    }

    /** A provider that is set up, whatever model will be asked. */
    List<Finding> look(ModelSpec.Provider provider) {
        return look(new ModelSpec(provider, ANY_MODEL), HostedOptions.DEFAULT, provider.prefix());
    }

    List<Finding> look(ModelSpec model, @Nullable HostedOptions reached) {
        return look(model, Optional.ofNullable(reached).orElse(HostedOptions.DEFAULT), model.toString());
    }

    private List<Finding> look(ModelSpec model, HostedOptions reached, String name) {
        try {
            HostedModels.open(model, environment, reached);
        } catch (ModelException.Rejected e) {
            return List.of(Finding.problem("key", name + ": " + e.getMessage(), ""));
        }
        final List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "key",
                name + (HostedModels.hasKey(model.provider(), environment) ? ": set, not tried" : ": none needed")));
        HostedModels.endpoints(model.provider(), environment, reached)
                .forEach(server -> findings.add(server(name, server, model)));
        return findings;
    }

    private Finding server(String name, Endpoint server, ModelSpec model) {
        if (offline && !ProxyRules.isLoopback(server.host())) {
            return Finding.note("server", name + ": " + server + " is on another machine", "not asked: --offline");
        }
        return check.failure(server)
                .map(why -> Finding.problem(
                        "server",
                        name + ": " + server + " does not answer (" + why + ")",
                        "start it, or mend its address or the proxy; looked at "
                                + HostedModels.urlVariables(model.provider()) + ", HTTPS_PROXY and NO_PROXY"))
                .orElseGet(() -> Finding.ok("server", name + ": " + server + " answers"));
    }
}
