/** Derived values of entities that must not get a column for them. */
@NullMarked
package dev.weakmetadata.samples.entities;

import org.jspecify.annotations.NullMarked;
