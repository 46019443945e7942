package io.ape4j.model.hosted;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** RELIABILITY 7: everything that a server does instead of answering, and that may pass. In every protocol. */
public enum ServerFault {
    TOO_MANY_WITH_SECONDS {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.tooMany("0");
        }
    },
    TOO_MANY_WITH_DATE {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.tooMany(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        }
    },
    TOO_MANY_WITH_GARBAGE {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.tooMany("when I say so");
        }
    },
    TOO_MANY {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.error(429, "rate_limit_exceeded", "slow down");
        }
    },
    REQUEST_TIMEOUT {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.error(408, "timeout", "slow");
        }
    },
    INTERNAL_ERROR {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.error(500, "server_error", "oops");
        }
    },
    BAD_GATEWAY_PAGE {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return new StubReply.Raw(502, Map.of("Content-Type", "text/html"), "<html>Bad gateway</html>");
        }
    },
    UNAVAILABLE {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.error(503, "unavailable", "later");
        }
    },
    OVERLOADED {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.error(529, "overloaded_error", "busy");
        }
    },
    RESET {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return new StubReply.Reset();
        }
    },
    HANG {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return new StubReply.Hang(false);
        }
    },
    HANG_AFTER_HEADERS {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return new StubReply.Hang(true);
        }
    },
    TRUNCATED {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return new StubReply.Truncated(half(protocol), false);
        }
    },
    TRUNCATED_CHUNK {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return new StubReply.Truncated(half(protocol), true);
        }
    },
    HALF_OF_THE_JSON {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.raw(200, half(protocol));
        }
    },
    HTML {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.html();
        }
    },
    NOTHING {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.raw(200, "");
        }
    },
    OTHER_JSON {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.raw(200, "{\"ok\":true}");
        }
    },
    EMPTY_CHOICES {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.raw(
                    200,
                    switch (protocol) {
                        case OPENAI, MISTRAL -> "{\"choices\":[]}";
                        case ANTHROPIC -> "{\"type\":\"message\",\"stop_reason\":\"end_turn\"}";
                        case OLLAMA -> "{\"done\":true}";
                        case GEMINI -> "{\"candidates\":[]}";
                    });
        }
    },
    CHOICE_WITHOUT_CONTENT {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.raw(
                    200,
                    switch (protocol) {
                        case OPENAI, MISTRAL ->
                            "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null}}]}";
                        case ANTHROPIC -> "{\"type\":\"message\",\"content\":null,\"stop_reason\":\"end_turn\"}";
                        case OLLAMA -> "{\"done\":false,\"message\":{\"content\":\"half\"}}";
                        case GEMINI -> "{\"candidates\":[{\"finishReason\":\"STOP\"}]}";
                    });
        }
    },
    ERROR_IN_A_SUCCESS {
        @Override
        public StubReply reply(StubProtocol protocol) {
            return StubReply.raw(200, "{\"error\":{\"message\":\"upstream\",\"code\":502}}");
        }
    };

    /** What the server does. */
    public abstract StubReply reply(StubProtocol protocol);

    /** Whether a client learns of it only by waiting. */
    public boolean hangs() {
        return this == HANG || this == HANG_AFTER_HEADERS;
    }

    private static String half(StubProtocol protocol) {
        return switch (protocol) {
            case OPENAI, MISTRAL -> "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assis";
            case ANTHROPIC -> "{\"id\":\"1\",\"type\":\"message\",\"content\":[{\"type\":\"te";
            case OLLAMA -> "{\"model\":\"m\",\"done\":true,\"message\":{\"role\":\"assis";
            case GEMINI -> "{\"candidates\":[{\"content\":{\"role\":\"mod";
        };
    }
}
