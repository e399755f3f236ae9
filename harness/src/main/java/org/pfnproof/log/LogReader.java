package org.pfnproof.log;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/**
 * Reads the events of a log one by one, so that a log may be longer than memory, or a pipe that has no end yet. Plain text or .xz, which
 * is told from the first bytes.
 */
public final class LogReader implements Closeable {

    private static final byte[] XZ_MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};

    private final String log;
    private final LineReader reader;
    private final LogLines lines;
    private final LogHead head = new LogHead();
    private long line;
    private long lastStamp = -1;
    private long greatestBeforeLast = -1;
    private long swapped;
    private long lostBefore;

    private LogReader(String log, InputStream bytes) throws IOException {
        this.log = log;
        this.lines = new LogLines(log);
        this.reader = new LineReader(plain(bytes));
    }

    /** Opens a file. */
    public static LogReader open(Path file) throws IOException {
        return of(file.toString(), Files.newInputStream(file));
    }

    /** Reads a stream, which {@link #close} closes. */
    public static LogReader of(String name, InputStream bytes) throws IOException {
        try {
            return new LogReader(name, bytes);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static InputStream plain(InputStream bytes) throws IOException {
        InputStream buffered = new BufferedInputStream(bytes);
        buffered.mark(XZ_MAGIC.length);
        byte[] first = buffered.readNBytes(XZ_MAGIC.length);
        buffered.reset();
        return Arrays.equals(first, XZ_MAGIC) ? new XZInputStream(buffered) : buffered;
    }

    /**
     * The next event.
     *
     * @return empty at the end of the log
     * @throws LogFormatException if the log cannot be read on
     */
    public Optional<LogEvent> next() throws LogFormatException {
        for (String text = readLine(); text != null; text = readLine()) {
            if (text.startsWith("#")) {
                comment(text);
            } else if (text.startsWith("CPU:") && text.contains("LOST")) {
                lostBefore = lostBefore == 0 ? line : lostBefore;
            } else if (!text.isBlank()) {
                return Optional.of(event(text));
            }
        }
        return Optional.empty();
    }

    private LogEvent event(String text) throws LogFormatException {
        LogEvent event = lines.parse(text, line)
                .orElseThrow(() -> new LogFormatException(
                        log,
                        line,
                        "this is no line of an ftrace log; 'THREAD-PID [CPU] STAMP: event: ...' is expected"));
        if (event.stamp() < greatestBeforeLast) {
            throw new LogFormatException(
                    log,
                    line,
                    "the stamps are not in order (" + event.stamp() + " after " + greatestBeforeLast
                            + "); give the log as the kernel printed it, recorded with trace_clock 'counter'");
        }
        swapped = swapped == 0 && event.stamp() < lastStamp ? line : swapped;
        greatestBeforeLast = Math.max(greatestBeforeLast, lastStamp);
        lastStamp = event.stamp();
        return event;
    }

    private void comment(String text) throws LogFormatException {
        if (lastStamp >= 0 && text.startsWith("# tracer:")) {
            throw new LogFormatException(log, line, "here another log begins; check them one by one");
        }
        head.comment(text);
        if (LogHead.tellsOfLoss(text)) {
            lostBefore = lostBefore == 0 ? line : lostBefore;
        }
    }

    private String readLine() throws LogFormatException {
        try {
            String text = reader.next();
            line += text == null ? 0 : 1;
            return text;
        } catch (IOException e) {
            String what = e instanceof EOFException
                    ? "the compressed data ends in the middle; the file is not whole"
                    : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new LogFormatException(log, 0, "cannot be read after line " + line + " (" + what + ")", e);
        }
    }

    /** The name of the log. */
    public String log() {
        return log;
    }

    /** What its comments have said so far; all of them once the first event has come. */
    public LogHead head() {
        return head;
    }

    /** How many lines have been read. */
    public long line() {
        return line;
    }

    /** The first line that says that events were lost, in its place or at some time; 0 if none does. */
    public long lostBefore() {
        return lostBefore;
    }

    /**
     * The first line whose stamp is less than its neighbour's before it; 0 if there is none. No kernel prints that; lines are given as they
     * stand, so that it can be said whether it matters. Any other disorder is refused.
     */
    public long swapped() {
        return swapped;
    }

    /** At the end: whether the last line had no end, and is left out. */
    public boolean cutShort() {
        return reader.cutShort();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
