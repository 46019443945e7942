package io.ape4j.model.hosted.http;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Environment variables that hold what no other program needs to know: keys of models, under every name that holds one,
 * and addresses of models and proxies with a user or a query in them.
 */
public final class SecretVariables {
    /** What the names of all variables end with that hold the key of a model. */
    private static final String KEY = "_API_KEY";

    private static final List<String> ADDRESSES = List.of("_BASE_URL", "_HOST", "_PROXY");
    /** A shorter key is a word such as {@code none}, which other variables may hold too. */
    private static final int SHORTEST_KEY = 6;

    private SecretVariables() {}

    /** Takes the keys alone out of the environment of a program that needs the network, such as a package manager. */
    public static void removeKeys(Map<String, String> environment) {
        final Collection<String> secrets = keys(environment);
        environment.entrySet().removeIf(variable -> isKey(variable, secrets));
    }

    /**
     * Takes all of them out of the environment of a program that is about to be started.
     *
     * @param asked names of variables that the program shall have nevertheless
     */
    public static void remove(Map<String, String> environment, Collection<String> asked) {
        final Collection<String> secrets = keys(environment);
        environment
                .entrySet()
                .removeIf(variable -> !asked.contains(variable.getKey())
                        && (isKey(variable, secrets) || isAddressWithSecret(variable)));
    }

    private static boolean isKey(Map.Entry<String, String> variable, Collection<String> secrets) {
        return upper(variable).endsWith(KEY) || secrets.stream().anyMatch(variable.getValue()::contains);
    }

    private static boolean isAddressWithSecret(Map.Entry<String, String> variable) {
        return ADDRESSES.stream().anyMatch(upper(variable)::endsWith)
                && (variable.getValue().contains("@") || variable.getValue().contains("?"));
    }

    private static List<String> keys(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> upper(variable).endsWith(KEY))
                .map(variable -> variable.getValue().strip())
                .filter(key -> key.length() >= SHORTEST_KEY)
                .toList();
    }

    private static String upper(Map.Entry<String, String> variable) {
        return variable.getKey().toUpperCase(Locale.ROOT);
    }
}
