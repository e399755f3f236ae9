package org.pfnproof.engine.child;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChildServerTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    @AfterEach
    void nothingIsLeft() throws Exception {
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    private ChildServer server() {
        return ChildRunner.open(ChildRunner.ownJava(), temporary)
                .serve(ChildRunnerTest.job("serve"))
                .orElseThrow();
    }

    private static Optional<JsonObject> ask(ChildServer server, String word, Duration wait) throws Exception {
        return server.ask(request(word), wait, message -> {});
    }

    private static JsonObject request(String word) {
        JsonObject request = new JsonObject();
        request.addProperty("word", word);
        return request;
    }

    @Test
    void answersOneThingAfterTheOther() throws Exception {
        List<JsonObject> heard = new CopyOnWriteArrayList<>();
        try (ChildServer server = server()) {
            assertThat(ask(server, "naïve", LONG)).contains(request("naïve"));
            assertThat(server.ask(request("twice"), LONG, heard::add)).contains(request("twice"));
            assertThat(heard).containsExactly(request("twice"));
            assertThat(server.isAlive()).isTrue();
            assertThat(server.command()).contains(TestChild.class.getName());
        }
    }

    @Test
    void theDeadDoNotAnswer() throws Exception {
        try (ChildServer server = server()) {
            assertThat(ask(server, "halt", LONG)).isEmpty();
            assertThat(server.isAlive()).isFalse();
            assertThat(ask(server, "hello", LONG)).isEmpty();
        }
    }

    @Test
    void whatTakesTooLongIsNoAnswer() throws Exception {
        try (ChildServer server = server()) {
            assertThat(ask(server, "hello", LONG)).isPresent();
            assertThat(ask(server, "hush", Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test
    void aChildThatCannotBeStartedIsNone() {
        assertThat(ChildRunner.open(temporary.resolve("no-java"), temporary).serve(ChildRunnerTest.job("serve")))
                .isEmpty();
    }
}
