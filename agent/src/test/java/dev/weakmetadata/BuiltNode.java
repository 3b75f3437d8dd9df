package dev.weakmetadata;

/** Gets its slot from the build plugin. */
final class BuiltNode extends HostNode {}
