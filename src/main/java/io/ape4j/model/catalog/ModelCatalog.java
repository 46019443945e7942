package io.ape4j.model.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The models that can be had by name. */
public record ModelCatalog(List<CatalogModel> models) {
    private static final String RESOURCE = "catalog.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ModelCatalog {
        models = List.copyOf(models);
    }

    /** The catalogue that comes with this program. */
    public static ModelCatalog builtIn() {
        try (InputStream in = ModelCatalog.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " can't be read", e);
        }
    }

    /** Reads a JSON list of models; {@link IOException} if it is none. */
    static ModelCatalog read(byte[] json) throws IOException {
        final List<CatalogModel> models = JSON.readValue(json, new TypeReference<List<CatalogModel>>() {});
        if (models == null || models.contains(null)) {
            throw new IOException("a catalogue is a list of models");
        }
        return new ModelCatalog(models);
    }

    public Optional<CatalogModel> find(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /**
     * The model of that name.
     *
     * @throws ModelException.Rejected if there is none; the message lists those that there are
     */
    public CatalogModel get(String name) {
        return find(name)
                .orElseThrow(() -> new ModelException.Rejected(
                        "no model \"" + name + "\" in the catalogue, which has "
                                + String.join(
                                        ", ",
                                        models.stream().map(CatalogModel::name).toList())
                                + "; any other GGUF file can be given as a path (--model /path/to/file.gguf)",
                        null));
    }
}
