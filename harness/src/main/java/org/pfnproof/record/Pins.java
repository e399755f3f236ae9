package org.pfnproof.record;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pinned numbers of states in the text of a model's file; nothing else in it is touched. */
public final class Pins {

    private static final Pattern PIN = Pattern.compile("(\"distinctStates\"\\s*:\\s*)(\\d+)");

    private Pins() {}

    /** The text with another number; empty if the model pins none. */
    public static Optional<String> replace(String text, long distinct) {
        Matcher pin = PIN.matcher(text);
        return pin.find() ? Optional.of(pin.replaceFirst("$1" + distinct)) : Optional.empty();
    }
}
