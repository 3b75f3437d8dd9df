/**
 * Speed and memory of WeakMetadata, measured beside its peers in the same run.
 *
 * <p>Each class whose name ends in {@code Benchmark} measures one thing and runs by itself with JMH. {@link
 * dev.weakmetadata.benchmarks.Report} runs a {@link dev.weakmetadata.benchmarks.Suite} of them and compares what it
 * measured with the {@link dev.weakmetadata.benchmarks.Goals}.
 */
package dev.weakmetadata.benchmarks;
