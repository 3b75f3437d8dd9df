/**
 * Runnable samples of WeakMetadata, one package per use case; {@link dev.weakmetadata.samples.Tour} runs them.
 */
@NullMarked
package dev.weakmetadata.samples;

import org.jspecify.annotations.NullMarked;
