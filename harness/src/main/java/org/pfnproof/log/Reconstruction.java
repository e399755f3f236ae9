package org.pfnproof.log;

import java.util.OptionalLong;
import org.pfnproof.log.LogKernel.Outcome;
import org.pfnproof.log.LogStep.Kind;

/** Says which step each event of a log stands for. Has no memory: a step says what its line says, no more. */
public final class Reconstruction {

    private static final int PAGE_SHIFT = 12;
    /** KVM_MEMSLOT_INVALID. */
    private static final long INVALID_SLOT = 1L << 16;
    /** Bits 62 to 52: what kvm_is_error_noslot_pfn() looks at; no physical address has them. */
    private static final long NO_PAGE = 0xfffL << 52;
    /** Where struct pages begin (nokaslr), and how large one is. */
    private static final long VMEMMAP = 0xffffea0000000000L;

    private static final int STRUCT_PAGE = 64;

    private final String log;
    private final LogKernel kernel;

    /** For the log of a kernel; its name stands in errors. */
    public Reconstruction(String log, LogKernel kernel) {
        this.log = log;
        this.kernel = kernel;
    }

    /**
     * The step that an event stands for.
     *
     * @throws LogFormatException if a value that the step needs is missing
     */
    public LogStep step(LogEvent event) throws LogFormatException {
        return switch (event.name()) {
            case "fault" ->
                new Made(event, Kind.FAULT)
                        .gfn(need(event, "addr") >>> PAGE_SHIFT)
                        .value(need(event, "vcpu"))
                        .flag(need(event, "w") != 0)
                        .step();
            case "faultin" -> faultin(event);
            case "snap" -> of(event, Kind.SNAPSHOT);
            case "pre_inprog" -> of(event, Kind.EARLY_IN_PROGRESS);
            case "pre_seq" -> of(event, Kind.EARLY_SEQ);
            case "post_inprog" -> of(event, Kind.LATE_IN_PROGRESS);
            case "post_seq" -> of(event, Kind.LATE_SEQ);
            case "gup" -> new Made(event, Kind.LOOKUP).first(need(event, "hva")).step();
            case "gup_ret" -> lookedUp(event);
            case "faultin_ret" -> outcome(event, Kind.FAULTIN_DONE);
            case "stale" -> page(event, Kind.STALE).gfn(need(event, "gfn")).step();
            case "stale_ret" ->
                new Made(event, Kind.STALE_VERDICT)
                        .flag(need(event, "ret") != 0)
                        .step();
            case "map" -> page(event, Kind.MAP).gfn(need(event, "gfn")).step();
            case "map_ret" -> outcome(event, Kind.MAPPED);
            case "rel" -> page(event, Kind.RELEASE).step();
            case "fault_ret" -> outcome(event, Kind.FAULT_DONE);
            case "fast_page_fault" -> fastFault(event);
            case "kvm_tdp_mmu_spte_changed" -> SpteChange.of(event, log).step();
            case "inv_start" ->
                range(event, Kind.INV_START)
                        .value(event.number("event").orElse(-1))
                        .step();
            case "inv_begin" -> of(event, Kind.INV_BEGIN);
            case "unmap" ->
                new Made(event, Kind.UNMAP)
                        .first(need(event, "gs"))
                        .last(need(event, "ge"))
                        .value(event.number("slotid").orElse(-1))
                        .step();
            case "unmap_ret" ->
                new Made(event, Kind.UNMAPPED).flag(need(event, "flush") != 0).step();
            case "flush" -> of(event, Kind.FLUSH);
            case "inv_start_ret" -> of(event, Kind.INV_STARTED);
            case "inv_stop" -> range(event, Kind.INV_STOP).step();
            case "kinv_end" -> of(event, Kind.INV_END_BEGINS);
            case "inv_end" -> of(event, Kind.INV_END);
            case "inv_stop_ret" -> of(event, Kind.INV_STOPPED);
            case "chpte" ->
                new Made(event, Kind.CHANGE_PTE).first(need(event, "addr")).step();
            case "rmap_add" ->
                new Made(event, Kind.PAGE_NEW)
                        .pfn((need(event, "page") - VMEMMAP) / STRUCT_PAGE)
                        .first(need(event, "addr"))
                        .step();
            case "mm_page_free" ->
                new Made(event, Kind.PAGE_FREE)
                        .pfn(need(event, "pfn"))
                        .value(1L << need(event, "order"))
                        .step();
            case "memslot" ->
                new Made(event, Kind.SLOTS_CHANGE).value(need(event, "change")).step();
            case "swap_slots" -> of(event, Kind.SLOTS_SWAP);
            case "flush_slot" ->
                new Made(event, Kind.SLOT_FLUSH).value(need(event, "slotid")).step();
            case "kvm_mmu_zap_all_fast" -> of(event, Kind.ROOTS_OBSOLETE);
            case "memslot_ret" -> of(event, Kind.SLOTS_CHANGED);
            default -> of(event, Notes.isKnown(event.name()) ? Kind.NOTE : Kind.UNKNOWN);
        };
    }

    private static LogStep of(LogEvent event, Kind kind) {
        return new Made(event, kind).step();
    }

    private LogStep outcome(LogEvent event, Kind kind) throws LogFormatException {
        return new Made(event, kind).outcome(kernel.outcome(need(event, "ret"))).step();
    }

    private Made range(LogEvent event, Kind kind) throws LogFormatException {
        return new Made(event, kind).first(need(event, "start")).last(need(event, "end"));
    }

    private Made page(LogEvent event, Kind kind) throws LogFormatException {
        long pfn = need(event, "pfn");
        return new Made(event, kind).pfn(pfn).flag((pfn & NO_PAGE) == 0);
    }

    private LogStep lookedUp(LogEvent event) throws LogFormatException {
        long pfn = need(event, "pfn");
        return (pfn & NO_PAGE) == 0
                ? new Made(event, Kind.LOOKED_UP).pfn(pfn).step()
                : new Made(event, Kind.LOOKUP_FAILED).value(pfn).step();
    }

    private LogStep faultin(LogEvent event) throws LogFormatException {
        Made made = new Made(event, Kind.FAULTIN).gfn(need(event, "gfn"));
        if (need(event, "slot") == 0) {
            return made.kind(Kind.FAULTIN_NO_SLOT).step();
        }
        made.value(need(event, "slotid"));
        return (need(event, "slotflags") & INVALID_SLOT) != 0
                ? made.kind(Kind.FAULTIN_INVALID_SLOT).step()
                : made.step();
    }

    private static LogStep fastFault(LogEvent event) {
        boolean enough = event.values().contains(" fixed 1") || event.values().contains(" spurious 1");
        OptionalLong gva = Numbers.hexadecimalAfter(event.values(), "gva ");
        return enough && gva.isPresent()
                ? new Made(event, Kind.FAST_FAULT)
                        .gfn(gva.getAsLong() >>> PAGE_SHIFT)
                        .step()
                : of(event, Kind.NOTE);
    }

    private long need(LogEvent event, String key) throws LogFormatException {
        OptionalLong number = event.number(key);
        if (number.isEmpty()) {
            throw new LogFormatException(
                    log,
                    event.line(),
                    "the event " + event.name() + " has no number '" + key
                            + "'; record with the probes that 'pfnproof trace probes' prints");
        }
        return number.getAsLong();
    }

    /** Builds a step. */
    static final class Made {
        private final LogEvent event;
        private Kind kind;
        private long gfn;
        private long first;
        private long last;
        private long pfn;
        private long value;
        private boolean flag;
        private Outcome outcome = Outcome.CONTINUE;

        Made(LogEvent event, Kind kind) {
            this.event = event;
            this.kind = kind;
        }

        Made kind(Kind other) {
            kind = other;
            return this;
        }

        Made gfn(long number) {
            gfn = number;
            return this;
        }

        Made first(long address) {
            first = address;
            return this;
        }

        Made last(long address) {
            last = address;
            return this;
        }

        Made pfn(long number) {
            pfn = number;
            return this;
        }

        Made value(long number) {
            value = number;
            return this;
        }

        Made flag(boolean yes) {
            flag = yes;
            return this;
        }

        Made outcome(Outcome what) {
            outcome = what;
            return this;
        }

        LogStep step() {
            return new LogStep(kind, event, gfn, first, last, pfn, value, flag, outcome);
        }
    }
}
