package org.pfnproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Matrix.Cell;
import org.pfnproof.testing.Fixture;

class MatrixTest {

    private static final String DOCUMENT = """
            {
              "id": "toys",
              "title": "Toys",
              "description": "About toys.",
              "model": "toy",
              "rows": [{"id": "dog", "label": "dog", "title": ""}],
              "columns": [{"id": "thief", "label": "thief", "title": "a thief"}],
              "cells": {"dog": {"thief": "SOME 2..7 FALSE_ALARM WITHHELD"}}
            }
            """;

    @TempDir
    Path home;

    private Catalogue load(String document) throws Exception {
        Path specs = Fixture.copyTo(home);
        Fixture.edit(
                specs.resolve("models/toy.json"), "\"properties\"", "\"observes\": \"Outcomes\",\n  \"properties\"");
        Files.writeString(Files.createDirectory(specs.resolve("matrices")).resolve("toys.json"), document);
        return Catalogue.load(specs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_BUG", "NO_BUG FALSE_ALARM", "NEVER", "ALWAYS 0..0", "SOME 2..17 FALSE_ALARM WITHHELD"})
    void aCellIsReadAsItIsWritten(String text) {
        assertThat(Cell.parse(text)).map(Cell::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OFTEN", "ALWAYS", "NEVER 1..2", "SOME 2", "SOME 1..2 WITHHELD FALSE_ALARM"})
    void whatIsNoCellIsRefused(String text) {
        assertThat(Cell.parse(text)).isEmpty();
    }

    @Test
    void isReadWithItsModel() throws Exception {
        Matrix matrix = load(DOCUMENT).matrices().get(0);
        assertThat(matrix.name()).isEqualTo("toys-matrix");
        assertThat(matrix.model().observes()).contains("Outcomes");
        assertThat(matrix.cells().get("dog").get("thief")).hasToString("SOME 2..7 FALSE_ALARM WITHHELD");
    }

    @Test
    void eachCellMustBeThereAndNoOther() {
        assertThatThrownBy(() -> load(DOCUMENT.replace("\"thief\": \"SOME", "\"theif\": \"SOME")))
                .hasMessageContaining("lacks \"thief\"")
                .hasMessageContaining("\"theif\" is not declared");
    }

    @Test
    void wrongCellsAreNamed() {
        assertThatThrownBy(() -> load(DOCUMENT.replace("SOME 2..7", "SOMETIMES")))
                .hasMessageContaining("/cells/dog/thief: \"SOMETIMES FALSE_ALARM WITHHELD\" is no cell");
    }

    @Test
    void theModelMustObserveSomething() {
        assertThatThrownBy(() -> load(DOCUMENT.replace("\"model\": \"toy\"", "\"model\": \"toy-live\"")))
                .hasMessageContaining("the model toy-live observes nothing");
    }
}
