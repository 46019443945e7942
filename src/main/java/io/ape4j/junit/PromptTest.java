package io.ape4j.junit;

import io.ape4j.EvaluationReport;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.cache.CacheMode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of a prompt: it is scored on the examples of a task before the method runs, and the test fails if the score is
 * below {@link #atLeast}, or if the prompt is significantly worse than the one of {@link #notWorseThan}; at least one of
 * the two is needed. The method may take the {@link EvaluationReport} as a parameter and look further; it may be empty.
 *
 * <pre>{@code
 * @PromptTest(task = "tasks/support-routing", prompt = "src/main/resources/prompts/routing.txt", atLeast = 0.8)
 * void routingIsRightFourTimesOutOfFive() {}
 * }</pre>
 *
 * <p>Answers come from the cache of ape4j first, so that an unchanged prompt asks no model. Relative paths start at the
 * folder in which the tests run, which is the project's with Maven and Gradle.
 */
@Documented
@Test
@ExtendWith(PromptTestExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface PromptTest {
    /** The task's folder, or the task file in it. */
    String task();

    /** The file of the prompt, in any format that {@code ape eval --prompt} reads. */
    String prompt();

    /** The least mean score that passes, in [0, 1]; 0 for any. */
    double atLeast() default 0;

    /**
     * The file of another prompt, scored on the same examples. The test fails if the first is worse by the paired test
     * that has the final word of a search (two-sided at .05), so that chance alone seldom breaks a build.
     */
    String notWorseThan() default "";

    /** Which examples: {@code select}, {@code test} or {@code propose}. Every reading of {@code test} is recorded. */
    String split() default "select";

    /**
     * The model that answers, e.g. {@code openai:gpt-4o-mini}. Unless given it is JUnit's configuration parameter {@value
     * PromptTestExtension#MODEL}, a system property or a line of {@code junit-platform.properties}; unless that is set,
     * the model that the command line takes by itself.
     */
    String model() default "";

    /** Makes the model instead, by a constructor without parameters; for a {@code ChatModel} of the application's own. */
    Class<? extends Supplier<LanguageModel>> modelFrom() default Named.class;

    /** {@link CacheMode#ONLY} for a build that must not ask any model: an answer that is missing fails the test. */
    CacheMode cache() default CacheMode.USE;

    /** Where models and the cache are, in place of {@code APE_HOME}; a folder in the project can be committed. */
    String home() default "";

    /** Most calls of this test; more than its examples need are never made. */
    long maxCalls() default 1_000;

    /** Says that {@link #model} names the model. */
    final class Named implements Supplier<LanguageModel> {
        private Named() {}

        @Override
        public LanguageModel get() {
            throw new IllegalStateException("the model is opened by its name");
        }
    }
}
