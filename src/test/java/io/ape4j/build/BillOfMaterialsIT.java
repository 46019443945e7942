package io.ape4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The CycloneDX file that the build puts beside the runnable jar. */
@DisabledIfSystemProperty(
        named = "ape.maven",
        matches = "offline: true",
        disabledReason = "the plugin that writes it asks for a Maven without -o")
class BillOfMaterialsIT {
    private static JsonNode bill;

    @BeforeAll
    static void read() throws IOException {
        final Path jar = Path.of(System.getProperty("ape.jar", ""));
        final String name = String.valueOf(jar.getFileName()).replace("-all.jar", "-cyclonedx.json");
        bill = new JsonMapper().readTree(jar.resolveSibling(name).toFile());
    }

    @Test
    void itNamesEveryRuntimeDependencyWithItsVersionAndNoOther() throws IOException {
        final Map<String, String> named = new TreeMap<>();
        for (final JsonNode component : bill.path("components")) {
            named.put(
                    component.path("group").asText() + ":"
                            + component.path("name").asText(),
                    component.path("version").asText());
        }

        assertThat(named).isEqualTo(RuntimeDependencies.versions());
    }

    @Test
    void everyComponentHasAPackageUrlALicenceAndASha256() {
        assertThat(bill.path("components")).allSatisfy(component -> {
            assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
            assertThat(component.path("licenses")).isNotEmpty();
            assertThat(component.path("hashes").findValuesAsText("alg")).contains("SHA-256");
        });
    }

    @Test
    void itIsTheSameInEveryBuild() {
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.path("metadata").has("timestamp")).isFalse();
    }
}
