package com.circledesk.imports;

import com.circledesk.imports.files.Limits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports, as settings {@code circledesk.imports.*}.
 *
 * @param csvSizeMax a CSV file may be as large as this
 * @param xlsxSizeMax a workbook may be as large as this
 * @param xlsxUnpackedMax and what it unpacks to
 * @param faultsShownMax faults that an answer of the API lists
 * @param uploadsPerDay uploads of one user on one day
 * @param atOnce imports at work at the same time in this instance
 * @param waiting imports that may wait for their turn
 * @param workMax after this time an import is given up
 * @param manyRows from so many rows on, the database looks at its statistics anew right after an import
 * @param keepFiles how long files are kept, for handing back faulty rows
 */
@ConfigurationProperties("circledesk.imports")
public record ImportSettings(
        @DefaultValue("200MB") DataSize csvSizeMax,
        @DefaultValue("50MB") DataSize xlsxSizeMax,
        @DefaultValue("500MB") DataSize xlsxUnpackedMax,
        @DefaultValue("1000000") long rowsMax,
        @DefaultValue("200") int columnsMax,
        @DefaultValue("10000") int faultsShownMax,
        @DefaultValue("1000") int uploadsPerDay,
        @DefaultValue("2") int atOnce,
        @DefaultValue("8") int waiting,
        @DefaultValue("30m") Duration workMax,
        @DefaultValue("1000") long manyRows,
        @DefaultValue("90d") Duration keepFiles) {

    Limits limits() {
        return new Limits(rowsMax, columnsMax, xlsxUnpackedMax.toBytes());
    }
}
