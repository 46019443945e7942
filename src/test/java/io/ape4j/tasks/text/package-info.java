/** What generators and checks of shipped tasks share: reading rows, writing lines, reading JSON. */
@NullMarked
package io.ape4j.tasks.text;

import org.jspecify.annotations.NullMarked;
