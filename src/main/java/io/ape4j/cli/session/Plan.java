package io.ape4j.cli.session;

import io.ape4j.cli.option.LimitOptions;
import io.ape4j.run.Limits;
import io.ape4j.search.config.SearchConfig;
import io.ape4j.search.config.SearchLimits;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A search as it was asked for, with every default filled in.
 *
 * @param task with the baseline that the search is to beat
 * @param source where the task was read
 * @param name what the run is to be called
 * @param notes sentences for the user on how the input was understood
 * @param writeBack of a search that began with a prompt of the user's: where the winner goes
 */
public record Plan(
        Task task,
        Path source,
        String name,
        SearchConfig config,
        Limits limits,
        Optional<Duration> time,
        OptionalInt concurrency,
        List<String> notes,
        Optional<WriteBack> writeBack) {
    /** Hosted models are asked at most so often unless the user says otherwise. */
    public static final long HOSTED_CALLS = 1000;

    public Plan {
        notes = List.copyOf(notes);
    }

    Plan writingTo(WriteBack back) {
        return new Plan(task, source, name, config, limits, time, concurrency, notes, Optional.of(back));
    }

    /** What a config file says, and the options before it. */
    public static Limits limits(SearchLimits file, LimitOptions options, boolean hosted) {
        final Limits standard = hosted ? new Limits(HOSTED_CALLS, null, null) : Limits.STANDARD;
        return options.over(new Limits(
                file.calls().orElse(standard.calls()),
                file.tokens().isPresent() ? Long.valueOf(file.tokens().getAsLong()) : standard.tokens(),
                file.cost().orElse(standard.cost())));
    }
}
