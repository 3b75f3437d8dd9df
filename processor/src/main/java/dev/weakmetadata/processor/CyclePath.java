package dev.weakmetadata.processor;

import dev.weakmetadata.processor.TypeNode.Edge;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a value leads back to its host.
 *
 * @param value the type of the value
 * @param edges from there to the end; none if the value itself may be the host
 * @param end the type that counts as the host
 * @param host the type of the host
 */
record CyclePath(TypeNode value, List<Edge> edges, TypeNode end, TypeNode host) {

    /** As in messages: {@code ButtonState.handler → ClickHandler.button : JButton}. */
    String text(String owner) {
        List<Edge> labelled =
                edges.stream().filter(edge -> !edge.label().isEmpty()).toList();
        String steps = Stream.concat(Stream.of(owner), labelled.stream().map(Edge::label))
                .collect(Collectors.joining(" → "));
        String type = labelled.isEmpty()
                ? value.toString()
                : labelled.get(labelled.size() - 1).text();
        return steps + " : " + type;
    }
}
