package org.pfnproof.engine.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Hashes everything that a counterexample depends on, so that a recorded one can be told to be out of date. */
public final class InputsHash {

    private InputsHash() {}

    /**
     * {@code sha256:} and the hash of some sources, without their comments and layout.
     *
     * @param sources name to text
     */
    public static String of(Comments language, Map<String, String> sources) {
        MessageDigest digest = sha256();
        new TreeMap<>(sources).forEach((name, text) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(language.strip(text).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        });
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
