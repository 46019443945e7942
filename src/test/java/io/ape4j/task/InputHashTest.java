package io.ape4j.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InputHashTest {
    @Test
    void staysWhatItIsFromVersionToVersion() {
        final InputHash hash = InputHash.of(List.of("Where is my parcel?"));

        assertThat(hash.id()).isEqualTo("6b96ea35fdceaacb");
        assertThat(hash.split(SplitSpec.STANDARD)).isEqualTo(Split.SELECT);
    }

    @Test
    void caseSpacesAndUnicodeFormMakeNoDifference() {
        assertThat(InputHash.of(List.of("  CAFE\u0301\u00a0 au\n lait ")))
                .isEqualTo(InputHash.of(List.of("caf\u00e9 au lait")));
    }

    @Test
    void bordersBetweenFieldsMakeADifference() {
        assertThat(InputHash.of(List.of("ab", "c"))).isNotEqualTo(InputHash.of(List.of("a", "bc")));
        assertThat(InputHash.of(List.of("a"))).isNotEqualTo(InputHash.of(List.of("a", "")));
    }

    @Test
    void splitsGetAboutTheirShares() {
        final Map<Split, Integer> counts = new EnumMap<>(Split.class);

        for (int i = 0; i < 10_000; i++) {
            counts.merge(InputHash.of(List.of("input " + i)).split(SplitSpec.STANDARD), 1, Integer::sum);
        }

        // Four standard deviations of a binomial count.
        assertThat(counts.get(Split.PROPOSE)).isBetween(1_357, 1_643);
        assertThat(counts.get(Split.SELECT)).isBetween(3_309, 3_691);
        assertThat(counts.get(Split.TEST)).isBetween(4_800, 5_200);
    }

    @Property(tries = 100)
    void addingExamplesMovesNoOther(@ForAll List<String> inputs, @ForAll List<String> more) {
        final TaskBuilder before = TaskBuilder.named("task").example("first", "x");
        inputs.forEach(input -> before.example(input, "x"));
        final TaskBuilder after = TaskBuilder.named("task").example("first", "x");
        inputs.forEach(input -> after.example(input, "x"));
        more.forEach(input -> after.example(input, "x"));

        final List<Example> all = new ArrayList<>(after.build().examples());

        assertThat(all.subList(0, inputs.size() + 1)).isEqualTo(before.build().examples());
    }
}
