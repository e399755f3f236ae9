package org.pfnproof.engine.twin;

import java.util.Arrays;

/** Fingerprints to the numbers of states, in little memory: open addressing in two arrays. */
final class FingerprintIndex {

    /** No such fingerprint. */
    static final int NONE = -1;

    private static final int START = 1 << 10;
    /** Mixes: whoever makes fingerprints may leave their low bits alike. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long[] fingerprints = new long[START];
    private int[] numbers = empty(START);
    private int size;

    int get(long fingerprint) {
        return numbers[slot(fingerprint)];
    }

    void put(long fingerprint, int number) {
        if (2 * ++size > numbers.length) {
            grow();
        }
        int slot = slot(fingerprint);
        fingerprints[slot] = fingerprint;
        numbers[slot] = number;
    }

    /** Where the fingerprint is, or has to go. */
    private int slot(long fingerprint) {
        int mask = numbers.length - 1;
        int slot = (int) ((fingerprint * GOLDEN) >>> Integer.SIZE) & mask;
        while (numbers[slot] != NONE && fingerprints[slot] != fingerprint) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldFingerprints = fingerprints;
        int[] oldNumbers = numbers;
        fingerprints = new long[2 * oldNumbers.length];
        numbers = empty(2 * oldNumbers.length);
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != NONE) {
                int slot = slot(oldFingerprints[i]);
                fingerprints[slot] = oldFingerprints[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    private static int[] empty(int length) {
        int[] numbers = new int[length];
        Arrays.fill(numbers, NONE);
        return numbers;
    }
}
