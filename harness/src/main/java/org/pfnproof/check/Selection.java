package org.pfnproof.check;

import java.util.List;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.engine.Run;

/**
 * What a request comes to.
 *
 * @param runs in the catalogue's order: models, then variants
 * @param claims those whose evidence the runs cover
 * @param undecidable claims that these runs leave out
 * @param named whether the runs were named one by one
 */
public record Selection(List<Run> runs, List<Claim> claims, List<Claim> undecidable, boolean named) {

    public Selection {
        runs = List.copyOf(runs);
        claims = List.copyOf(claims);
        undecidable = List.copyOf(undecidable);
    }
}
