package org.pfnproof.kernel.all;

import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyProtocol;
import org.pfnproof.kernel.aging.AgingProtocol;
import org.pfnproof.kernel.apic.ApicPageProtocol;
import org.pfnproof.kernel.asyncpf.AsyncPfProtocol;
import org.pfnproof.kernel.detectors.DetectorsProtocol;
import org.pfnproof.kernel.driver.DriverPagesProtocol;
import org.pfnproof.kernel.follflags.FollFlagsProtocol;
import org.pfnproof.kernel.followpfn.FollowPfnProtocol;
import org.pfnproof.kernel.hostwalk.HostWalkProtocol;
import org.pfnproof.kernel.huge.HugePagesProtocol;
import org.pfnproof.kernel.lookup.LookupProtocol;
import org.pfnproof.kernel.memslots.MemslotsProtocol;
import org.pfnproof.kernel.mmu.KvmMmuFactory;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsProtocol;
import org.pfnproof.kernel.pagerefs.PageRefsProtocol;
import org.pfnproof.kernel.pfncache.PfnCacheProtocol;
import org.pfnproof.kernel.retry.RetryCoreProtocol;
import org.pfnproof.kernel.sketch.SketchProtocol;
import org.pfnproof.kernel.slotranges.SlotRangesProtocol;
import org.pfnproof.kernel.subscribers.SubscribersProtocol;
import org.pfnproof.kernel.tdp.TdpMmuProtocol;
import org.pfnproof.kernel.vcpumap.VcpuMapProtocol;

/** Which specs have a reference implementation. */
public final class Implementations {

    private Implementations() {}

    /**
     * The reference implementation of a spec, at the bounds of a model.
     *
     * @param spec the model's root module
     * @param specification the operator that is the specification: some modules have several, with other initial states
     * @param bounds constant to value, as they stand in the model's file
     * @param substitutions operator to the operator put in its place by the model
     * @param variant the id of a variant
     * @return empty if there is none
     * @throws IllegalArgumentException if the bounds are not those of the spec
     */
    public static Optional<? extends Protocol<?>> of(
            String spec,
            String specification,
            Map<String, Object> bounds,
            Map<String, String> substitutions,
            Optional<String> variant) {
        return switch (spec) {
            case "AccessedDirtyProperties", "AccessedDirtyProposals" ->
                AccessedDirtyProtocol.of(bounds, substitutions, variant);
            case "ApicPageProperties" -> ApicPageProtocol.of(bounds, substitutions, variant);
            case "AsyncPageFaultProperties" -> AsyncPfProtocol.of(bounds, substitutions, variant);
            case "KvmMmuProperties", "Linux61", "Linux613" -> KvmMmuFactory.of(spec, bounds, substitutions, variant);
            case "AgingAndChangePteProperties" -> AgingProtocol.of(bounds, substitutions, variant);
            case "HostWalk" -> HostWalkProtocol.of(bounds, substitutions, variant);
            case "NotifierSubscribersProperties" -> SubscribersProtocol.of(bounds, substitutions, variant);
            case "OtherInvalidationsProperties" -> OtherInvalidationsProtocol.of(bounds, substitutions, variant);
            case "PageRefs" -> PageRefsProtocol.of(bounds, substitutions, variant);
            case "FollFlags" -> FollFlagsProtocol.of(bounds, substitutions, variant);
            case "FollowPfnProperties",
                    "FollowPfn61",
                    "FollowPfn613",
                    "FollowPfnV6",
                    "FollowPfnV7",
                    "FollowPfnV8",
                    "FollowPfnV9",
                    "FollowPfnV11" -> FollowPfnProtocol.of(bounds, substitutions, variant);
            case "FollowPfnSketchProperties" -> SketchProtocol.of(bounds, substitutions, variant);
            case "DetectorsProperties" -> DetectorsProtocol.of(bounds, substitutions, variant);
            case "DriverPagesProperties" -> DriverPagesProtocol.of(bounds, substitutions, variant);
            case "HugePagesProperties" -> HugePagesProtocol.of(bounds, substitutions, variant);
            case "LookupProperties", "LookupLinux61", "LookupLinux613" ->
                LookupProtocol.of(bounds, substitutions, variant);
            case "MemslotsProperties" -> MemslotsProtocol.of(bounds, substitutions, variant);
            case "PfnCacheProperties" -> PfnCacheProtocol.of(bounds, substitutions, variant);
            case "MmuSeqWidth", "RetryInduction" ->
                RetryCoreProtocol.of(spec, specification, bounds, substitutions, variant);
            case "TdpMmuProperties" -> TdpMmuProtocol.of(bounds, substitutions, variant);
            case "SlotRangesProperties", "SlotRangesLinux61" ->
                SlotRangesProtocol.of(spec, bounds, substitutions, variant);
            case "VcpuMapProperties" -> VcpuMapProtocol.of(bounds, substitutions, variant);
            default -> Optional.empty();
        };
    }
}
