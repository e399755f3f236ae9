package org.pfnproof.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.pfnproof.testing.Browser;
import org.pfnproof.testing.RealSpecs;
import org.pfnproof.trace.Counterexample;

/** The page in a real browser, as its readers use it. */
class ReportInBrowserTest {

    private static final String RACE = "range-overwritten";
    private static final String LASSO = "fault-starved-by-others";
    private static final String INSTANCE = "page-ref-count-on-tails";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path page;
    private static Counterexample trace;
    private static Counterexample lasso;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder.resolve("profile"));
        trace = ReportPageTest.recorded(RACE);
        lasso = ReportPageTest.recorded(LASSO);
        Map<String, Counterexample> recorded = new TreeMap<>(
                Map.of(RACE, trace, LASSO, lasso, INSTANCE, ReportPageTest.recorded(INSTANCE), "a+b &c=<d>", trace));
        page = ReportPageTest.write(
                folder,
                ReportPage.render(
                        ReportPageTest.input(RealSpecs.inPlace().catalogue(), ReportPageTest.empty(), recorded)));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            assertThat(Browser.running()).isNotEmpty();
            browser.close();
        }
        assertThat(Browser.running()).isEmpty();
    }

    @BeforeEach
    void asReadersHaveIt() {
        browser.size(1280, 800);
        browser.medium("screen", "light");
    }

    @AfterEach
    void nothingIsComplainedAboutAndNothingElseAskedFor() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allSatisfy(url -> assertThat(url)
                .matches("(\\Qfile://\\E.*report\\.html.*|about:blank)"));
    }

    private static void press(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    private static String text(String selector) {
        return browser.driver().findElement(By.cssSelector(selector)).getText();
    }

    private static boolean shown(String selector) {
        return browser.driver().findElement(By.cssSelector(selector)).isDisplayed();
    }

    private static String fragment() {
        return browser.value("location.hash").toString();
    }

    @Test
    void showsThePartsAndTheIndexAtFirst() {
        browser.open(page, "");
        assertThat(text("h1")).isEqualTo("Everything is as expected.");
        assertThat(shown("#races-table")).isTrue();
        assertThat(shown("#kill-matrix")).isTrue();
        assertThat(browser.driver().findElements(By.cssSelector("article.race")))
                .hasSize(4)
                .noneMatch(article -> article.isDisplayed());
    }

    @Test
    void stepsThroughWithTheKeyboard() {
        browser.open(page, "");
        browser.driver().findElement(By.linkText(RACE)).click();
        assertThat(shown("#kill-matrix")).isFalse();
        assertThat(text(".controls output b")).isEqualTo("0/18");
        press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT);
        assertThat(fragment()).isEqualTo("#ce=range-overwritten&step=2");
        assertThat(text("article.shown tr.current th")).isEqualTo("2");
        press(Keys.END);
        assertThat(text(".controls output b")).isEqualTo("18/18");
        assertThat(text("article.shown tr.current")).contains("kvm_tdp_mmu_map()");
        assertThat(text("article.shown tr.violating th")).startsWith("18");
        press(Keys.ARROW_RIGHT);
        assertThat(text(".controls output b")).isEqualTo("18/18");
        press(Keys.HOME);
        assertThat(text(".controls output b")).isEqualTo("0/18");
        press("?");
        assertThat(shown("#help")).isTrue();
        press(Keys.ESCAPE);
        assertThat(shown("#help")).isFalse();
        assertThat(fragment()).startsWith("#ce=");
        press(Keys.ESCAPE);
        assertThat(fragment()).isEqualTo("#counterexamples");
        assertThat(shown("#races-table")).isTrue();
        assertThat(browser.value("document.activeElement.textContent")).isEqualTo(RACE);
    }

    @Test
    void aLinkLeadsToItsStepAndTheStateIsThatOfTheFile() {
        browser.open(page, "#ce=range-overwritten&step=9");
        assertThat(text(".controls output b")).isEqualTo("9/18");
        assertThat(text(".shown .state h4")).isEqualTo("State after step 9");
        assertThat(text(".shown .state")).contains("in_progress 2").contains("refcount 1 1 2 1");
        assertThat(browser.driver()
                        .findElement(By.cssSelector(".shown .state .changed"))
                        .getText())
                .isEqualTo("[1,3) [1,2)");
        press(Keys.ARROW_RIGHT);
        assertThat(text(".shown .state h4")).isEqualTo("State after step 10");
        // The driver would scroll it under the bar at the top.
        browser.value("document.querySelector(\".shown [data-step='4']\").scrollIntoView({block: 'center'})");
        browser.driver()
                .findElement(By.cssSelector(".shown tr[data-step='4'] td[data-lane]"))
                .click();
        assertThat(fragment()).isEqualTo("#ce=range-overwritten&step=4");
        browser.driver().findElement(By.cssSelector("[data-go=next]")).click();
        assertThat(fragment()).isEqualTo("#ce=range-overwritten&step=5");
    }

    /** Each state, put together from differences by the script, against the file's. */
    @Test
    void everyStateHasTheCountersOfTheFile() {
        for (int step = 0; step <= trace.length(); step++) {
            browser.open(page, "#ce=range-overwritten&step=" + step);
            var state =
                    step == 0 ? trace.initial() : trace.steps().get(step - 1).state();
            Object shown = browser.value("[...document.querySelectorAll('.shown .state tr')]"
                    + ".find(row => row.cells[0].textContent === 'in_progress')"
                    + ".querySelector('.value').lastChild.textContent");
            assertThat(shown)
                    .as("step " + step)
                    .isEqualTo(
                            state.variables().get("mmu_invalidate_in_progress").toString());
        }
    }

    @Test
    void aLassoGoesRoundAndAnInstanceHasNoSteps() {
        browser.open(page, "#ce=" + LASSO + "&step=" + lasso.length());
        press(Keys.ARROW_RIGHT);
        assertThat(fragment()).endsWith("&step=" + lasso.loop().getAsInt());
        browser.open(page, "#ce=" + INSTANCE);
        assertThat(shown("#ce-" + INSTANCE + " .instance")).isTrue();
        assertThat(shown(".controls .buttons")).isFalse();
        press(Keys.ARROW_RIGHT, Keys.END, Keys.HOME);
        assertThat(shown("#ce-" + INSTANCE + " .instance")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#ce=range-overwritten&step=999",
                "#ce=range-overwritten&step=-1",
                "#ce=range-overwritten&step=x",
                "#ce=a%2Bb%20%26c%3D%3Cd%3E&step=3"
            })
    void aLinkThatIsOffLeadsToTheNearestStep(String fragment) {
        browser.open(page, fragment);
        assertThat(text(".controls output b"))
                .isEqualTo(fragment.endsWith("999") ? "18/18" : fragment.endsWith("3") ? "3/18" : "0/18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ce=no-such", "#ce=%", "#no-such", "#ce", "#=&=&"})
    void aLinkToNothingShowsThePage(String fragment) {
        browser.open(page, fragment);
        assertThat(shown("h1")).isTrue();
    }

    @Test
    void followsTheSystemsColoursUntilToldOtherwise() {
        browser.open(page, "");
        browser.value("(localStorage.clear(), 0)");
        browser.open(page, "");
        assertThat(brightness()).isGreaterThan(240);
        browser.medium("screen", "dark");
        assertThat(brightness()).isLessThan(30);
        press("t");
        assertThat(text("#theme")).isEqualTo("Theme: light");
        assertThat(brightness()).isGreaterThan(240);
        browser.driver().findElement(By.id("theme")).click();
        assertThat(brightness()).isLessThan(30);
        browser.driver().findElement(By.id("theme")).click();
        assertThat(text("#theme")).isEqualTo("Theme: auto");
    }

    /** Of the page's background, 0 to 255. */
    private static long brightness() {
        String colour =
                browser.value("getComputedStyle(document.body).backgroundColor").toString();
        String[] parts = colour.replaceAll("[^0-9,]", "").split(",");
        return (Long.parseLong(parts[0]) + Long.parseLong(parts[1]) + Long.parseLong(parts[2])) / 3;
    }

    @Test
    void onPaperAllStepsAreThereAndNothingThatOnlyWorksOnAScreen() {
        browser.open(page, "#ce=range-overwritten&step=3");
        browser.medium("print", "dark");
        assertThat(browser.driver().findElements(By.cssSelector("article.shown tr[data-step]")))
                .hasSize(19)
                .allMatch(row -> row.isDisplayed() && row.getCssValue("opacity").equals("1"));
        assertThat(browser.value("getComputedStyle(document.querySelector('.shown .later > td')).opacity"))
                .isEqualTo("1");
        assertThat(shown(".bar")).isFalse();
        assertThat(shown(".controls")).isFalse();
        assertThat(brightness()).isGreaterThan(240);
        byte[] pdf = browser.print();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#ce=range-overwritten&step=17", "#ce=page-ref-count-on-tails"})
    void nothingSticksOutOfANarrowWindow(String fragment) {
        browser.size(400, 800);
        browser.open(page, fragment);
        assertThat((Long) browser.value("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo((Long) browser.value("document.documentElement.clientWidth"));
    }

    @Test
    void findsInATable() {
        browser.open(page, "");
        browser.driver()
                .findElement(By.cssSelector("[data-filter=races-table]"))
                .sendKeys("FAULT starved");
        assertThat(browser.driver().findElements(By.cssSelector("#races-table tbody tr")))
                .filteredOn(row -> row.isDisplayed())
                .hasSize(1)
                .first()
                .satisfies(row -> assertThat(row.getText()).startsWith(LASSO));
    }
}
