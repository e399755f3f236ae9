package org.pfnproof.compare;

import org.pfnproof.compare.Environment.Slot;

/**
 * The lookup behind all shapes, as a pure function: __gfn_to_pfn_memslot() and hva_to_pfn() of virt/kvm/kvm_main.c, Linux 6.12, in one step.
 * Nothing changes meanwhile; the spec {@code Lookup} has what happens then.
 */
final class ReferenceLookup {

    private ReferenceLookup() {}

    /** What is asked for. */
    record Wanted(boolean atomic, boolean interruptible, boolean noWait, boolean write, boolean upgrade) {

        Wanted withoutUpgrade() {
            return new Wanted(atomic, interruptible, noWait, write, false);
        }
    }

    /**
     * What is found.
     *
     * @param references taken, 0 or 1
     */
    record Found(long pfn, boolean needsIo, boolean writable, int references) {

        static Found error(long pfn) {
            return new Found(pfn, false, false, 0);
        }
    }

    /** hva_to_pfn_remapped(): the one place in which the shapes' lookups differ. */
    @FunctionalInterface
    interface Remapped {
        Found of(Host host, boolean write);
    }

    static Found follow(Environment environment, Wanted wanted, Remapped remapped) {
        return switch (environment.slot()) {
            case NONE, INVALID -> Found.error(KvmPfn.NOSLOT);
            case READ_ONLY ->
                wanted.write()
                        ? Found.error(KvmPfn.ERR_RO_FAULT)
                        : inSlot(environment, hvaToPfn(environment, wanted.withoutUpgrade(), remapped));
            case USABLE -> hvaToPfn(environment, wanted, remapped);
        };
    }

    /** What a slot that is read-only leaves of it: nothing is writable. */
    static Found inSlot(Environment environment, Found found) {
        return environment.slot() == Slot.READ_ONLY
                ? new Found(found.pfn(), found.needsIo(), false, found.references())
                : found;
    }

    static boolean usable(Environment environment) {
        return environment.slot() == Slot.USABLE || environment.slot() == Slot.READ_ONLY;
    }

    private static Found hvaToPfn(Environment environment, Wanted wanted, Remapped remapped) {
        Host host = environment.host();
        if (host == Host.RAM_WRITABLE && (wanted.write() || wanted.upgrade())) {
            return new Found(KvmPfn.FRAME, false, true, 1);
        }
        if (wanted.atomic()) {
            return Found.error(KvmPfn.ERR_FAULT);
        }
        return switch (host) {
            case POISONED -> Found.error(KvmPfn.ERR_HWPOISON);
            case NO_AREA -> Found.error(KvmPfn.ERR_FAULT);
            case RAM_WRITABLE, RAM_READ_ONLY_ENTRY -> new Found(KvmPfn.FRAME, false, wanted.write(), 1);
            case RAM_READ_ONLY_AREA ->
                wanted.write() ? Found.error(KvmPfn.ERR_FAULT) : new Found(KvmPfn.FRAME, false, false, 1);
            case RAM_SWAPPED -> swapped(environment, wanted);
            default -> remapped.of(host, wanted.write());
        };
    }

    private static Found swapped(Environment environment, Wanted wanted) {
        if (wanted.noWait()) {
            return new Found(KvmPfn.ERR_FAULT, true, false, 0);
        }
        if (wanted.interruptible() && environment.signal()) {
            return Found.error(KvmPfn.ERR_SIGPENDING);
        }
        return new Found(KvmPfn.FRAME, false, wanted.write(), 1);
    }

    // hva_to_pfn_remapped()

    static Found entry(Host host, int references) {
        return new Found(KvmPfn.FRAME, false, !host.readOnly(), references);
    }

    static boolean refuses(Host host, boolean write) {
        return write && host.readOnly();
    }

    /** Linux 6.1 to 6.12: one may not have what has a struct page and no count. */
    static Found remappedByGuess(Host host, boolean write) {
        if (refuses(host, write)) {
            return Found.error(KvmPfn.ERR_RO_FAULT);
        }
        if (!host.refcountedStruct()) {
            return entry(host, 0);
        }
        return host.counted() ? entry(host, 1) : Found.error(KvmPfn.ERR_FAULT);
    }

    /** v6 and 6.13: nothing is taken. */
    static Found remappedUnheld(Host host, boolean write) {
        return refuses(host, write) ? Found.error(KvmPfn.ERR_RO_FAULT) : entry(host, 0);
    }
}
