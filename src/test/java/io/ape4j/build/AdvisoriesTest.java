package io.ape4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that the runnable jar is made of has a known vulnerability that nobody has judged. */
class AdvisoriesTest {
    private static Advisories advisories;
    private static Map<String, String> versions;

    @BeforeAll
    static void read() throws IOException {
        advisories = Advisories.read();
        versions = RuntimeDependencies.versions();
    }

    @Test
    void everyRuntimeDependencyWasLookedUpAndNoOtherIsListed() {
        assertThat(advisories.artifacts().keySet())
                .as("artifacts of advisories.json; see docs/CONTRIBUTING.md on adding a dependency")
                .isEqualTo(versions.keySet());
    }

    @Test
    void noKnownVulnerabilityAppliesButThoseThatAreAccepted() {
        final Map<String, String> applying = advisories.applying(versions);

        applying.keySet().removeAll(advisories.accepted().keySet());

        assertThat(applying).as("raise the version, or accept it with a reason").isEmpty();
    }

    @Test
    void whatIsAcceptedAppliesAndIsToldWithItsReason() throws IOException {
        final String told = Files.readString(Path.of("docs/THIRD-PARTY.md"));

        assertThat(advisories.accepted()).isNotEmpty().allSatisfy((id, reason) -> {
            assertThat(advisories.applying(versions)).containsKey(id);
            assertThat(reason).hasSizeGreaterThan(20);
            assertThat(told).contains(id);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "org.yaml:snakeyaml,                          1.33,      CVE-2022-1471,  true",
        "org.yaml:snakeyaml,                          2.0,       CVE-2022-1471,  false",
        "org.xerial:sqlite-jdbc,                      3.41.2.1,  CVE-2023-32697, true",
        "org.xerial:sqlite-jdbc,                      3.41.2.2,  CVE-2023-32697, false",
        "com.fasterxml.jackson.core:jackson-core,     2.22.0,    CVE-2026-68494, true",
        "com.fasterxml.jackson.core:jackson-core,     2.21.4,    CVE-2026-68494, false",
        "com.fasterxml.jackson.core:jackson-databind, 2.9.10.7,  CVE-2017-7525,  true",
        "com.fasterxml.jackson.core:jackson-databind, 2.9.10.10, CVE-2017-7525,  false",
    })
    void aVersionIsComparedPartByPartWithTheAffectedOnes(
            String artifact, String version, String advisory, boolean applies) {
        final Map<String, String> older = new TreeMap<>(Map.of(artifact, version));

        assertThat(advisories.applying(older).containsKey(advisory)).isEqualTo(applies);
    }

    @Test
    void nativePartsAreThoseOfArtifactsThatAreThere() {
        assertThat(advisories.nativeParts()).isNotEmpty().allSatisfy((name, part) -> {
            assertThat(versions).containsKey(part.inside());
            assertThat(part.advisories()).isNotEmpty();
        });
    }
}
