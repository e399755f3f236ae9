package org.pfnproof.kernel.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void keepsFieldsApart() {
        Random random = new Random(7);
        Layout layout = new Layout();
        List<Field> fields = new ArrayList<>();
        List<int[]> ranges = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int min = random.nextInt(20) - 10;
            int max = min + random.nextInt(i % 10 == 0 ? 1_000_000 : 40);
            fields.add(layout.field("field " + i, min, max));
            ranges.add(new int[] {min, max});
        }
        long[] words = new long[layout.words()];
        int[] values = new int[fields.size()];
        for (int i = 0; i < 10_000; i++) {
            int chosen = i < fields.size() ? i : random.nextInt(fields.size());
            int[] range = ranges.get(chosen);
            values[chosen] = range[0] + random.nextInt(range[1] - range[0] + 1);
            fields.get(chosen).set(words, values[chosen]);
            int other = i < fields.size() ? chosen : random.nextInt(fields.size());
            assertThat(fields.get(other).get(words)).isEqualTo(values[other]);
        }
    }

    @Test
    void givesNoRoomToAFieldWithOneValue() {
        Layout layout = new Layout();
        Field constant = layout.field("constant", 3, 3);
        for (int i = 0; i < 64; i++) {
            layout.field("bit " + i, 0, 1);
        }
        assertThat(layout.words()).isEqualTo(1);
        assertThat(constant.get(new long[] {-1})).isEqualTo(3);
    }

    @Test
    void refusesAValueOutsideItsField() {
        Layout layout = new Layout();
        Field field = layout.field("count", -1, 2);
        long[] words = new long[layout.words()];
        field.set(words, 2);
        assertThatThrownBy(() -> field.set(words, 3))
                .isInstanceOf(StateOverflowException.class)
                .hasMessageContaining("count = 3");
        assertThatThrownBy(() -> field.set(words, -2)).isInstanceOf(StateOverflowException.class);
        assertThat(field.get(words)).isEqualTo(2);
    }

    @Test
    void setsSingleBits() {
        Layout layout = new Layout();
        Field set = layout.field("set", 0, 7);
        long[] words = new long[layout.words()];
        set.setBit(words, 0, true);
        set.setBit(words, 2, true);
        set.setBit(words, 0, false);
        assertThat(set.get(words)).isEqualTo(4);
    }
}
