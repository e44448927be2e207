package com.circledesk.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The towns in which sites stand: a handful per circle, each with room around it that is still inside the circle. */
final class Atlas {
    /**
     * @param code of the town, the middle of a site's code
     * @param latitude in millionths of a degree
     * @param spread how far a site may be from the centre, in millionths of a degree
     */
    record Place(
            String circle,
            String code,
            String ssa,
            String town,
            String district,
            int latitude,
            int longitude,
            int spread,
            int weight) {}

    static final List<Place> PLACES = read();
    static final List<String> CIRCLES =
            PLACES.stream().map(Place::circle).distinct().toList();

    private Atlas() {}

    private static List<Place> read() {
        try (Reader file = new InputStreamReader(
                        Objects.requireNonNull(Atlas.class.getResourceAsStream("/demo/places.csv")),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().map(Atlas::place).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place place(NamedCsvRecord row) {
        return new Place(
                row.getField("circle"),
                row.getField("code"),
                row.getField("ssa"),
                row.getField("town"),
                row.getField("district"),
                millionths(row.getField("latitude")),
                millionths(row.getField("longitude")),
                Integer.parseInt(row.getField("spread")) * 1000,
                Integer.parseInt(row.getField("weight")));
    }

    private static int millionths(String degrees) {
        return new BigDecimal(degrees).movePointRight(6).intValueExact();
    }
}
