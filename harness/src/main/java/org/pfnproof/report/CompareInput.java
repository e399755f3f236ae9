package org.pfnproof.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.CallSite;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.agreement.Agreement;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.Findings;
import org.pfnproof.compare.misuse.FindingsFile;
import org.pfnproof.compare.runs.Consequence;
import org.pfnproof.compare.runs.Consequences;
import org.pfnproof.compare.runs.ProtocolRuns;
import org.pfnproof.compare.runs.ProtocolRuns.DetailedRun;
import org.pfnproof.compare.runs.ProtocolRuns.ProtocolRun;
import org.pfnproof.compare.sites.TranslatedSite;

/**
 * All that the report on the API shapes is made of.
 *
 * @param comparison of all calls, by enumeration
 * @param findings mistakes, as the compilers and runs have answered them
 * @param runs the protocol under each shape's reference rules
 * @param detailed the page faults of released kernels, step by step
 * @param consequences what silent mistakes break
 * @param sites the kernels' calls of the API in every shape
 * @param agreement what Alloy says to all outcomes; empty if it was not asked
 */
public record CompareInput(
        Comparison comparison,
        Findings findings,
        List<ProtocolRun> runs,
        List<DetailedRun> detailed,
        Consequences consequences,
        List<TranslatedSite> sites,
        Optional<Agreement> agreement) {

    /** Enumerates and explores now; what compilers say was recorded. Alloy is not asked. */
    public static CompareInput make(Catalogue catalogue, List<CallSite> sites) {
        ProtocolRuns runs = new ProtocolRuns(catalogue);
        Comparison comparison = Comparison.make();
        return new CompareInput(
                comparison,
                FindingsFile.recorded(),
                runs.all(),
                runs.detailed(),
                new Consequences(runs),
                TranslatedSite.all(sites, comparison),
                Optional.empty());
    }

    /** The same, with Alloy's answer. */
    public CompareInput with(Agreement answer) {
        return new CompareInput(comparison, findings, runs, detailed, consequences, sites, Optional.of(answer));
    }

    /** Findings of one shape. */
    List<Finding> findings(String shape) {
        return findings.all().stream()
                .filter(each -> each.shape().equals(shape))
                .toList();
    }

    /** How many mistakes of a shape come to a verdict, in C. */
    int count(String shape, Finding.Verdict verdict) {
        return (int) findings(shape).stream()
                .filter(each -> each.verdict() == verdict)
                .count();
    }

    /** What one mistake breaks; empty if it is not silent. */
    List<Consequence> consequences(Finding finding) {
        if (finding.verdict() != Finding.Verdict.SILENT && finding.javaVerdict() != Finding.Verdict.SILENT) {
            return List.of();
        }
        return finding.effects().keySet().stream()
                .map(effect -> consequences.of(finding, effect))
                .toList();
    }

    /** Whether a mistake passes in C without a word and breaks a property of the protocol. */
    boolean breaks(Finding finding) {
        return finding.verdict() == Finding.Verdict.SILENT
                && consequences(finding).stream()
                        .anyMatch(each -> each.property().isPresent());
    }

    /** The run of each shape that has a model. */
    Map<String, ProtocolRun> runOfShape() {
        return runs.stream().collect(Collectors.toMap(ProtocolRun::shape, each -> each));
    }
}
