package org.pfnproof.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pfnproof.testing.Browser;

/** Takes pictures of a page, to be looked at: {@code PageShots PAGE FOLDER [PLACE]}; of one place, a picture for the documentation. */
final class PageShots {

    private PageShots() {}

    public static void main(String[] arguments) throws Exception {
        Path page = Path.of(arguments[0]).toAbsolutePath();
        Path folder = Path.of(arguments[1]).toAbsolutePath();
        String[] places = {
            "",
            "#claims",
            "#runs",
            "#counterexamples",
            "#kill-matrix",
            "#matrix-detector",
            "#shapes",
            "#kernels",
            "#ce=range-overwritten&step=17",
            "#ce=fault-starved-by-others&step=9",
            "#ce=page-ref-count-on-tails"
        };
        if (arguments.length > 2) {
            try (Browser browser = Browser.start(Files.createTempDirectory("browser"))) {
                browser.medium("screen", "light");
                browser.size(1200, 720);
                browser.open(page, arguments[2]);
                browser.picture(folder.resolve("report.png"));
            }
            return;
        }
        try (Browser browser = Browser.start(Files.createTempDirectory("browser"))) {
            for (String scheme : new String[] {"light", "dark"}) {
                browser.medium("screen", scheme);
                for (int width : new int[] {1440, 400}) {
                    browser.size(width, width > 1000 ? 900 : 800);
                    for (String place : places) {
                        browser.open(page, place);
                        String name = place.isEmpty() ? "top" : place.replaceAll("[^a-z-]", "");
                        browser.picture(folder.resolve(scheme + "-" + width + "-" + name + ".png"));
                    }
                }
            }
            browser.medium("print", "light");
            browser.open(page, places[8]);
            Files.write(folder.resolve("race.pdf"), browser.print());
            browser.open(page, "");
            Files.write(folder.resolve("all.pdf"), browser.print());
        }
    }
}
