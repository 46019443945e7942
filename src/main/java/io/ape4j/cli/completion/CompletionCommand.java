package io.ape4j.cli.completion;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import java.util.Iterator;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ape completion}: prints a script that a shell reads. */
@Command(
        name = "completion",
        description = {
            "Print a script that teaches your shell to complete commands, options and their values.",
            "bash: add  source <(ape completion bash)  to ~/.bashrc",
            "zsh:  add  source <(ape completion zsh)  to ~/.zshrc, after compinit",
            "fish: ape completion fish > ~/.config/fish/completions/ape.fish"
        },
        footer = {"", "Example:", "  ape completion bash"})
public final class CompletionCommand extends BaseCommand {
    /** A shell that a script is for. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    /** As they are written. */
    static final class Shells implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("bash", "zsh", "fish").iterator();
        }
    }

    @Parameters(paramLabel = "SHELL", completionCandidates = Shells.class, description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec;

    public CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final CommandLine program = spec.root().commandLine();
        terminal()
                .data(
                        switch (shell) {
                            // One script: in zsh it switches the emulation of bash's completion on.
                            case BASH, ZSH -> AutoComplete.bash(program.getCommandName(), program);
                            case FISH -> FishScript.of(program);
                        });
        return ExitCode.DONE;
    }
}
