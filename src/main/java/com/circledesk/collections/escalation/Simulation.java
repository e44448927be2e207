package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a matrix would do if it began now.
 *
 * @param told the highest level first
 * @param standing accounts that meet a row and whose case has raised that level or a higher one already
 * @param quiet accounts that meet a row but were asked to be left in peace until a day
 * @param ending open cases that meet no row of it and would end
 */
public record Simulation(List<SimulatedRow> told, long standing, long quiet, long ending) {
    public Simulation {
        told = List.copyOf(told);
    }

    public record Sum(long cases, Money amount) {
        Sum plus(Money more) {
            return new Sum(cases + 1, amount.plus(more));
        }
    }

    public Sum total() {
        return told.stream()
                .map(SimulatedRow::amount)
                .reduce(
                        new Sum(0, Money.ZERO),
                        Sum::plus,
                        (some, more) -> new Sum(some.cases + more.cases, some.amount.plus(more.amount)));
    }

    /** By name; those whom nobody would be told under an empty one. */
    public Map<String, Sum> byPerson() {
        Map<String, Sum> people = new TreeMap<>();
        told.forEach(row -> {
            String person = row.person();
            String name = person == null ? "" : person;
            people.put(name, people.getOrDefault(name, new Sum(0, Money.ZERO)).plus(row.amount()));
        });
        return people;
    }
}
