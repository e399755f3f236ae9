package org.pfnproof.check;

import java.util.List;

/** A request names something that the catalogue does not have. */
public final class UnknownNameException extends Exception {

    public UnknownNameException(List<String> messages) {
        super(String.join("\n", messages));
    }
}
