/** State of network connections that Netty makes. */
@NullMarked
package dev.weakmetadata.samples.connections;

import org.jspecify.annotations.NullMarked;
