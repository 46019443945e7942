package io.ape4j.tasks.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.tasks.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ContactExamplesTest {
    private static final Pattern ADDRESS = Pattern.compile("[a-z.]+@[a-z.]+[a-z]");
    private static final Pattern PHONE = Pattern.compile("(\\+|\\([0-9]{3}\\) )?[0-9][0-9 -]{6,}[0-9]");
    /** What is said around a number that is not the contact's. */
    private static final Pattern OTHER_PHONE = Pattern.compile(
            "hotline \\(N\\)|Fax N|former one, N|says N, which|N is the fire brigade's|switchboard \\(N\\)|VAT no\\. N");
    /** What is said around a firm that the contact is not with. */
    private static final Pattern OTHER_COMPANY =
            Pattern.compile("left C and|at C, who can't|at C, remember|machine from C, but");

    @Test
    void theCommittedFileIsWhatTheGeneratorWrites() throws IOException {
        assertThat(Files.readString(ContactExamples.FILE)).isEqualTo(ContactExamples.text());
    }

    @Test
    void answersHoldTheFourFieldsInOrder() throws IOException {
        assertThat(examples())
                .hasSize(192)
                .filteredOn(example -> !example.hasAllFields())
                .isEmpty();
    }

    @Test
    void theNameStandsInTheMessage() throws IOException {
        assertThat(examples())
                .filteredOn(example -> !example.message()
                        .contains(example.answer().path("name").asText()))
                .isEmpty();
    }

    @Test
    void thePhoneIsTheOnlyOneThatIsNotSaidToBeAnothers() throws IOException {
        assertThat(examples())
                .filteredOn(example -> !phones(example.message()).equals(example.values("phone")))
                .isEmpty();
    }

    @Test
    void theAddressIsTheLastOneWithTheSurname() throws IOException {
        assertThat(examples())
                .filteredOn(example -> !address(example).equals(example.values("email")))
                .isEmpty();
    }

    @Test
    void theCompanyIsTheOnlyOneThatTheContactHasNotLeft() throws IOException {
        assertThat(examples())
                .filteredOn(example -> !companies(example.message()).equals(example.values("company")))
                .isEmpty();
    }

    private static List<String> phones(String message) {
        return PHONE.matcher(message)
                .results()
                .map(MatchResult::group)
                .filter(phone ->
                        !OTHER_PHONE.matcher(message.replace(phone, "N")).find())
                .toList();
    }

    private static List<String> address(Example example) {
        return ADDRESS
                .matcher(example.message())
                .results()
                .map(MatchResult::group)
                .filter(address -> address.contains(example.surname()))
                .reduce((earlier, later) -> later)
                .stream()
                .toList();
    }

    private static List<String> companies(String message) {
        return People.COMPANIES.stream()
                .filter(message::contains)
                .filter(company ->
                        !OTHER_COMPANY.matcher(message.replace(company, "C")).find())
                .toList();
    }

    private static List<Example> examples() throws IOException {
        return Files.readString(ContactExamples.FILE)
                .lines()
                .map(Json::read)
                .map(line -> new Example(
                        line.path("message").asText(),
                        Json.read(line.path("output").asText())))
                .toList();
    }

    private record Example(String message, JsonNode answer) {
        List<String> values(String field) {
            return answer.path(field).isNull()
                    ? List.of()
                    : List.of(answer.path(field).asText());
        }

        boolean hasAllFields() {
            final List<String> names = new ArrayList<>();
            answer.fieldNames().forEachRemaining(names::add);
            return names.equals(List.of("name", "company", "email", "phone"));
        }

        String surname() {
            final String name = answer.path("name").asText();
            return name.substring(name.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        }
    }
}
