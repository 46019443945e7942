package io.ape4j.model.embedded;

import io.ape4j.model.ApeHome;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.model.catalog.PullListener;
import java.nio.file.Path;

/** Real models for tests, from the user's own store, fetched there once. */
public final class TestModels {
    private TestModels() {}

    /** The file of the smallest catalogue model. */
    public static Path smollm() {
        return new ModelStore(home(), false).pull("smollm2-135m", PullListener.NONE);
    }

    /** That model, opened with a small context. */
    public static EmbeddedModel openSmollm() {
        return EmbeddedModel.open(
                smollm(),
                EmbeddedOptions.of(System.getenv()).withName("smollm2-135m").withContextTokens(1024));
    }

    public static ApeHome home() {
        return ApeHome.of(System.getenv());
    }
}
