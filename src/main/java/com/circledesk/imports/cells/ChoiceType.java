package com.circledesk.imports.cells;

import java.util.List;
import java.util.Locale;

/** One of a few words, in upper or lower case. */
public record ChoiceType(List<String> choices) implements CellType {
    public ChoiceType {
        choices = List.copyOf(choices);
    }

    @Override
    public String sqlType() {
        return "text";
    }

    @Override
    public String allowed() {
        return "one of " + String.join(", ", choices);
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        String choice = cell.text().toUpperCase(Locale.ROOT);
        if (!choices.contains(choice)) {
            throw new BadCell(
                    "bad-choice",
                    "%s is not allowed here. Write one of: %s."
                            .formatted(BadCell.quoted(cell.text()), String.join(", ", choices)));
        }
        return choice;
    }

    @Override
    public String example() {
        return choices.get(0);
    }
}
