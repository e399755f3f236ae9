package org.pfnproof.engine.tlc.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a kernel log.
 *
 * @param thread the thread's name and id
 * @param name the probe
 * @param values its values
 */
record LogEvent(String thread, String name, Map<String, String> values) {

    private static final Pattern LINE = Pattern.compile("\\s*(\\S+)\\s+\\[\\d+\\]\\s+\\d+: (\\w+): (.*)");
    private static final Pattern VALUE = Pattern.compile("(\\w+)=(\\S+)");
    /** Where struct pages begin, and how large one is. */
    private static final long VMEMMAP = 0xffffea0000000000L;

    private static final int STRUCT_PAGE = 64;

    static Optional<LogEvent> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        Matcher value = VALUE.matcher(matcher.group(3));
        while (value.find()) {
            values.put(value.group(1), value.group(2));
        }
        return Optional.of(new LogEvent(matcher.group(1), matcher.group(2), values));
    }

    static List<LogEvent> parse(List<String> lines) {
        return lines.stream().map(LogEvent::parse).flatMap(Optional::stream).toList();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A number, in decimal or with 0x. */
    long number(String key) {
        String text = values.get(key);
        return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
    }

    /** A page frame number, also from the address of a struct page. */
    long pfn() {
        return has("pfn") ? number("pfn") : (number("page") - VMEMMAP) / STRUCT_PAGE;
    }

    boolean isVcpu() {
        return thread.startsWith("kt-vcpu");
    }
}
