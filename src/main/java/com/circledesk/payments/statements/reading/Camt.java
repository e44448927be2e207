package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * CAMT.053 and CAMT.054 of any version: elements are known by their local names and where they stand, whatever the
 * namespace. No document type, no entities of its own, bounded depth.
 */
final class Camt {
    private static final int DEPTH_MAX = 64;
    private static final int TEXT_MAX = 10_000;
    private static final Map<String, String> RECORDS = Map.of("Stmt", "CAMT.053", "Ntfctn", "CAMT.054");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<ReadStatement> statements = new ArrayList<>();
    private final Map<String, String> said = new HashMap<>();
    private final Map<String, String> entry = new HashMap<>();
    private final Map<String, String> balance = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<ReadLine> lines = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable BigDecimal opening;
    private @Nullable BigDecimal carried;
    private @Nullable BigDecimal closing;
    private @Nullable String sentOn;
    private int pending;
    private int entries;

    private Camt(XMLStreamReader xml) {
        this.xml = xml;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLReporter((message, type, information, location) -> {});
        return factory;
    }

    static List<ReadStatement> read(byte[] content) {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(content));
            Camt camt = new Camt(xml);
            camt.walk();
            return camt.finish();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            BadFile bad = BadFile.broken(
                    "The file begins as XML but is not whole, or not in the encoding it declares: line %,d cannot be read. Fetch it from the bank again."
                            .formatted(line));
            bad.initCause(e);
            throw bad;
        }
    }

    private List<ReadStatement> finish() {
        if (statements.isEmpty()) {
            throw BadFile.broken("The file holds no statement (Stmt) and no notification (Ntfctn).");
        }
        return statements;
    }

    private void walk() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
                case XMLStreamConstants.END_ELEMENT -> end(path.removeLast());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw BadFile.broken(
                            "The file declares a document type or entities; no bank does that, and they are not read.");
                default -> {}
            }
        }
    }

    private void start(String name) {
        if (path.isEmpty() && !name.equals("Document")) {
            throw BadFile.broken(
                    "The file is XML, but no message of a bank: its outermost element is %s, not Document. The envelope is missing."
                            .formatted(Amounts.shown(name)));
        }
        if (path.size() == 1 && !name.equals("BkToCstmrStmt") && !name.equals("BkToCstmrDbtCdtNtfctn")) {
            throw BadFile.broken(
                    name.equals("BkToCstmrAcctRpt")
                            ? "The file is an intraday report (CAMT.052): what it says may still change. Send the statement (CAMT.053)."
                            : "The file is a message of another kind (%s). Statements are CAMT.053, notifications CAMT.054."
                                    .formatted(Amounts.shown(name)));
        }
        path.addLast(name);
        if (path.size() > DEPTH_MAX) {
            throw BadFile.broken("The file is nested deeper than any bank writes it.");
        }
        if (RECORDS.containsKey(name) && path.size() == 3) {
            sentOn = sentOn == null ? said.get("CreDtTm") : sentOn;
            said.clear();
            lines.clear();
            remarks.clear();
            opening = carried = closing = null;
            pending = entries = 0;
        } else if (name.equals("Ntry") && path.size() == 4) {
            entry.clear();
            words.clear();
            entries++;
        } else if (name.equals("Bal") && path.size() == 4) {
            balance.clear();
        }
        if (name.equals("Amt") && path.size() == 5) {
            String currency = Objects.requireNonNullElse(xml.getAttributeValue(null, "Ccy"), "");
            (in("Ntry") ? entry : balance).put("Ccy", currency);
        }
    }

    private boolean in(String record) {
        return path.size() > 3 && path.stream().skip(3).findFirst().orElse("").equals(record);
    }

    private void text(String text) {
        boolean ofGroup = path.size() == 4 && (in("Ntry") || in("Bal"));
        if (text.isBlank() || path.size() < 4 || ofGroup) {
            return;
        }
        String key = path.stream().skip(3).collect(Collectors.joining("/"));
        String value = text.strip();
        value = value.length() > TEXT_MAX ? value.substring(0, TEXT_MAX) : value;
        if (in("Ntry")) {
            String within = key.substring("Ntry/".length());
            if (within.endsWith("RmtInf/Ustrd")
                    || within.endsWith("CdtrRefInf/Ref")
                    || within.endsWith("AddtlTxInf")
                    || within.equals("AddtlNtryInf")) {
                words.add(value);
            }
            entry.putIfAbsent(within, value);
        } else if (in("Bal")) {
            balance.putIfAbsent(key.substring("Bal/".length()), value);
        } else {
            said.putIfAbsent(key, value);
        }
    }

    private void end(String name) {
        if (path.size() == 3 && name.equals("Ntry")) {
            line();
        } else if (path.size() == 3 && name.equals("Bal")) {
            keepBalance();
        } else if (path.size() == 2 && RECORDS.containsKey(name)) {
            statements.add(statement(Objects.requireNonNull(RECORDS.get(name))));
        }
    }

    private void keepBalance() {
        String code = balance.getOrDefault("Tp/CdOrPrtry/Cd", "");
        if (!code.equals("OPBD") && !code.equals("PRCD") && !code.equals("CLBD")) {
            return;
        }
        String where = "The balance " + code;
        BigDecimal amount = Amounts.parse(balance.getOrDefault("Amt", ""), where);
        if (isDebit(balance, where)) {
            amount = amount.negate();
        }
        if (code.equals("OPBD")) {
            opening = opening == null ? amount : opening;
        } else if (code.equals("PRCD")) {
            carried = amount;
        } else {
            closing = amount;
        }
    }

    private static boolean isDebit(Map<String, String> of, String where) {
        String indicator = of.getOrDefault("CdtDbtInd", "");
        if (!indicator.equals("CRDT") && !indicator.equals("DBIT")) {
            throw BadFile.broken("%s says neither CRDT nor DBIT (CdtDbtInd): nobody knows in which direction it goes."
                    .formatted(where));
        }
        return indicator.equals("DBIT");
    }

    private void line() {
        String where = "Entry %,d".formatted(entries);
        String status = Stream.of("Sts/Cd", "Sts", "Sts/Prtry")
                .map(entry::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("BOOK");
        if (!status.equals("BOOK")) {
            pending++;
            return;
        }
        BigDecimal amount = Amounts.parse(entry.getOrDefault("Amt", ""), where);
        boolean debit = isDebit(entry, where);
        LocalDate bookedOn = day("BookgDt", where);
        LocalDate valueOn = day("ValDt", where);
        if (bookedOn == null && valueOn == null && sentOn != null) {
            bookedOn = day(sentOn, "The message", remarks);
            remarks.add(where + " does not say when it was booked; the day of the message is taken, " + bookedOn + ".");
        }
        if (bookedOn == null && valueOn == null) {
            throw BadFile.broken(where + " says neither when it was booked (BookgDt) nor its value date (ValDt).");
        }
        if (amount.signum() == 0) {
            pending++;
            return;
        }
        String reference =
                first("AcctSvcrRef", "NtryDtls/TxDtls/Refs/AcctSvcrRef", "NtryRef", "NtryDtls/TxDtls/Refs/TxId");
        String narration = Narration.plain(words.stream().distinct().collect(Collectors.joining(" ")));
        String endToEnd = first("NtryDtls/TxDtls/Refs/EndToEndId");
        lines.add(new ReadLine(
                Objects.requireNonNull(bookedOn == null ? valueOn : bookedOn),
                Objects.requireNonNull(valueOn == null ? bookedOn : valueOn),
                !debit,
                amount,
                Objects.requireNonNullElse(Narration.orNull(reference, 60), ""),
                Narration.utr(
                        String.join(" ", endToEnd, reference, first("NtryDtls/TxDtls/Refs/ClrSysRef"), narration)),
                Narration.orNull(party(debit ? "Cdtr" : "Dbtr", narration), 200),
                Narration.orNull(partyAccount(debit ? "CdtrAcct" : "DbtrAcct"), 40),
                narration,
                entry.getOrDefault("RvslInd", "false").equals("true")
                        || Narration.isReturn(narration)
                        || entry.keySet().stream().anyMatch(key -> key.contains("/RtrInf/"))));
    }

    private @Nullable String party(String role, String narration) {
        String parties = "NtryDtls/TxDtls/RltdPties/";
        String name = first(
                parties + role + "/Nm",
                parties + role + "/Pty/Nm",
                parties + "Ultmt" + role + "/Nm",
                parties + "Ultmt" + role + "/Pty/Nm");
        return name.isEmpty() ? Narration.remitter(narration) : name;
    }

    private String partyAccount(String role) {
        String account = "NtryDtls/TxDtls/RltdPties/" + role + "/Id/";
        return first(account + "IBAN", account + "Othr/Id");
    }

    private String first(String... keys) {
        return Stream.of(keys)
                .map(entry::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private @Nullable LocalDate day(String element, String where) {
        String text = Stream.of(element + "/Dt", element + "/DtTm")
                .map(entry::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return text == null ? null : day(text, where, remarks);
    }

    private static LocalDate day(String text, String where, List<String> remarks) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}([T+Z-].*)?")) {
            throw Amounts.notADay(text, where);
        }
        try {
            int year = Integer.parseInt(text.substring(0, 4));
            return Amounts.day(
                    year, text.substring(5, 7) + text.substring(8, 10), text.substring(0, 10), where, remarks);
        } catch (DateTimeException e) {
            throw Amounts.notADay(text, where);
        }
    }

    private ReadStatement statement(String format) {
        String account = Stream.of("Acct/Id/IBAN", "Acct/Id/Othr/Id")
                .map(said::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> BadFile.broken("A statement does not say of which account it is (Acct/Id)."));
        checkSummary();
        if (pending > 0) {
            remarks.add("%,d entries are not booked yet, or move nothing: they were left out.".formatted(pending));
        }
        BigDecimal first = opening == null ? carried : opening;
        boolean known = first != null && closing != null;
        return new ReadStatement(
                format,
                Mt940.plainAccount(account),
                Stream.of("ElctrncSeqNb", "LglSeqNb", "Id")
                        .map(said::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(number -> Narration.orNull(number, 60))
                        .orElse(null),
                said.getOrDefault("Acct/Ccy", entry.get("Ccy")),
                lines.isEmpty() ? period("Fr") : null,
                lines.isEmpty() ? period("To") : null,
                known ? first : null,
                known ? closing : null,
                lines,
                pending,
                remarks);
    }

    private @Nullable LocalDate period(String which) {
        String text = Stream.of("FrToDt/" + which + "DtTm", "FrToDt/" + which + "Dt", "CreDtTm")
                .map(said::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return text == null ? null : day(text, "The period of the statement", remarks);
    }

    /** What the file says of its own entries. */
    private void checkSummary() {
        String count = said.get("TxsSummry/TtlNtries/NbOfNtries");
        if (count != null && !count.equals(Integer.toString(entries))) {
            throw new BadFile(
                    "total-mismatch",
                    "The statement says it has %s entries (NbOfNtries), but %,d are there: the file is not whole."
                            .formatted(Amounts.shown(count), entries));
        }
        String sum = said.get("TxsSummry/TtlNtries/Sum");
        BigDecimal found = lines.stream().map(ReadLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum != null
                && pending == 0
                && Amounts.parse(sum, "The sum of entries").compareTo(found) != 0) {
            throw new BadFile(
                    "total-mismatch",
                    "The statement says its entries sum to %s, but they sum to %s: the file is not whole."
                            .formatted(Amounts.shown(sum), ReadStatement.rupees(found)));
        }
    }
}
