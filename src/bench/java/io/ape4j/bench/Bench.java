package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.UsageException;
import io.ape4j.model.ModelException;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs one benchmark: {@code NAME [--quick] [OPTION...]}. Prints its figures, with those of the machine, as one line of JSON. */
public final class Bench {
    private static final String QUICK = "--quick";
    private static final String HELP = "--help";
    private static final int DONE = 0;
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private Bench() {}

    public static void main(String[] arguments) {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, err));
    }

    /**
     * Runs it.
     *
     * @return the exit code: 0, 1 if a model can't be asked, or 2 for arguments or files that can't be
     */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        final List<String> words = new ArrayList<>(Arrays.asList(arguments));
        final boolean quick = words.remove(QUICK);
        if (words.isEmpty()) {
            Benchmarks.all().forEach(one -> out.printf(Locale.ROOT, "%-16s %s%n", one.name(), one.summary()));
            return DONE;
        }
        final String name = words.get(0);
        final Optional<Benchmark> benchmark = Benchmarks.named(name);
        if (benchmark.isEmpty()) {
            err.println("bench: there is no benchmark " + Shown.quoted(name) + "; "
                    + Nearest.advice(name, Benchmarks.names()));
            return USAGE;
        }
        final List<String> options = words.subList(1, words.size());
        if (options.contains(HELP)) {
            out.printf(
                    Locale.ROOT,
                    "%s: %s%n%s",
                    name,
                    benchmark.get().summary(),
                    benchmark.get().options());
            return DONE;
        }
        try {
            out.println(measure(benchmark.get().with(options), quick, err));
            return DONE;
        } catch (UsageException | InvalidFileException e) {
            err.println("bench: " + e.getMessage());
            return USAGE;
        } catch (ModelException e) {
            err.println("bench: " + e.getMessage());
            return FAILURE;
        }
    }

    private static ObjectNode measure(Benchmark benchmark, boolean quick, PrintStream err) {
        final long start = System.nanoTime();
        final ObjectNode figures = benchmark.run(quick, step -> err.println("bench: " + step));
        final ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("benchmark", benchmark.name());
        line.put("quick", quick);
        line.put("seconds", Math.round((System.nanoTime() - start) / NANOS_PER_SECOND * 10) / 10.0);
        line.put("java", Runtime.version().feature());
        line.put("processors", Runtime.getRuntime().availableProcessors());
        line.setAll(figures);
        return line;
    }
}
