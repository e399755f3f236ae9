package org.pfnproof.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Durations;
import org.pfnproof.check.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads option values. */
final class Converters {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,6})([mg]?)");
    private static final int SMALLEST_HEAP = 16;

    private Converters() {}

    /** A duration: {@code 90s}, {@code 5m}, {@code 1h}. */
    static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Durations.parse(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected a duration like 90s, 5m or 1h, found \"" + value + "\""));
        }
    }

    /** A part of a check: {@code 2/5}. */
    static final class OfShard implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String value) {
            return Shard.parse(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected a part like 2/5, with the first part 1/5, found \"" + value + "\""));
        }
    }

    /** A size in MiB: {@code 512}, {@code 512m}, {@code 2g}. */
    static final class OfHeap implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            Matcher matcher = SIZE.matcher(value.toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new TypeConversionException("expected a size like 512m or 2g, found \"" + value + "\"");
            }
            int size = Integer.parseInt(matcher.group(1)) * (matcher.group(2).equals("g") ? 1024 : 1);
            if (size < SMALLEST_HEAP) {
                throw new TypeConversionException(
                        "no checker can run in " + size + " MiB; give at least " + SMALLEST_HEAP);
            }
            return size;
        }
    }
}
