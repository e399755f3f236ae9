/**
 * Models, variants, properties and claims: what is checked and what is expected of it. Loaded from the data files of
 * {@code specs/} and validated as a whole before anything runs.
 */
package org.pfnproof.catalogue;
