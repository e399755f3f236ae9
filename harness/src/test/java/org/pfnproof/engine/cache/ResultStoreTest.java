package org.pfnproof.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultStoreTest {

    @TempDir
    Path folder;

    private ResultStore store() {
        return new ResultStore(folder.resolve("kept"));
    }

    private Path onlyFile() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void givesBackWhatItWasGivenUnderTheSameKeyOnly() {
        store().keep("key", "text\nof two lines");
        assertThat(store().find("key")).contains("text\nof two lines");
        assertThat(store().find("other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 65, 70, 79})
    void anEntryThatWasCutShortIsNone(int length) throws Exception {
        store().keep("key", "a text of some length");
        byte[] bytes = Files.readAllBytes(onlyFile());
        Files.write(onlyFile(), java.util.Arrays.copyOf(bytes, length));
        assertThat(store().find("key")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 64, 65, 80})
    void anEntryWithAChangedByteIsNone(int place) throws Exception {
        store().keep("key", "a text of some length");
        byte[] bytes = Files.readAllBytes(onlyFile());
        bytes[place] ^= 1;
        Files.write(onlyFile(), bytes);
        assertThat(store().find("key")).isEmpty();
    }

    @Test
    void anEntryUnderAnotherKeysNameIsNone() throws Exception {
        store().keep("key", "text");
        Files.move(onlyFile(), folder.resolve("kept/other.entry"));
        assertThat(store().find("other")).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsNotKept() throws Exception {
        Files.writeString(folder.resolve("kept"), "a file where the folder should be");
        store().keep("key", "text");
        assertThat(store().find("key")).isEmpty();
    }

    @Test
    void writersAtOnceLeaveAWholeEntry() throws Exception {
        List<Thread> writers = Stream.of("a", "b", "c", "d")
                .map(letter -> new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        store().keep("key", letter.repeat(10_000));
                        assertThat(store().find("key")).isPresent();
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(store().find("key").orElseThrow()).hasSize(10_000);
        onlyFile();
    }

    @Test
    void tidyingUpDeletesWhatIsOldOrAbandoned() throws Exception {
        store().keep("old", "text");
        Files.setLastModifiedTime(onlyFile(), FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        Path abandoned = Files.writeString(folder.resolve("kept/half.tmp"), "half of an ent");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        store().keep("new", "text");
        store().tidy();
        assertThat(store().find("new")).isPresent();
        onlyFile();
    }
}
