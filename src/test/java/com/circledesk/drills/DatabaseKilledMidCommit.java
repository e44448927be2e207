package com.circledesk.drills;

import com.circledesk.drills.Allocations.Operation;
import com.circledesk.running.Application;
import com.circledesk.running.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** PostgreSQL is killed again and again while money moves. */
final class DatabaseKilledMidCommit implements Drill {
    private static final int ROUNDS = 5;
    private static final int CLERKS = 8;
    private static final int SENT_AGAIN = 10;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Application application = ground.start(Map.of());
        Person person = ground.finance(application);
        String token = person.apiToken();
        Allocations allocations = Allocations.in(ground);
        Random random = new Random();
        List<Operation> acknowledged = new ArrayList<>();
        int sentAgain = 0;
        int known = 0;
        int inDoubt = 0;
        int replayed = 0;
        int lost = 0;
        int twice = 0;
        int wrong = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Queue<Operation> done = new ConcurrentLinkedQueue<>();
            Queue<Operation> unanswered = new ConcurrentLinkedQueue<>();
            AtomicBoolean open = new AtomicBoolean(true);
            ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
            for (int i = 0; i < CLERKS; i++) {
                clerks.execute(() -> work(allocations, person, token, open, done, unanswered));
            }
            TimeUnit.MILLISECONDS.sleep(1500 + random.nextInt(1000));
            ground.postgres().kill();
            open.set(false);
            clerks.shutdown();
            clerks.awaitTermination(1, TimeUnit.MINUTES);
            ground.postgres().start();
            DatabaseRestarts.untilHealthy(person, System.nanoTime());

            acknowledged.addAll(done);
            for (Operation operation : done.stream().limit(SENT_AGAIN).toList()) {
                sentAgain++;
                if (Allocations.wasRecordedBefore(sendUntilAnswered(operation, person, token))) {
                    known++;
                }
            }
            lost += done.size() - recordedOnce(ground, List.copyOf(done));
            for (Operation operation : unanswered) {
                inDoubt++;
                boolean before = recordedOnce(ground, List.of(operation)) == 1;
                HttpResponse<String> again = sendUntilAnswered(operation, person, token);
                if (before != Allocations.wasRecordedBefore(again) || !Allocations.recorded(again)) {
                    wrong++;
                    System.out.println("  " + before + ": " + again.statusCode() + " " + again.body());
                } else if (before) {
                    replayed++;
                }
                acknowledged.add(operation);
            }
            twice += Integer.parseInt(
                    ground.ask("select count(*) - count(distinct idempotency_key) from form_submission"));
        }
        findings.note(
                "%d rounds, %d clerks: %,d allocations acknowledged, %d in doubt when the server died",
                ROUNDS, CLERKS, acknowledged.size() - inDoubt, inDoubt);
        findings.expect(lost == 0, "acknowledged, yet lost: %d", lost);
        findings.expect(
                known == sentAgain,
                "%d acknowledged ones were sent again with their keys, %d were answered as recorded before",
                sentAgain,
                known);
        findings.expect(
                wrong == 0,
                "of those in doubt, sent again with their keys, %d were answered as recorded before, the others were recorded now; wrongly answered: %d",
                replayed,
                wrong);
        long entries = Long.parseLong(ground.ask("select count(*) from allocation where reason = 'Drill'"));
        findings.expect(
                twice == 0 && entries == acknowledged.size(),
                "recorded twice: %d; %,d allocations for %,d operations",
                twice,
                entries,
                acknowledged.size());
    }

    private static HttpResponse<String> sendUntilAnswered(Operation operation, Person person, String token)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = Allocations.send(operation, person, token);
        for (int i = 0; i < CLERKS && answer.statusCode() == 503; i++) {
            answer = Allocations.send(operation, person, token);
        }
        return answer;
    }

    private static void work(
            Allocations allocations,
            Person person,
            String token,
            AtomicBoolean open,
            Queue<Operation> done,
            Queue<Operation> unanswered) {
        while (open.get()) {
            Operation operation = allocations.any();
            try {
                HttpResponse<String> answer = Allocations.send(operation, person, token);
                if (Allocations.recorded(answer)) {
                    done.add(operation);
                } else if (answer.statusCode() == 503) {
                    unanswered.add(operation);
                } else {
                    System.out.println("  " + answer.statusCode() + " " + answer.body());
                }
            } catch (IOException broken) {
                unanswered.add(operation);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static int recordedOnce(Ground ground, List<Operation> operations) throws SQLException {
        if (operations.isEmpty()) {
            return 0;
        }
        return Math.toIntExact(ground.count("form_submission where idempotency_key in (%s)"
                .formatted(operations.stream()
                        .map(operation -> "'" + operation.key() + "'")
                        .collect(Collectors.joining(",")))));
    }
}
