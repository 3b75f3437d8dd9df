/** Private members without private fields: data that an object has and does not hold. */
@NullMarked
package dev.weakmetadata.samples.privatemembers;

import org.jspecify.annotations.NullMarked;
