package org.pfnproof.kernel.lookup;

import org.pfnproof.kernel.lookup.Outcome.Exit;
import org.pfnproof.kernel.lookup.Outcome.Gup;
import org.pfnproof.kernel.lookup.Outcome.Result;
import org.pfnproof.kernel.pages.PackedPagesState;
import org.pfnproof.kernel.pages.PageFields;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ specs {@code LookupHost} and {@code LookupGup}. */
public final class LookupState extends PackedState implements PackedPagesState {

    /** A hwpoison entry. */
    static final int POISON = -1;
    /** The page has to be read in. */
    static final int SWAP = -2;

    private final Fields at;

    LookupState(Fields at) {
        super(at.words);
        this.at = at;
    }

    @Override
    public PageFields pageFields() {
        return at.pages;
    }

    /** What has been sent to the thread that looks up. */
    enum Signal {
        /** Nothing. */
        NONE,
        /** A signal. */
        PENDING,
        /** A fatal one. */
        FATAL
    }

    /** What the gfn has. */
    enum Slot {
        /** No memslot. */
        NONE,
        /** One that is being deleted or moved. */
        INVALID,
        /** A READONLY one. */
        READONLY,
        /** Any other. */
        NORMAL
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final PageFields pages;
        private final EnumField<Vma> vma;
        private final Field ptePfn;
        private final Field pteWritable;
        private final Field mmapReadLocked;
        private final EnumField<Signal> signal;
        private final EnumField<LookupStep> step;
        private final EnumField<Slot> slot;
        private final Field atomic;
        private final Field interruptible;
        private final Field async;
        private final Field writeFault;
        private final Field mapWritable;
        private final Field first;
        private final EnumField<Gup> gup;
        private final EnumField<Result> result;
        private final Field pfn;
        private final Field needsIo;
        private final Field writable;
        private final EnumField<Exit> exit;
        private final Field served;

        Fields(int frames) {
            Layout layout = new Layout();
            // The host's entry, the driver, the page that is returned, and the first of two.
            pages = new PageFields(layout, frames, 4);
            vma = layout.constant("vma", Vma.class);
            ptePfn = layout.field("pte.pfn", SWAP, frames);
            pteWritable = layout.field("pte.w", 0, 1);
            mmapReadLocked = layout.field("mmap_read_locked", 0, 1);
            signal = layout.constant("signal", Signal.class);
            step = layout.constant("call.pc", LookupStep.class);
            slot = layout.constant("call.slot", Slot.class);
            atomic = layout.field("call.atomic", 0, 1);
            interruptible = layout.field("call.interruptible", 0, 1);
            async = layout.field("call.async", 0, 1);
            writeFault = layout.field("call.write_fault", 0, 1);
            mapWritable = layout.field("call.map_writable", 0, 1);
            first = layout.field("call.first", NO_PFN, frames);
            gup = layout.constant("call.gup", Gup.class);
            result = layout.constant("call.result", Result.class);
            pfn = layout.field("call.pfn", NO_PFN, frames);
            needsIo = layout.field("call.needs_io", 0, 1);
            writable = layout.field("call.writable", 0, 1);
            exit = layout.constant("call.exit", Exit.class);
            served = layout.field("served", 0, 1);
            words = layout.words();
        }
    }

    Vma vma() {
        return at.vma.get(words);
    }

    void setVma(Vma value) {
        at.vma.set(words, value);
    }

    /** The frame of the host's entry, or NO_PFN, POISON, SWAP. */
    int ptePfn() {
        return at.ptePfn.get(words);
    }

    void setPtePfn(int value) {
        at.ptePfn.set(words, value);
    }

    boolean pteWritable() {
        return flag(at.pteWritable);
    }

    void setPteWritable(boolean value) {
        setFlag(at.pteWritable, value);
    }

    /** Whether the lookup holds mmap_lock for read. */
    boolean mmapReadLocked() {
        return flag(at.mmapReadLocked);
    }

    void setMmapReadLocked(boolean value) {
        setFlag(at.mmapReadLocked, value);
    }

    Signal signal() {
        return at.signal.get(words);
    }

    void setSignal(Signal value) {
        at.signal.set(words, value);
    }

    LookupStep step() {
        return at.step.get(words);
    }

    void setStep(LookupStep value) {
        at.step.set(words, value);
    }

    Slot slot() {
        return at.slot.get(words);
    }

    void setSlot(Slot value) {
        at.slot.set(words, value);
    }

    boolean atomic() {
        return flag(at.atomic);
    }

    void setAtomic(boolean value) {
        setFlag(at.atomic, value);
    }

    boolean interruptible() {
        return flag(at.interruptible);
    }

    void setInterruptible(boolean value) {
        setFlag(at.interruptible, value);
    }

    boolean async() {
        return flag(at.async);
    }

    void setAsync(boolean value) {
        setFlag(at.async, value);
    }

    boolean writeFault() {
        return flag(at.writeFault);
    }

    void setWriteFault(boolean value) {
        setFlag(at.writeFault, value);
    }

    /** Whether the pointer writable is given. */
    boolean mapWritable() {
        return flag(at.mapWritable);
    }

    void setMapWritable(boolean value) {
        setFlag(at.mapWritable, value);
    }

    /** The page that is held while the upgrade looks for a better one. */
    int first() {
        return at.first.get(words);
    }

    void setFirst(int value) {
        at.first.set(words, value);
    }

    Gup gup() {
        return at.gup.get(words);
    }

    void setGup(Gup value) {
        at.gup.set(words, value);
    }

    Result result() {
        return at.result.get(words);
    }

    void setResult(Result value) {
        at.result.set(words, value);
    }

    int pfn() {
        return at.pfn.get(words);
    }

    void setPfn(int value) {
        at.pfn.set(words, value);
    }

    /** What the pointer async points to. */
    boolean needsIo() {
        return flag(at.needsIo);
    }

    void setNeedsIo(boolean value) {
        setFlag(at.needsIo, value);
    }

    /** What the pointer writable points to. */
    boolean writable() {
        return flag(at.writable);
    }

    void setWritable(boolean value) {
        setFlag(at.writable, value);
    }

    /** What became of the previous call. */
    Exit exit() {
        return at.exit.get(words);
    }

    void setExit(Exit value) {
        at.exit.set(words, value);
    }

    /** History: the address could be translated ever since the call began. */
    boolean served() {
        return flag(at.served);
    }

    void setServed(boolean value) {
        setFlag(at.served, value);
    }

    /** Whether the host's entry maps a page. */
    boolean ptePresent() {
        return ptePfn() > NO_PFN;
    }

    void setPte(int pfn, boolean writable) {
        setPtePfn(pfn);
        setPteWritable(writable);
    }
}
