package org.pfnproof.compare;

/** A struct kvm_memory_slot * that is not NULL; what it is like, the {@link Environment} says. */
final class Memslot {}
