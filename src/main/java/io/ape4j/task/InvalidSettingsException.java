package io.ape4j.task;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Settings of a task that can't be meant; carries all that were found, each with its place in the task file, so that
 * who has read the file can say where they stand.
 */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final transient List<Setting> settings;

    /**
     * One of them.
     *
     * @param path keys (String) and positions (Integer) from the root of the task file, e.g. metric, extract, 1
     * @param isKey whether the last key of the path is what is wrong, not its value
     * @param message what is wrong, the value, and what would do
     */
    public record Setting(List<Object> path, boolean isKey, String message) {
        public Setting {
            path = List.copyOf(path);
            Objects.requireNonNull(message, "message");
        }

        /** A wrong value. */
        public static Setting value(String message, Object... path) {
            return new Setting(List.of(path), false, message);
        }

        /** A key that nothing knows. */
        public static Setting key(String message, Object... path) {
            return new Setting(List.of(path), true, message);
        }
    }

    public InvalidSettingsException(List<Setting> settings) {
        super(settings.stream().map(Setting::message).collect(Collectors.joining("\n")));
        this.settings = List.copyOf(settings);
    }

    /** At least one. */
    public List<Setting> settings() {
        return settings;
    }

    /** Ends what was going on if there is anything wrong. */
    public static void throwIfAny(List<Setting> wrong) {
        if (!wrong.isEmpty()) {
            throw new InvalidSettingsException(wrong);
        }
    }
}
