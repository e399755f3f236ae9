package org.pfnproof.compare.agreement;

/**
 * A call about which Java and Alloy disagree. Each of the texts may be empty if it does not apply.
 *
 * @param what the shape's id, or what else was compared
 * @param call the inputs
 * @param environment where it was made
 * @param java what comes of it in Java
 * @param alloy what comes of it in Alloy
 */
public record Disagreement(String what, String call, String environment, String java, String alloy) {}
