package com.circledesk.imports.files;

import com.circledesk.imports.cells.Cell;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the XML of a workbook, element by element, in memory that does not grow: no document type, no entities of
 * its own, bounded depth, attributes and number of unknown names. The only place that makes an XML parser.
 */
final class Xml implements Closeable {
    private static final int DEPTH_MAX = 64;
    private static final int ATTRIBUTES_MAX = 64;
    private static final int UNKNOWN_NAMES_MAX = 10_000;
    private static final Set<String> USUAL = Set.of(
            "row",
            "c",
            "v",
            "f",
            "is",
            "t",
            "r",
            "si",
            "sst",
            "rPh",
            "rPr",
            "sz",
            "color",
            "rFont",
            "family",
            "scheme",
            "charset",
            "vertAlign",
            "b",
            "i",
            "u",
            "strike",
            "phoneticPr",
            "xf",
            "alignment",
            "protection",
            "hyperlink",
            "mergeCell",
            "col",
            "brk",
            "ignoredError",
            "numFmt",
            "sheet",
            "Relationship");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final InputStream in;
    private int depth;
    private int unknownNames;

    Xml(InputStream in) {
        this.in = in;
        try {
            this.reader = FACTORY.createXMLStreamReader(in, "UTF-8");
        } catch (XMLStreamException e) {
            throw Workbook.broken(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /** Goes to the next start or end of an element; null at the end of the document. */
    @Nullable
    Event next() {
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    enter();
                    return Event.START;
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    return Event.END;
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private void enter() {
        if (++depth > DEPTH_MAX || reader.getAttributeCount() > ATTRIBUTES_MAX) {
            throw BadFile.broken("The workbook is nested deeper than any spreadsheet program writes it.");
        }
        if (!USUAL.contains(reader.getLocalName()) && ++unknownNames > UNKNOWN_NAMES_MAX) {
            throw BadFile.broken("The workbook holds too many elements that do not belong into a sheet.");
        }
    }

    String name() {
        return reader.getLocalName();
    }

    /** The attribute's value, whatever its namespace; empty if there is none. */
    String attribute(String name) {
        for (int at = 0; at < reader.getAttributeCount(); at++) {
            if (reader.getAttributeLocalName(at).equals(name)) {
                return reader.getAttributeValue(at);
            }
        }
        return "";
    }

    /** Adds the text up to the end of this element to {@code text}, and tells how long it was; keeps only its beginning. */
    long text(StringBuilder text) {
        long length = 0;
        int outer = depth;
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> {
                        int room = Math.max(0, Cell.LENGTH_MAX + 1 - text.length());
                        int more = reader.getTextLength();
                        text.append(reader.getTextCharacters(), reader.getTextStart(), Math.min(room, more));
                        length += more;
                    }
                    case XMLStreamConstants.START_ELEMENT -> enter();
                    case XMLStreamConstants.END_ELEMENT -> {
                        if (--depth < outer) {
                            return length;
                        }
                    }
                    default -> {}
                }
            }
            return length;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** Passes over everything up to the end of this element. */
    void skip() {
        int outer = depth;
        while (next() != null) {
            if (depth < outer) {
                return;
            }
        }
    }

    /** A refusal of the guard may come wrapped by the parser. */
    private static BadFile unreadable(XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadFile bad) {
                return bad;
            }
        }
        return Workbook.broken(e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    enum Event {
        START,
        END
    }
}
