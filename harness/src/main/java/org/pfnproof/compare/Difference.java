package org.pfnproof.compare;

import java.util.Set;

/**
 * One kind of difference between calls that two shapes write the same way.
 *
 * @param change "result: ERR_RO_FAULT -> ERR_FAULT", from the first shape to the second
 * @param always inputs that each such pair gives, whether both shapes have a word for them or one
 * @param never inputs that no such pair gives, although a shape has a word for them
 * @param hosts where it happens
 * @param slots where it happens
 * @param pairs how many pairs of calls differ so
 * @param witness the smallest pair, as text
 */
public record Difference(
        String change,
        Set<Input> always,
        Set<Input> never,
        Set<Host> hosts,
        Set<Environment.Slot> slots,
        int pairs,
        String witness) {}
