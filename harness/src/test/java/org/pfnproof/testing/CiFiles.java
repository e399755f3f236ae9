package org.pfnproof.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What CI systems require of the structure of their files, as far as the recipes use it: keys where they are known, and none where they would
 * be ignored or refused.
 */
public final class CiFiles {

    private static final Set<String> WORKFLOW =
            Set.of("name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs");
    private static final Set<String> EVENTS = Set.of("push", "pull_request", "workflow_dispatch", "schedule");
    private static final Set<String> GITHUB_JOB = Set.of(
            "name", "needs", "if", "runs-on", "permissions", "env", "defaults", "timeout-minutes", "strategy", "steps");
    private static final Set<String> STRATEGY = Set.of("fail-fast", "matrix", "max-parallel");
    private static final Set<String> STEP = Set.of(
            "id",
            "name",
            "if",
            "uses",
            "run",
            "with",
            "env",
            "shell",
            "working-directory",
            "continue-on-error",
            "timeout-minutes");
    private static final Pattern ACTION = Pattern.compile("[\\w.-]+/[\\w./-]+@[\\w.-]+");
    private static final Pattern MATRIX = Pattern.compile("matrix\\.(\\w+)");
    private static final Pattern ID = Pattern.compile("[A-Za-z_][\\w-]*");

    private static final Set<String> GITLAB_GLOBAL =
            Set.of("stages", "default", "include", "variables", "workflow", "image", "cache");
    private static final Set<String> GITLAB_JOB = Set.of(
            "stage",
            "image",
            "timeout",
            "parallel",
            "variables",
            "cache",
            "script",
            "before_script",
            "after_script",
            "artifacts",
            "rules",
            "needs",
            "tags",
            "retry",
            "interruptible");
    private static final Set<String> STAGES = Set.of(".pre", "build", "test", "deploy", ".post");
    private static final Set<String> CACHE = Set.of("key", "paths", "when", "policy", "fallback_keys", "untracked");
    private static final Set<String> ARTIFACTS = Set.of("paths", "reports", "when", "expire_in", "name", "exclude");
    private static final Set<String> WHEN = Set.of("always", "on_success", "on_failure");

    private final List<String> problems = new ArrayList<>();

    private CiFiles() {}

    /** What a file says; a key that stands twice is an error. */
    public static Object read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(text);
    }

    /** What is wrong in a workflow of GitHub Actions. */
    public static List<String> githubProblems(String text) {
        CiFiles files = new CiFiles();
        files.workflow(map(read(text)), text);
        return files.problems;
    }

    /** What is wrong in a pipeline of GitLab. */
    public static List<String> gitlabProblems(String text) {
        CiFiles files = new CiFiles();
        files.pipeline(map(read(text)));
        return files.problems;
    }

    private void require(boolean fine, String problem) {
        if (!fine) {
            problems.add(problem);
        }
    }

    /** To YAML 1.1, which this parser reads, "on" is a truth. */
    private static Map<String, Object> map(Object node) {
        Map<String, Object> map = new java.util.TreeMap<>();
        if (node instanceof Map<?, ?> found) {
            found.forEach((key, value) -> map.put(Boolean.TRUE.equals(key) ? "on" : String.valueOf(key), value));
        }
        return map;
    }

    private static List<Object> list(Object node) {
        return node instanceof List<?> list ? List.copyOf(list) : node == null ? List.of() : List.of(node);
    }

    private void known(String place, Map<String, Object> map, Set<String> keys) {
        map.keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> problems.add(place + ": no key " + key));
    }

    private void workflow(Map<String, Object> workflow, String text) {
        known("workflow", workflow, WORKFLOW);
        List<Object> events =
                workflow.get("on") instanceof Map<?, ?> named ? List.copyOf(named.keySet()) : list(workflow.get("on"));
        require(!events.isEmpty() && EVENTS.containsAll(events), "on: " + events);
        map(workflow.get("permissions"))
                .forEach((scope, right) ->
                        require(Set.of("read", "write", "none").contains(right), "permissions: " + scope));
        require(!map(workflow.get("jobs")).isEmpty(), "jobs: none");
        map(workflow.get("jobs")).forEach((id, job) -> githubJob(id, map(job), text));
    }

    private void githubJob(String id, Map<String, Object> job, String text) {
        require(ID.matcher(id).matches(), "job id " + id);
        known(id, job, GITHUB_JOB);
        require(job.get("runs-on") instanceof String, id + ": runs-on");
        require(job.getOrDefault("timeout-minutes", 1) instanceof Integer, id + ": timeout-minutes");
        Map<String, Object> strategy = map(job.get("strategy"));
        known(id + ": strategy", strategy, STRATEGY);
        Map<String, Object> matrix = map(strategy.get("matrix"));
        matrix.forEach((axis, values) -> require(values instanceof List<?> list && !list.isEmpty(), "matrix: " + axis));
        MATRIX.matcher(text)
                .results()
                .map(use -> use.group(1))
                .distinct()
                .forEach(axis -> require(matrix.containsKey(axis), "there is no matrix." + axis));
        require(!list(job.get("steps")).isEmpty(), id + ": no steps");
        list(job.get("steps")).forEach(step -> step(id, map(step)));
    }

    private void step(String job, Map<String, Object> step) {
        known(job + ": step", step, STEP);
        require(step.containsKey("uses") != step.containsKey("run"), job + ": a step either uses or runs: " + step);
        require(!step.containsKey("with") || step.containsKey("uses"), job + ": with belongs to uses: " + step);
        if (step.containsKey("uses")) {
            require(ACTION.matcher(String.valueOf(step.get("uses"))).matches(), job + ": uses " + step.get("uses"));
        } else {
            require(step.get("run") instanceof String, job + ": run " + step.get("run"));
        }
    }

    private void pipeline(Map<String, Object> pipeline) {
        List<Object> stages = pipeline.containsKey("stages") ? list(pipeline.get("stages")) : List.copyOf(STAGES);
        long jobs = pipeline.keySet().stream()
                .filter(key -> !GITLAB_GLOBAL.contains(key))
                .peek(key -> gitlabJob(key, map(pipeline.get(key)), stages))
                .count();
        require(jobs > 0, "no jobs");
    }

    private void gitlabJob(String id, Map<String, Object> job, List<Object> stages) {
        known(id, job, GITLAB_JOB);
        require(stages.contains(job.getOrDefault("stage", "test")), id + ": stage " + job.get("stage"));
        require(!list(job.get("script")).isEmpty(), id + ": no script");
        list(job.get("script")).forEach(line -> require(line instanceof String, id + ": script " + line));
        require(
                job.getOrDefault("parallel", 2) instanceof Integer parallel && parallel >= 2 && parallel <= 200,
                id + ": parallel");
        for (Object cache : list(job.get("cache"))) {
            known(id + ": cache", map(cache), CACHE);
            require(map(cache).get("paths") instanceof List<?>, id + ": cache without paths");
            require(WHEN.contains(map(cache).getOrDefault("when", "always")), id + ": cache: when");
        }
        Map<String, Object> artifacts = map(job.get("artifacts"));
        known(id + ": artifacts", artifacts, ARTIFACTS);
        require(WHEN.contains(artifacts.getOrDefault("when", "always")), id + ": artifacts: when");
        Map<String, Object> reports = map(artifacts.get("reports"));
        known(id + ": reports", reports, Set.of("junit", "codequality", "dotenv"));
        list(reports.get("junit")).forEach(path -> require(path instanceof String, id + ": junit " + path));
    }
}
