package io.ape4j.export.place;

import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.file.PromptFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file that is one prompt. */
public record WholeFile(String name, ExportFormat format) implements PromptPlace {
    @Override
    public List<Passage> passages(String source) {
        final String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".json")) {
            return JsonPassage.in(source);
        }
        if (!lower.endsWith(".yaml") && !lower.endsWith(".yml")) {
            return List.of(new PlainPassage(source, 0, source.length()));
        }
        final List<Passage> passages = new ArrayList<>();
        for (final Passage scalar : YamlPassage.in(source)) {
            if (scalar.text().startsWith("[")) {
                jsonIn(scalar).forEach(string -> passages.add(new NestedPassage(scalar, string)));
            }
            passages.add(scalar);
        }
        return passages;
    }

    private static List<Passage> jsonIn(Passage scalar) {
        try {
            return JsonPassage.in(scalar.text());
        } catch (IllegalArgumentException e) {
            return List.of(); // text that begins with a bracket
        }
    }

    @Override
    public TemplateLanguage language(String source) {
        return format.languageIn(source);
    }

    @Override
    public PromptFile read(String source, List<String> fields, PromptTemplate template) {
        return format.read(Map.of(name, LineEnds.plain(source)), fields, template);
    }
}
