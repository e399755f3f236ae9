package org.pfnproof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "org.pfnproof", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule eachLayerUsesOnlyTheOnesBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("kernel")
            .definedBy("org.pfnproof.kernel..")
            .layer("trace")
            .definedBy("org.pfnproof.trace..")
            .layer("log")
            .definedBy("org.pfnproof.log..")
            .layer("catalogue")
            .definedBy("org.pfnproof.catalogue..")
            .layer("engine")
            .definedBy("org.pfnproof.engine..")
            .layer("check")
            .definedBy("org.pfnproof.check..")
            .layer("conform")
            .definedBy("org.pfnproof.conform..")
            .layer("compare")
            .definedBy("org.pfnproof.compare..")
            .layer("follow")
            .definedBy("org.pfnproof.follow..")
            .layer("patch")
            .definedBy("org.pfnproof.patch..")
            .layer("mutation")
            .definedBy("org.pfnproof.mutation..")
            .layer("replay")
            .definedBy("org.pfnproof.replay..")
            .layer("report")
            .definedBy("org.pfnproof.report..")
            .layer("record")
            .definedBy("org.pfnproof.record..")
            .layer("cli")
            .definedBy("org.pfnproof.cli..")
            .whereLayer("kernel")
            .mayNotAccessAnyLayer()
            .whereLayer("trace")
            .mayOnlyAccessLayers("kernel")
            .whereLayer("log")
            .mayNotAccessAnyLayer()
            .whereLayer("catalogue")
            .mayOnlyAccessLayers("kernel", "trace")
            .whereLayer("engine")
            .mayOnlyAccessLayers("kernel", "trace", "log", "catalogue")
            .whereLayer("check")
            .mayOnlyAccessLayers("kernel", "trace", "catalogue", "engine")
            .whereLayer("conform")
            .mayOnlyAccessLayers("kernel", "trace", "catalogue", "engine", "check")
            .whereLayer("compare")
            .mayOnlyAccessLayers("kernel", "trace", "catalogue", "engine")
            .whereLayer("follow")
            .mayOnlyAccessLayers("kernel", "log")
            .whereLayer("patch")
            .mayOnlyAccessLayers("kernel", "trace", "catalogue", "engine", "check", "conform")
            .whereLayer("mutation")
            .mayOnlyAccessLayers("kernel", "trace", "catalogue", "engine", "check")
            .whereLayer("replay")
            .mayOnlyAccessLayers("kernel", "trace", "catalogue", "engine")
            .whereLayer("report")
            .mayOnlyAccessLayers(
                    "kernel",
                    "trace",
                    "log",
                    "catalogue",
                    "engine",
                    "check",
                    "conform",
                    "compare",
                    "follow",
                    "patch",
                    "mutation",
                    "replay")
            .whereLayer("record")
            .mayOnlyAccessLayers("kernel", "trace", "catalogue", "engine", "check", "replay", "report");

    /** Searches one after the other share a JVM. */
    @ArchTest
    static final ArchRule referenceImplementationsKeepNothing = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.pfnproof.kernel..")
            .and()
            .areStatic()
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule noPackagesDependOnEachOtherInACircle =
            SlicesRuleDefinition.slices().matching("org.pfnproof.(**)").should().beFreeOfCycles();
}
