package io.ape4j.model.catalog;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Objects;

/**
 * A model that can be had by name: Python packages carry its file, whole or in parts.
 *
 * @param name lower case, a valid file name
 * @param summary what it is and is good for, in a few words
 * @param licence SPDX identifier
 * @param bytes of the assembled file
 * @param sha256 of the assembled file, lower-case hexadecimal
 * @param packages as {@code name==version}, in the order in which their contents are put together
 * @param members pattern of the names of the wanted files inside a package; where one has several, group 1 is the
 *     number that orders them
 */
public record CatalogModel(
        String name, String summary, String licence, long bytes, String sha256, List<String> packages, String members) {
    private static final int MOST_PATTERN_CHARACTERS = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9-]+==[0-9.]+");

    public CatalogModel {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(licence, "licence");
        packages = List.copyOf(packages);
        require(NAME.matches(name), "name", name);
        require(bytes > 0, "bytes", bytes);
        require(SHA_256.matches(sha256), "sha256", sha256);
        require(!packages.isEmpty() && packages.stream().allMatch(PACKAGE::matches), "packages", packages);
        require(members.length() <= MOST_PATTERN_CHARACTERS, "members", members.length() + " characters");
        require(Pattern.compile(members).groupCount() <= 1, "members", members);
    }

    private static void require(boolean holds, String field, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("catalogue: bad " + field + " \"" + value + "\"");
        }
    }

    String fileName() {
        return name + ".gguf";
    }
}
