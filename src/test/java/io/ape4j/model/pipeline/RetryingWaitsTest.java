package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.prompt.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryingWaitsTest {
    @Property(tries = 200)
    void waitsStayWithinTheirBounds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int attempts,
            @ForAll @LongRange(min = 0, max = 100_000) long firstMillis) {
        final Random random = new Random(seed);
        final List<Duration> seen = new ArrayList<>();
        final Retrying.Policy policy = new Retrying.Policy(
                attempts, Duration.ofDays(1), Duration.ofMillis(firstMillis), Duration.ofSeconds(30), Duration.ZERO);
        final Retrying caller = new Retrying(
                RetryingTest.fake(() -> {
                    throw new ModelException.Transient("busy", null, null);
                }),
                ModelRole.PROPOSER,
                Prices.listed(),
                policy,
                new Retrying.Seams(() -> 0L, seen::add, random::nextDouble));

        assertThatThrownBy(() -> caller.call(Request.chat(List.of(Message.user("hi")), 4)))
                .isInstanceOf(ModelException.Outage.class);

        assertThat(seen).hasSize(attempts - 1);
        assertThat(IntStream.range(0, seen.size()))
                .allSatisfy(i -> assertThat(seen.get(i).toMillis()).isBetween(0L, (long)
                        Math.min(30_000, firstMillis * Math.pow(2, i))));
    }
}
