package io.ape4j.launcher;

import static io.ape4j.launcher.LauncherHome.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.launcher.LauncherHome.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as users meet it; only the first test runs ape4j itself, the others a probe that starts faster. */
@Timeout(60)
class LauncherIT {
    @TempDir
    Path root;

    private LauncherHome home;

    @BeforeEach
    void copyTheLauncher() throws IOException {
        // Where temporary folders are reached by a link, as on macOS, the launcher sees the real one.
        root = root.toRealPath();
        home = new LauncherHome(root);
    }

    @Test
    void aBuiltJarRunsWithoutSourcesAndWithoutMaven() throws Exception {
        final Path built = Path.of(Objects.requireNonNull(System.getProperty("ape.jar"), "run by failsafe"));
        Files.copy(built, home.folder().resolve("ape4j-1-all.jar"));

        final Ended ended = home.run("--help");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("ape");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void theFirstUseBuildsWithOneQuietLineAndTheSecondSaysNothing() throws Exception {
        home.withSources().withWorkingMaven();

        final Ended first = home.run();
        final Ended second = home.run();

        assertThat(first.err()).startsWith("ape: building").containsOnlyOnce("\n");
        assertThat(first.out()).startsWith("args=[]");
        assertThat(second.err()).isEmpty();
        assertThat(home.builds()).isEqualTo(1);
    }

    @Test
    void aNewerSourceIsBuiltAgain() throws Exception {
        home.withSources().withWorkingMaven();
        home.run();

        home.changeSource();
        final Ended ended = home.run();

        assertThat(ended.exitCode()).isZero();
        assertThat(home.builds()).isEqualTo(2);
    }

    @Test
    void aSourceThatWasTakenAwayIsBuiltAgain() throws Exception {
        home.withSources().withWorkingMaven();
        home.run();

        Files.delete(home.source());
        home.run();

        assertThat(home.builds()).isEqualTo(2);
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        home.withSources().withWorkingMaven();
        final Path launcher = home.folder().resolve("ape");

        final Process one = home.start(launcher, root, Map.of(), "exit", "3");
        final Process other = home.start(launcher, root, Map.of(), "exit", "4");

        assertThat(end(one).exitCode()).isEqualTo(3);
        assertThat(end(other).exitCode()).isEqualTo(4);
        assertThat(home.builds()).isEqualTo(1);
        assertThat(home.lock()).doesNotExist();
    }

    @Test
    void aLockWhoseMakerIsDeadIsTakenAway() throws Exception {
        home.withSources().withWorkingMaven();
        final Process dead = new ProcessBuilder("sh", "-c", "exit 0").start();
        dead.waitFor();
        Files.createDirectories(home.lock());
        Files.writeString(home.lock().resolve("pid"), dead.pid() + "\n");

        final Ended ended = home.run("exit", "0");

        assertThat(ended.exitCode()).isZero();
        assertThat(home.builds()).isEqualTo(1);
    }

    @Test
    void aFullBuildIsTakenOverWithoutBuilding() throws Exception {
        home.withSources();
        Files.createDirectories(home.folder().resolve("target"));
        LauncherHome.writeProbeJar(home.folder().resolve("target/ape4j-2-all.jar"));

        final Ended ended = home.run("exit", "5");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aFullBuildThatIsStillWritingItsJarIsNotTakenOver() throws Exception {
        home.withSources().withWorkingMaven();
        Files.createDirectories(home.folder().resolve("target"));
        Files.writeString(
                home.folder().resolve("target/ape4j-2-all.jar"), "PK: half of a jar, the rest is yet to come");

        final Ended ended = home.run();

        assertThat(ended.exitCode()).isZero();
        assertThat(home.builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndNamesTheLog() throws Exception {
        home.withSources().withMaven("echo '[INFO] noise'; echo '[ERROR] Source.java: broken'; exit 1");

        final Ended ended = home.run();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("Source.java: broken")
                .contains(home.folder().resolve("target/ape-build.log").toString())
                .doesNotContain("noise");
        assertThat(home.lock()).doesNotExist();
    }

    @Test
    void aMissingMavenIsNamed() throws Exception {
        home.withSources();

        final Ended ended = home.run();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("Maven is needed").contains("Install Maven 3.8");
        assertThat(home.lock()).doesNotExist();
    }

    @Test
    void anOldJavaIsRefusedByItsVersion() throws Exception {
        final Path old = Files.createDirectories(root.resolve("jdk-11/bin"));
        Files.writeString(root.resolve("jdk-11/release"), "JAVA_VERSION=\"11.0.2\"\n");
        LauncherHome.writeProgram(old.resolve("java"), "exit 0");
        final Map<String, String> environment =
                Map.of("JAVA_HOME", root.resolve("jdk-11").toString());

        final Ended ended = end(home.start(home.folder().resolve("ape"), root, environment));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("Java 17 or newer").contains("is version 11");
    }

    @Test
    void throughLinksFromAnotherFolderArgumentsAndFolderStayTheCallers() throws Exception {
        home.withSources().withWorkingMaven();
        final Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../a home [1]/ape"));
        Files.createSymbolicLink(elsewhere.resolve("link"), elsewhere.resolve("relative"));

        final Ended ended =
                end(home.start(Path.of("./link"), elsewhere, Map.of(), "eval", "a b", "", "*", "$HOME", "ü"));

        assertThat(ended.out()).contains("args=[eval, a b, , *, $HOME, ü]").contains("folder=" + elsewhere + "\n");
    }

    @Test
    void javaOptionsAndTheWaitPolicyOfTheUserCount() throws Exception {
        home.withSources().withWorkingMaven();
        final Map<String, String> environment =
                Map.of("APE_JAVA_OPTS", "-Xmx64m -Dprobe.option=given", "OMP_WAIT_POLICY", "active");

        final Ended plain = home.run();
        final Ended chosen = end(home.start(home.folder().resolve("ape"), root, environment));

        assertThat(plain.out()).contains("omp=passive").contains("option=null");
        assertThat(chosen.out()).contains("omp=active").contains("option=given");
    }

    @Test
    void aTerminationReachesTheProgramItself() throws Exception {
        home.withSources().withWorkingMaven();
        home.run();
        final Process process = home.start(home.folder().resolve("ape"), root, Map.of(), "wait");
        final BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        awaitLine(out, "ready");

        // Process.destroy would also close the stream that tells how it ended.
        process.toHandle().destroy();

        assertThat(awaitLine(out, "stopped in order")).isTrue();
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void aTerminationDuringTheBuildLeavesNeitherLockNorMaven() throws Exception {
        home.withSources().withMaven("echo $$ >'" + root + "/maven'; exec sleep 60");
        final Process process = home.start(home.folder().resolve("ape"), root, Map.of());
        final Path maven = root.resolve("maven");
        final Instant patience = Instant.now().plus(Duration.ofSeconds(20));
        while ((!Files.exists(maven) || Files.size(maven) == 0) && Instant.now().isBefore(patience)) {
            Thread.sleep(20);
        }

        process.toHandle().destroy();

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(home.lock()).doesNotExist();
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(maven).strip())))
                .isEmpty();
    }

    private static boolean awaitLine(final BufferedReader out, final String wanted) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
