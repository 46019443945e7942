package io.ape4j.cli.command.view;

import io.ape4j.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The user's own browser, started by the program that the system has for it. */
final class Browser {
    private static final Map<String, List<String>> OPENERS = Map.of(
            "mac", List.of("open"),
            "windows", List.of("rundll32", "url.dll,FileProtocolHandler"),
            "linux", List.of("xdg-open"));

    private Browser() {}

    /** Opens a page; where that can't be done, says what to open by hand. */
    static void open(URI page, Terminal terminal) {
        final List<String> command = new ArrayList<>(opener(System.getProperty("os.name", "")));
        command.add(page.toString());
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            terminal.note("no browser could be started (" + command.get(0) + "); open " + page + " in one");
        }
    }

    private static List<String> opener(String system) {
        final String name = system.toLowerCase(Locale.ROOT);
        return OPENERS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of("xdg-open"));
    }
}
