package io.ape4j.task.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.task.start.NewTask.NewExample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StratifiedTest {
    private static final List<String> LABELS = List.of("tech", "tech", "tech", "privacy", "billing", "other");

    @Test
    void everyAnswerIsInEverySplitByItsShare() {
        final Map<String, Integer> counts = new TreeMap<>();

        Stratified.of(mails(36))
                .forEach(mail ->
                        counts.merge(mail.outputs().get(0) + " " + mail.split().orElseThrow(), 1, Integer::sum));

        assertThat(counts)
                .containsEntry("tech propose", 3)
                .containsEntry("tech select", 6)
                .containsEntry("tech test", 9);
        assertThat(counts.keySet()).hasSize(12);
    }

    @Test
    void theOrderOfTheExamplesChangesNoPlace() {
        final List<NewExample> mails = mails(36);
        final List<NewExample> reversed = new ArrayList<>(mails);
        Collections.reverse(reversed);

        assertThat(Stratified.of(reversed)).containsExactlyInAnyOrderElementsOf(Stratified.of(mails));
    }

    @Test
    void examplesWithTheSameInputStayTogether() {
        final List<NewExample> mails = new ArrayList<>(mails(12));
        mails.add(new NewExample(Map.of("mail", "MAIL 3 "), List.of("other"), Optional.empty()));

        final List<NewExample> placed = Stratified.of(mails);

        assertThat(placed.get(12).split()).isEqualTo(placed.get(3).split());
    }

    @Test
    void examplesThatSayTheirSplitAreNotMovedSilently() {
        final NewTask task = new NewTask(
                Path.of("none"),
                List.of("mail"),
                List.of(new NewExample(Map.of("mail", "a"), List.of("tech"), Optional.of("test"))));

        assertThatThrownBy(task::stratified)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("say their split already");
    }

    private static List<NewExample> mails(int count) {
        final List<NewExample> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(new NewExample(
                    Map.of("mail", "mail " + i), List.of(LABELS.get(i % LABELS.size())), Optional.empty()));
        }
        return mails;
    }
}
