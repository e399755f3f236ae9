package org.pfnproof.catalogue;

/**
 * The generation of kernel code that a run describes; one entry of {@code specs/profiles.json}.
 *
 * @param id for example {@code linux-6.12}
 * @param title one line
 * @param description which sources it was read from
 */
public record Profile(String id, String title, String description) {}
