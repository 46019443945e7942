package io.ape4j.model.embedded.llama;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ape4j.model.ApeHome;
import io.ape4j.model.ModelException;
import io.ape4j.model.catalog.Checksums;
import io.ape4j.model.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The native library of this process: checked, unpacked from its jar and loaded once.
 *
 * <p>Contract: safe for use from many threads.
 */
public final class LlamaLibrary {
    /** Build of llama.cpp; answers may change with it. */
    public static final String BUILD = "b4916";

    static final String GRAMMAR_INIT_SYMBOL = "_Z23llama_grammar_init_implPK11llama_vocabPKcS3_bPS3_mPKim";
    static final String GRAMMAR_FREE_SYMBOL = "_Z23llama_grammar_free_implP13llama_grammar";

    private static final String RESOURCE_ROOT = "/de/kherud/llama/";
    private static final FunctionMapper NAMES = (library, method) -> symbol(method.getName());
    private static final ReentrantLock DECODE_LOCK = new ReentrantLock(true);
    private static final LlamaLog LOG = new LlamaLog();
    private static @Nullable LlamaApi loaded;

    private LlamaLibrary() {}

    /**
     * Loads the library on the first call; later calls return the same object, whatever their {@code home}.
     *
     * @throws ModelException.Rejected if this machine can't run it; the message says what to do
     */
    public static synchronized LlamaApi load(ApeHome home) {
        if (loaded == null) {
            loaded = loadFresh(home);
        }
        return loaded;
    }

    /** Held round every decode in this process: the library has shared state that two contexts would corrupt. */
    public static ReentrantLock decodeLock() {
        return DECODE_LOCK;
    }

    /** What the library complained of on this thread since {@link LlamaLog#clear()}. */
    public static LlamaLog log() {
        return LOG;
    }

    private static LlamaApi loadFresh(ApeHome home) {
        try {
            preferSleepingThreads();
            final Host host = Host.current();
            host.problem().ifPresent(problem -> {
                throw new ModelException.Rejected(problem, null);
            });
            final Path file = unpack(host, home.nativeLibraries());
            final LlamaApi api = Native.load(
                    file.toString(),
                    LlamaApi.class,
                    Map.of(Library.OPTION_FUNCTION_MAPPER, NAMES, Library.OPTION_STRING_ENCODING, "UTF-8"));
            LayoutGuard.check(api);
            api.logSet(LOG, null);
            api.backendInit();
            return api;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new ModelException.Rejected(
                    "the native library of the embedded engine can't be loaded from " + home.nativeLibraries() + ": "
                            + reason(e) + "; if that folder or the temporary folder forbids programs (noexec), set "
                            + ApeHome.VARIABLE + " and -Djna.tmpdir to folders that allow them",
                    e);
        }
    }

    /** What the system said of it, once; JNA says that of every attempt, and then the whole class path. */
    private static String reason(LinkageError e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.startsWith("Unable to load") && !line.startsWith("Native library ("))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /**
     * OpenMP's threads spin while they wait, which stalls everything once another program wants the cores. The runtime
     * reads this variable when it is loaded, so it must be set in the C environment before that.
     */
    private static void preferSleepingThreads() {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] {"OMP_WAIT_POLICY", "passive", 0});
        }
    }

    private static Path unpack(Host host, Path folder) {
        final String resource = RESOURCE_ROOT + host.resourceFolder() + "/" + host.libraryName();
        try (InputStream in = LlamaLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelException.Rejected(
                        resource + " is not on the class path; add the dependency de.kherud:llama:4.2.0", null);
            }
            final byte[] content = in.readAllBytes();
            final Path own = folder.resolve(Checksums.sha256(content).substring(0, 16));
            final Path target = own.resolve(host.libraryName());
            if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), content)) {
                return target;
            }
            PrivateFiles.createFolders(own);
            final Path fresh = Files.createTempFile(own, "unpacking", ".tmp");
            Files.write(fresh, content);
            return Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ModelException.Rejected(
                    "can't unpack the native library of the embedded engine into " + folder + ": " + e.getMessage()
                            + "; set " + ApeHome.VARIABLE + " to a folder that can be written",
                    e);
        }
    }

    static String symbol(String method) {
        return switch (method) {
            case "grammarInitImpl" -> GRAMMAR_INIT_SYMBOL;
            case "grammarFreeImpl" -> GRAMMAR_FREE_SYMBOL;
            default -> "llama_" + method.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        };
    }

    /** Compares the defaults that the library reports with those of the build whose layouts we use. */
    private static final class LayoutGuard {
        private static final int MODEL_PARAMS_BYTES = 64;
        private static final int CONTEXT_PARAMS_BYTES = 120;
        private static final int BATCH_BYTES = 56;

        static void check(LlamaApi api) {
            final LlamaApi.ModelParams model = api.modelDefaultParams();
            final LlamaApi.ContextParams context = api.contextDefaultParams();
            final List<Object> found = List.of(
                    model.size(),
                    context.size(),
                    new LlamaApi.Batch().size(),
                    model.splitMode,
                    model.mainGpu,
                    model.vocabOnly,
                    model.useMmap,
                    model.useMlock,
                    model.checkTensors,
                    List.of(context.nCtx, context.nBatch, context.nUbatch, context.nSeqMax),
                    List.of(context.nThreads, context.nThreadsBatch),
                    List.of(context.ropeScalingType, context.poolingType, context.attentionType),
                    List.of(context.yarnExtFactor, context.yarnAttnFactor, context.yarnBetaFast, context.yarnBetaSlow),
                    List.of(context.typeK, context.typeV),
                    List.of(context.logitsAll, context.embeddings, context.offloadKqv, context.flashAttn));
            final List<Object> expected = List.of(
                    MODEL_PARAMS_BYTES,
                    CONTEXT_PARAMS_BYTES,
                    BATCH_BYTES,
                    1,
                    0,
                    (byte) 0,
                    (byte) 1,
                    (byte) 0,
                    (byte) 0,
                    List.of(512, 2048, 512, 1),
                    List.of(4, 4),
                    List.of(-1, -1, -1),
                    List.of(-1f, 1f, 32f, 1f),
                    List.of(1, 1),
                    List.of((byte) 0, (byte) 0, (byte) 1, (byte) 0));
            if (!found.equals(expected) || isSet(context.cbEval) || isSet(context.abortCallback)) {
                throw new ModelException.Rejected(
                        "the native llama.cpp library is not build " + BUILD + ": its default parameters read as "
                                + found + "; use exactly de.kherud:llama:4.2.0",
                        null);
            }
        }

        private static boolean isSet(@Nullable Pointer pointer) {
            return pointer != null;
        }
    }
}
