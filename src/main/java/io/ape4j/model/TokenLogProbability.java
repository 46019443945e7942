package io.ape4j.model;

/**
 * One token with its natural-log probability given all before it.
 *
 * @param token its text
 * @param logProbability at most 0
 */
public record TokenLogProbability(String token, double logProbability) {}
