package org.pfnproof.kernel.all;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.testing.RealSpecs;

/** The tables that tell which method is which function of the kernel and which TLA+ action, in the packages' documentation. */
class MethodTablesTest {

    private static final Path KERNEL = Path.of("src/main/java/org/pfnproof/kernel");
    private static final Pattern ROW = Pattern.compile("<tr><td>(.*?)</td>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("\\{@code (?:(\\w+)\\.)?(\\w+)}");
    /** Where states are laid out, what all stacks share, and the list of all. */
    private static final Set<String> WITHOUT = Set.of("all", "state");

    @Test
    void stepsOfEveryModelStandInTheTableOfTheirPackage() throws IOException {
        Catalogue catalogue = RealSpecs.inPlace().catalogue();
        Map<String, Set<String>> actions = new TreeMap<>();
        for (Model model : catalogue.models()) {
            if (model.engine() != Model.EngineKind.ALLOY) {
                implementation(model)
                        .ifPresent(protocol -> actions.computeIfAbsent(packageOf(protocol), name -> new TreeSet<>())
                                .addAll(actions(protocol)));
            }
        }
        assertThat(actions).hasSizeGreaterThan(20);
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, Set<String>> entry : actions.entrySet()) {
            String text = documentation(entry.getKey());
            entry.getValue().stream()
                    .filter(action -> !Pattern.compile("\\b" + action + "\\b")
                            .matcher(text)
                            .find())
                    .forEach(action -> missing.add(entry.getKey() + ": " + action));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPackageOfTheKernelHasATableAndItsMethodsExist() throws IOException {
        try (Stream<Path> folders = Files.list(KERNEL)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                String name = folder.getFileName().toString();
                if (!WITHOUT.contains(name)) {
                    assertThat(methods(name)).as(name).isNotEmpty().allSatisfy(method -> assertThat(
                                    exists(name, method))
                            .as(name + ": " + method)
                            .isTrue());
                }
            }
        }
    }

    @Test
    void aMethodThatIsNotThereIsNoticed() {
        assertThat(exists("mmu", "PageFault.kvmTdpPageFault")).isTrue();
        assertThat(exists("mmu", "PageFault.kvmMmuPageFault")).isFalse();
        assertThat(exists("mmu", "NoFault.kvmTdpPageFault")).isFalse();
    }

    /** {@code Class.method}; a row names the class once. */
    private static Set<String> methods(String name) throws IOException {
        Set<String> methods = new LinkedHashSet<>();
        for (MatchResult row : ROW.matcher(documentation(name)).results().toList()) {
            String owner = "";
            for (MatchResult method : METHOD.matcher(row.group(1)).results().toList()) {
                owner = Optional.ofNullable(method.group(1)).orElse(owner);
                methods.add(owner + "." + method.group(2));
            }
        }
        return methods;
    }

    private static boolean exists(String name, String method) {
        String[] parts = method.split("\\.");
        try {
            Class<?> owner = Class.forName("org.pfnproof.kernel." + name + "." + parts[0]);
            return Arrays.stream(owner.getDeclaredMethods())
                    .anyMatch(one -> one.getName().equals(parts[1]));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String documentation(String name) throws IOException {
        return Files.readString(KERNEL.resolve(name).resolve("package-info.java"));
    }

    private static String packageOf(Protocol<?> protocol) {
        String full = protocol.getClass().getPackageName();
        return full.substring(full.lastIndexOf('.') + 1);
    }

    private static Set<String> actions(Protocol<?> protocol) {
        return protocol.moves().stream().map(Move::action).collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private static Optional<? extends Protocol<?>> implementation(Model model) {
        Map<String, Object> bounds = new Gson().fromJson(model.bounds(), Map.class);
        return Implementations.of(model.spec(), model.specification(), bounds, model.substitutions(), Optional.empty());
    }
}
