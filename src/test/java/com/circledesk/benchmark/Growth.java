package com.circledesk.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How medians grow with the book: a table, and a picture with both axes logarithmic. What was measured of each size is kept
 * in a file, so that sizes may be measured in different runs.
 */
final class Growth {
    private static final String KEPT = "growth.csv";
    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;
    private static final int LEFT = 64;
    private static final int BOTTOM = 48;
    private static final int RIGHT = 500;
    private static final int TOP = 20;
    private static final List<String> COLOURS =
            List.of("#0b6165", "#d6881d", "#6a7fb5", "#8f1d2c", "#4f9b93", "#7a5c99", "#5b6b6f");

    private final Path file;
    /** What, then size, then milliseconds. */
    private final Map<String, TreeMap<Integer, Double>> medians = new LinkedHashMap<>();

    private Growth(Path file) {
        this.file = file;
    }

    static Growth in(Path directory) throws IOException {
        Growth growth = new Growth(directory.resolve(KEPT));
        if (Files.exists(growth.file)) {
            for (String line : Files.readAllLines(growth.file)) {
                String[] cells = line.split(";", -1);
                growth.put(cells[0], Integer.parseInt(cells[1]), Double.parseDouble(cells[2]));
            }
        }
        return growth;
    }

    private void put(String what, int size, double milliseconds) {
        medians.computeIfAbsent(what, any -> new TreeMap<>()).put(size, milliseconds);
    }

    /** Keeps what a bound was set for, and what it is compared with. */
    void add(int size, List<Reads.Result> results) throws IOException {
        results.stream()
                .filter(result -> result.bound() != null || result.isComparison())
                .forEach(result -> put(result.what(), size, result.application().median()));
        List<String> lines = new ArrayList<>();
        medians.forEach((what, sizes) ->
                sizes.forEach((each, time) -> lines.add("%s;%d;%s".formatted(what.replace(';', ','), each, time))));
        Files.write(file, lines);
    }

    String table() {
        NavigableSet<Integer> sizes = sizes();
        StringBuilder table = new StringBuilder("| median ms with … invoices |");
        sizes.forEach(size -> table.append(" %,d |".formatted(size)));
        table.append("\n|---|").append("---:|".repeat(sizes.size())).append('\n');
        medians.forEach((what, times) -> {
            table.append("| ").append(what).append(" |");
            sizes.forEach(size -> {
                Double time = times.get(size);
                table.append(time == null ? " |" : " %.0f |".formatted(time));
            });
            table.append('\n');
        });
        return table.toString();
    }

    private NavigableSet<Integer> sizes() {
        NavigableSet<Integer> sizes = new TreeSet<>();
        medians.values().forEach(times -> sizes.addAll(times.keySet()));
        return sizes;
    }

    /** The lines of what was asked of every size. */
    String picture() {
        NavigableSet<Integer> sizes = sizes();
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(WIDTH, HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int power = 0; power <= 4; power++) {
            double y = y(Math.pow(10, power));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#d9e0e0\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,d ms</text>%n",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    LEFT - 8,
                    y + 4,
                    (int) Math.pow(10, power)));
        }
        sizes.forEach(size -> svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
                x(size, sizes),
                HEIGHT - BOTTOM + 20,
                size)));
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">invoices in the book</text>\n"
                .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8));
        List<String> drawn = medians.keySet().stream()
                .filter(what -> times(what).keySet().containsAll(sizes))
                .sorted((a, b) -> Double.compare(last(b), last(a)))
                .toList();
        for (int i = 0; i < drawn.size(); i++) {
            line(
                    svg,
                    drawn.get(i),
                    COLOURS.get(i % COLOURS.size()) + (i < COLOURS.size() ? "" : "\" stroke-dasharray=\"5 3"),
                    i,
                    sizes);
        }
        return svg.append("</svg>\n").toString();
    }

    private TreeMap<Integer, Double> times(String what) {
        return medians.getOrDefault(what, new TreeMap<>());
    }

    private double last(String what) {
        return times(what).lastEntry().getValue();
    }

    private void line(StringBuilder svg, String what, String colour, int number, NavigableSet<Integer> sizes) {
        StringBuilder path = new StringBuilder();
        times(what)
                .forEach((size, time) -> path.append(String.format(
                        Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(size, sizes), y(time))));
        svg.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n".formatted(path, colour));
        int y = TOP + 8 + number * 22;
        svg.append(
                "<path d=\"M%d %dh18\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\" font-size=\"11\">%s</text>\n"
                        .formatted(WIDTH - RIGHT + 12, y, colour, WIDTH - RIGHT + 36, y + 4, what));
    }

    private static double x(int size, NavigableSet<Integer> sizes) {
        double from = Math.log10(sizes.first());
        double range = Math.max(1e-9, Math.log10(sizes.last()) - from);
        int inner = WIDTH - RIGHT - LEFT - 40;
        return LEFT + 20 + inner * (Math.log10(size) - from) / range;
    }

    private static double y(double milliseconds) {
        double share = Math.max(0, Math.log10(milliseconds)) / 4;
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }
}
