/** Values that reference their own keys: who keeps them, and who has a slot for them. */
@NullMarked
package dev.weakmetadata.samples.cycles;

import org.jspecify.annotations.NullMarked;
