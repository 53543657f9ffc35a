package io.nightbook.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** One YAML or JSON file: UTF-8, a single document, at most {@value #MOST_BYTES} bytes. */
final class ConfigFile {

    /** Some twenty thousand packages. The reader's time grows with the square of a comment's length, which this bounds too. */
    private static final int MOST_BYTES = 2 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String MEND = "mend the indentation, quotes or brackets here or just above";

    private final Path path;
    private final Problems problems;

    private ConfigFile(Path path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    /** The root of a file; what cannot be read is a problem, and the root is then lost. An empty file is an empty map. */
    static Value read(Path path, Problems problems) {
        return new ConfigFile(path, problems).root();
    }

    private Value root() {
        String text = text();
        SourceText source = SourceText.of(path.toString(), text == null ? "" : text);
        Node node = text == null ? null : node(text, source);
        return new Value(node, "file", source, problems);
    }

    private @Nullable String text() {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] bytes = file.readNBytes(MOST_BYTES + 1);
            if (bytes.length <= MOST_BYTES) {
                return decoded(bytes);
            }
            problems.add(Problem.ofFile(
                    path.toString(),
                    "larger than " + (MOST_BYTES >> 20) + " MiB",
                    "leave out what is no configuration; a catalog may be several files"));
            return null;
        } catch (NoSuchFileException e) {
            problems.add(Problem.ofFile(path.toString(), "no such file", "create it, or name another one"));
        } catch (IOException e) {
            problems.add(
                    Problem.ofFile(path.toString(), "cannot be read (" + e + ")", "check what it is and who owns it"));
        }
        return null;
    }

    private @Nullable String decoded(byte[] bytes) {
        try {
            return withoutMark(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            String text = withoutMark(new String(bytes, StandardCharsets.UTF_8));
            problems.add(SourceText.of(path.toString(), text)
                    .problem(text, Math.max(0, text.indexOf('\uFFFD')), "not UTF-8 text", "save the file as UTF-8"));
            return null;
        }
    }

    private static String withoutMark(String text) {
        return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    }

    private @Nullable Node node(String text, SourceText source) {
        try {
            Node node = new Yaml(options()).compose(new StringReader(JsonText.asYaml(text)));
            return node == null ? new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK) : node;
        } catch (MarkedYAMLException e) {
            problems.add(source.problem(e.getProblemMark(), "not valid YAML: " + firstLine(e.getProblem()), MEND));
        } catch (ReaderException e) {
            int index = text.offsetByCodePoints(0, e.getPosition());
            problems.add(source.problem(text, index, "not valid YAML: a control character", "remove it"));
        } catch (YAMLException e) {
            problems.add(source.problem(
                    YamlLimits.exceeded(JsonText.asYaml(text), options()),
                    "not valid YAML: " + firstLine(e.getMessage()),
                    "write it plainer"));
        }
        return null;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        return options;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
