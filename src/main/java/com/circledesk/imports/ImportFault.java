package com.circledesk.imports;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a file.
 *
 * @param row data rows from 1; 0 = the file as a whole
 * @param column name of the kind's column, or null
 */
public record ImportFault(long row, @Nullable String column, String code, String message) {}
