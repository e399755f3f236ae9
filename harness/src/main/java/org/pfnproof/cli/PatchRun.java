package org.pfnproof.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Run;
import org.pfnproof.patch.JavaHalf;
import org.pfnproof.patch.PatchTwins;

/** A patch's folder where the name of a variant might stand, for what only its Java half can do. */
record PatchRun(Path folder, Catalogue catalogue) {

    /** The folder that is meant, if it is one of a patch. */
    static Optional<Path> folder(String name) {
        try {
            return Optional.of(Path.of(name)).filter(folder -> Files.isRegularFile(folder.resolve(Patch.FILE)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * A model with the patch.
     *
     * @throws UserException if it is no patch that can be used, or has no Java half; says why
     */
    Run on(Model model) throws UserException {
        Patch patch = patch();
        if (patch.java().isEmpty()) {
            throw new UserException(
                    folder + " has no Java file, and only that can take these steps; \"patch new --java\""
                            + " makes one, and \"patch check\" needs none");
        }
        JavaHalf java = JavaHalf.of(patch, Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
        require(java.problems());
        require(new PatchTwins(patch, java.change(), catalogue).problems(List.of(model)));
        return new Run(
                model,
                Optional.of(
                        patch.on(model, patch.overrides()).with(java.change().orElseThrow())));
    }

    private Patch patch() throws UserException {
        try {
            return Patch.load(folder, catalogue);
        } catch (CatalogueException e) {
            throw new UserException(text(e.problems()));
        }
    }

    private static void require(List<Problem> problems) throws UserException {
        if (!problems.isEmpty()) {
            throw new UserException(text(problems));
        }
    }

    private static String text(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
