package io.ape4j.junit;

import io.ape4j.Ape;
import io.ape4j.ComparisonReport;
import io.ape4j.EvaluationReport;
import io.ape4j.Models;
import io.ape4j.PromptFiles;
import io.ape4j.Search;
import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.catalog.PullListener;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.ComparisonText;
import io.ape4j.report.EvaluationText;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.search.config.ModelNames;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Scores the prompt of a {@link PromptTest} before its method runs. Models are opened once for all tests of a JUnit run
 * and asked by one test at a time.
 */
public final class PromptTestExtension implements BeforeEachCallback, ParameterResolver {
    /** JUnit's configuration parameter with the name of the model. */
    public static final String MODEL = "ape4j.model";

    private static final Namespace OURS = Namespace.create(PromptTestExtension.class);
    private static final int MOST_MISTAKES = 10;

    /** The open models of one home. */
    private record Opened(Models models) implements AutoCloseable {
        @Override
        public void close() {
            models.close();
        }
    }

    /** A model that the application makes. */
    private record Made(LanguageModel model) implements AutoCloseable {
        @Override
        public void close() {
            model.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        final PromptTest wanted = wanted(context);
        final Opened opened = context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(wanted.home(), PromptTestExtension::opened, Opened.class);
        synchronized (opened) {
            measure(wanted, context, opened.models());
        }
    }

    private static PromptTest wanted(ExtensionContext context) {
        final PromptTest wanted = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), PromptTest.class)
                .orElseThrow(() -> new ExtensionConfigurationException("there is no @PromptTest on "
                        + context.getRequiredTestMethod() + "; put it there, not the extension alone"));
        if (wanted.atLeast() < 0 || wanted.atLeast() > 1) {
            throw new ExtensionConfigurationException(
                    "atLeast is " + wanted.atLeast() + "; write a score from 0 to 1, e.g. 0.8");
        }
        if (wanted.atLeast() == 0 && wanted.notWorseThan().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "this @PromptTest can't fail; write atLeast = 0.8, or notWorseThan = \"FILE\"");
        }
        return wanted;
    }

    private static Opened opened(String home) {
        final Map<String, String> environment = new HashMap<>(System.getenv());
        if (!home.isEmpty()) {
            environment.put(ApeHome.VARIABLE, Path.of(home).toAbsolutePath().toString());
        }
        return new Opened(new Models(environment, Path.of(""), false, PullListener.NONE));
    }

    private static void measure(PromptTest wanted, ExtensionContext context, Models models) {
        final Task task = TaskReader.read(Path.of(wanted.task()));
        final Prompt prompt = PromptFiles.read(Path.of(wanted.prompt()), task).prompt();
        final Split split = Split.named(wanted.split());
        try (Metric metric = Metrics.of(task)) {
            final LanguageModel model = model(wanted, context, models);
            final Search search = Ape.search(task)
                    .metric(metric)
                    .model(model)
                    .judge(model)
                    .cache(wanted.cache())
                    .maxCalls(wanted.maxCalls());
            if (!wanted.home().isEmpty()) {
                search.home(new ApeHome(Path.of(wanted.home())));
            }
            if (wanted.notWorseThan().isEmpty()) {
                requireScore(wanted, search.evaluate(prompt, split), context);
            } else {
                final Prompt other =
                        PromptFiles.read(Path.of(wanted.notWorseThan()), task).prompt();
                final ComparisonReport both = search.compare(other, prompt, split);
                requireScore(wanted, new EvaluationReport(both.comparison().second(), both.elapsed()), context);
                requireNotWorse(wanted, both);
            }
        }
    }

    private static LanguageModel model(PromptTest wanted, ExtensionContext context, Models models) {
        if (wanted.modelFrom() != PromptTest.Named.class) {
            return context.getRoot()
                    .getStore(OURS)
                    .computeIfAbsent(
                            wanted.modelFrom(),
                            type -> new Made(ReflectionSupport.newInstance(type).get()),
                            Made.class)
                    .model();
        }
        return models.open(
                wanted.model().isEmpty()
                        ? context.getConfigurationParameter(MODEL).orElse(ModelNames.STANDARD.executor())
                        : wanted.model());
    }

    private static void requireScore(PromptTest wanted, EvaluationReport report, ExtensionContext context) {
        context.getStore(OURS).put(EvaluationReport.class, report);
        if (!report.isAtLeast(wanted.atLeast())) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "%s scores less than %s on the task %s%n%s%s",
                    wanted.prompt(),
                    wanted.atLeast(),
                    wanted.task(),
                    EvaluationText.mistakes(report.evaluation(), MOST_MISTAKES),
                    EvaluationText.of(report.evaluation(), report.elapsed(), false)));
        }
    }

    private static void requireNotWorse(PromptTest wanted, ComparisonReport report) {
        if (report.comparison().result().verdict() == Verdict.WORSE) {
            throw new AssertionError(String.format(
                    Locale.ROOT,
                    "%s is worse than %s on the task %s%n%s",
                    wanted.prompt(),
                    wanted.notWorseThan(),
                    wanted.task(),
                    ComparisonText.of(
                            report.comparison(), wanted.notWorseThan(), wanted.prompt(), report.elapsed(), false)));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EvaluationReport.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(OURS).get(EvaluationReport.class, EvaluationReport.class), "scored before each test");
    }
}
