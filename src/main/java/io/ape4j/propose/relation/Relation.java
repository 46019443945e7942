package io.ape4j.propose.relation;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A small program that may be what turns inputs into outputs.
 *
 * @param instruction says it to a model, as an imperative sentence; {@code %s} stands for what the input is called
 * @param program the output of an input; empty where it makes none
 */
record Relation(String instruction, Function<String, Optional<String>> program) {
    Relation {
        Objects.requireNonNull(instruction, "instruction");
        Objects.requireNonNull(program, "program");
    }
}
