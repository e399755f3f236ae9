package org.pfnproof.compare.sites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pfnproof.catalogue.CallSite;
import org.pfnproof.compare.Call;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Environment;
import org.pfnproof.compare.Input;
import org.pfnproof.compare.Outcome;
import org.pfnproof.compare.Shape;

/**
 * A call site and its call in every shape. The translation asks for the same; what only the other shape has a word for in the contract with
 * the caller is chosen so that as little as possible changes, but a caller says that it follows the mmu_notifiers if and only if it does.
 */
public record TranslatedSite(CallSite site, List<Translation> translations) {

    public TranslatedSite {
        translations = List.copyOf(translations);
    }

    /** All call sites in all shapes, in the order of the file and of the shapes. */
    public static List<TranslatedSite> all(List<CallSite> sites, Comparison comparison) {
        return sites.stream().map(site -> of(site, comparison)).toList();
    }

    private static TranslatedSite of(CallSite site, Comparison comparison) {
        Shape own = comparison.shape(site.shape());
        return new TranslatedSite(
                site,
                comparison.shapes().stream()
                        .map(shape -> translation(site, own, shape))
                        .toList());
    }

    private static Translation translation(CallSite site, Shape own, Shape shape) {
        List<Set<Input>> choices = choices(site);
        Set<Input> missing = missing(choices, shape);
        return missing.isEmpty()
                ? contracts(site, own, shape).stream()
                        .map(contract -> translation(choices, contract, own, shape))
                        .min(Comparator.comparingInt(Translation::environments)
                                .thenComparingInt(each -> each.calls().get(0).length()))
                        .orElseThrow()
                : new Translation(
                        shape.id(),
                        Translation.Kind.NO_CALL,
                        missing.stream().map(Input::text).toList(),
                        List.of(),
                        0,
                        List.of());
    }

    private static Translation translation(List<Set<Input>> choices, Set<Input> contract, Shape own, Shape shape) {
        List<String> calls = new ArrayList<>();
        Set<String> differences = new LinkedHashSet<>();
        int environments = 0;
        for (Set<Input> given : choices) {
            Call call = call(own, given);
            Set<Input> there = EnumSet.noneOf(Input.class);
            there.addAll(given);
            there.retainAll(shape.inputs());
            there.addAll(contract);
            Call other = call(shape, there);
            calls.add(other.text());
            for (int i = 0; i < Environment.all().size(); i++) {
                Outcome here = call.behaviour().get(i);
                if (!here.equals(other.behaviour().get(i))) {
                    environments++;
                    differences.add(here.changesTo(other.behaviour().get(i)));
                }
            }
        }
        Translation.Kind kind = environments == 0 ? Translation.Kind.SAME : Translation.Kind.DIFFERENT;
        return new Translation(shape.id(), kind, List.of(), calls, environments, List.copyOf(differences));
    }

    /** The inputs of each call that the site makes. */
    private static List<Set<Input>> choices(CallSite site) {
        List<Set<Input>> all = new ArrayList<>();
        all.add(inputs(site.inputs()));
        for (String either : site.either()) {
            for (Set<Input> less : List.copyOf(all)) {
                Set<Input> more = EnumSet.copyOf(less);
                more.addAll(inputs(List.of(either)));
                all.add(more);
            }
        }
        return all;
    }

    private static Set<Input> inputs(List<String> texts) {
        Set<Input> inputs = EnumSet.noneOf(Input.class);
        Arrays.stream(Input.values())
                .filter(input -> texts.contains(input.text()))
                .forEach(inputs::add);
        return inputs;
    }

    private static Call call(Shape shape, Set<Input> given) {
        return shape.calls().stream()
                .filter(call -> call.inputs().equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "call-sites.json: " + shape.id() + " has no call " + new Call(given, List.of()).text()));
    }

    /** What the site asks for and the shape has no word for; what is part of the contract is settled there for all calls. */
    private static Set<Input> missing(List<Set<Input>> choices, Shape shape) {
        Set<Input> missing = EnumSet.noneOf(Input.class);
        choices.forEach(missing::addAll);
        missing.removeAll(shape.inputs());
        missing.removeIf(Input::partOfContract);
        return missing;
    }

    /** All ways to put the contract in words that only the other shape has. */
    private static List<Set<Input>> contracts(CallSite site, Shape own, Shape shape) {
        List<Set<Input>> all = new ArrayList<>();
        all.add(EnumSet.noneOf(Input.class));
        for (Input input : shape.inputs()) {
            if (input.partOfContract() && !own.inputs().contains(input)) {
                for (Set<Input> less : List.copyOf(all)) {
                    Set<Input> more = EnumSet.copyOf(less);
                    more.add(input);
                    all.add(more);
                }
            }
        }
        boolean says = shape.inputs().contains(Input.GUARDED) && !own.inputs().contains(Input.GUARDED);
        all.removeIf(contract -> says && contract.contains(Input.GUARDED) != site.guarded());
        return all;
    }
}
