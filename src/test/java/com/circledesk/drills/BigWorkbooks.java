package com.circledesk.drills;

import com.circledesk.running.Application;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The largest workbook that is taken, four times at once, with half a gigabyte of heap. */
final class BigWorkbooks implements Drill {
    private static final int AT_ONCE = 4;
    private static final long SIZE_WANTED = 45L << 20;
    private static final int ROWS = 250_000;
    private static final int NOISE = 252;

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        Path file = write(ground, ROWS);
        if (Files.size(file) < SIZE_WANTED) {
            throw new IllegalStateException("The workbook is too small: " + Files.size(file));
        }
        findings.note("a workbook of %,d rows and %,.1f MB (50 MB are allowed)", ROWS, Files.size(file) / 1048576.0);
        Application application = ground.begin(ground.owner(), Map.of(), "-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
        application.awaitReady();
        long begin = System.nanoTime();
        List<CompletableFuture<String>> uploads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            uploads.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return application.check("receipts", file);
                } catch (Exception e) {
                    return e.toString();
                }
            }));
        }
        List<String> answers = new ArrayList<>();
        for (CompletableFuture<String> upload : uploads) {
            answers.add(upload.get(5, TimeUnit.MINUTES));
        }
        findings.expect(
                answers.stream().allMatch(answer -> answer.matches("200|413|429")),
                "checked, or refused for its size or the number: %s, after %.0f s",
                answers,
                (System.nanoTime() - begin) / 1e9);
        int[] heap = application.heap();
        findings.expect(
                application.process().isAlive()
                        && ground.finance(application).get("/accounts").statusCode() == 200,
                "the process lives and shows its pages; heap at most %d MB, %d MB after a collection, memory %s MB",
                heap[0],
                heap[1],
                String.valueOf(application.peakResident()));
    }

    /** Receipts with narrations that do not compress. */
    static Path write(Ground ground, int rows) throws IOException, SQLException {
        Path file = ground.directory().resolve("big.xlsx");
        String account = ground.ask("select min(code) from account where active");
        String day = LocalDate.now(ZoneId.of("Asia/Kolkata")).minusDays(5).toString();
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "drill", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Receipts");
            List<String> headers = List.of("receipt_no", "received_on", "amount", "account_code", "narration");
            for (int column = 0; column < headers.size(); column++) {
                sheet.value(0, column, headers.get(column));
            }
            for (int row = 1; row <= rows; row++) {
                sheet.value(row, 0, "BIG-" + row);
                sheet.value(row, 1, day);
                sheet.value(row, 2, "1000.00");
                sheet.value(row, 3, account);
                sheet.inlineString(row, 4, noise(random));
                if (row % 1000 == 0) {
                    sheet.flush();
                }
            }
        }
        return file;
    }

    private static String noise(Random random) {
        StringBuilder noise = new StringBuilder();
        while (noise.length() < NOISE) {
            noise.append(Long.toString(random.nextLong() >>> 1, 36));
        }
        return noise.toString();
    }
}
