package org.pfnproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pfnproof.engine.Run;
import org.pfnproof.testing.Results;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

class InterleavingTest {

    private final Run toy = Results.run("toy");

    private static String diagram(Counterexample trace, int width) {
        return String.join("\n", new Interleaving(trace, width).lines());
    }

    @Test
    void hasAColumnForEachActorAndShowsOnlyWhatChanges() {
        assertThat(diagram(Results.trace(toy, "NoLostUpdate"), 60)).isEqualTo("""
                        at first:
                          pc=(p1:idle,p2:idle)  counter=0

                        step  p1                         p2
                        ------------------------------------------------------------
                           1  Read
                                pc[p1]=read
                           2                             Read
                                                           pc[p2]=read
                           3  Write
                                pc[p1]=done
                                counter=1""");
    }

    @Test
    void marksWhereALassoBeginsAndWhereItReturns() {
        assertThat(diagram(Results.lasso(toy, "EverDone"), 60))
                .contains("""
                           1  Read
                                pc[p1]=read
                        ====== from here on, the steps repeat for ever ======
                           2                             Read""")
                .endsWith("====== back to the state before step 2 ======");
    }

    @Test
    void showsAStaticInstanceAsItIs() {
        assertThat(diagram(Results.instance(toy), 60)).isEqualTo("""
                        violated: all p: Page | p.head.head = p.head
                        head={Page$9->Page$0,Page$10->Page$0}""");
    }

    @Test
    void staysWithinItsWidthInPlainAsciiHoweverManyActorsThereAre() {
        String diagram = diagram(wide(), 72);
        assertThat(diagram.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72));
        assertThat(diagram).isASCII();
        assertThat(diagram.replaceAll("\\s", ""))
                .contains("kvm_mmu_notifier_invalidate_range_start(range=[start=1,end=2])");
    }

    /** Six actors with kernel names, and values that fit nowhere. */
    private static Counterexample wide() {
        State before = new State(Map.of("x", new Value.Int(0)));
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            Map<String, Value> range = new LinkedHashMap<>();
            range.put("start", new Value.Int(1));
            range.put("end", new Value.Int(2));
            Map<String, Value> arguments = new LinkedHashMap<>();
            arguments.put("i", new Value.Text("invalidator" + i));
            arguments.put("range", new Value.Fields(range));
            State after = new State(Map.of("x", new Value.Text("v".repeat(90) + i)));
            steps.add(new Step(
                    "invalidator" + i, "kvm_mmu_notifier_invalidate_range_start", arguments, List.of("x"), after));
        }
        Counterexample template = Results.trace(Results.run("toy"), "NoLostUpdate");
        return new Counterexample(
                Counterexample.Kind.TRACE,
                "toy",
                Optional.empty(),
                "linux-6.12",
                template.bounds(),
                "Fake 1.0",
                "NoLostUpdate",
                template.inputsHash(),
                before,
                steps,
                OptionalInt.empty(),
                Optional.empty());
    }
}
