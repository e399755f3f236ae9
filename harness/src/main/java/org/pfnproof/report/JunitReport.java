package org.pfnproof.report;

import java.io.StringWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.pfnproof.check.CheckResult;
import org.pfnproof.report.Outcome.Status;
import org.pfnproof.trace.Counterexample;

/**
 * A check as JUnit XML: one test suite for each group (models, variants, claims, matrices), one test case for each member. What is other
 * than expected is a failure, what gave no answer is an error.
 */
public final class JunitReport {

    private static final String PREFIX = "pfnproof.";

    private final Function<Counterexample, String> diagrams;

    /**
     * A report.
     *
     * @param diagrams draws a counterexample
     */
    public JunitReport(Function<Counterexample, String> diagrams) {
        this.diagrams = diagrams;
    }

    /** The whole document, ending with a newline. */
    public String render(CheckResult check) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            write(xml, check);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot happen: writing to memory failed", e);
        }
        return text + "\n";
    }

    private void write(XMLStreamWriter xml, CheckResult check) throws XMLStreamException {
        Map<String, List<Outcome>> groups = Outcome.of(check, diagrams);
        List<Outcome> all = groups.values().stream().flatMap(List::stream).toList();
        line(xml, 0);
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "pfnproof");
        counts(xml, all, check.time());
        for (Map.Entry<String, List<Outcome>> group : groups.entrySet()) {
            line(xml, 1);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", PREFIX + group.getKey());
            counts(xml, group.getValue(), sum(group.getValue()));
            for (Outcome outcome : group.getValue()) {
                write(xml, PREFIX + group.getKey(), outcome);
            }
            line(xml, 1);
            xml.writeEndElement();
        }
        line(xml, 0);
        xml.writeEndElement();
    }

    private static Duration sum(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::time).reduce(Duration.ZERO, Duration::plus);
    }

    private static void counts(XMLStreamWriter xml, Collection<Outcome> outcomes, Duration time)
            throws XMLStreamException {
        xml.writeAttribute("tests", String.valueOf(outcomes.size()));
        xml.writeAttribute("failures", String.valueOf(count(outcomes, Status.FAILED)));
        xml.writeAttribute("errors", String.valueOf(count(outcomes, Status.ERROR)));
        xml.writeAttribute("skipped", "0");
        xml.writeAttribute("time", seconds(time));
    }

    private static long count(Collection<Outcome> outcomes, Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    private static void write(XMLStreamWriter xml, String group, Outcome outcome) throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", group);
        xml.writeAttribute("name", outcome.name());
        xml.writeAttribute("time", seconds(outcome.time()));
        line(xml, 3);
        xml.writeStartElement(
                switch (outcome.status()) {
                    case PASSED -> "system-out";
                    case FAILED -> "failure";
                    case ERROR -> "error";
                });
        if (outcome.status() != Status.PASSED) {
            xml.writeAttribute("message", legal(outcome.message()));
            xml.writeAttribute("type", outcome.status() == Status.FAILED ? "unexpected" : "unanswered");
        }
        xml.writeCharacters(legal(text(outcome)));
        xml.writeEndElement();
        line(xml, 2);
        xml.writeEndElement();
    }

    private static String text(Outcome outcome) {
        return outcome.message() + "\n" + String.join("\n", outcome.details());
    }

    /** Without the control characters that XML has no way to write; a checker's message may hold any. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
