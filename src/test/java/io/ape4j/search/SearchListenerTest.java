package io.ape4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchListenerTest {
    private static final Map<Class<?>, Object> ZEROS = Map.of(int.class, 0, double.class, 0.0);

    static List<Method> everythingThatIsHeard() {
        return Arrays.stream(SearchListener.class.getMethods())
                .filter(Method::isDefault)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everythingThatIsHeard")
    void aForwardingListenerForgetsNothing(Method heard) throws ReflectiveOperationException {
        final List<Method> passedOn = new ArrayList<>();
        final SearchListener next = (SearchListener) Proxy.newProxyInstance(
                SearchListener.class.getClassLoader(),
                new Class<?>[] {SearchListener.class},
                (proxy, method, arguments) -> {
                    passedOn.add(method);
                    return null;
                });
        final @Nullable Object[] nothing =
                Arrays.stream(heard.getParameterTypes()).map(ZEROS::get).toArray();

        heard.invoke(new SearchListener.Forwarding(next) {}, nothing);

        assertThat(passedOn).containsExactly(heard);
    }
}
