package dev.weakmetadata;

/** Gets its slot from the agent that the JVM of the test has been started with. */
final class AgentNode extends HostNode {}
