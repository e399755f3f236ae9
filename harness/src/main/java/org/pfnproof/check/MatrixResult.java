package org.pfnproof.check;

import java.util.List;

/** A matrix as runs filled it. */
public sealed interface MatrixResult permits ObservedMatrix, KillMatrix {

    /** Unique among matrices. */
    String id();

    /** One line. */
    String title();

    /** One sentence for each thing that is not what it is expected to be. */
    List<String> deviations();

    /** What it contributes to the exit code. */
    ExitCode exit();

    /** Whether everything in it is what it is expected to be. */
    default boolean asExpected() {
        return deviations().isEmpty();
    }
}
