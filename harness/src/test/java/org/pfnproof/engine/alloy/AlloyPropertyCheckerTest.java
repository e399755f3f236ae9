package org.pfnproof.engine.alloy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.testing.Fixture.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.engine.child.ChildRunner;

class AlloyPropertyCheckerTest {

    @TempDir
    Path temporary;

    private Toys toys;

    @BeforeEach
    void copy() {
        toys = Toys.copyTo(temporary);
    }

    @Test
    void theNamedPropertyHidesNoOther() throws Exception {
        Answers answers = answers(Toys.LAMP_CHECKS);

        assertThat(answers.failure()).isEmpty();
        assertThat(answers.properties()).containsOnlyKeys(Toys.LAMP_CHECKS);
        assertThat(answers.properties().get("OneAtATime").isViolated()).isTrue();
        assertThat(answers.properties().get("NeverLit").isViolated()).isTrue();
        assertThat(answers.properties()).containsEntry("DarkAtFirst", Answer.HOLDS);
    }

    @Test
    void onlyWhatIsAskedForIsAnswered() throws Exception {
        assertThat(answers(List.of("DarkAtFirst")).properties()).containsOnlyKeys("DarkAtFirst");
    }

    @Test
    void nothingIsSaidOfAFileThatAlloyRefuses() throws Exception {
        edit(toys.folder().resolve("variants/twice/Twice.als"), "fact Behaviour {", "fact Behaviour (");

        Answers answers = answers(Toys.LAMP_CHECKS);

        assertThat(answers.properties()).isEmpty();
        assertThat(answers.failure().orElseThrow()).isInstanceOf(Verdict.Broken.class);
    }

    private Answers answers(List<String> properties) throws InterruptedException, IOException {
        Path runs = Files.createDirectories(temporary.resolve("runs"));
        AlloyEngine engine = new AlloyEngine(toys.folder(), ChildRunner.open(ChildRunner.ownJava(), runs));
        return new AlloyPropertyChecker(engine)
                .answers(toys.twice(), properties, new Limits(Duration.ofMinutes(2), 256), (run, d, g, queue) -> {});
    }
}
