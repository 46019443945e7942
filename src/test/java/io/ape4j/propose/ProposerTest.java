package io.ape4j.propose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.Proposer.Proposal;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposerTest {
    private final Task task = task();
    private final Proposer proposer = new Proposer(task, TaskProfile.of(task), Proposer.Settings.STANDARD);

    @Test
    void theRequests() {
        final Example wrong = task.examples(Split.SELECT).get(0);
        final Map<String, Asking<Proposal>> askings = new LinkedHashMap<>();
        askings.put("forward", proposer.forward(7));
        askings.put("insertion", proposer.insertion(7));
        askings.put("from description", proposer.fromDescription(7));
        askings.put("paraphrase", proposer.paraphrase("Name the team.", 7));
        askings.put("cross", proposer.cross("Name the team.", "Route the message.", 7));
        askings.put("repair", proposer.repair("Name the team.", List.of(new Mistake(wrong, "It is sales.")), 7));

        final StringBuilder out = new StringBuilder();
        askings.forEach((name, asking) -> out.append(text(name, request(asking))));

        Golden.check(ProposerTest.class, "requests.txt", out.toString());
    }

    @Test
    void anotherSeedShowsOtherPairsAndSamplesAnew() {
        final Request one = request(proposer.forward(1));
        final Request two = request(proposer.forward(2L << 40));

        assertThat(one).isEqualTo(request(proposer.forward(1)));
        assertThat(one.messages()).isNotEqualTo(two.messages());
        assertThat(one.parameters().get(Request.SEED))
                .isNotEqualTo(two.parameters().get(Request.SEED));
    }

    @Test
    void noExampleOutsideProposeIsShown() {
        for (int seed = 0; seed < 20; seed++) {
            for (final Asking<Proposal> asking : List.of(proposer.forward(seed), proposer.insertion(seed))) {
                final String shown = request(asking).messages().toString();

                for (final Split split : List.of(Split.SELECT, Split.TEST)) {
                    assertThat(task.examples(split))
                            .noneMatch(
                                    example -> shown.contains(example.fields().get("input")));
                }
            }
        }
    }

    @Test
    void aUsableAnswerIsAnInstructionAndAnyOtherSaysWhy() {
        final Asking.Ask<Proposal> ask = (Asking.Ask<Proposal>) proposer.forward(1);

        assertThat(ask.role()).isEqualTo(ModelRole.PROPOSER);
        assertThat(answered(ask, "Sure: name the team."))
                .isEqualTo(new Proposal("Sure: name the team.", Optional.of("Name the team."), Optional.empty()));
        assertThat(answered(ask, "I'm sorry.").objection()).contains("a refusal");
        assertThat(answered(ask, "Let me know more.").objection()).contains("speaks to the user");
        assertThat(answered(ask, "").instruction()).isEmpty();
    }

    @Test
    void longInputsAreCutAndSeveralFieldsAreNamed() {
        final Task wide = TaskBuilder.named("wide")
                .fields(List.of("premise", "hypothesis"))
                .example(
                        Map.of("premise", "p".repeat(5_000), "hypothesis", "h"),
                        List.of("r".repeat(5_000)),
                        Split.PROPOSE)
                .build();

        final Request request =
                request(new Proposer(wide, TaskProfile.of(wide), Proposer.Settings.STANDARD).forward(1));

        final String question =
                request.messages().get(request.messages().size() - 1).text();
        assertThat(question)
                .contains("premise: ppp")
                .contains("hypothesis: h\n")
                .hasSizeLessThan(2_000);
    }

    @Test
    void factsPairsAndWorkedExamplesCanBeLeftOut() {
        final Proposer plain = new Proposer(task, TaskProfile.of(task), new Proposer.Settings(0, 1, 0, false, false));

        final List<Message> messages = request(plain.forward(1)).messages();

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).text().split("Input: ", -1)).hasSize(2);
        assertThat(messages.get(0).text()).doesNotContain("exactly one of");
    }

    private static Task task() {
        final TaskBuilder task = TaskBuilder.named("routing")
                .description("Name the team that answers.")
                .labels("billing", "shipping");
        for (int i = 0; i < 8; i++) {
            task.example(
                    Map.of("input", (i % 2 == 0 ? "Where is parcel " : "Why was I charged for ") + i + "?"),
                    List.of(i % 2 == 0 ? "shipping" : "billing"),
                    i < 6 ? Split.PROPOSE : i < 7 ? Split.SELECT : Split.TEST);
        }
        return task.build();
    }

    private static Proposal answered(Asking.Ask<Proposal> ask, String text) {
        return ((Asking.Done<Proposal>) ask.next().apply(Answer.of(text, Answer.Finish.STOP, Usage.NONE))).value();
    }

    private static Request request(Asking<Proposal> asking) {
        return ((Asking.Ask<Proposal>) asking).request();
    }

    private static String text(String name, Request request) {
        final StringBuilder out = new StringBuilder("##### " + name + " " + request.parameters() + "\n");
        request.messages()
                .forEach(message -> out.append("--- ")
                        .append(message.role().wireName())
                        .append('\n')
                        .append(message.text())
                        .append('\n'));
        return out.toString();
    }
}
