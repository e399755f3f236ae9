package org.pfnproof.engine.tlc.child;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.pfnproof.engine.tlc.child.TlcAnswer.Message;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.tool.TLCStateInfo;

/** Takes TLC's messages as data, before TLC makes prose of them. */
final class Messages implements TlcApi.Recorder {

    /** Everything else than this chatter is kept. */
    private static final Set<Integer> CHATTER = Set.of(
            EC.TLC_STARTING,
            EC.TLC_FINISHED,
            EC.TLC_MODE_MC,
            EC.TLC_COMPUTING_INIT,
            EC.TLC_COMPUTING_INIT_PROGRESS,
            EC.TLC_INIT_GENERATED1,
            EC.TLC_INIT_GENERATED2,
            EC.TLC_INIT_GENERATED3,
            EC.TLC_INIT_GENERATED4,
            EC.TLC_CHECKING_TEMPORAL_PROPS,
            EC.TLC_CHECKING_TEMPORAL_PROPS_END,
            EC.TLC_SEARCH_DEPTH,
            EC.TLC_STATE_GRAPH_OUTDEGREE,
            EC.TLC_PROGRESS_STATS,
            EC.TLC_SANY_START,
            EC.TLC_SANY_END,
            EC.TLC_VERSION,
            EC.TLC_COUNTER_EXAMPLE,
            EC.TLC_BEHAVIOR_UP_TO_THIS_POINT,
            EC.TLC_LIVE_IMPLIED,
            EC.TLC_ENVIRONMENT_JVM_GC);

    private static final int MAX_MESSAGES = 200;

    private final List<Message> messages = new ArrayList<>();
    /** Texts of exceptions, of which nobody knows yet whether TLC catches them and goes on. */
    private final Deque<Message> texts = new ArrayDeque<>();

    private final List<TLCStateInfo> states = new ArrayList<>();
    private OptionalInt backTo = OptionalInt.empty();
    private boolean stuttering;
    private boolean formatting;

    @Override
    public synchronized void record(int code, Object... parameters) {
        if (formatting) {
            // Making the text of a message records it once more.
            return;
        }
        switch (code) {
            case EC.TLC_STATE_PRINT2 -> states.add((TLCStateInfo) parameters[0]);
            case EC.TLC_STATE_PRINT3 -> stuttering = true;
            case EC.TLC_BACK_TO_STATE -> backTo = OptionalInt.of(Integer.parseInt(String.valueOf(parameters[0])));
            default -> {
                if (!CHATTER.contains(code)) {
                    keep(message(code, parameters), TlcApi.isOnlyText());
                }
            }
        }
    }

    private Message message(int code, Object... parameters) {
        List<String> strings = Arrays.stream(parameters).map(Messages::string).toList();
        formatting = true;
        try {
            return new Message(code, strings, MP.getMessage(code, strings.toArray(String[]::new)));
        } finally {
            formatting = false;
        }
    }

    private void keep(Message message, boolean onlyText) {
        if (onlyText) {
            texts.addLast(message);
            if (texts.size() > MAX_MESSAGES) {
                texts.removeFirst();
            }
            return;
        }
        // What TLC prints after all often has the text of an exception in it, whose own number says more.
        texts.stream().filter(text -> isPartOf(text, message)).forEach(this::add);
        texts.removeIf(text -> isPartOf(text, message));
        add(message);
    }

    private static boolean isPartOf(Message text, Message message) {
        return message.text().contains(text.text())
                || message.parameters().stream().anyMatch(parameter -> parameter.contains(text.text()));
    }

    private void add(Message message) {
        if (messages.size() < MAX_MESSAGES) {
            messages.add(message);
            if (message.code() != EC.TLC_STATS && message.code() != EC.TLC_SUCCESS) {
                // If TLC ends the JVM on its own, this is all that is left.
                System.err.println("TLC " + message.code() + ": " + message.text());
            }
        }
    }

    private static String string(Object parameter) {
        if (parameter instanceof Throwable failure) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        return String.valueOf(parameter);
    }

    /** Adds what TLC did not say. */
    synchronized void add(int code, String text) {
        add(new Message(code, List.of(), text));
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The states of the behaviour that TLC printed. */
    synchronized List<TLCStateInfo> states() {
        return List.copyOf(states);
    }

    /** For a lasso: the number of the state, from 1, to which the last one returns. */
    synchronized OptionalInt backTo() {
        return backTo;
    }

    /** Whether the behaviour stays for ever in its last state. */
    synchronized boolean stuttering() {
        return stuttering;
    }

    /** The parameters of TLC's statistics: states generated, distinct, on the queue. None if it did not get that far. */
    synchronized List<String> statistics() {
        return messages.stream()
                .filter(message -> message.code() == EC.TLC_STATS)
                .findFirst()
                .map(Message::parameters)
                .orElse(List.of());
    }

    synchronized boolean any(Predicate<Message> predicate) {
        return messages.stream().anyMatch(predicate);
    }
}
