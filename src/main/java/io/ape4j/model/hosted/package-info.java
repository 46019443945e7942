/**
 * Models behind a server: any OpenAI-compatible one, Ollama, Anthropic, Gemini and Mistral through LangChain4j, and any
 * other LangChain4j {@code ChatModel} that a program brings.
 *
 * <p>Read {@link io.ape4j.model.hosted.HostedModels} first, then {@link io.ape4j.model.hosted.HostedModel}.
 */
@NullMarked
package io.ape4j.model.hosted;

import org.jspecify.annotations.NullMarked;
