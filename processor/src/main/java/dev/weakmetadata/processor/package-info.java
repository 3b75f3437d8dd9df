/**
 * The annotation processor, in three steps that a reader can tell apart by name.
 *
 * <ol>
 *   <li><b>Read</b>: {@code …Declaration(s)} parse and validate what the user wrote; every complaint is a {@code Message}.
 *   <li><b>Model</b>: {@code SideTable}, {@code Host}, {@code Property}, {@code Function} and {@code Operation} are immutable
 *       and valid by construction; {@code EntryLayout} and {@code Names} fill them in.
 *   <li><b>Write</b>: {@code …Writer} turn the model into source text, without one validity check.
 * </ol>
 *
 * <p>{@code CycleCheck} warns of values that lead back to their hosts: {@code CycleSearch} walks the {@code TypeGraph}.
 *
 * <p>{@code WeakMetadataProcessor} wires them and knows about rounds, nothing else.
 */
@NullMarked
package dev.weakmetadata.processor;

import org.jspecify.annotations.NullMarked;
