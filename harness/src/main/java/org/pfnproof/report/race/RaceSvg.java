package org.pfnproof.report.race;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.pfnproof.report.Lines;

/**
 * A diagram as a picture: SVG 1.1 without scripts, fonts or anything else from outside. Colours follow the reader's preference
 * for light or dark. Widths are those of a monospace font, whose characters are all {@value #CHARACTER} pixels wide or less.
 */
final class RaceSvg {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final int LINE = 18;
    private static final int MARGIN = 16;

    /** At 13 px, with some room: common monospace fonts have 0.6 of their size. */
    private static final int CHARACTER = 8;

    /** Characters of a step's text before it is broken, and of the text above and below the lanes. */
    private static final int STEP = 40;

    private static final int PROSE = 96;
    private static final int GAP = 2;

    private static final String STYLE = """
            svg { background: #ffffff; }
            text { font: 13px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328; white-space: pre; }
            .bold { font-weight: bold; }
            .effect { fill: #0550ae; }
            .bad { fill: #b42318; font-weight: bold; }
            .lane { stroke: #8c959f; stroke-dasharray: 3 4; }
            .dot { fill: #1f2328; }
            .loop { fill: none; stroke: #9a6700; }
            @media (prefers-color-scheme: dark) {
              svg { background: #0d1117; }
              text { fill: #e6edf3; }
              .effect { fill: #79c0ff; }
              .bad { fill: #ff7b72; }
              .lane { stroke: #6e7681; }
              .dot { fill: #e6edf3; }
              .loop { stroke: #d29922; }
            }
            """;

    private final Race race;
    private final List<Text> texts = new ArrayList<>();
    private int y = MARGIN;

    /** A line of text and where it begins. */
    private record Text(int x, int y, String style, String text) {
        int end() {
            return x + CHARACTER * text.length();
        }
    }

    RaceSvg(Race race) {
        this.race = race;
    }

    String render() {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            write(xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a picture could not be written into memory", e);
        }
        return out.toString();
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        prose("bold", race.title());
        race.heading().forEach(item -> prose("", item.toString()));
        y += LINE / 2;
        race.legend().forEach(item -> prose("", item.toString()));
        prose("", race.lanes().isEmpty() ? "the instance:" : "at first:");
        race.atFirst().forEach(value -> prose("", "  " + value));
        y += LINE;
        int top = y;
        int[] lanes = header();
        int loopTop = y;
        List<int[]> marks = new ArrayList<>();
        for (Race.Row row : race.rows()) {
            if (race.loop().isPresent() && race.loop().getAsInt() == row.number() - 1) {
                loopTop = y;
                at(MARGIN, "bold", "repeated for ever:");
            }
            marks.add(new int[] {lanes[row.lane()], y});
            step(row, lanes[row.lane()]);
        }
        int bottom = y;
        y += LINE;
        prose("bad", race.verdict());
        race.evidence().forEach(item -> prose("", "  " + item));
        int width = texts.stream().mapToInt(Text::end).max().orElse(0) + MARGIN;
        int height = y + MARGIN;

        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("viewBox", "0 0 " + width + " " + height);
        xml.writeAttribute("width", Integer.toString(width));
        xml.writeAttribute("height", Integer.toString(height));
        xml.writeAttribute("role", "img");
        element(xml, "title", race.title());
        element(xml, "style", STYLE);
        for (int lane : lanes) {
            empty(xml, "line", "lane", "x1", lane, "y1", top + LINE, "x2", lane, "y2", bottom);
        }
        if (race.loop().isPresent() && bottom > loopTop) {
            empty(
                    xml,
                    "rect",
                    "loop",
                    "x",
                    MARGIN / 2,
                    "y",
                    loopTop,
                    "width",
                    width - MARGIN,
                    "height",
                    bottom - loopTop);
        }
        for (int[] mark : marks) {
            empty(xml, "circle", "dot", "cx", mark[0], "cy", mark[1] + LINE / 2 + 1, "r", 3);
        }
        for (Text text : texts) {
            text(xml, text);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    /** The names of the threads; where the line of each is. */
    private int[] header() {
        int[] lanes = new int[race.lanes().size()];
        int x = MARGIN + CHARACTER * 5;
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = x;
            int number = i;
            String name = race.lanes().get(i).name();
            texts.add(new Text(x - CHARACTER, y, "bold", name));
            int widest = race.rows().stream()
                    .filter(row -> row.lane() == number)
                    .flatMap(row -> lines(row).stream())
                    .mapToInt(line -> line.text().length())
                    .max()
                    .orElse(0);
            x += CHARACTER * (Math.max(name.length(), widest) + 2 * GAP);
        }
        y += lanes.length == 0 ? 0 : LINE + LINE / 2;
        return lanes;
    }

    private void step(Race.Row row, int lane) {
        texts.add(new Text(MARGIN, y, "", Integer.toString(row.number())));
        lines(row).forEach(line -> at(lane + GAP * CHARACTER, line.style(), line.text()));
        y += LINE / 3;
    }

    private static List<Text> lines(Race.Row row) {
        List<Text> lines = new ArrayList<>();
        Lines.code(row.call(), STEP).forEach(line -> lines.add(new Text(0, 0, "", line)));
        row.effects().forEach(effect -> Lines.code(effect, STEP - GAP)
                .forEach(line -> lines.add(new Text(0, 0, "effect", " ".repeat(GAP) + line))));
        return lines;
    }

    private void prose(String style, String text) {
        Lines.prose(text, PROSE, "").lines().forEach(line -> at(MARGIN, style, line));
    }

    private void at(int x, String style, String text) {
        texts.add(new Text(x, y, style, text));
        y += LINE;
    }

    private static void element(XMLStreamWriter xml, String name, String content) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(name);
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    /** An element with a class and numbers as attributes: name, number, name, number. */
    private static void empty(XMLStreamWriter xml, String name, String style, Object... attributes)
            throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEmptyElement(name);
        xml.writeAttribute("class", style);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute((String) attributes[i], attributes[i + 1].toString());
        }
    }

    private static void text(XMLStreamWriter xml, Text text) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("text");
        xml.writeAttribute("x", Integer.toString(text.x()));
        xml.writeAttribute("y", Integer.toString(text.y() + LINE - 5));
        if (!text.style().isEmpty()) {
            xml.writeAttribute("class", text.style());
        }
        xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "space", "preserve");
        xml.writeCharacters(text.text());
        xml.writeEndElement();
    }
}
