/**
 * Runs that last as long as one likes, and look for what tests of a moment cannot find.
 *
 * <p>{@link dev.weakmetadata.stress.Publication}, {@link dev.weakmetadata.stress.Updates}, {@link
 * dev.weakmetadata.stress.Computing}, {@link dev.weakmetadata.stress.Resizing} and {@link dev.weakmetadata.stress.Order} are
 * races for jcstress. {@link dev.weakmetadata.stress.Torture} does random operations with a model beside them, and {@link
 * dev.weakmetadata.stress.Load} measures the longest operation of a table of ten million entries.
 */
package dev.weakmetadata.stress;
