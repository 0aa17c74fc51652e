import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.StringJoiner;

/** Reads the files listed in the file named by the first argument as properties; prints a JSON object a line. */
public class ReadProperties {
    public static void main(String[] args) throws Exception {
        var lines = new StringBuilder();
        for (var path : Files.readAllLines(Path.of(args[0]))) {
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(Path.of(path))) {
                properties.load(reader);
                lines.append(json(properties)).append('\n');
            } catch (IllegalArgumentException refused) {
                lines.append("null\n");
            }
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(lines);
    }

    private static String json(Properties properties) {
        var object = new StringJoiner(",", "{", "}");
        for (var name : properties.stringPropertyNames())
            object.add(quoted(name) + ":" + quoted(properties.getProperty(name)));
        return object.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var unit : text.toCharArray()) {
            var isPlain = unit >= ' ' && unit <= '~' && unit != '"' && unit != '\\';
            quoted.append(isPlain ? unit : String.format("\\u%04x", (int) unit));
        }
        return quoted.append('"').toString();
    }
}
