package com.circledesk.drills;

import com.circledesk.drills.Staff.Meanwhile;
import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fifty people export at once and read slowly, with ten connections to the database: two are served, pages are not held up. */
final class PoolExhausted implements Drill {
    private static final int EXPORTS = 50;
    private static final int AT_ONCE = 2;
    private static final int PEOPLE = 20;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.start(Map.of("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "10"));
        application.upload("invoices", InvoiceFile.write(ground, "LOAD", 50_000));
        Staff staff = Staff.atWork(ground, application, PEOPLE);
        List<Person> people = staff.people();
        List<Socket> readers = new ArrayList<>();
        Map<String, Integer> answers = new TreeMap<>();
        try {
            for (int i = 0; i < EXPORTS; i++) {
                Socket reader = export(application, people.get(i % PEOPLE));
                readers.add(reader);
                answers.merge(firstLine(reader), 1, Integer::sum);
            }
            findings.expect(
                    answers.equals(Map.of("200", AT_ONCE, "429", EXPORTS - AT_ONCE)),
                    "%d exports at once, of which nobody reads on: %s",
                    EXPORTS,
                    answers);
            Answers pages =
                    staff.work(Meanwhile.nothing(Duration.ofSeconds(20)), Duration.ofSeconds(1), Duration.ofSeconds(2));
            pages.expectNoErrors(findings);
            pages.expectWithin(findings, "", 95, 2);
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
        Answers again = new Answers();
        for (int tries = 0; tries < 20 && again.errors() == again.count(); tries++) {
            Thread.sleep(500);
            again = new Answers();
            again.ask("export", () -> people.get(0).get("/receivables/open-items/export?format=csv"));
        }
        findings.expect(again.wrong().isEmpty(), "when they have gone, the next export is served %s", again.wrong());
    }

    /** Asks for the export by hand and reads nothing of it: what the server sends soon fills the connection. */
    private static Socket export(Application application, Person person) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", application.port()));
        socket.getOutputStream()
                .write("""
                        GET /receivables/open-items/export?format=csv HTTP/1.1\r
                        Host: localhost:%d\r
                        Cookie: %s\r
                        \r
                        """.formatted(application.port(), person.cookies()).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        byte[] begin = socket.getInputStream().readNBytes(12);
        return new String(begin, StandardCharsets.US_ASCII).substring(9);
    }
}
