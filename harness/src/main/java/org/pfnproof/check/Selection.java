package org.pfnproof.check;

import java.util.List;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.engine.Run;

/**
 * What a request comes to.
 *
 * @param runs in the catalogue's order: models, then variants
 * @param claims those whose evidence the runs cover
 * @param undecidable claims that these runs leave out
 * @param named whether the runs were named one by one
 * @param matrices those that the runs fill
 */
public record Selection(
        List<Run> runs, List<Claim> claims, List<Claim> undecidable, boolean named, List<Matrix> matrices) {

    /** A selection without matrices. */
    public Selection(List<Run> runs, List<Claim> claims, List<Claim> undecidable, boolean named) {
        this(runs, claims, undecidable, named, List.of());
    }

    public Selection {
        matrices = List.copyOf(matrices);
        runs = List.copyOf(runs);
        claims = List.copyOf(claims);
        undecidable = List.copyOf(undecidable);
    }
}
