package org.pfnproof.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.engine.Run;

/**
 * One of several parts of a check that machines share: every run is in exactly one of them, and they take about equally long. All machines
 * must have the same specs.
 *
 * @param index from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    /** Reads {@code 2/5}; empty if it is no such thing. */
    public static Optional<Shard> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Shard shard = new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return shard.index >= 1 && shard.index <= shard.count ? Optional.of(shard) : Optional.empty();
    }

    /** This part of the runs, in their order: the longest are dealt out first, one to each part in turn. */
    public List<Run> of(List<Run> runs) {
        List<Run> longestFirst = RunQueue.longestFirst(runs);
        Set<Run> mine = new HashSet<>();
        for (int i = index - 1; i < longestFirst.size(); i += count) {
            mine.add(longestFirst.get(i));
        }
        return runs.stream().filter(mine::contains).toList();
    }
}
