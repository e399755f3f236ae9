package org.pfnproof.engine.child;

import java.nio.file.Path;

/** A parent that prints its child's pid and waits for it, so that a test can kill it. */
public final class TestParent {

    private TestParent() {}

    public static void main(String[] arguments) throws Exception {
        ChildRunner.open(ChildRunner.ownJava(), Path.of(arguments[0]))
                .run(
                        ChildRunnerTest.job("sleep"),
                        message -> System.out.println(message.get("pid").getAsLong()));
    }
}
