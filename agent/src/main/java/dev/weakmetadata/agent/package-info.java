/**
 * Gives classes a slot, without a change of their source: at class load by {@link dev.weakmetadata.agent.Agent}, or at build
 * time by {@link dev.weakmetadata.agent.SlotPlugin}.
 */
@NullMarked
package dev.weakmetadata.agent;

import org.jspecify.annotations.NullMarked;
