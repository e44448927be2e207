package com.circledesk.benchmark.matching;

import com.circledesk.payments.matching.Book;
import com.circledesk.payments.matching.Credit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Credits of the benchmark without their truth. */
public final class GeneratedCredits {
    private static final int OF_A_BOOK = 100;

    private GeneratedCredits() {}

    public static Map<Book, List<Credit>> of(int open, int credits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Book, List<Credit>> books = new LinkedHashMap<>();
        for (int book = 0; book * OF_A_BOOK < credits; book++) {
            OpenBook made = new OpenBook("ACC-" + book, open, OpenBook.Billing.APART, random.split());
            Generator generator = new Generator(made, random.split());
            List<Credit> some = new ArrayList<>();
            for (int i = 0; i < OF_A_BOOK; i++) {
                some.add(generator.next().credit());
            }
            books.put(made.book(), some);
        }
        return books;
    }
}
