package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.engine.Run;
import org.pfnproof.testing.Fixture;

class ShardTest {

    private final List<Run> runs;

    ShardTest() throws UnknownNameException {
        runs = new Selector(Fixture.catalogue())
                .select(CheckRequest.everything())
                .runs();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void everyRunIsInExactlyOne(int count) {
        List<Run> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.addAll(Shard.parse(i + "/" + count).orElseThrow().of(runs));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(runs);
    }

    @Test
    void partsAreOfAboutTheSameSize() {
        int first = new Shard(1, 2).of(runs).size();
        int second = new Shard(2, 2).of(runs).size();
        assertThat(first - second).isBetween(0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "-1/2", "1/99999"})
    void refusesWhatIsNoPart(String text) {
        assertThat(Shard.parse(text)).isEmpty();
    }
}
