package io.ape4j.export.template;

/** A format can't carry this prompt unchanged. The message says why and which format can. */
public final class ExportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ExportRefused(String message) {
        super(message);
    }
}
