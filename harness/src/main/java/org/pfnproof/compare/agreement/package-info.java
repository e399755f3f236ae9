/**
 * The shapes in Java held against the shapes in Alloy ({@code specs/alloy/PostedShapes.als}): for every call in every environment,
 * the same outcome. Both were written from the kernels' sources and the posted patches, apart from each other.
 */
package org.pfnproof.compare.agreement;
