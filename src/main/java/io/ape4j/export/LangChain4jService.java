package io.ape4j.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** The interface that LangChain4j makes an AI service of: one method with a parameter a field. */
final class LangChain4jService {
    static final String FILE = "PromptService.java";

    private LangChain4jService() {}

    static String source(Set<String> resources, List<String> fields) {
        final StringBuilder out = new StringBuilder();
        final boolean hasSystem = resources.contains("system-message.txt");
        if (hasSystem) {
            out.append("import dev.langchain4j.service.SystemMessage;\n");
        }
        out.append("import dev.langchain4j.service.UserMessage;\n");
        out.append("import dev.langchain4j.service.V;\n\n");
        out.append("/** A prompt in the resources beside it: in the same package, whose name belongs above. */\n");
        out.append("public interface PromptService {\n");
        if (hasSystem) {
            out.append("    @SystemMessage(fromResource = \"system-message.txt\")\n");
        }
        if (resources.contains("user-message.txt")) {
            out.append("    @UserMessage(fromResource = \"user-message.txt\")\n");
        }
        return out.append("    String answer(")
                .append(parameters(fields))
                .append(");\n}\n")
                .toString();
    }

    private static String parameters(List<String> fields) {
        final Set<String> taken = new HashSet<>();
        final List<String> parameters = new ArrayList<>();
        for (final String field : fields) {
            String name = field.replaceAll("[^A-Za-z0-9_]", "_");
            while (!SourceVersion.isName(name) || !taken.add(name)) {
                name += "_";
            }
            parameters.add("@V(\"" + field + "\") String " + name);
        }
        return parameters.stream().collect(Collectors.joining(", "));
    }
}
