package org.pfnproof.check;

import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;

/**
 * What a request comes to.
 *
 * @param runs in the catalogue's order: models, then variants
 * @param claims those whose evidence the runs cover
 * @param undecidable claims that these runs leave out
 * @param named whether the runs were named one by one
 * @param matrices those that the runs fill
 * @param kills rows of the kill matrix, if they are asked for
 */
public record Selection(
        List<Run> runs,
        List<Claim> claims,
        List<Claim> undecidable,
        boolean named,
        List<Matrix> matrices,
        Optional<KillRows> kills) {

    /** A selection without matrices. */
    public Selection(List<Run> runs, List<Claim> claims, List<Claim> undecidable, boolean named) {
        this(runs, claims, undecidable, named, List.of(), Optional.empty());
    }

    /** Nothing but rows of the kill matrix. */
    static Selection of(KillRows kills) {
        return new Selection(List.of(), List.of(), List.of(), true, List.of(), Optional.of(kills));
    }

    /**
     * Rows of the kill matrix.
     *
     * @param variants those whose rows are wanted
     */
    public record KillRows(Catalogue catalogue, List<Variant> variants) {

        public KillRows {
            variants = List.copyOf(variants);
        }

        /** The runs that make the rows. */
        public List<Run> runs() {
            return KillMatrixMaker.runs(catalogue, variants);
        }
    }

    public Selection {
        matrices = List.copyOf(matrices);
        runs = List.copyOf(runs);
        claims = List.copyOf(claims);
        undecidable = List.copyOf(undecidable);
    }
}
