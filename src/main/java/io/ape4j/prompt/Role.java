package io.ape4j.prompt;

import java.util.Locale;

/** Who speaks a {@link Message}. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT;

    /** The lower-case name that chat protocols use. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #wireName()}. */
    public static Role ofWireName(String name) {
        for (final Role role : values()) {
            if (role.wireName().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role \"" + name + "\"; roles are system, user and assistant");
    }
}
