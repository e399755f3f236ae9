package org.pfnproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Verdict;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.testing.Checks;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Results;

class KtapReportTest {

    private static final Pattern RESULT =
            Pattern.compile("( *)(ok|not ok) ([0-9]+) ([^#\\n]*[^#\\n ])( # (SKIP|TODO|XFAIL|TIMEOUT|ERROR) .+)?");

    private static String report(FakeToolbox.Behaviour behaviour) {
        return new KtapReport(new RaceDiagrams(Fixture.catalogue())::text).render(Checks.of(behaviour));
    }

    @Test
    void eachGroupIsATestAndItsMembersAreSubtests() {
        assertThat(report((run, limits) -> Results.expected(run))).isEqualTo("""
                KTAP version 1
                1..3
                  KTAP version 1
                  1..2
                  # pages: Every property holds within the bounds.
                  ok 1 pages
                  # toy: Every property holds within the bounds.
                  ok 2 toy
                ok 1 models
                  KTAP version 1
                  1..1
                  # toy+toy-unlocked: NoLostUpdate is violated, as it must be.
                  ok 1 toy+toy-unlocked
                ok 2 variants
                  KTAP version 1
                  1..2
                  # lock-needed: CONFIRMED WITHIN BOUNDS
                  # The lock is needed.
                  ok 1 lock-needed
                  # lock-optional: REFUTED
                  # The lock can be left out.
                  ok 2 lock-optional
                ok 3 claims
                """);
    }

    @Test
    void anUnexpectedViolationIsNotOkAndComesWithItsRace() {
        String report = report((run, limits) ->
                run.id().equals("toy") ? Results.of(run, new Verdict.Violated("NoLostUpdate")) : Results.expected(run));
        requireWellFormed(report);
        assertThat(report)
                .contains("\n  # toy: NoLostUpdate is violated, but it was expected to hold.\n")
                .contains("\n  not ok 2 toy\n", "\nnot ok 1 models\n", "\n  # => NoLostUpdate is false");
    }

    @Test
    void whatGaveNoAnswerIsAnError() {
        String report = report((run, limits) -> run.id().equals("toy")
                ? Results.of(run, new Verdict.Broken(List.of(Problem.at("Toy.tla", 3, 1, "what # is\nthis"))))
                : Results.expected(run));
        requireWellFormed(report);
        assertThat(report)
                .contains("\n  not ok 2 toy # ERROR Toy.tla:3:1: what # is\n", "\nnot ok 1 models # ERROR 1 without");
    }

    /** The rules of the protocol that the kernel's own parser enforces: versions, plans, numbers, nesting, directives. */
    private static void requireWellFormed(String report) {
        List<String> lines = report.lines().toList();
        assertThat(lines.get(0)).isEqualTo("KTAP version 1");
        int[] planned = new int[2];
        int[] seen = new int[2];
        for (String line : lines) {
            int level = line.startsWith("  ") ? 1 : 0;
            String content = line.strip();
            if (content.equals("KTAP version 1")) {
                seen[level] = 0;
                planned[level] = -1;
            } else if (content.startsWith("1..")) {
                assertThat(planned[level]).isEqualTo(-1);
                planned[level] = Integer.parseInt(content.substring(3));
            } else if (!content.startsWith("#")) {
                Matcher result = RESULT.matcher(line);
                assertThat(result.matches()).as(line).isTrue();
                seen[level]++;
                assertThat(Integer.parseInt(result.group(3))).isEqualTo(seen[level]);
                if (level == 0) {
                    assertThat(seen[1]).isEqualTo(planned[1]);
                }
            }
        }
        assertThat(seen[0]).isEqualTo(planned[0]);
    }
}
