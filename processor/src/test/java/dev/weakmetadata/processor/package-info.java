/** Tests of the annotation processor: each compiles sources in process, and runs what was generated. */
package dev.weakmetadata.processor;
