package io.ape4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidatePoolTest {
    private static final PromptTemplate TEMPLATE =
            PromptTemplate.standard(List.of("input"), Layout.USER, DemonstrationsAs.TEXT);

    private final Prompt clean = Prompt.ofInstruction(TEMPLATE, "Name the team.");
    private final Prompt copy = Prompt.ofInstruction(TEMPLATE, "Where is my parcel? Shipping.");
    private final CandidatePool pool = new CandidatePool(
            SearchListener.SILENT, prompt -> prompt.equals(copy) ? Optional.of("a copy") : Optional.empty());

    @Test
    void aPromptThatIsObjectedToIsNoCandidateAndIsNotTriedAgain() {
        assertThat(pool.add(clean, List.of(), "forward", 0)).isPresent();
        assertThat(pool.add(copy, List.of(), "forward", 0)).isEmpty();

        assertThat(pool.all()).extracting(Candidate::prompt).containsExactly(clean);
        assertThat(pool.contains(copy)).isTrue();
        assertThat(pool.refusal(copy)).isEqualTo("a copy");
    }

    @Test
    void numbersGoOnAsIfItHadNeverBeen() {
        pool.add(copy, List.of(), "forward", 0);

        assertThat(pool.add(clean, List.of(), "forward", 0))
                .map(Candidate::number)
                .hasValue(0);
    }

    @Test
    void aPromptThatIsThereIsRefusedForThat() {
        pool.add(clean, List.of(), "forward", 0);

        assertThat(pool.add(clean, List.of(), "cross", 1)).isEmpty();
        assertThat(pool.refusal(clean)).isEqualTo(SearchListener.SAME_AS_BEFORE);
    }
}
