package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Database;
import com.circledesk.running.Person;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** The people of a large company, each with an own session, and what they do all day. */
final class Staff {
    static final String LIST = "list or detail";
    static final String LOOK = "search or dashboard";
    static final String WRITE = "write";

    static final String PASSWORD = "heron-over-the-backwater-9";
    private static final int DOCUMENTS = 300;
    private static final int LISTS_OF_HUNDRED = 80;
    private static final int WRITES_OF_HUNDRED = 5;
    private static final int DAYS = 60;

    private final Ground ground;
    private final Application application;
    private final List<String> invoices;
    private final List<String> accounts;
    private final List<String> receipts;
    private final List<String> pairs;
    private final AtomicInteger written = new AtomicInteger();
    private final List<Person> people = new ArrayList<>();

    private Staff(Ground ground, Application application) throws SQLException {
        this.ground = ground;
        this.application = application;
        this.invoices = some("invoice_no", "invoice");
        this.accounts = some("code", "account");
        this.receipts = some("receipt_no", "receipt where account_id is not null");
        // Old enough that an allocation may take effect on any of the last days.
        this.pairs = some("receipt_no || ',' || invoice_no", """
                (select receipt_no, invoice_no
                 from on_account_item o join receipt r on r.id = o.document_id
                 join open_item i on i.account_id = o.account_id and i.open_amount > 1000
                 join invoice v on v.id = i.invoice_id
                 where o.document_type = 'RECEIPT' and o.rest > 1000
                   and greatest(o.dated_on, i.invoice_date) < current_date - %d) pair
                """.formatted(DAYS));
    }

    private List<String> some(String column, String from) throws SQLException {
        return List.of(
                ground.ask("select string_agg(n, '|') from (select %s as n from %s order by random() limit %d) chosen"
                                .formatted(column, from, DOCUMENTS))
                        .split("\\|"));
    }

    /** So many people signed in, at an application that is warm: how every load begins. */
    static Staff atWork(Ground ground, Application application, int people) throws Exception {
        Staff staff = hire(ground, application, people);
        staff.arrive(people);
        return staff;
    }

    /** People of the finance department who see every circle: theirs are the heaviest pages, and they may write. */
    static Staff hire(Ground ground, Application application, int people) throws SQLException {
        try (Connection connection = ground.superuser().connectToAllCircles()) {
            Database.execute(connection, """
                    insert into app_user (email, full_name, role, all_circles, password_hash, password_changed_at)
                    select 'person' || n || '@drill.example', 'Person ' || n, 'FINANCE', true, '%s', now()
                    from generate_series(1, %d) n
                    """.formatted(
                    "{argon2@CircleDesk}" + new Argon2PasswordEncoder(16, 32, 1, 19456, 2).encode(PASSWORD), people));
        }
        return new Staff(ground, application);
    }

    Person stranger() {
        return new Person(ground.browser(), application.address());
    }

    static String email(int number) {
        return "person" + (number + 1) + "@drill.example";
    }

    Map<String, String> credentials(int number) {
        return Map.of("username", email(number), "password", PASSWORD);
    }

    /** The first of those hired sign in, a few at a time, and one opens every kind of page until all is compiled and cached. */
    void arrive(int count) throws Exception {
        ExecutorService doors = Executors.newFixedThreadPool(4);
        try {
            List<Future<Person>> arriving = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                arriving.add(doors.submit(() -> stranger().signIn(email(number), PASSWORD)));
            }
            for (Future<Person> each : arriving) {
                people.add(each.get());
            }
        } finally {
            doors.shutdownNow();
        }
        Random random = new Random(7);
        Answers unheeded = new Answers();
        for (int i = 0; i < 150; i++) {
            act(people.get(0), random, unheeded);
        }
    }

    List<Person> people() {
        return people;
    }

    /** What somebody does next. */
    @FunctionalInterface
    interface Action {
        void by(Person person, Random random, Answers answers) throws InterruptedException;
    }

    /** What goes on while people work, and ends their work when it ends. */
    @FunctionalInterface
    interface Meanwhile {
        void happens() throws Exception;

        static Meanwhile nothing(Duration time) {
            return () -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    }

    /** Everybody does what people do all day, as long as it goes on. */
    Answers work(Meanwhile meanwhile, Duration thinkLeast, Duration thinkMost) throws Exception {
        return everybody(meanwhile, thinkLeast, thinkMost, this::act);
    }

    /** Each does one thing after the other, with a pause between two. */
    Answers everybody(Meanwhile meanwhile, Duration thinkLeast, Duration thinkMost, Action action) throws Exception {
        Answers answers = new Answers();
        ExecutorService desks = Executors.newFixedThreadPool(people.size());
        CountDownLatch evening = new CountDownLatch(1);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (Person person : people) {
                Random random = new Random();
                working.add(desks.submit(() -> {
                    // Nobody begins at the stroke of nine.
                    long pause = (long) (random.nextDouble() * thinkMost.toNanos());
                    while (!evening.await(pause, TimeUnit.NANOSECONDS)) {
                        action.by(person, random, answers);
                        pause = thinkLeast.toNanos()
                                + (long) (random.nextDouble() * (thinkMost.toNanos() - thinkLeast.toNanos()));
                    }
                    return null;
                }));
            }
            try {
                meanwhile.happens();
            } finally {
                evening.countDown();
            }
            for (Future<?> each : working) {
                each.get();
            }
        } finally {
            desks.shutdownNow();
        }
        return answers;
    }

    private void act(Person person, Random random, Answers answers) throws InterruptedException {
        int die = random.nextInt(100);
        if (die < WRITES_OF_HUNDRED) {
            write(person, answers);
        } else if (die < WRITES_OF_HUNDRED + LISTS_OF_HUNDRED) {
            String path = listOrDetail(random);
            answers.ask(LIST, () -> person.get(path));
        } else {
            String path = searchOrDashboard(random);
            answers.ask(LOOK, () -> person.get(path));
        }
    }

    private String listOrDetail(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "/accounts";
            case 1 -> "/receivables/open-items?sort=amount&page=" + random.nextInt(20);
            case 2 -> "/receipts?page=" + random.nextInt(20);
            case 3 -> "/receivables/unapplied";
            case 4, 5 -> "/invoices?no=" + any(invoices, random);
            case 6 -> "/accounts?code=" + any(accounts, random);
            default -> "/receipts?no=" + any(receipts, random);
        };
    }

    private String searchOrDashboard(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "/";
            case 1 -> "/search?q=" + any(invoices, random);
            case 2 -> "/receivables/ageing";
            default -> "/receivables/kpis";
        };
    }

    /** Opens the form of an allocation and sends it with a key of its own; counted is the sending. */
    private void write(Person person, Answers answers) throws InterruptedException {
        int turn = written.getAndIncrement();
        String[] pair = pairs.get(turn % pairs.size()).split(",");
        LocalDate day = LocalDate.now(ZoneId.of("Asia/Kolkata")).minusDays(turn / pairs.size() % DAYS);
        String[] formToken = new String[1];
        Answers.Answer opened = answers.ask(LIST, () -> {
            HttpResponse<String> form = person.get("/receivables/allocations/new?receipt=" + encoded(pair[0]));
            formToken[0] = form.statusCode() == 200 ? Person.formToken(form) : "";
            return form;
        });
        if (opened.isError()) {
            return;
        }
        Map<String, String> fields = Map.of(
                "from",
                "RECEIPT:" + pair[0],
                "invoice",
                "",
                "lines[0].invoiceNo",
                pair[1],
                "lines[0].amount",
                "0.01",
                "effectiveOn",
                day.toString(),
                "reason",
                "Drill",
                "key",
                UUID.randomUUID().toString());
        answers.ask(WRITE, () -> person.post("/receivables/allocations", formToken[0], fields));
    }

    private static String any(List<String> values, Random random) {
        return encoded(values.get(random.nextInt(values.size())));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
