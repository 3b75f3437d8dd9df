/**
 * Data that belongs to an object, kept outside it, and gone when the object is gone.
 *
 * <ul>
 *   <li>{@link dev.weakmetadata.WeakMap}, {@link dev.weakmetadata.WeakSet} and {@link dev.weakmetadata.WeakValueCache} are
 *       the collections.
 *   <li>{@link dev.weakmetadata.WeakMetadata} with {@link dev.weakmetadata.Property}, {@link dev.weakmetadata.Memoized} and
 *       {@link dev.weakmetadata.Weak} asks for a typed side table.
 *   <li>{@link dev.weakmetadata.MetadataTable}, {@link dev.weakmetadata.MetadataEntry}, {@link dev.weakmetadata.Words},
 *       {@link dev.weakmetadata.Memo}, {@link dev.weakmetadata.Memos}, {@link dev.weakmetadata.MemoCache} and
 *       {@link dev.weakmetadata.Arguments} are what generated code stands on; they are public for its sake alone.
 * </ul>
 *
 * <p>Everything here may be used from any thread, virtual ones too.
 */
@NullMarked
package dev.weakmetadata;

import org.jspecify.annotations.NullMarked;
