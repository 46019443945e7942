package io.ape4j.model.hosted;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelException;
import io.ape4j.model.Usage;
import io.ape4j.model.hosted.http.HttpRefusal;
import io.ape4j.model.hosted.http.Redaction;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Sorts what servers refuse by what the caller can do: try again, have something fixed, or count the example as failed.
 *
 * @param model who refused, as a message names it
 * @param keyNames the variables that hold the key
 * @param urlNames the variables that hold the address
 * @param unknownModel what to do about a 404
 * @param redaction what no message may hold
 */
record Refusals(String model, String keyNames, String urlNames, String unknownModel, Redaction redaction) {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    /** Anthropic's word for 503. */
    private static final int OVERLOADED = 529;

    private static final Pattern TOO_LONG = Pattern.compile(
            "(?i)maximum context length|context[_ ](length|window|size|limit)|prompt is too long"
                    + "|input token count .{0,40}exceeds|input (length|is) .{0,60}(exceeds?|too long)|too many input tokens"
                    + "|prompt contains .{0,40}tokens|exceeds the available context|exceed_context_size|request too large for model");
    private static final Pattern NOT_ALLOWED = Pattern.compile(
            "(?i)content[_ ](policy|filter|management)|content filtering policy|usage policy|responsible ?ai|safety system"
                    + "|flagged (as|by|for)|moderation");
    private static final Pattern NO_QUOTA =
            Pattern.compile("(?i)insufficient[_ ](quota|balance|credits?|funds)|credit balance is too low"
                    + "|billing[_ ](hard[_ ]limit|not[_ ]active)|PerDay");

    /** Of chat templates in Jinja; some servers answer with 500 then, and no retry would help. */
    private static final Pattern NO_SYSTEM = Pattern.compile(
            "(?i)system (role|message)s? (is |are )?not supported|does(n't| not) support (the )?system (role|message)");

    private static final Pattern NO_TEMPERATURE =
            Pattern.compile("(?i)temperature.{0,80}(not supported|does(n't| not) support|deprecated|only the default)"
                    + "|(unsupported|unknown|unrecognized).{0,40}temperature");

    /** What to throw for {@code refusal}. */
    RuntimeException of(HttpRefusal refusal) {
        final ErrorBody error = ErrorBody.parse(refusal.body());
        final int status = refusal.status();
        // Once more, because reading the body as JSON joins what was apart in it.
        final String said = " (" + status + "): " + ended(redaction.error(error.message()));
        if (hasNoQuota(status, refusal.body())) {
            return rejected(model + " has no quota left" + said
                    + " Add credit, or raise the limit, of the account behind " + keyNames + ".");
        }
        if (NO_SYSTEM.matcher(error.message()).find()) {
            return rejected(model + " has a chat template without a place for a system message" + said
                    + " Set emptySystemMessage to false in the search config, or --no-empty-system; and use no layout"
                    + " that has a system message of its own.");
        }
        if (status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= 500) {
            final Duration wait = refusal.retryAfter().or(error::retryDelay).orElse(null);
            return new ModelException.Transient(
                    model + " can't answer now" + said,
                    wait,
                    status == TOO_MANY_REQUESTS || status == UNAVAILABLE || status == OVERLOADED,
                    null);
        }
        return switch (status) {
            case 400, 413, 422 -> badRequest(status, error, said);
            case 401, 403 -> rejected(model + " refused the key" + said + " Check " + keyNames + ".");
            case 404 -> rejected(model + " is not there" + said + " " + unknownModel);
            case 407 ->
                rejected(model + " is behind a proxy that refused its user" + said
                        + " Check the user and password in HTTPS_PROXY.");
            default ->
                status / 100 == 3
                        ? rejected(model + " sends requests elsewhere (" + status + "). Check " + urlNames + ".")
                        : rejected(model + " refused the request" + said);
        };
    }

    /** What to do follows it as a sentence of its own. */
    private static String ended(String sentence) {
        return sentence.isEmpty() || ".!?".indexOf(sentence.charAt(sentence.length() - 1)) >= 0
                ? sentence
                : sentence + ".";
    }

    private RuntimeException badRequest(int status, ErrorBody error, String said) {
        if (isTooLong(status, error)) {
            return new ExampleFailure(Answer.Finish.CONTEXT_EXCEEDED, Usage.NONE);
        }
        if (isNotAllowed(error)) {
            return new ExampleFailure(Answer.Finish.CONTENT_FILTERED, Usage.NONE);
        }
        if (error.hasCode("api_key_invalid") || error.message().startsWith("API key not valid")) {
            return rejected(model + " refused the key" + said + " Check " + keyNames + ".");
        }
        if (NO_TEMPERATURE.matcher(error.message()).find()) {
            return rejected(model + " takes no temperature" + said
                    + " Set temperature to false in the search config, or --no-temperature.");
        }
        return rejected(model + " refused the request" + said
                + " Change the parameter that it names, or choose another model.");
    }

    private static boolean isTooLong(int status, ErrorBody error) {
        return status == 413
                || error.hasCode("context_length_exceeded")
                || error.hasCode("exceed_context_size_error")
                || error.hasCode("string_above_max_length")
                || TOO_LONG.matcher(error.message()).find();
    }

    private static boolean isNotAllowed(ErrorBody error) {
        return error.codes().stream().anyMatch(code -> NOT_ALLOWED.matcher(code).find())
                || error.hasCode("invalid_prompt")
                || NOT_ALLOWED.matcher(error.message()).find();
    }

    private static boolean hasNoQuota(int status, String body) {
        final boolean mayBeQuota = status == 400 || status == 402 || status == 403 || status == TOO_MANY_REQUESTS;
        return status == 402 || (mayBeQuota && NO_QUOTA.matcher(body).find());
    }

    private static ModelException rejected(String message) {
        return new ModelException.Rejected(message, null);
    }
}
