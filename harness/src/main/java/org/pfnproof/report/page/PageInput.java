package org.pfnproof.report.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.report.CompareInput;
import org.pfnproof.trace.Counterexample;

/**
 * What a page is made of.
 *
 * @param catalogue titles, words, expected matrices, the recorded kill matrix
 * @param check the last check, in the form of {@code check.schema.json}
 * @param recorded file name without extension to counterexample
 * @param comparison the shapes of the API
 * @param logs what following logs of real kernels has shown, each in the form that {@code trace.schema.json} has for a log
 * @param given whether the user named these logs; else they are the recorded ones
 */
public record PageInput(
        Catalogue catalogue,
        JsonObject check,
        SortedMap<String, Counterexample> recorded,
        CompareInput comparison,
        JsonArray logs,
        boolean given) {

    public PageInput {
        check = check.deepCopy();
        recorded = Collections.unmodifiableSortedMap(new TreeMap<>(recorded));
        logs = logs.deepCopy();
    }
}
