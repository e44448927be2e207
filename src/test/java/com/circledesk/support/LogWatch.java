package com.circledesk.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Reads along what the whole suite logs, and keeps every line with something in it that no log may hold. */
public final class LogWatch extends AppenderBase<ILoggingEvent> {
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile(Pattern.quote(Cast.PASSWORD)),
            // What passwords and tokens are kept as.
            Pattern.compile("\\$argon2|Bearer |_csrf=|SESSION="),
            // Tokens of the tests, numbers of sessions (as they are, and as cookies).
            Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"),
            Pattern.compile("(?<![\\w+/])(?=[A-Za-z+/]*\\d)[A-Za-z0-9+/]{47}[A-Za-z0-9+/=]"),
            // Links, tokens of the application: 256 bits.
            Pattern.compile("(?<![\\w-])(?=[\\w-]*\\d)(?=[\\w-]*[A-Z])[\\w-]{43}(?![\\w-])"));
    private static final LogWatch WATCH = new LogWatch();

    private final ThrowableProxyConverter traces = new ThrowableProxyConverter();
    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    private LogWatch() {}

    /** Begins to read, if it does not yet. */
    static LogWatch on() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (!root.isAttached(WATCH)) {
            WATCH.traces.start();
            WATCH.start();
            root.addAppender(WATCH);
        }
        return WATCH;
    }

    /** Lines with secrets since it was last asked. */
    public static List<String> found() {
        List<String> lines = List.copyOf(WATCH.found);
        WATCH.found.removeAll(lines);
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        // Whoever logs the link of the first administrator does so on purpose: there is no other way in. And a test
        // that
        // fails tells what it found.
        if (event.getLoggerName().endsWith("SetUpLink") && event.getLevel() == Level.INFO
                || event.getLoggerName().startsWith("org.springframework.test")) {
            return;
        }
        String line = event.getLoggerName() + ": " + event.getFormattedMessage() + " " + event.getMDCPropertyMap() + " "
                + traces.convert(event);
        if (SECRETS.stream().anyMatch(secret -> secret.matcher(line).find())) {
            found.add(line);
        }
    }
}
