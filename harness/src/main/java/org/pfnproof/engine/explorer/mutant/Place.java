package org.pfnproof.engine.explorer.mutant;

import org.pfnproof.engine.mutant.Kind;

/**
 * One small change of a class.
 *
 * @param method the method's name; that of the method around it for what stands in a lambda
 * @param kind what is changed
 * @param ordinal its number among those of this kind in this method, from 1
 * @param line the line of the source
 * @param change what becomes of the line, in a few words
 * @param bytes the changed class
 */
public record Place(String method, Kind kind, int ordinal, int line, String change, Bytes bytes) {

    /** Makes the changed class. */
    @FunctionalInterface
    public interface Bytes {
        /** The class file. */
        byte[] make();
    }

    /** Stays the same as long as the method is not edited: {@code zapPteRange.drop-update.2}. */
    public String id() {
        return method + "." + kind.label() + "." + ordinal;
    }
}
