package io.ape4j.model.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Sample;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
    @Test
    void everyKeyKeepsItsFirstValueWhileTheIndexGrows() {
        final KeyIndex index = new KeyIndex();
        for (int i = 0; i < 1_000; i++) {
            index.putIfAbsent(Sample.key("k" + i), i);
        }

        final boolean again = index.putIfAbsent(Sample.key("k77"), 1_000_000);

        assertThat(again).isFalse();
        assertThat(index.size()).isEqualTo(1_000);
        assertThat(IntStream.range(0, 1_000).allMatch(i -> index.get(Sample.key("k" + i)) == i))
                .isTrue();
        assertThat(index.get(Sample.key("other"))).isEqualTo(KeyIndex.ABSENT);
    }
}
