package com.circledesk.collections.updates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has sent the updates of some weeks.
 *
 * @param mondays of the weeks, the earliest first
 * @param cells by circle, manager and week
 */
public record StatusOverview(LocalDate today, List<LocalDate> mondays, List<StatusCell> cells) {
    public StatusOverview {
        mondays = List.copyOf(mondays);
        cells = List.copyOf(cells);
    }

    /** A manager in a circle. @param weeks one for each week; null: nothing was due and nothing sent */
    public record Row(String circle, long managerId, String manager, long accounts, List<@Nullable StatusCell> weeks) {}

    public List<Row> rows() {
        Map<String, List<StatusCell>> byDesk = new LinkedHashMap<>();
        cells.forEach(cell -> byDesk.computeIfAbsent(cell.circle() + ":" + cell.managerId(), desk -> new ArrayList<>())
                .add(cell));
        return byDesk.values().stream().map(this::row).toList();
    }

    private Row row(List<StatusCell> desk) {
        StatusCell last = desk.get(desk.size() - 1);
        List<@Nullable StatusCell> weeks = new ArrayList<>();
        mondays.forEach(monday -> weeks.add(desk.stream()
                .filter(cell -> cell.monday().equals(monday))
                .findFirst()
                .orElse(null)));
        return new Row(last.circle(), last.managerId(), last.manager(), last.accounts(), weeks);
    }

    public long late() {
        return count(StatusCell.State.LATE);
    }

    public long missing() {
        return count(StatusCell.State.MISSING);
    }

    private long count(StatusCell.State state) {
        return cells.stream().filter(cell -> cell.state(today) == state).count();
    }

    /** Of a week, by its place. */
    public long sent(int week) {
        return ofWeek(week).stream().filter(cell -> cell.ref() != null).count();
    }

    public long asked(int week) {
        return ofWeek(week).size();
    }

    public long unanswered() {
        return cells.stream().mapToLong(StatusCell::open).sum();
    }

    private List<StatusCell> ofWeek(int week) {
        return cells.stream()
                .filter(cell -> cell.monday().equals(mondays.get(week)))
                .toList();
    }
}
