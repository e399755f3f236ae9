package org.pfnproof.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.pfnproof.check.Toolbox;
import org.pfnproof.check.UnusableToolException;

/** Opens the checkers for one command. */
@FunctionalInterface
public interface ToolboxFactory {

    /**
     * Opens them.
     *
     * @param specs the folder {@code specs}
     * @param tla2tools the TLC to use in place of the one that pfnproof brings along
     * @throws UnusableToolException if that is no TLC
     */
    Toolbox open(Path specs, Optional<Path> tla2tools) throws UnusableToolException;
}
