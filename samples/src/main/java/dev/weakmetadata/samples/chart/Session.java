package dev.weakmetadata.samples.chart;

/** A host that is equal to another one when the same user is logged in twice. */
record Session(String user) {}
