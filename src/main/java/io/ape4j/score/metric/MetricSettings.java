package io.ape4j.score.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.score.text.TextPipeline;
import io.ape4j.task.InvalidSettingsException;
import io.ape4j.task.InvalidSettingsException.Setting;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Sha256;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a task says about its metric, read and checked: the options by their types, and the two lists of text steps. All
 * getters throw an {@link IllegalArgumentException} that names the metric, the option, its value and what would do.
 */
public final class MetricSettings {
    private static final int DIGEST_DIGITS = 12;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final MetricSpec spec;
    private final TextPipeline extract;
    private final TextPipeline normalise;

    private MetricSettings(MetricSpec spec, TextPipeline extract, TextPipeline normalise) {
        this.spec = spec;
        this.extract = extract;
        this.normalise = normalise;
    }

    /**
     * Reads the settings.
     *
     * @param options names of all options that the metric knows
     * @throws InvalidSettingsException with every unknown option and every wrong step
     */
    public static MetricSettings of(MetricSpec spec, String... options) {
        final List<String> known = List.of(options);
        final List<Setting> wrong = new ArrayList<>();
        for (final String name : spec.options().keySet()) {
            if (!known.contains(name)) {
                final String advice = known.isEmpty() ? "it takes none" : Nearest.advice(name, known);
                wrong.add(Setting.key(
                        "metric " + spec.type() + ": unknown option " + Shown.quoted(name) + "; " + advice,
                        "metric",
                        name));
            }
        }
        final TextPipeline extract = steps(spec.extract(), TextPipeline.Kind.EXTRACT, wrong);
        final TextPipeline normalise = steps(spec.normalise(), TextPipeline.Kind.NORMALISE, wrong);
        InvalidSettingsException.throwIfAny(wrong);
        return new MetricSettings(spec, extract, normalise);
    }

    private static TextPipeline steps(List<MetricSpec.Step> steps, TextPipeline.Kind kind, List<Setting> wrong) {
        try {
            return TextPipeline.of(steps, kind);
        } catch (InvalidSettingsException e) {
            wrong.addAll(e.settings());
            return TextPipeline.of(List.of(), kind);
        }
    }

    /** The answer inside what the model said, before it is normalised. */
    public String extracted(String said) {
        return extract.apply(said);
    }

    /** The answer inside what the model said, normalised. */
    public String answer(String said) {
        return normalise.apply(extract.apply(said));
    }

    /** A reference, or any text beside the answer, normalised. */
    public String normalised(String reference) {
        return normalise.apply(reference);
    }

    /**
     * Type, version and a digest of everything the task says about the metric, e.g. {@code exact-match/1 0f3c...}.
     *
     * @param version of the metric's code
     * @param used anything else of the task that scores depend on, as JSON values
     */
    public String identity(int version, Object... used) {
        try {
            final String canonical =
                    JSON.writeValueAsString(List.of(spec.extract(), spec.normalise(), spec.options(), List.of(used)));
            return spec.type() + "/" + version + " " + Sha256.hex(canonical).substring(0, DIGEST_DIGITS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metric " + spec.type() + ": an option is not a JSON value", e);
        }
    }

    /** A text that is not blank, if the option is given. */
    public Optional<String> text(String option) {
        return value(option).map(value -> {
            if (value instanceof String text && !text.isBlank()) {
                return text;
            }
            throw wrong(option, "must be a text that is not blank");
        });
    }

    /** A text that is not blank. */
    public String requiredText(String option) {
        return text(option).orElseThrow(() -> wrong(option, "must be a text that is not blank"));
    }

    /** One of the given words; the first is the default. */
    public String word(String option, String... words) {
        final List<String> known = List.of(words);
        final Object value = value(option).orElse(known.get(0));
        if (value instanceof String word && known.contains(word)) {
            return word;
        }
        throw wrong(option, "must be one of " + String.join(", ", known));
    }

    /** A text or a list of texts, none of them empty; an empty list if the option is not given. */
    public List<String> texts(String option) {
        final Object value = value(option).orElse(List.of());
        final Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
        if (!values.stream().allMatch(text -> text instanceof String && !text.equals(""))) {
            throw wrong(option, "must be a text or a list of texts, none of them empty");
        }
        return values.stream().map(String.class::cast).toList();
    }

    /** True or false; false if the option is not given. */
    public boolean flag(String option) {
        return flag(option, false);
    }

    /** True or false. */
    public boolean flag(String option, boolean absent) {
        if (value(option).orElse(absent) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(option, "must be true or false");
    }

    /** A finite number of at least 0. */
    public double amount(String option, double absent) {
        if (value(option).orElse(absent) instanceof Number number
                && number.doubleValue() >= 0
                && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw wrong(option, "must be a number of at least 0");
    }

    /** A whole number between two bounds, both included. */
    public int whole(String option, int absent, int least, int most) {
        if (value(option).orElse(absent) instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return number.intValue();
        }
        throw wrong(option, "must be a whole number from " + least + " to " + most);
    }

    /** The error for an option that is missing or wrong. */
    public IllegalArgumentException wrong(String option, String needs) {
        final String given = value(option)
                .map(value -> ", not " + Quoted.of(value.toString()))
                .orElse("; it is missing");
        return new InvalidSettingsException(List.of(
                Setting.value("metric " + spec.type() + ": option " + option + " " + needs + given, "metric", option)));
    }

    private Optional<Object> value(String option) {
        return Optional.ofNullable(spec.options().get(option));
    }
}
