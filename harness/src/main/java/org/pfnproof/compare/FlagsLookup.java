package org.pfnproof.compare;

import org.pfnproof.compare.ReferenceLookup.Found;
import org.pfnproof.compare.ReferenceLookup.Remapped;
import org.pfnproof.compare.ReferenceLookup.Wanted;

/** The reference lookup for those shapes that hand their flags to GUP: it refuses the ones that are internal to mm. */
final class FlagsLookup {

    private FlagsLookup() {}

    static Found follow(Machine machine, int flags, Wanted wanted, Remapped remapped) {
        return follow(machine, Foll.internal(flags), true, wanted, remapped);
    }

    /**
     * The same.
     *
     * @param badFlags GUP does not take the flags
     * @param probes for poison once GUP has failed, as KVM did until 6.13
     */
    static Found follow(Machine machine, boolean badFlags, boolean probes, Wanted wanted, Remapped remapped) {
        Environment environment = machine.environment();
        boolean slotFails = !ReferenceLookup.usable(environment)
                || wanted.write() && environment.slot() == Environment.Slot.READ_ONLY;
        if (!slotFails && !fast(environment, wanted) && !wanted.atomic() && machine.warnOn(badFlags)) {
            return refusedByGup(environment, probes, wanted, remapped);
        }
        return ReferenceLookup.follow(environment, wanted, remapped);
    }

    /** The lockless walk looks at no flags of the caller's. */
    private static boolean fast(Environment environment, Wanted wanted) {
        boolean upgrade = wanted.upgrade() && environment.slot() == Environment.Slot.USABLE;
        return environment.host() == Host.RAM_WRITABLE && (wanted.write() || upgrade);
    }

    /** -EINVAL: what follows is the look at the area. */
    private static Found refusedByGup(Environment environment, boolean probes, Wanted wanted, Remapped remapped) {
        Host host = environment.host();
        if (host == Host.POISONED && probes && !wanted.noWait()) {
            return Found.error(KvmPfn.ERR_HWPOISON);
        }
        if (host == Host.NO_AREA) {
            return Found.error(KvmPfn.ERR_FAULT);
        }
        if (!host.ram() && host != Host.POISONED) {
            return ReferenceLookup.inSlot(environment, remapped.of(host, wanted.write()));
        }
        boolean mayAccess = !(wanted.write() && host == Host.RAM_READ_ONLY_AREA);
        return new Found(KvmPfn.ERR_FAULT, wanted.noWait() && mayAccess, false, 0);
    }
}
