package com.circledesk.drills;

import com.circledesk.running.Percentiles;
import com.circledesk.running.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What many people were answered and how long each answer took; the pages themselves are not kept. */
final class Answers {
    /** Something somebody asks. */
    @FunctionalInterface
    interface Question {
        HttpResponse<String> ask() throws IOException, InterruptedException;
    }

    record Answer(String kind, double seconds, String status) {
        boolean isError() {
            return !status.equals("ok") && !status.equals("429");
        }
    }

    private final ConcurrentLinkedQueue<Answer> all = new ConcurrentLinkedQueue<>();

    /** Asks and waits for the whole answer. A redirect to the sign-in is no answer. */
    Answer ask(String kind, Question question) throws InterruptedException {
        long begin = System.nanoTime();
        String status;
        try {
            HttpResponse<String> answer = question.ask();
            boolean ok = answer.statusCode() < 400 && !Person.location(answer).contains("/login");
            status = ok ? "ok" : Integer.toString(answer.statusCode());
        } catch (HttpTimeoutException e) {
            status = "timeout";
        } catch (IOException e) {
            status = "broken";
        }
        Answer answer = new Answer(kind, (System.nanoTime() - begin) / 1e9, status);
        all.add(answer);
        return answer;
    }

    int count() {
        return all.size();
    }

    long errors() {
        return all.stream().filter(Answer::isError).count();
    }

    /** By kind and status, where something was wrong. */
    Map<String, Long> wrong() {
        return all.stream()
                .filter(answer -> !answer.status().equals("ok"))
                .collect(Collectors.groupingBy(
                        answer -> answer.kind() + " " + answer.status(), TreeMap::new, Collectors.counting()));
    }

    /** In seconds, over the answers of the kind that came; all kinds if it is empty. */
    double percentile(String kind, double percent) {
        return Percentiles.of(all.stream()
                        .filter(answer -> kind.isEmpty() || answer.kind().equals(kind))
                        .mapToDouble(Answer::seconds))
                .at(percent);
    }

    /** Says of the errors that there are none, or which. */
    void expectNoErrors(Findings findings) {
        findings.expect(
                errors() == 0, "%,d answers, %d errors%s", count(), errors(), wrong().isEmpty() ? "" : " " + wrong());
    }

    void expectWithin(Findings findings, String kind, double percent, double bound) {
        double seconds = percentile(kind, percent);
        findings.expect(
                seconds <= bound,
                "%s: p%.0f %.2f s (wanted: %.1f s), median %.2f s",
                kind.isEmpty() ? "all pages" : kind,
                percent,
                seconds,
                bound,
                percentile(kind, 50));
    }
}
