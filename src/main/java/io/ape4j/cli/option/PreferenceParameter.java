package io.ape4j.cli.option;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes {@code shortest-within 1%} as one argument or as two, since quotes are easily forgotten. */
final class PreferenceParameter implements IParameterConsumer {
    private static final String SHORTEST = "shortest-within";

    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a stack
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        if (arguments.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "--prefer is given nothing; write best, or e.g. shortest-within 1%");
        }
        final String first = arguments.pop();
        option.setValue(
                first.equals(SHORTEST)
                                && !arguments.isEmpty()
                                && arguments.peek().endsWith("%")
                        ? first + " " + arguments.pop()
                        : first);
    }
}
