package com.circledesk.imports;

import com.circledesk.imports.cells.BadCell;
import com.circledesk.imports.cells.Cell;
import com.circledesk.imports.cells.CellType;
import com.circledesk.imports.cells.ChoiceType;
import com.circledesk.imports.cells.DateType;
import com.circledesk.imports.cells.FlagType;
import com.circledesk.imports.cells.Formats;
import com.circledesk.imports.cells.GstinType;
import com.circledesk.imports.cells.KeyType;
import com.circledesk.imports.cells.MonthType;
import com.circledesk.imports.cells.NumberType;
import com.circledesk.imports.cells.ShapeType;
import com.circledesk.imports.cells.TextType;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a kind, as its importer declares it; the page that documents the file's layout is made from the same words.
 *
 * @param future whether a day after today is allowed
 */
public record Column(String name, CellType type, boolean required, boolean future) {
    private static final int KEY_LENGTH_MAX = 40;

    private Column(String name, CellType type) {
        this(name, type, false, true);
    }

    /** A key of at most 40 characters: a number or code by which something is found. */
    public static Column key(String name, String example) {
        return key(name, KEY_LENGTH_MAX, example);
    }

    public static Column key(String name, int lengthMax, String example) {
        return new Column(name, new KeyType(lengthMax, example));
    }

    public static Column text(String name, int lengthMax) {
        return new Column(name, new TextType(lengthMax));
    }

    public static Column date(String name) {
        return new Column(name, new DateType());
    }

    public static Column month(String name) {
        return new Column(name, new MonthType());
    }

    public static Column positiveAmount(String name) {
        return new Column(name, NumberType.positiveAmount());
    }

    public static Column amountFromZero(String name) {
        return new Column(name, NumberType.amountFromZero());
    }

    public static Column signedAmount(String name) {
        return new Column(name, NumberType.signedAmount());
    }

    public static Column wholeNumber(String name, int min, int max) {
        return new Column(name, NumberType.wholeNumber(min, max));
    }

    public static Column degrees(String name, int limit) {
        return new Column(name, NumberType.degrees(limit));
    }

    public static Column choice(String name, String... choices) {
        return new Column(name, new ChoiceType(List.of(choices)));
    }

    public static Column flag(String name) {
        return new Column(name, new FlagType());
    }

    public static Column gstin(String name) {
        return new Column(name, new GstinType());
    }

    public static Column pan(String name) {
        return new Column(name, ShapeType.PAN);
    }

    public static Column tan(String name) {
        return new Column(name, ShapeType.TAN);
    }

    public static Column irn(String name) {
        return new Column(name, ShapeType.IRN);
    }

    public static Column email(String name) {
        return new Column(name, ShapeType.EMAIL);
    }

    /** A blank cell is the fault {@code missing}, and so is the column if the file lacks it. */
    public Column asRequired() {
        return new Column(name, type, true, future);
    }

    /** A day after today is the fault {@code future-date}. */
    public Column notInFuture() {
        return new Column(name, type, required, false);
    }

    /** Whether the staging table keeps the key in lower case beside it, as {@code <name>_key}. */
    boolean hasKey() {
        return type instanceof KeyType;
    }

    boolean isAmount() {
        return type.isAmount();
    }

    /** The cell's value as PostgreSQL reads it, or null for a blank one. */
    @Nullable
    String read(Cell cell, Formats formats, LocalDate today) throws BadCell {
        if (cell.length() > Cell.LENGTH_MAX) {
            throw new BadCell(
                    "too-long",
                    "The cell holds %,d characters; at most %,d are read.".formatted(cell.length(), Cell.LENGTH_MAX));
        }
        if (cell.isBlank()) {
            if (required) {
                throw new BadCell("missing", "%s is empty, but every row needs one.".formatted(name));
            }
            return null;
        }
        String value = type.read(cell, formats);
        if (!future && LocalDate.parse(value).isAfter(today)) {
            throw new BadCell(
                    "future-date",
                    "%s lies after today, %s. Documents and entries are dated today or earlier."
                            .formatted(BadCell.quoted(cell.text()), today));
        }
        return value;
    }
}
