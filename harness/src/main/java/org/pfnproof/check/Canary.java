package org.pfnproof.check;

/**
 * A small model with a known answer that shows whether a checker has a known defect.
 *
 * @param id a name for machines
 * @param defect what a defective checker does, one sentence
 * @param defective whether this one does
 * @param advice what a spec must avoid because of it
 */
public record Canary(String id, String defect, boolean defective, String advice) {}
