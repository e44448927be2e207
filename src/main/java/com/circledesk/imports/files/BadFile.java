package com.circledesk.imports.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read at all, or lacks what its kind needs: nothing of it is taken. */
public final class BadFile extends RuntimeException {
    /**
     * One thing that is wrong with the file.
     *
     * @param column the header concerned, or null
     */
    public record Fault(@Nullable String column, String code, String message) {}

    private final transient List<Fault> faults;

    public BadFile(List<Fault> faults) {
        super(faults.get(0).message());
        this.faults = List.copyOf(faults);
    }

    public BadFile(String code, String message) {
        this(List.of(new Fault(null, code, message)));
    }

    /** Not a table that can be read: broken, disguised, beyond a limit. */
    public static BadFile broken(String message) {
        return new BadFile("bad-file", message);
    }

    public static BadFile encoding(String message) {
        return new BadFile("bad-encoding", message);
    }

    public List<Fault> faults() {
        return faults;
    }
}
