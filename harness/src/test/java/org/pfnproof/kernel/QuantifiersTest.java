package org.pfnproof.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantifiersTest {

    @Test
    void asksOfThingsFromZero() {
        assertThat(Quantifiers.some(3, i -> i == 0)).isTrue();
        assertThat(Quantifiers.some(3, i -> i == 2)).isTrue();
        assertThat(Quantifiers.some(3, i -> i == 3)).isFalse();
        assertThat(Quantifiers.every(3, i -> i < 3)).isTrue();
        assertThat(Quantifiers.every(3, i -> i < 2)).isFalse();
        assertThat(Quantifiers.count(3, i -> i != 1)).isEqualTo(2);
    }

    @Test
    void asksOfNumbers() {
        assertThat(Quantifiers.some(List.of(4, 7), i -> i == 7)).isTrue();
        assertThat(Quantifiers.some(List.of(4, 7), i -> i == 5)).isFalse();
        assertThat(Quantifiers.every(List.of(4, 7), i -> i > 3)).isTrue();
        assertThat(Quantifiers.every(List.of(4, 7), i -> i > 4)).isFalse();
    }

    @Test
    void findsNothingAmongNothing() {
        assertThat(Quantifiers.some(0, i -> true)).isFalse();
        assertThat(Quantifiers.every(0, i -> false)).isTrue();
        assertThat(Quantifiers.count(0, i -> true)).isZero();
    }
}
