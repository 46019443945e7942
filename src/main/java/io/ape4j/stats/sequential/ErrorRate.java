package io.ape4j.stats.sequential;

/** The check of an error rate. */
final class ErrorRate {
    private ErrorRate() {}

    static void check(double errorRate) {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException("an error rate lies between 0 and 1, not at " + errorRate);
        }
    }
}
