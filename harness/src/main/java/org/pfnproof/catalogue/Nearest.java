package org.pfnproof.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody meant who misspelt a name. */
public final class Nearest {

    private Nearest() {}

    /** The known name closest to {@code word}, if one is close enough to be what was meant. */
    public static Optional<String> to(String word, Collection<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String meant = word.toLowerCase(Locale.ROOT);
        // A third of the letters may be wrong: "is" must not suggest "no", "model-retri" must suggest "model-retry".
        int threshold = Math.max(1, word.length() / 3);
        return known.stream()
                .sorted(Comparator.<String>comparingInt(name -> distance.apply(meant, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .findFirst()
                .filter(name -> distance.apply(meant, name.toLowerCase(Locale.ROOT)) <= threshold
                        || meant.length() >= 3 && name.toLowerCase(Locale.ROOT).startsWith(meant));
    }

    /** The end of a message about an unknown name: {@code "; did you mean X?"}, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }
}
