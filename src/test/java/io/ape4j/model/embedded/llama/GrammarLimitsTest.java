package io.ape4j.model.embedded.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrammarLimitsTest {
    @Test
    void usualGrammarsPass() {
        assertThat(GrammarLimits.problem("root ::= \"yes\" | \"no\"")).isEmpty();
        assertThat(GrammarLimits.problem("root ::= [0-9]{4} \"-\" [0-9]{2} \"-\" [0-9]{2} # {9999}"))
                .isEmpty();
        assertThat(GrammarLimits.problem("root ::= \"{99999}\" [^{9999}]")).isEmpty();
    }

    @Test
    void whatCouldOverflowTheStackIsNamed() {
        assertThat(GrammarLimits.problem("root ::= [a]{99999999999}").orElseThrow())
                .contains("repeats");
        assertThat(GrammarLimits.problem("root ::= ((\"a\"?){200}){200}").orElseThrow())
                .contains("repeats");
        assertThat(GrammarLimits.problem("root ::= " + "\"a\"? ".repeat(2_000)).orElseThrow())
                .contains("repeats");
        assertThat(GrammarLimits.problem("root ::= " + "(".repeat(60) + "\"a\"" + ")".repeat(60))
                        .orElseThrow())
                .contains("nests");
        assertThat(GrammarLimits.problem("root ::= \"" + "a".repeat(20_000) + "\"")
                        .orElseThrow())
                .contains("longer");
        assertThat(GrammarLimits.problem("root ::= \"a\0\"").orElseThrow()).contains("NUL");
    }
}
