package desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ape4j.EvaluationReport;
import io.ape4j.junit.PromptTest;

/** Fails when somebody makes the routing prompt worse. */
class RoutingPromptTest {
    private static final String PROMPTS = "src/main/resources/prompts/";

    @PromptTest(
            task = "task",
            prompt = PROMPTS + "routing.txt",
            atLeast = 0.8,
            notWorseThan = PROMPTS + "routing-before.txt",
            modelFrom = KeywordModel.class,
            home = "target/ape4j")
    void theTeamIsFoundFourTimesOutOfFive(EvaluationReport report) {
        assertEquals(12, report.evaluation().answers().size());
    }
}
