/** Results of pure functions, kept for as long as the object they were computed from. */
@NullMarked
package dev.weakmetadata.samples.caching;

import org.jspecify.annotations.NullMarked;
