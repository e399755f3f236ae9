package org.pfnproof.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.pfnproof.log.LogFormatException;
import org.pfnproof.log.Logs;

/**
 * Which damages of a log are noticed. Not a test: run it by its main method, with a seed and the names of logs. Of the beginning of each log
 * some hundred lines, one at a time, are deleted, duplicated, or swapped with the next one; the values of KVM's
 * counters are left out, so that the order of lines alone decides. Prints, by event, how often that was accepted.
 */
final class MutationSurvey {

    private static final int LINES = 4000;
    private static final int SAMPLES = 300;

    private MutationSurvey() {}

    public static void main(String[] args) throws Exception {
        Random random = new Random(Long.parseLong(args[0]));
        for (int i = 1; i < args.length; i++) {
            List<String> whole = Logs.lines(args[i]);
            survey(args[i], Rewritten.stripped(whole.subList(0, Math.min(LINES, whole.size()))), random);
        }
    }

    private static void survey(String name, List<String> lines, Random random) throws Exception {
        Map<String, Integer> accepted = new TreeMap<>();
        Map<String, Integer> tried = new TreeMap<>();
        Map<String, String> example = new TreeMap<>();
        for (int i = 0; i < SAMPLES; i++) {
            int at = 30 + random.nextInt(lines.size() - 40);
            for (String kind : List.of("deleted", "duplicated", "swapped")) {
                String what = kind + " " + event(lines.get(at));
                tried.merge(what, 1, Integer::sum);
                if (isAccepted(damaged(kind, lines, at))) {
                    accepted.merge(what, 1, Integer::sum);
                    example.putIfAbsent(what, "line " + (at + 1));
                }
            }
        }
        System.out.println(name);
        tried.forEach((what, times) -> System.out.printf(
                "  %-45s %4d tried %4d accepted  %s%n",
                what, times, accepted.getOrDefault(what, 0), example.getOrDefault(what, "")));
    }

    private static List<String> damaged(String kind, List<String> lines, int at) {
        return switch (kind) {
            case "deleted" -> Rewritten.without(lines, at);
            case "duplicated" -> Rewritten.twice(lines, at);
            default -> {
                List<String> other = new ArrayList<>(lines);
                other.set(at, lines.get(at + 1));
                other.set(at + 1, lines.get(at));
                yield other;
            }
        };
    }

    private static boolean isAccepted(List<String> lines) throws Exception {
        try {
            return Followings.follow(lines).verdict() == LogVerdict.CONFORMS;
        } catch (LogFormatException e) {
            return false;
        }
    }

    private static String event(String line) {
        return line.replaceFirst("^.*?\\] +(?:\\S+ +)?\\d+: (\\w+):.*$", "$1");
    }
}
