package com.circledesk.support;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The tests' mail server, on this machine only; asleep until a test {@link #up wakes} it. It speaks in the clear. */
public class TestMail implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final int PORT = freePort();
    private static @Nullable GreenMail server;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.mail.host=127.0.0.1",
                        "spring.mail.port=" + PORT,
                        "spring.mail.properties[mail.smtp.starttls.required]=false")
                .applyTo(context);
    }

    /** Empty, and taking everything. */
    public static GreenMail up() {
        down();
        GreenMail started = new GreenMail(new ServerSetup(PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.start();
        server = started;
        return started;
    }

    /** Answers 451 to whatever it is told to deliver, until it is woken anew. */
    public static void refuse() {
        up().getUserManager().setMessageDeliveryHandler((message, address) -> {
            throw new IllegalStateException("Not now.");
        });
    }

    /** Takes everything, and does that once: with the first mail, before it says that it took it. */
    public static void whenTaken(Runnable then) {
        AtomicReference<Runnable> once = new AtomicReference<>(then);
        UserManager users = up().getUserManager();
        users.setMessageDeliveryHandler((message, address) -> {
            once.getAndSet(() -> {}).run();
            String email = address.getEmail();
            GreenMailUser known = users.getUserByEmail(email);
            return known == null ? users.createUser(email, email, email) : known;
        });
    }

    public static void down() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    public static List<MimeMessage> received() {
        return server == null ? List.of() : List.of(server.getReceivedMessages());
    }

    public static int port() {
        return PORT;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
