package com.circledesk.imports.files;

/** How large a table may be. */
public record Limits(long rows, int columns, long unpackedBytes) {
    BadFile tooManyRows() {
        return BadFile.broken("The file has more than %,d rows. Split the file.".formatted(rows));
    }

    BadFile tooManyColumns() {
        return BadFile.broken(
                "The file has more than %d columns. Leave out those that are not needed.".formatted(columns));
    }
}
