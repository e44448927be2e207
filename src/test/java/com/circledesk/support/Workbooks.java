package com.circledesk.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks by hand, sound and unsound ones: each part is given as XML, and any part may be replaced or added. */
public final class Workbooks {
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private Workbooks() {}

    /** A workbook of one sheet with these rows; a row is a line, a cell what stands between bars. See {@link #sheet}. */
    public static Workbooks of(String rows) {
        Workbooks book = new Workbooks();
        book.part(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        book.part("xl/workbook.xml", workbook("<sheet name=\"Data\" sheetId=\"1\" r:id=\"r1\"/>", ""));
        book.part("xl/_rels/workbook.xml.rels", relations("sheet1", "sheet2"));
        // Style 1 shows a number as a date.
        book.part(
                "xl/styles.xml",
                "<styleSheet " + MAIN + "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
        book.part("xl/worksheets/sheet1.xml", sheet(rows));
        return book;
    }

    public static String workbook(String sheets, String properties) {
        return "<workbook " + MAIN + " xmlns:r=\"" + RELATIONS + "\">" + properties + "<sheets>" + sheets
                + "</sheets></workbook>";
    }

    private static String relations(String... sheets) {
        StringBuilder xml = new StringBuilder(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (int i = 0; i < sheets.length; i++) {
            xml.append("<Relationship Id=\"r%d\" Type=\"%s/worksheet\" Target=\"worksheets/%s.xml\"/>"
                    .formatted(i + 1, RELATIONS, sheets[i]));
        }
        return xml.append("</Relationships>").toString();
    }

    /** Cells are texts; {@code #12.5} is a number, {@code @46113} a number shown as a date, {@code ~0} a shared text. */
    public static String sheet(String rows) {
        StringBuilder xml = new StringBuilder("<worksheet " + MAIN + "><sheetData>");
        int number = 0;
        for (String row : rows.split("\n")) {
            xml.append("<row r=\"").append(++number).append("\">");
            char column = 'A';
            for (String cell : row.split("\\|", -1)) {
                xml.append(cell(column++ + "" + number, cell));
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static String cell(String reference, String cell) {
        if (cell.isEmpty()) {
            return "";
        }
        String value = cell.substring(1);
        return switch (cell.charAt(0)) {
            case '#' -> "<c r=\"%s\"><v>%s</v></c>".formatted(reference, value);
            case '@' -> "<c r=\"%s\" s=\"1\"><v>%s</v></c>".formatted(reference, value);
            case '~' -> "<c r=\"%s\" t=\"s\"><v>%s</v></c>".formatted(reference, value);
            default -> "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(reference, cell);
        };
    }

    public Workbooks part(String name, String content) {
        return part(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Workbooks part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
