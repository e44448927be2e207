package com.circledesk.imports;

/** Rows of a file: {@code read} = accepted + unchanged + rejected. */
public record ImportCounts(long read, long accepted, long unchanged, long rejected) {
    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0);
}
