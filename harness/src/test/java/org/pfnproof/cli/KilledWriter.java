package org.pfnproof.cli;

import java.nio.file.Path;
import org.pfnproof.engine.cache.ResultStore;

/** A process that writes results until it is killed. Only its test starts it. */
public final class KilledWriter {

    static final int KEYS = 4;
    private static final int LENGTH = 200_000;

    private KilledWriter() {}

    /** Writes below the folder that it is given, from a number on. */
    public static void main(String[] arguments) throws Exception {
        Path build = Path.of(arguments[0]);
        ResultStore store = new ResultStore(build.resolve(KeptResults.FOLDER));
        for (int i = Integer.parseInt(arguments[1]); ; i++) {
            store.keep("key" + i % KEYS, text(i));
            new LastCheck(build).keep(text(i));
            AtomicFile.write(build.resolve("output"), text(i));
            if (i % KEYS == 0) {
                System.out.println(i);
            }
        }
    }

    static String text(int number) {
        return number + " " + String.valueOf((char) ('a' + number % 26)).repeat(LENGTH) + " " + number;
    }

    /** Whether it is a text, from the first letter to the last. */
    static boolean isWhole(String text) {
        return text.contains(" ") && text.equals(text(Integer.parseInt(text.substring(0, text.indexOf(' ')))));
    }
}
