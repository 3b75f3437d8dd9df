/** Metadata of DOM elements: classes of the JDK that nobody can edit. */
@NullMarked
package dev.weakmetadata.samples.dom;

import org.jspecify.annotations.NullMarked;
