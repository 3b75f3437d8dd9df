/** Help for tests of code that uses weak tables. Needs no test framework. */
@NullMarked
package dev.weakmetadata.testing;

import org.jspecify.annotations.NullMarked;
