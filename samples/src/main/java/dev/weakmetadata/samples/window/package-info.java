/** State of the components in a window. */
@NullMarked
package dev.weakmetadata.samples.window;

import org.jspecify.annotations.NullMarked;
