/** Types of expressions, attached to a parser's syntax trees that know nothing of types. */
@NullMarked
package dev.weakmetadata.samples.types;

import org.jspecify.annotations.NullMarked;
