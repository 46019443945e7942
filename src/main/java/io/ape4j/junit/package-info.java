/**
 * Prompts under test in an application's own build: {@link io.ape4j.junit.PromptTest} on a method of a JUnit Jupiter test
 * class scores a prompt from the cache or a model, and fails where it has become worse. Needs JUnit Jupiter 5.13 or later
 * on the class path, which ape4j does not bring along.
 */
@NullMarked
package io.ape4j.junit;

import org.jspecify.annotations.NullMarked;
