package org.pfnproof.kernel.apic;

import static org.pfnproof.kernel.Describing.set;
import static org.pfnproof.kernel.Describing.text;
import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.Describing.threads;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.BoundsReader;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.ThreadsProtocol;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.NotifierDescription;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** The APIC access page: the twin of the TLA+ module {@code ApicPageProperties}. */
public final class ApicPageProtocol extends ThreadsProtocol<ApicPageState> {

    /** A variant loses references on pages that nobody frees then. */
    private static final int MAX_HOLDERS = 127;

    private final List<Integer> frames;
    private final StructPages pages;
    private final boolean lookupFails;
    private final ApicPageState.Fields fields;
    private final Functions fn = new Functions();
    private final ApicPage code;

    private ApicPageProtocol(BoundsReader bounds, SeqCounter seq, List<BiConsumer<Functions, ApicPage>> changes) {
        super(bounds);
        frames = bounds.numbers("FRAMES");
        lookupFails = bounds.truth("LOOKUP_FAILS");
        pages = new StructPages(frames, bounds.table("CLASS", PageClass.class));
        fields = new ApicPageState.Fields(
                vcpus.size(),
                invalidators.size(),
                bounds.numbers("GFNS").size(),
                pages.greatest(),
                seq.greatest(vcpus.size()),
                MAX_HOLDERS);
        code = new ApicPage(fn, vcpus.size(), pages);
        fn.nextSeq = s -> seq.after(s.mmuInvalidateSeq(), s::vcpuMmuSeq, vcpus.size());
        fn.reloadIsStale = ApicPage::reloadIsStale;
        fn.kvmReleasePfnClean = code::kvmReleasePfnClean;
        fn.makeAllCpusRequest = code::makeAllCpusRequest;
        fn.kvmUnmapGfnRange = code::kvmUnmapGfnRange;
        fn.zapPteRange = code::zapPteRange;
        fn.kvmMmuInvalidateEnd = code::kvmMmuInvalidateEnd;
        changes.forEach(change -> change.accept(fn, code));
    }

    /**
     * The reference implementation at a model's bounds.
     *
     * @param bounds constant to value
     * @param substitutions operators replaced by the model; known is {@code NextSeq} by {@code FreshApicSeq}
     * @param variant the id of a variant
     * @return empty if the variant or a substitution has no twin here
     * @throws IllegalArgumentException if a bound is missing or is not what it must be
     */
    public static Optional<ApicPageProtocol> of(
            Map<String, Object> bounds, Map<String, String> substitutions, Optional<String> variant) {
        return Variants.ALL.of(substitutions, variant).flatMap(chosen -> SeqCounter.of(chosen.rest(), "FreshApicSeq")
                .map(seq -> new ApicPageProtocol(new BoundsReader(bounds), seq, chosen.changes())));
    }

    @Override
    public ApicPageState newState() {
        return new ApicPageState(fields);
    }

    @Override
    protected void init(ApicPageState s) {
        MmuNotifier.init(s);
        pages.init(s);
        s.setHostPte(NO_PFN);
        for (int v = 0; v < vcpus.size(); v++) {
            s.setVmcs(v, NO_PFN);
            s.setRequest(v, true);
            ApicPage.outsideGuest(s, v);
        }
        for (int n = 0; n < invalidators.size(); n++) {
            ApicPage.idle(s, n);
        }
    }

    @Override
    protected void addVcpu(List<Move<ApicPageState>> moves, int v, Argument vcpu) {
        Move.add(moves, "vcpu_enter_guest", s -> code.vcpuEnterGuest(s, v), vcpu);
        Move.add(moves, "vcpu_exits", s -> code.vcpuExits(s, v), vcpu);
        Move.add(moves, "kvm_check_request", s -> code.kvmCheckRequest(s, v), vcpu);
        Move.add(moves, "vmx_set_apic_access_page_addr", s -> code.vmxSetApicAccessPageAddr(s, v), vcpu);
        Move.add(moves, "gfn_to_pfn_memslot", s -> code.gfnToPfnMemslot(s, v), vcpu);
        frames.forEach(f -> Move.add(moves, "faultin_page", s -> code.faultinPage(s, v, f), vcpu, frame(f)));
        if (lookupFails) {
            Move.add(moves, "is_error_noslot_pfn", s -> code.isErrorNoslotPfn(s, v), vcpu);
        }
        Move.addNeverEnabled(moves, "is_error_noslot_pfn");
        Move.add(moves, "vmcs_write64", s -> code.vmcsWrite64(s, v), vcpu);
        Move.add(moves, "kvm_release_pfn_clean", s -> fn.kvmReleasePfnClean.test(s, v), vcpu);
    }

    @Override
    protected void addInvalidator(List<Move<ApicPageState>> moves, int n, Argument thread) {
        Move.add(moves, "kvm_unmap_gfn_range", s -> fn.kvmUnmapGfnRange.test(s, n), thread);
        Move.add(moves, "zap_pte_range", s -> fn.zapPteRange.test(s, n), thread);
        frames.forEach(f -> Move.add(
                moves, "free_pages_and_swap_cache", s -> code.freePagesAndSwapCache(s, n, f), thread, frame(f)));
        Move.add(moves, "kvm_mmu_invalidate_end", s -> fn.kvmMmuInvalidateEnd.test(s, n), thread);
    }

    private static Argument frame(int frame) {
        return new Argument("f", frame);
    }

    @Override
    public List<Rule<ApicPageState>> rules() {
        return Rule.concat(
                new ApicPageRules(vcpus.size(), invalidators.size(), pages).all(),
                new ApicPageWitnesses(vcpus.size(), invalidators.size()).all());
    }

    @Override
    protected void rename(ApicPageState from, ApicPageState to, int[] v, int[] n) {
        to.copyFrom(from);
        for (int i = 0; i < v.length; i++) {
            to.setVmcs(v[i], from.vmcs(i));
            to.setRequest(v[i], from.hasRequest(i));
            to.setVcpuStep(v[i], from.vcpuStep(i));
            to.setVcpuMmuSeq(v[i], from.vcpuMmuSeq(i));
            to.setVcpuPfn(v[i], from.vcpuPfn(i));
        }
        for (int i = 0; i < n.length; i++) {
            to.setInvStep(n[i], from.invStep(i));
            to.setBatch(n[i], from.batch(i));
        }
    }

    @Override
    public Map<String, Object> describe(ApicPageState s) {
        Map<String, Object> state = NotifierDescription.of(s, vcpus, invalidators);
        pages.describe(s, state);
        state.put("host_pte", s.hostPte());
        state.put("vmcs", threads(vcpus, s::vmcs));
        state.put("apic_request", threadSet(vcpus, s::hasRequest));
        state.put(
                "vcpu",
                threads(
                        vcpus,
                        v -> Map.of(
                                "pc", text(s.vcpuStep(v)),
                                "mmu_seq", s.vcpuMmuSeq(v),
                                "pfn", s.vcpuPfn(v))));
        state.put(
                "inv",
                threads(
                        invalidators,
                        n -> Map.of(
                                "pc", text(s.invStep(n)),
                                "batch", set(frames, f -> s.batch(n) == f))));
        return state;
    }
}
