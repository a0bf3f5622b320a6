package io.schemata.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request begins with its first byte: not with an empty line before it, nor with the end of the one before. */
class RequestClockTest {
    @ParameterizedTest
    @CsvSource({"'P', true", "'\r\n', false", "'\r\nP', true"})
    void beginsWithTheFirstByteThatIsNoLineEnd(String bytes, boolean isBegun) {
        EmbeddedChannel channel = new EmbeddedChannel();
        RequestClock clock = RequestClock.of(channel);
        channel.pipeline().addFirst(clock);
        channel.writeInbound(Unpooled.copiedBuffer("POST", StandardCharsets.US_ASCII));
        clock.headIsComplete();
        clock.requestIsComplete();

        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
        long afterThat = System.nanoTime();
        clock.headIsComplete();
        boolean isCountedFromThere = clock.nanosecondsSinceFirstByte() > System.nanoTime() - afterThat;
        assertEquals(isBegun, isCountedFromThere);
        channel.finishAndReleaseAll();
    }
}
