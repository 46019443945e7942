package io.ape4j.model.embedded.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostTest {
    private static final Set<String> FEATURES = Set.of("avx2", "fma", "f16c", "bmi2", "sse2");

    private static Host linux(String architecture, Set<String> features, String glibc, String... missing) {
        return new Host(
                "linux", architecture, features, Optional.of(glibc).filter(v -> !v.isEmpty()), List.of(missing));
    }

    @Test
    void thisMachineRunsTheTests() {
        assertThat(Host.current().problem()).isEmpty();
    }

    @Test
    void aRecentLinuxAndMacHaveNoProblem() {
        assertThat(linux("x86_64", FEATURES, "2.36").problem()).isEmpty();
        assertThat(linux("aarch64", Set.of(), "2.31").problem()).isEmpty();
        assertThat(new Host("mac", "aarch64", Set.of(), Optional.empty(), List.of()).problem())
                .isEmpty();
    }

    @Test
    void windowsIsPointedToServers() {
        assertThat(new Host("windows", "x86_64", FEATURES, Optional.empty(), List.of()).problem())
                .hasValueSatisfying(text -> assertThat(text).contains("Windows", "Ollama", "llama-server"));
    }

    @Test
    void missingProcessorFeaturesAreNamed() {
        assertThat(linux("x86_64", Set.of("avx2", "fma"), "2.36").problem())
                .hasValueSatisfying(text -> assertThat(text).contains("lacks F16C, BMI2"));
    }

    @Test
    void anOldOrAbsentGlibcIsNamed() {
        assertThat(linux("x86_64", FEATURES, "2.12").problem())
                .hasValueSatisfying(text -> assertThat(text).contains("glibc 2.17", "2.12"));
        assertThat(linux("aarch64", Set.of(), "2.17").problem())
                .hasValueSatisfying(text -> assertThat(text).contains("glibc 2.27"));
        assertThat(linux("x86_64", FEATURES, "").problem())
                .hasValueSatisfying(text -> assertThat(text).contains("musl"));
    }

    @Test
    void aMissingLibraryComesWithTheCommandThatInstallsIt() {
        assertThat(linux("x86_64", FEATURES, "2.36", "libgomp.so.1").problem())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("apt-get install libgomp1", "dnf install libgomp"));
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(Host.compareVersions("2.9", "2.17")).isNegative();
        assertThat(Host.compareVersions("2.36-9+deb", "2.36")).isZero();
        assertThat(Host.compareVersions("3.0", "2.99")).isPositive();
    }

    @Test
    void methodNamesBecomeTheLibrarysSymbols() {
        assertThat(LlamaLibrary.symbol("kvSelfSeqRm")).isEqualTo("llama_kv_self_seq_rm");
        assertThat(LlamaLibrary.symbol("modelNCtxTrain")).isEqualTo("llama_model_n_ctx_train");
        assertThat(LlamaLibrary.symbol("grammarInitImpl")).startsWith("_Z23llama_grammar_init_impl");
    }
}
