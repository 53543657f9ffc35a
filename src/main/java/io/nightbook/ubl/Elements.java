package io.nightbook.ubl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Elements of UBL, one below the other: those that hold others are of the namespace {@code cac}, those with text of {@code cbc}. */
final class Elements {

    private static final String SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String AGGREGATES = SCHEMA + "CommonAggregateComponents-2";
    private static final String BASICS = SCHEMA + "CommonBasicComponents-2";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    private final XMLStreamWriter xml;
    private int depth;

    /** What is inside an element. */
    interface Content {
        void write();
    }

    private interface Step {
        void write() throws XMLStreamException;
    }

    private Elements() throws XMLStreamException {
        xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    }

    /** The bytes of a document, which is an {@code Invoice} or a {@code CreditNote}. */
    static byte[] document(String name, java.util.function.Consumer<Elements> content) {
        try {
            Elements elements = new Elements();
            elements.xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            elements.xml.writeCharacters("\n");
            elements.xml.writeStartElement(name);
            elements.xml.writeDefaultNamespace(SCHEMA + name + "-2");
            elements.xml.writeNamespace("cac", AGGREGATES);
            elements.xml.writeNamespace("cbc", BASICS);
            elements.depth = 1;
            content.accept(elements);
            elements.xml.writeCharacters("\n");
            elements.xml.writeEndDocument();
            elements.xml.writeCharacters("\n");
            elements.xml.close();
            return elements.bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void attempt(Step step) {
        try {
            step.write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void onItsOwnLine() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** An element that holds others. */
    void group(String name, Content content) {
        attempt(() -> {
            onItsOwnLine();
            xml.writeStartElement("cac", name, AGGREGATES);
        });
        depth++;
        content.write();
        depth--;
        attempt(() -> {
            onItsOwnLine();
            xml.writeEndElement();
        });
    }

    /** An element that holds text; none where there is no text. */
    void text(String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            text(name, text, "", "");
        }
    }

    /** An element that holds text, with an attribute if that has a name. */
    void text(String name, String text, String attribute, String value) {
        attempt(() -> {
            onItsOwnLine();
            xml.writeStartElement("cbc", name, BASICS);
            if (!attribute.isEmpty()) {
                xml.writeAttribute(attribute, value);
            }
            xml.writeCharacters(legal(text));
            xml.writeEndElement();
        });
    }

    /** With a replacement sign for each control character that XML has no way to write. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c < ' ' ? c == '\t' || c == '\n' || c == '\r' : c != 0xFFFE && c != 0xFFFF;
    }
}
