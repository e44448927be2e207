package com.circledesk.support;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that writes down whatever is said to it before the talk is encrypted; what it takes is counted only. */
public final class SmtpTalk implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final @Nullable SSLContext secret;
    private final List<String> clear = new CopyOnWriteArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();

    private SmtpTalk(@Nullable SSLContext secret) throws IOException {
        this.secret = secret;
        Thread thread = new Thread(this::serve, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    public static SmtpTalk inTheClear() throws IOException {
        return new SmtpTalk(null);
    }

    public static SmtpTalk withOwnCertificate() throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificates(), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new SmtpTalk(context);
    }

    /** Its own, signed by nobody else and of no name. */
    public static KeyStore certificates() {
        return new DummySSLServerSocketFactory().getKeyStore();
    }

    public int port() {
        return door.getLocalPort();
    }

    public List<String> heardInTheClear() {
        return List.copyOf(clear);
    }

    public int taken() {
        return taken.get();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket caller = door.accept()) {
                talk(caller);
            } catch (IOException e) {
                // Hung up: the next one.
            }
        }
    }

    private void talk(Socket caller) throws IOException {
        Socket line = caller;
        BufferedReader in = reader(line);
        say(line, "220 here");
        for (String said = in.readLine(); said != null; said = in.readLine()) {
            boolean encrypted = line instanceof SSLSocket;
            if (!encrypted) {
                clear.add(said);
            }
            if (said.startsWith("EHLO")) {
                say(line, secret == null || encrypted ? "250 here" : "250-here\r\n250 STARTTLS");
            } else if (said.equals("STARTTLS") && secret != null) {
                say(line, "220 go on");
                SSLSocket upgraded =
                        (SSLSocket) secret.getSocketFactory().createSocket(line, null, line.getPort(), true);
                upgraded.setUseClientMode(false);
                line = upgraded;
                in = reader(line);
            } else if (said.equals("DATA")) {
                say(line, "354 go on");
                for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                    if (!encrypted) {
                        clear.add(text);
                    }
                }
                taken.incrementAndGet();
                say(line, "250 taken");
            } else {
                say(line, said.equals("QUIT") ? "221 bye" : "250 well");
            }
        }
    }

    private static BufferedReader reader(Socket line) throws IOException {
        return new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void say(Socket line, String words) throws IOException {
        line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
