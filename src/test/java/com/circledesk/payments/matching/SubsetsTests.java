package com.circledesk.payments.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every sum is found, and those of equals once: against trying all. */
class SubsetsTests {
    private static final int COUNT = 9;

    @Test
    void findsWhatTryingAllFinds() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 300; round++) {
            int[] kinds = random.ints(COUNT, 0, 7).sorted().toArray();
            // Two kinds may have the same amount and are then told apart all the same.
            long[] amounts = IntStream.of(kinds)
                    .mapToLong(kind -> 40 - 5L * (kind / 2 * 2) - kind / 4)
                    .toArray();
            int picks = 1 + random.nextInt(4);
            long target = 20 + random.nextInt(120);
            Subsets subsets = new Subsets(amounts, kinds, picks, positions -> true, 100_000);
            List<String> found = subsets.addingUpTo(target).stream()
                    .map(positions -> looks(positions, kinds))
                    .toList();
            assertThat(found)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(all(amounts, kinds, picks, target));
            assertThat(subsets.stepsLeft()).isPositive();
        }
    }

    @Test
    void saysThatItDidNotLookAtAll() {
        long[] amounts = IntStream.range(0, 100).mapToLong(i -> 1_000 - i).toArray();
        Subsets subsets = new Subsets(amounts, IntStream.range(0, 100).toArray(), 4, positions -> true, 50);
        subsets.addingUpTo(3_801);
        assertThat(subsets.stepsLeft()).isZero();
    }

    private static TreeSet<String> all(long[] amounts, int[] kinds, int picks, long target) {
        TreeSet<String> found = new TreeSet<>();
        for (int set = 0; set < 1 << COUNT; set++) {
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                if ((set & 1 << i) != 0) {
                    positions.add(i);
                }
            }
            if (positions.size() == picks
                    && positions.stream().mapToLong(i -> amounts[i]).sum() == target) {
                found.add(looks(positions.stream().mapToInt(i -> i).toArray(), kinds));
            }
        }
        return found;
    }

    private static String looks(int[] positions, int[] kinds) {
        return Arrays.toString(
                IntStream.of(positions).map(i -> kinds[i]).sorted().toArray());
    }
}
