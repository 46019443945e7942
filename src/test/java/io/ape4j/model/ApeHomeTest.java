package io.ape4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApeHomeTest {
    private static final Path USER = Path.of("/home/ada");

    @Test
    void theVariableNamesTheFolder() {
        final ApeHome home = ApeHome.of(Map.of("APE_HOME", "/data/ape"), "Linux", USER);

        assertThat(home.models()).isEqualTo(Path.of("/data/ape/models"));
    }

    @Test
    void withoutItTheUsersCacheFolderIsTaken() {
        assertThat(ApeHome.of(Map.of(), "Linux", USER).root()).isEqualTo(Path.of("/home/ada/.cache/ape4j"));
        assertThat(ApeHome.of(Map.of("XDG_CACHE_HOME", "/fast"), "Linux", USER).root())
                .isEqualTo(Path.of("/fast/ape4j"));
        assertThat(ApeHome.of(Map.of(), "Mac OS X", USER).root()).isEqualTo(Path.of("/home/ada/Library/Caches/ape4j"));
    }

    @Test
    void aRelativeXdgFolderIsIgnoredAsTheSpecificationSays() {
        assertThat(ApeHome.of(Map.of("XDG_CACHE_HOME", "here"), "Linux", USER).root())
                .isEqualTo(Path.of("/home/ada/.cache/ape4j"));
    }

    @Test
    void aBlankVariableCountsAsUnset() {
        assertThat(ApeHome.of(Map.of("APE_HOME", " "), "Linux", USER).root())
                .isEqualTo(Path.of("/home/ada/.cache/ape4j"));
    }
}
