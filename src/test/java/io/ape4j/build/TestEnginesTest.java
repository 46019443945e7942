package io.ape4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import net.jqwik.api.Example;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** An engine that can't be loaded runs no tests and reports no failure: this class would. */
class TestEnginesTest {

    @Test
    void bothEnginesAreOnTheTestClassPath() {
        final var ids = ServiceLoader.load(TestEngine.class).stream()
                .map(provider -> provider.get().getId());

        assertThat(ids).contains("junit-jupiter", "jqwik");
    }

    @Test
    void oneRunExecutesAJupiterTestAndAJqwikProperty() {
        final LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(OneOfEach.class))
                .build();
        final SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create().execute(request, listener);

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(2);
    }

    static class OneOfEach {
        @Test
        void jupiter() {
            assertThat(true).isTrue();
        }

        @Example
        void jqwik() {
            assertThat(true).isTrue();
        }
    }
}
