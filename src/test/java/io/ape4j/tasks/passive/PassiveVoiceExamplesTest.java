package io.ape4j.tasks.passive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.tasks.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PassiveVoiceExamplesTest {
    /** Words that only build tenses, negations and the agent. */
    private static final Set<String> BUILDING = Set.of(
            "am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "has", "have", "had", "by",
            "to", "not");

    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("me", "i"),
            Map.entry("him", "he"),
            Map.entry("her", "she"),
            Map.entry("us", "we"),
            Map.entry("them", "they"),
            Map.entry("whom", "who"),
            Map.entry("one", "nobody"),
            Map.entry("anybody", "nobody"),
            Map.entry("anyone", "nobody"));
    /** Participles that are more than the verb with -ed, with the other forms in use here. */
    private static final Map<String, List<String>> IRREGULAR = Map.ofEntries(
            Map.entry("beaten", List.of("beat")),
            Map.entry("bitten", List.of("bit")),
            Map.entry("blown", List.of("blew")),
            Map.entry("broken", List.of("broke")),
            Map.entry("brought", List.of("brought")),
            Map.entry("built", List.of("built")),
            Map.entry("bought", List.of("buy")),
            Map.entry("cancelled", List.of("cancel")),
            Map.entry("carried", List.of("carrying")),
            Map.entry("copied", List.of("copy")),
            Map.entry("run", List.of("ran")),
            Map.entry("stopped", List.of("stop")),
            Map.entry("dealt", List.of("deal")),
            Map.entry("drawn", List.of("drew")),
            Map.entry("driven", List.of("drives")),
            Map.entry("drunk", List.of("drinking")),
            Map.entry("dug", List.of("dug")),
            Map.entry("eaten", List.of("eat")),
            Map.entry("fed", List.of("feed", "feeding")),
            Map.entry("forgotten", List.of("forget")),
            Map.entry("fought", List.of("fighting")),
            Map.entry("found", List.of("found")),
            Map.entry("given", List.of("gave", "give")),
            Map.entry("grown", List.of("grew")),
            Map.entry("heard", List.of("heard")),
            Map.entry("kept", List.of("kept", "keep")),
            Map.entry("laid", List.of("laid", "lays")),
            Map.entry("lent", List.of("lent")),
            Map.entry("made", List.of("make", "made")),
            Map.entry("overtaken", List.of("overtook")),
            Map.entry("paid", List.of("pay")),
            Map.entry("read", List.of("reads", "reading")),
            Map.entry("seen", List.of("saw", "see")),
            Map.entry("sent", List.of("sent")),
            Map.entry("shown", List.of("showed", "show")),
            Map.entry("stolen", List.of("stole")),
            Map.entry("sung", List.of("sing")),
            Map.entry("taught", List.of("taught", "teaching")),
            Map.entry("thrown", List.of("threw")),
            Map.entry("told", List.of("told", "tell")),
            Map.entry("torn", List.of("tear")),
            Map.entry("woken", List.of("wakes")),
            Map.entry("worn", List.of("wore")),
            Map.entry("written", List.of("wrote")),
            Map.entry("won", List.of("win")));

    @Test
    void theCommittedFileIsWhatTheGeneratorWrites() throws IOException {
        assertThat(Files.readString(PassiveVoiceExamples.FILE)).isEqualTo(PassiveVoiceExamples.text());
    }

    @Test
    void activeAndPassiveDifferInTheVerbsFormAndTheAgentOnly() throws IOException {
        assertThat(pairs())
                .hasSizeGreaterThan(198)
                .filteredOn(pair -> !differsInTheVerbOnly(pair))
                .isEmpty();
    }

    @Test
    void thePassiveNamesTheAgentWithOneMoreBy() throws IOException {
        assertThat(pairs())
                .filteredOn(pair -> count(pair.passive(), "by") != count(pair.active(), "by") + 1)
                .isEmpty();
    }

    @Test
    void thePassiveKeepsTheTense() throws IOException {
        assertThat(pairs())
                .filteredOn(pair -> !tenseOfPassive(words(pair.passive())).equals(tenseOfActive(words(pair.active()))))
                .isEmpty();
    }

    @Test
    void thePassiveIsNegatedWhereTheActiveIs() throws IOException {
        assertThat(pairs())
                .filteredOn(pair -> isNegated(pair.passive()) != isNegated(pair.active()))
                .isEmpty();
    }

    @Test
    void thePassiveEndsAsTheActiveDoes() throws IOException {
        assertThat(pairs())
                .filteredOn(pair -> !pair.passive().matches("[A-Z].*[.?]")
                        || !pair.passive()
                                .endsWith(pair.active().substring(pair.active().length() - 1)))
                .isEmpty();
    }

    private static boolean differsInTheVerbOnly(Pair pair) {
        final List<String> active = contentWords(pair.active());
        final List<String> passive = contentWords(pair.passive());
        final List<String> onlyActive = without(active, passive);
        final List<String> onlyPassive = without(passive, active);
        return onlyActive.size() == onlyPassive.size()
                && (onlyActive.isEmpty()
                        || (onlyActive.size() == 1 && isParticipleOf(onlyPassive.get(0), onlyActive.get(0))));
    }

    /** The form of "be" that the participle needs: "been", "being", "be" or a finite one. */
    private static String tenseOfActive(List<String> words) {
        final boolean toInfinitive = Stream.of("has", "had", "used", "going").anyMatch(verb -> follows(words, verb));
        final boolean modal = words.stream()
                .anyMatch(Set.of("will", "can", "may", "might", "must", "should", "could", "would")::contains);
        final boolean have = words.stream().anyMatch(Set.of("has", "have", "had")::contains);
        if (toInfinitive || (modal && !have)) {
            return "be";
        }
        if (have) {
            return "been";
        }
        return words.stream().anyMatch(Set.of("am", "is", "are", "was", "were")::contains) ? "being" : "finite";
    }

    private static boolean follows(List<String> words, String verb) {
        final int at = words.indexOf(verb);
        return at >= 0 && at + 1 < words.size() && words.get(at + 1).equals("to");
    }

    private static String tenseOfPassive(List<String> words) {
        return Stream.of("been", "being", "be")
                .filter(words::contains)
                .findFirst()
                .orElse("finite");
    }

    private static boolean isNegated(String sentence) {
        final List<String> words = words(sentence);
        return Stream.of("not", "nobody", "no").anyMatch(words::contains);
    }

    private static boolean isParticipleOf(String participle, String form) {
        if (IRREGULAR.containsKey(participle)) {
            return IRREGULAR.getOrDefault(participle, List.of()).contains(form);
        }
        final String stem = participle.replaceFirst("ed$", "");
        return participle.endsWith("ed")
                && Stream.of("", "e", "s", "es", "ing").anyMatch(end -> form.equals(stem + end));
    }

    private static List<String> contentWords(String sentence) {
        return words(sentence).stream()
                .filter(word -> !BUILDING.contains(word) && !word.equals("no"))
                .map(word -> CANONICAL.getOrDefault(word, word))
                .toList();
    }

    private static List<String> words(String sentence) {
        final String plain = sentence.toLowerCase(Locale.ROOT)
                .replace("won't", "will not")
                .replace("can't", "can not")
                .replace("cannot", "can not")
                .replace("n't", " not")
                .replaceAll("[.,?]", "");
        return Arrays.asList(plain.split(" ", -1));
    }

    private static long count(String sentence, String word) {
        return words(sentence).stream().filter(word::equals).count();
    }

    private static List<String> without(List<String> words, List<String> removed) {
        final List<String> result = new ArrayList<>(words);
        removed.forEach(result::remove);
        return result;
    }

    private static List<Pair> pairs() throws IOException {
        return Files.readString(PassiveVoiceExamples.FILE)
                .lines()
                .map(Json::read)
                .flatMap(line -> outputs(line)
                        .map(output -> new Pair(line.path("sentence").asText(), output)))
                .toList();
    }

    private static Stream<String> outputs(JsonNode line) {
        if (!line.has("outputs")) {
            return Stream.of(line.path("output").asText());
        }
        final List<String> result = new ArrayList<>();
        line.path("outputs").forEach(output -> result.add(output.asText()));
        return result.stream();
    }

    private record Pair(String active, String passive) {}
}
