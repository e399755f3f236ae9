package org.pfnproof.engine.tlc.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tla2sany.modanalyzer.SpecObj;
import tla2sany.semantic.Errors;
import tla2sany.st.Location;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.output.MPRecorder;
import tlc2.tool.Action;
import tlc2.tool.TLCState;

/** What versions of TLC differ in, with the bundled one; {@code OtherTlcTest} tries another. */
class TlcApiTest {

    @AfterEach
    void stopRecording() {
        MP.setRecorder(new MPRecorder());
    }

    @Test
    void textOfAnExceptionIsToldApartFromAPrintedMessage() {
        List<Boolean> onlyText = new ArrayList<>();
        TlcApi.tellMessages((code, parameters) -> onlyText.add(TlcApi.isOnlyText()));

        MP.getMessage(EC.GENERAL, "caught by TLC itself");
        MP.printMessage(EC.TLC_COMPUTING_INIT);

        assertThat(onlyText).containsExactly(true, false);
    }

    @Test
    void textOfAnExceptionIsKeptOnlyIfTlcPrintsItAfterAll() {
        Messages messages = new Messages();
        TlcApi.tellMessages(messages);

        MP.getMessage(EC.TLC_EXPECTED_VALUE, new String[] {"caught", "in silence"});
        assertThat(messages.messages()).isEmpty();

        String text = MP.getMessage(EC.TLC_EXPECTED_VALUE, new String[] {"told", "aloud"});
        MP.printError(EC.GENERAL, text);
        assertThat(messages.messages())
                .extracting(TlcAnswer.Message::code)
                .containsExactly(EC.TLC_EXPECTED_VALUE, EC.GENERAL);
        assertThat(messages.messages()).noneMatch(message -> message.text().contains("in silence"));
    }

    @Test
    void allErrorsOfSanyAreFound() throws Exception {
        Errors errors = new Errors();
        errors.addError(Location.nullLoc, "one");
        errors.addAbort(Location.nullLoc, "two", false);

        assertThat(TlcApi.texts(errors)).hasSize(2);
        SpecObj spec = new SpecObj("Any", null);
        assertThat(TlcApi.errors(spec)).contains(spec.parseErrors, spec.semanticErrors);
    }

    @Test
    void stepsAreUnderstoodInBothForms() {
        List<Boolean> isNew = new ArrayList<>();
        StepWriter writer = new StepWriter() {
            @Override
            void initial(TLCState state) {
                throw new AssertionError("no initial state");
            }

            @Override
            void step(TLCState state, TLCState successor, boolean first, Action action) {
                isNew.add(first);
            }
        };

        writer.writeState(null, null, true, (Action) null);
        writer.writeState(null, null, false, (Action) null);
        short unseen = 0;
        short seen = 1;
        short cutOff = 2;
        writer.writeState(null, null, unseen, (Action) null);
        writer.writeState(null, null, seen, (Action) null);
        writer.writeState(null, null, cutOff, (Action) null);

        assertThat(isNew).containsExactly(true, false, true, false);
        assertThat(writer.isConstrained()).isFalse();
    }
}
