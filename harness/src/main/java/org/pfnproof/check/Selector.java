package org.pfnproof.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Claim.Evidence;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Profile;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;

/** Finds the runs that a request asks for. */
public final class Selector {

    private static final String KILLS = KillMatrix.ID + "-matrix";

    private final Catalogue catalogue;
    private final Map<String, List<Run>> runsOf = new LinkedHashMap<>();

    public Selector(Catalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.models().forEach(model -> runsOf.put(model.id(), List.of(new Run(model, Optional.empty()))));
        catalogue
                .variants()
                .forEach(variant -> runsOf.put(
                        variant.id(),
                        variant.models().stream()
                                .map(model -> new Run(model, Optional.of(variant)))
                                .toList()));
        catalogue
                .claims()
                .forEach(claim -> runsOf.put(
                        claim.id(),
                        evidence(claim)
                                .flatMap(outcome -> runsOf.get(outcome.run()).stream())
                                .distinct()
                                .toList()));
        catalogue
                .matrices()
                .forEach(matrix ->
                        runsOf.put(matrix.name(), runsOf.get(matrix.model().id())));
    }

    /**
     * The runs of a claim, a model or a variant.
     *
     * @throws UnknownNameException with the nearest name, if there is no such thing
     */
    public List<Run> named(String name) throws UnknownNameException {
        refuseUnknown("claim, model or variant", List.of(name), runsOf.keySet());
        return runsOf.get(name);
    }

    /**
     * What a request comes to.
     *
     * @throws UnknownNameException if it names what does not exist, or nothing is left of it
     */
    public Selection select(CheckRequest request) throws UnknownNameException {
        return select(request, runs -> runs);
    }

    /**
     * A part of what a request comes to. Claims and matrices that need a run which is left out are not decided.
     *
     * @param part keeps some of the runs, perhaps none
     * @throws UnknownNameException if it names what does not exist, or asks for nothing
     */
    public Selection select(CheckRequest request, UnaryOperator<List<Run>> part) throws UnknownNameException {
        if (request.names().contains(KILLS)) {
            return kills(request.names());
        }
        List<String> known =
                Stream.concat(runsOf.keySet().stream(), Stream.of(KILLS)).toList();
        refuseUnknown("claim, model or variant", request.names(), known);
        refuseUnknown(
                "profile",
                request.profile().stream().toList(),
                catalogue.profiles().stream().map(Profile::id).toList());
        Stream<Run> chosen = request.names().isEmpty()
                ? runsOf.values().stream().flatMap(List::stream).filter(run -> inSuite(run, request))
                : request.names().stream().flatMap(name -> runsOf.get(name).stream());
        Set<Run> asked = new LinkedHashSet<>(chosen.filter(run ->
                        request.profile().map(run.model().profile()::equals).orElse(true))
                .toList());
        if (asked.isEmpty()) {
            throw new UnknownNameException(List.of("nothing to check: no model of this choice has the profile "
                    + request.profile().orElse("asked for")));
        }
        List<Run> all = runsOf.values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(asked::contains)
                .toList();
        List<Run> runs = part.apply(all);
        Set<Run> wanted = Set.copyOf(runs);
        return new Selection(
                runs,
                catalogue.claims().stream()
                        .filter(claim -> covers(wanted, claim))
                        .toList(),
                catalogue.claims().stream()
                        .filter(claim -> !covers(wanted, claim))
                        .toList(),
                !request.names().isEmpty(),
                catalogue.matrices().stream()
                        .filter(matrix -> wanted.containsAll(runsOf.get(matrix.name())))
                        .toList(),
                Optional.empty());
    }

    /** The kill matrix, or only the rows of the variants that are named beside it. */
    private Selection kills(List<String> names) throws UnknownNameException {
        List<String> only = names.stream().filter(name -> !name.equals(KILLS)).toList();
        refuseUnknown(
                "variant", only, catalogue.variants().stream().map(Variant::id).toList());
        return Selection.of(new Selection.KillRows(
                catalogue,
                catalogue.variants().stream()
                        .filter(variant -> only.isEmpty() || only.contains(variant.id()))
                        .toList()));
    }

    private boolean covers(Set<Run> runs, Claim claim) {
        return runs.containsAll(runsOf.get(claim.id()));
    }

    private static boolean inSuite(Run run, CheckRequest request) {
        return run.model().suite().compareTo(request.suite()) <= 0
                && run.variant()
                        .map(variant -> variant.suite().compareTo(request.suite()) <= 0)
                        .orElse(true);
    }

    private static Stream<Evidence> evidence(Claim claim) {
        return Stream.concat(claim.refutedBy().stream(), claim.confirmedBy().stream());
    }

    private static void refuseUnknown(String what, List<String> names, Collection<String> known)
            throws UnknownNameException {
        List<String> messages = new ArrayList<>();
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> messages.add("there is no " + what + " \"" + name + "\"" + Nearest.hint(name, known)));
        if (!messages.isEmpty()) {
            throw new UnknownNameException(messages);
        }
    }
}
