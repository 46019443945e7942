package io.ape4j.propose.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.prompt.Demonstration;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemonstrationPoolTest {
    private static final Task CLOSED = closed();

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void onlyExamplesOfProposeAreShownAndEachOnce(
            @ForAll DemonstrationChoice choice, @ForAll @IntRange(min = 2, max = 12) int count, @ForAll long seed) {
        final DemonstrationPool pool = DemonstrationPool.of(CLOSED, choice);

        final List<String> origins = pool.set(count, mistakes(CLOSED), new SplittableRandom(seed)).stream()
                .map(Demonstration::origin)
                .toList();

        final Set<String> allowed =
                CLOSED.examples(Split.PROPOSE).stream().map(Example::id).collect(Collectors.toSet());
        assertThat(origins).hasSize(Math.min(count, allowed.size())).doesNotHaveDuplicates();
        assertThat(allowed).containsAll(origins);
    }

    @ParameterizedTest
    @EnumSource(DemonstrationChoice.class)
    void aSetHasEveryLabelAsOften(DemonstrationChoice choice) {
        for (int seed = 0; seed < 20; seed++) {
            final Map<String, Long> counts =
                    DemonstrationPool.of(CLOSED, choice).set(4, mistakes(CLOSED), new SplittableRandom(seed)).stream()
                            .collect(Collectors.groupingBy(Demonstration::output, Collectors.counting()));

            assertThat(counts).isEqualTo(Map.of("shipping", 2L, "billing", 2L));
        }
    }

    @Test
    void setsDifferInWhatTheyShowAndInTheirOrder() {
        final DemonstrationPool pool = DemonstrationPool.of(CLOSED, DemonstrationChoice.RANDOM);
        final Set<List<Demonstration>> sets = new HashSet<>();
        final Set<String> firstLabels = new HashSet<>();
        for (int seed = 0; seed < 30; seed++) {
            final List<Demonstration> set = pool.set(2, List.of(), new SplittableRandom(seed));
            sets.add(set);
            firstLabels.add(set.get(0).output());
        }

        assertThat(sets).hasSizeGreaterThan(8);
        assertThat(firstLabels).hasSize(2);
    }

    @Test
    void similarShowsWhatIsLikeTheMistakes() {
        final Task task = open();
        final Mistake onRivers =
                new Mistake(example(task, Split.SELECT, input -> input.startsWith("Which river flows")), "wrong");

        for (int seed = 0; seed < 10; seed++) {
            final Demonstration next = DemonstrationPool.of(task, DemonstrationChoice.SIMILAR)
                    .next(List.of(), List.of(onRivers), new SplittableRandom(seed))
                    .orElseThrow();

            assertThat(next.fields().get("input")).startsWith("Which river");
        }
    }

    @Test
    void diverseShowsWhatIsLeastLikeTheOthers() {
        final Task task = open();
        final DemonstrationPool pool = DemonstrationPool.of(task, DemonstrationChoice.DIVERSE);

        for (int seed = 0; seed < 10; seed++) {
            final Set<String> firstWords = pool.set(3, List.of(), new SplittableRandom(seed)).stream()
                    .map(shown -> String.valueOf(shown.fields().get("input")).split(" ", 2)[0])
                    .collect(Collectors.toSet());

            assertThat(firstWords).containsExactlyInAnyOrder("Which", "Translate", "Compute");
        }
    }

    @Test
    void withoutMistakesSimilarDrawsAtRandom() {
        final Task task = open();
        final Set<String> shown = new HashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            DemonstrationPool.of(task, DemonstrationChoice.SIMILAR)
                    .next(List.of(), List.of(), new SplittableRandom(seed))
                    .ifPresent(next -> shown.add(next.origin()));
        }

        assertThat(shown).hasSizeGreaterThan(4);
    }

    @Test
    void likenessIsThatOfLettersAndDigitsInAnyCase() {
        final NGrams one = NGrams.of(List.of("Where is my parcel?"));

        assertThat(one.similarity(NGrams.of(List.of("WHERE... is my; parcel")))).isEqualTo(1);
        assertThat(one.similarity(NGrams.of(List.of("Where is my letter?")))).isBetween(0.3, 0.9);
        assertThat(one.similarity(NGrams.of(List.of("Foo bar")))).isZero();
        assertThat(NGrams.of(List.of("?!")).similarity(NGrams.of(List.of("..."))))
                .isZero();
        assertThat(NGrams.of(List.of("\u6F22\u5B57\u6F22")).similarity(NGrams.of(List.of("\u6F22\u5B57\u4E71"))))
                .isBetween(0.01, 0.99);
    }

    @Test
    void choicesAreFoundByTheirNames() {
        for (final DemonstrationChoice choice : DemonstrationChoice.values()) {
            assertThat(DemonstrationChoice.named(choice.configName())).isSameAs(choice);
        }
        assertThatThrownBy(() -> DemonstrationChoice.named("nearest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no demonstrationChoice \"nearest\"; choices are random, similar, diverse");
    }

    private static List<Mistake> mistakes(Task task) {
        final List<Mistake> mistakes = new ArrayList<>();
        task.examples(Split.SELECT).forEach(example -> mistakes.add(new Mistake(example, "wrong")));
        return mistakes;
    }

    private static Example example(Task task, Split split, Function<String, Boolean> wanted) {
        return task.examples(split).stream()
                .filter(example -> wanted.apply(String.valueOf(example.fields().get("input"))))
                .findFirst()
                .orElseThrow();
    }

    private static Task closed() {
        final TaskBuilder task = TaskBuilder.named("routing").labels("billing", "shipping");
        for (int i = 0; i < 16; i++) {
            task.example(
                    Map.of("input", (i % 2 == 0 ? "Where is parcel " : "Why was I charged for ") + i + "?"),
                    List.of(i % 2 == 0 ? "shipping" : "billing"),
                    i < 10 ? Split.PROPOSE : i < 13 ? Split.SELECT : Split.TEST);
        }
        return task.build();
    }

    private static Task open() {
        final TaskBuilder task = TaskBuilder.named("mixed");
        final List<String> rivers = List.of("Lyon", "Prague", "Turin");
        for (final String city : rivers) {
            task.example(Map.of("input", "Which river is in " + city + "?"), List.of("river " + city), Split.PROPOSE);
            task.example(Map.of("input", "Translate into French: good " + city), List.of("bon " + city), Split.PROPOSE);
            task.example(Map.of("input", "Compute 12 * " + city.length()), List.of("many " + city), Split.PROPOSE);
        }
        task.example(Map.of("input", "Which river flows through Basel?"), List.of("Rhine"), Split.SELECT);
        task.example(Map.of("input", "Which river flows through Paris?"), List.of("Seine"), Split.TEST);
        return task.build();
    }
}
