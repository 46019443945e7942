package io.ape4j.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The file of a prompt that somebody has. */
public final class PromptOption {
    @Option(
            names = "--prompt",
            paramLabel = "FILE",
            required = true,
            description = {
                "Text with {{field}} where an input goes, or an exported prompt in any format;",
                "or FILE#NAME, a place in a source file of yours."
            })
    public Path prompt = Path.of("");
}
