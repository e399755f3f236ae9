/**
 * Follows a real kernel's log with the reference implementation: decides whether what the log shows is a behaviour of the protocol. {@link
 * org.pfnproof.follow.Follower} is the place to begin: it keeps the states in which the protocol could be, and takes each line's step in each
 * of them. Lines are followed by {@link org.pfnproof.follow.FaultLines}, {@link org.pfnproof.follow.InvalidationLines} and {@link
 * org.pfnproof.follow.HostLines}.
 */
package org.pfnproof.follow;
