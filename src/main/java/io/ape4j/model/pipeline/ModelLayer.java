package io.ape4j.model.pipeline;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelIdentity;
import java.util.Objects;

/** A model that asks another one, and is it to everybody else. */
abstract class ModelLayer implements LanguageModel {
    final LanguageModel model;

    ModelLayer(LanguageModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    @Override
    public ModelIdentity identity() {
        return model.identity();
    }

    @Override
    public boolean scoresContinuations() {
        return model.scoresContinuations();
    }

    @Override
    public int contextTokens() {
        return model.contextTokens();
    }

    @Override
    public int maxConcurrency() {
        return model.maxConcurrency();
    }
}
