package com.circledesk.imports.web;

import com.circledesk.imports.FaultyRows;
import com.circledesk.users.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Sends the faulty rows of an import as a file, a row at a time. */
final class FaultDownload {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private FaultDownload() {}

    static void send(FaultyRows rows, Scope scope, long id, HttpServletResponse response) throws IOException {
        String name = rows.required(scope, id).kind() + "-" + id + "-faults";
        boolean workbook = rows.isWorkbook(id);
        response.setContentType(workbook ? XLSX : "text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name + (workbook ? ".xlsx" : ".csv"), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        rows.write(scope, id, response.getOutputStream());
    }
}
