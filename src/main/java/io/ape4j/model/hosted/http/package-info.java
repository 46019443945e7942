/**
 * How hosted models are reached: one HTTP/1.1 exchange with bounded time and size, through proxies and with extra
 * certificates, without a trace of the key.
 *
 * <p>Read {@link io.ape4j.model.hosted.http.HttpTransport} first.
 */
@NullMarked
package io.ape4j.model.hosted.http;

import org.jspecify.annotations.NullMarked;
