package com.circledesk.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A wire that breaks on demand: stands between two programs and passes on what they say, or does not. */
public final class FaultProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final int port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket door;
    private volatile boolean silent;
    private volatile Duration latency = Duration.ZERO;

    private FaultProxy(int port, int target) {
        this.port = port;
        this.target = target;
    }

    /** Listens on a port of the loopback address and passes on to another. */
    public static FaultProxy between(int port, int target) throws IOException {
        FaultProxy proxy = new FaultProxy(port, target);
        proxy.refuse(false);
        return proxy;
    }

    public int port() {
        return port;
    }

    /** Cuts every connection there is. */
    public void cut() {
        sockets.forEach(FaultProxy::close);
    }

    /** Nobody listens any more, or somebody does again. */
    public synchronized void refuse(boolean refuse) throws IOException {
        ServerSocket open = door;
        if (refuse && open != null) {
            door = null;
            open.close();
        } else if (!refuse && open == null) {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = opened;
            inBackground(() -> accept(opened));
        }
    }

    /** Takes connections and bytes in, and passes nothing on; later it does. */
    public void blackhole(boolean on) {
        silent = on;
    }

    /** Each answer comes so much later. */
    public void latency(Duration later) {
        latency = later;
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                Socket caller = open.accept();
                caller.setTcpNoDelay(true);
                sockets.add(caller);
                inBackground(() -> connect(caller));
            } catch (IOException closed) {
                // The loop asks.
            }
        }
    }

    private void connect(Socket caller) {
        try {
            awaitVoice();
            Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
            called.setTcpNoDelay(true);
            sockets.add(called);
            inBackground(() -> pass(caller, called, false));
            pass(called, caller, true);
        } catch (IOException e) {
            close(caller);
            sockets.remove(caller);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitVoice();
                if (answers && !latency.isZero()) {
                    TimeUnit.NANOSECONDS.sleep(latency.toNanos());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // Both ends learn of it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitVoice() {
        while (silent) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        refuse(true);
        silent = false;
        cut();
    }
}
