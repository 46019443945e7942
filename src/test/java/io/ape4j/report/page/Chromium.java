package io.ape4j.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window, of the Debian packages chromium and chromium-driver; it ends when it is closed. */
public final class Chromium implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it; without it the test is skipped. */
    public static Chromium start() {
        final Optional<File> browser = program("chromium");
        final Optional<File> control = program("chromedriver");
        assumeTrue(browser.isPresent() && control.isPresent(), "absent: the packages chromium and chromium-driver");
        final LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        final ChromeOptions options = new ChromeOptions()
                .setBinary(browser.get())
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", logs);
        return new Chromium(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(control.get())
                        .withSilent(true)
                        .build(),
                options));
    }

    private static Optional<File> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    public void open(URI page) {
        driver.get(page.toString());
    }

    public WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The texts of all elements, in order. */
    public List<String> texts(String selector) {
        return elements(selector).stream().map(WebElement::getText).toList();
    }

    /** What a script of the test gives; an empty text where it gives nothing. */
    public Object run(String script) {
        return Objects.requireNonNullElse(driver.executeScript(script), "");
    }

    /** Waits until an expression of the page is true. */
    public void waitUntil(String expression) {
        final long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(run("return " + expression))) {
            assertThat(end - System.nanoTime()).as(expression).isPositive();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** As on a screen of that width. */
    public void screen(int width, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** The whole page as a PNG, or as much of it as is asked for from its top. */
    public void picture(Path file, int mostHeight) throws IOException {
        final long height =
                Math.min(mostHeight, ((Number) run("return document.documentElement.scrollHeight")).longValue());
        final Object width = run("return document.documentElement.clientWidth");
        final Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode((String) taken.get("data")));
    }

    /** Everything on the console since it was last asked for. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every address that was asked for since it was last asked. */
    public List<String> requests() {
        final List<String> addresses = new ArrayList<>();
        for (final LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            final JsonNode message = read(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(message.at("/params/request/url").asText());
            }
        }
        return addresses;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing but this page was asked for, and nothing stands on the console. */
    void assertQuiet(URI page) {
        assertThat(console()).isEmpty();
        assertThat(requests()).containsOnly(page.toString());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
