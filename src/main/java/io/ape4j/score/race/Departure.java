package io.ape4j.score.race;

import io.ape4j.prompt.Prompt;

/**
 * A contender that left a race.
 *
 * @param examples how many it was scored on
 * @param guarantee whether it was surely worse, or only among the last by rank
 */
public record Departure(Prompt prompt, int examples, Guarantee guarantee) {}
