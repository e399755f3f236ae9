package org.pfnproof.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a window, of the machine's own packages: nothing is downloaded. Closing it ends every process that was
 * started for it, whatever state they are in.
 */
public final class Browser implements AutoCloseable {

    private static final String CHROMIUM = "chromium";
    private static final String DRIVER = "chromedriver";
    private static final List<String> PROGRAMS = List.of(CHROMIUM, DRIVER, "chrome_crashpad_handler");

    private final ChromeDriverService service;
    private final ChromeDriver driver;

    private Browser(Path folder) {
        service = ChromeDriverService.createDefaultService();
        service.setExecutable(program(DRIVER).orElseThrow().toString());
        service.sendOutputTo(OutputStream.nullOutputStream());
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program(CHROMIUM).orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + folder);
        options.setCapability("goog:loggingPrefs", logs);
        try {
            driver = new ChromeDriver(service, options);
            // It begins with a page of its own.
            driver.get("about:blank");
            requests();
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    /**
     * Starts one; skips the test where there is none.
     *
     * @param folder for its profile
     */
    public static Browser start(Path folder) {
        Needs.that(
                program(CHROMIUM).isPresent() && program(DRIVER).isPresent(),
                "a browser (Debian's packages chromium and chromium-driver)");
        return new Browser(folder);
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a file, at a place of it. */
    public void open(Path page, String fragment) {
        driver.get("about:blank");
        driver.get(page.toUri() + fragment);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** What an expression of JavaScript gives. */
    public Object value(String expression, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript("return " + expression, arguments);
    }

    /** The size of what the page is shown in, which may be less than a window can be. */
    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the reader's system prefers: {@code light} or {@code dark}; and {@code screen} or {@code print}. */
    public void medium(String medium, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        medium,
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Messages in the console since it was last asked, but for mere remarks. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::toString)
                .toList();
    }

    /** What the page has asked for since it was last asked. */
    public List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s)^.*\"request\":\\{.*?\"url\":\"([^\"]*)\".*$", "$1"))
                .toList();
    }

    /** What is seen, as PNG. */
    public void picture(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** What comes out of a printer, as PDF. */
    public byte[] print() {
        Object data = driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true))
                .get("data");
        return Base64.getDecoder().decode(data.toString().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            end();
        }
    }

    private void end() {
        List<ProcessHandle> processes = running();
        service.stop();
        processes.forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** What this process has started and what is not over. */
    public static List<ProcessHandle> running() {
        return ProcessHandle.current().descendants().filter(Browser::isOurs).toList();
    }

    private static boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command ->
                        PROGRAMS.contains(Path.of(command).getFileName().toString()))
                .isPresent();
    }
}
