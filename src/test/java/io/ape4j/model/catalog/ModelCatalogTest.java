package io.ape4j.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ModelException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
    @Test
    void itHasTheThreeModels() {
        assertThat(ModelCatalog.builtIn().models())
                .extracting(CatalogModel::name)
                .containsExactly("smollm2-135m", "qwen2.5-coder-0.5b", "qwen2.5-coder-1.5b");
    }

    @Test
    void everyModelHasALicenceAndItsPackages() {
        assertThat(ModelCatalog.builtIn().models()).allSatisfy(model -> {
            assertThat(model.licence()).isEqualTo("Apache-2.0");
            assertThat(model.packages()).doesNotHaveDuplicates();
        });
        assertThat(ModelCatalog.builtIn().get("qwen2.5-coder-1.5b").packages()).hasSize(22);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> ModelCatalog.builtIn().get("gpt-9"))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("gpt-9")
                .hasMessageContaining("qwen2.5-coder-1.5b")
                .hasMessageContaining("--model /path/to/file.gguf");
    }

    @Test
    void anEntryThatCouldLeadOutOfTheFolderIsRefused() {
        assertThatThrownBy(() -> new CatalogModel("../x", "", "MIT", 1, "0".repeat(64), List.of("a==1"), "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../x");
    }
}
