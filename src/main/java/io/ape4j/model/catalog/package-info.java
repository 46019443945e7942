/**
 * Models that can be had by name, and the folder where model files are kept.
 *
 * <p>Read {@link io.ape4j.model.catalog.ModelStore} first, then {@link io.ape4j.model.catalog.ModelCatalog}.
 */
@NullMarked
package io.ape4j.model.catalog;

import org.jspecify.annotations.NullMarked;
