package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.alloy4.ErrorWarning;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pfnproof.engine.alloy.child.AlloyReport.Remark;

/** Collects Alloy's warnings, each once. */
final class Warnings extends A4Reporter {

    private final Places places;
    private final Set<Remark> remarks = new LinkedHashSet<>();

    Warnings(Places places) {
        this.places = places;
    }

    @Override
    public void warning(ErrorWarning warning) {
        remarks.add(places.remark(warning));
    }

    List<Remark> list() {
        return new ArrayList<>(remarks);
    }
}
