package org.pfnproof.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.JavaChange;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.source.JavaInMemory;
import org.pfnproof.engine.source.JavaInMemory.Source;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.testing.RealSpecs;

/** What is made for a function compiles and can be put in its place: for every function of every reference implementation. */
class JavaScaffoldTest {

    private final Catalogue catalogue = RealSpecs.inPlace().catalogue();
    private final Path root = catalogue.root().resolveSibling("harness/src/main/java");
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /** A model of each package of a reference implementation. */
    private Map<String, Model> packages() {
        Map<String, Model> packages = new TreeMap<>();
        for (Model model : catalogue.models()) {
            TwinRequest.of(new Run(model, Optional.empty()), RegisteredProtocols.class)
                    .create()
                    .map(protocol -> protocol.getClass().getPackageName())
                    .ifPresent(name -> packages.putIfAbsent(name, model));
        }
        return packages;
    }

    @Test
    void everyFunctionCanBeReplacedByItself() throws Exception {
        int tried = 0;
        for (Map.Entry<String, Model> each : packages().entrySet()) {
            Optional<KernelFunctions> functions = KernelFunctions.of(new KernelSources(compiler, root, each.getKey()));
            Map<String, String> texts = new LinkedHashMap<>();
            for (String name : functions.map(KernelFunctions::names).orElse(List.of())) {
                String own = "Patched" + texts.size();
                String text = JavaScaffold.text(
                        own,
                        name,
                        each.getKey(),
                        functions.get(),
                        functions.get().of(name).orElseThrow());
                texts.put(own, text);
            }
            Map<String, String> classes = compiled(each.getKey(), texts);
            for (String own : texts.keySet()) {
                assertReplaceable(each.getValue(), new JavaChange(each.getKey() + "." + own, classes, Map.of()));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    private Map<String, String> compiled(String packageName, Map<String, String> texts) {
        List<Source> sources = new ArrayList<>();
        texts.forEach((name, text) ->
                sources.add(new Source(Path.of("/" + packageName.replace('.', '/') + "/" + name + ".java"), text)));
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Map<String, String> classes = new TreeMap<>();
        if (!sources.isEmpty()) {
            new JavaInMemory(compiler, ClassLocation.of(Replacements.class).toString())
                    .compile(sources, said)
                    .forEach((name, bytes) ->
                            classes.put(name, Base64.getEncoder().encodeToString(bytes)));
        }
        assertThat(said.getDiagnostics()).as(packageName).isEmpty();
        return classes;
    }

    private void assertReplaceable(Model model, JavaChange change) {
        Patch patch = new Patch(
                "mine", "t", "d", Path.of("."), "Mine", Map.of("X", "Y"), Map.of(), Map.of(), Optional.of("Mine"));
        Optional<Protocol<?>> protocol = TwinRequest.of(
                        new Run(model, Optional.of(patch.on(model, Map.of()).with(change))), RegisteredProtocols.class)
                .create();
        assertThat(protocol).as(change.className()).isPresent();
        assertThat(protocol.get().getClass().getClassLoader()).isNotSameAs(Protocol.class.getClassLoader());
    }

    @Test
    void saysWhichFunctionsThereAre() {
        Model model = catalogue.models().stream()
                .filter(each -> each.id().equals("retry-one"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> new JavaScaffold(compiler, root).text("Mine", "fault_step_aftr", model))
                .hasMessageContaining("has no function fault_step_aftr that can be replaced")
                .hasMessageContaining("faultStepAfter");
        assertThatThrownBy(() -> new JavaScaffold(compiler, root).text("Bounds", "FaultStepAfter", model))
                .hasMessageContaining("org.pfnproof.kernel.mmu has a class Bounds already");
    }
}
