/** Results by string key, kept for as long as somebody uses them. */
@NullMarked
package dev.weakmetadata.samples.anykey;

import org.jspecify.annotations.NullMarked;
