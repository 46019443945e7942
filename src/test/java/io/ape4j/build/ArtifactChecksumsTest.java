package io.ape4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The list that the build compares artifacts with (pom.xml, .mvn/checksums) leaves none out. That a changed artifact
 * fails the build is shown by {@code .ci/changed-artifact}.
 */
class ArtifactChecksumsTest {
    private static final Path LIST = Path.of(".mvn/checksums/checksums.sha256");
    private static final Pattern LINE = Pattern.compile("^([0-9a-f]{64})  ([\\w./+-]+)$");

    /** Of each path in the local repository. */
    private static Map<String, String> checksums;

    @BeforeAll
    static void read() throws IOException {
        checksums = new TreeMap<>();
        for (final String line : Files.readAllLines(LIST)) {
            final Matcher match = LINE.matcher(line);
            assertThat(match.matches()).as(line).isTrue();
            assertThat(checksums.put(match.group(2), match.group(1))).as(line).isNull();
        }
    }

    @Test
    void everyJarThatTheseTestsRunWithIsListedAndIsTheListedOne() throws IOException, NoSuchAlgorithmException {
        final List<Path> jars = Stream.of(
                        System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();

        assertThat(jars).hasSizeGreaterThan(50);
        for (final Path jar : jars) {
            assertThat(listed(jar)).as("%s in %s", jar, LIST).contains(sha256(jar));
        }
    }

    @Test
    void everyPluginIsListedWithItsPom() throws IOException, ParserConfigurationException, SAXException {
        final List<String> missing = new ArrayList<>();
        for (final String plugin : plugins()) {
            for (final String type : List.of(".jar", ".pom")) {
                if (!checksums.containsKey(plugin + type)) {
                    missing.add(plugin + type);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static Optional<String> listed(Path jar) {
        for (int names = jar.getNameCount(); names > 0; names--) {
            final Path end = jar.subpath(jar.getNameCount() - names, jar.getNameCount());
            final String checksum = checksums.get(end.toString().replace(File.separatorChar, '/'));
            if (checksum != null) {
                return Optional.of(checksum);
            }
        }
        return Optional.empty();
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** The path of each in a repository, without its type. */
    private static List<String> plugins() throws IOException, ParserConfigurationException, SAXException {
        final Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(Path.of("pom.xml"))))
                .getDocumentElement();
        final NodeList elements = project.getElementsByTagName("plugin");
        final List<String> plugins = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            final Element plugin = (Element) elements.item(i);
            child(plugin, "version").ifPresent(version -> {
                final String name = child(plugin, "artifactId").orElseThrow();
                final String group = child(plugin, "groupId").orElseThrow().replace('.', '/');
                plugins.add(group + "/" + name + "/" + version + "/" + name + "-" + version);
            });
        }
        assertThat(plugins).hasSizeGreaterThan(8);
        return plugins;
    }

    private static Optional<String> child(Element parent, String name) {
        final NodeList children = parent.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeName().equals(name)) {
                return Optional.of(children.item(i).getTextContent().strip());
            }
        }
        return Optional.empty();
    }
}
