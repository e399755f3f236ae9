package org.pfnproof.report;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.pfnproof.compare.Comparison;

/** The comparison of the API shapes as one page that needs nothing else. */
public final class CompareHtml {

    private static final String CSS =
            "body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#222}"
                    + "table{border-collapse:collapse;margin:1em 0;display:block;overflow-x:auto}"
                    + "th,td{border:1px solid #bbb;padding:.2em .6em;text-align:left}code{background:#eee}";

    private CompareHtml() {}

    public static String render(Comparison comparison) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            page(xml, CompareSections.of(comparison));
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a page in memory cannot be written", e);
        }
        return text + "\n";
    }

    private static void page(XMLStreamWriter xml, List<CompareSection> sections) throws XMLStreamException {
        xml.writeDTD("<!DOCTYPE html>\n");
        xml.writeStartElement("html");
        xml.writeAttribute("lang", "en");
        xml.writeStartElement("head");
        xml.writeEmptyElement("meta");
        xml.writeAttribute("charset", "UTF-8");
        element(xml, "title", "pfnproof: shapes of the follow_pfn API");
        element(xml, "style", CSS);
        xml.writeEndElement();
        xml.writeStartElement("body");
        element(xml, "h1", "Shapes of the follow_pfn API");
        for (CompareSection section : sections) {
            section(xml, section);
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static void section(XMLStreamWriter xml, CompareSection section) throws XMLStreamException {
        element(xml, "h2", section.title());
        boolean list = false;
        for (String paragraph : section.prose()) {
            boolean item = paragraph.startsWith("- ");
            if (item && !list) {
                xml.writeStartElement("ul");
            } else if (!item && list) {
                xml.writeEndElement();
            }
            list = item;
            element(xml, item ? "li" : "p", item ? paragraph.substring(2) : paragraph);
        }
        if (list) {
            xml.writeEndElement();
        }
        if (!section.rows().isEmpty()) {
            table(xml, section);
        }
        if (!section.evidence().isEmpty()) {
            xml.writeStartElement("p");
            xml.writeCharacters("Decided another way by ");
            element(xml, "code", "harness/pfnproof check " + String.join(" ", section.evidence()));
            xml.writeEndElement();
        }
    }

    private static void table(XMLStreamWriter xml, CompareSection section) throws XMLStreamException {
        xml.writeStartElement("table");
        row(xml, "th", section.header());
        for (List<String> row : section.rows()) {
            row(xml, "td", row);
        }
        xml.writeEndElement();
    }

    private static void row(XMLStreamWriter xml, String cell, List<String> texts) throws XMLStreamException {
        xml.writeStartElement("tr");
        for (String text : texts) {
            element(xml, cell, text);
        }
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
