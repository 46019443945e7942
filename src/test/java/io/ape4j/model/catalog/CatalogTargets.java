package io.ape4j.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import java.io.IOException;
import java.util.List;

/** The reader of a list of models. */
public final class CatalogTargets {
    private CatalogTargets() {}

    public static List<Target> all() {
        return List.of(Target.ofFiles(
                "catalogue",
                3_000,
                List.of("[{\"name\":\"a\",\"summary\":\"b\",\"licence\":\"MIT\",\"bytes\":5,\"sha256\":\""
                        + "0".repeat(64) + "\",\"packages\":[\"p==1.0\"],\"members\":\".*part(\\\\d+)\"}]"),
                List.of(
                        "name",
                        "summary",
                        "licence",
                        "bytes",
                        "sha256",
                        "packages",
                        "members",
                        "p==1.0",
                        "((",
                        "[{",
                        "}]"),
                input -> assertThat(ModelCatalog.read(input).models())
                        .allSatisfy(model -> assertThat(model.fileName()).doesNotContain("/", "\\")),
                List.of(IOException.class)));
    }
}
