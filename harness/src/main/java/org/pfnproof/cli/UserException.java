package org.pfnproof.cli;

/** Something that the user has to change; the message says what. */
final class UserException extends Exception {

    UserException(String message) {
        super(message);
    }
}
