package dev.weakmetadata.processor;

import dev.weakmetadata.processor.TypeNode.Edge;
import dev.weakmetadata.processor.TypeNode.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Searches a {@link TypeGraph} for the shortest path from a value to its host, and remembers where there is none. */
final class CycleSearch {
    /** A search that has met as many types gives up, without a word. */
    private static final int MOST = 10_000;

    private final TypeGraph graph;
    private final OwnCode ownCode;

    /** By host, types from which it is known that nothing leads to it. */
    private final Map<TypeNode, Set<TypeNode>> harmless = new HashMap<>();

    /** By host, regions in which there is nothing that counts as the host. */
    private final Map<TypeNode, Set<Region>> harmlessRegions = new HashMap<>();

    private final Map<TypeNode, Region> regions = new HashMap<>();

    /**
     * Types that have been walked together. They lead to nothing but each other and the types of other regions: so whether a
     * host can be reached at all is seen by their names, without a walk.
     */
    private static final class Region {
        /** This region, and all to which it leads. */
        final Set<Region> reach = new HashSet<>(Set.of(this));

        final Map<String, List<TypeNode>> byName = new HashMap<>();
        final Map<String, List<TypeNode>> bySupertype = new HashMap<>();
    }

    CycleSearch(TypeGraph graph, OwnCode ownCode) {
        this.graph = graph;
        this.ownCode = ownCode;
    }

    /** A type that has been reached, and how. */
    private record Step(
            TypeNode node, @Nullable Edge edge, @Nullable Step before) {}

    /** Breadth first; a step that messages do not mention costs nothing. */
    Optional<CyclePath> find(TypeNode value, TypeNode host) {
        Set<TypeNode> known = harmless.computeIfAbsent(host, unused -> new HashSet<>());
        Set<TypeNode> seen = new HashSet<>();
        Set<Region> met = new HashSet<>();
        Deque<Step> queue = new ArrayDeque<>();
        queue.add(new Step(value, null, null));
        while (!queue.isEmpty()) {
            Step step = queue.remove();
            TypeNode node = step.node;
            Region region = regions.get(node);
            if (region != null) {
                met.add(region);
            }
            if (known.contains(node) || isHarmless(region, host) || !seen.add(node)) {
                continue;
            }
            if (seen.size() > MOST) {
                return Optional.empty();
            }
            if (isHost(node, host)) {
                return Optional.of(new CyclePath(value, edgesTo(step), node, host));
            }
            for (Edge edge : graph.edges(node)) {
                Step next = new Step(edge.target(), edge, step);
                if (edge.label().isEmpty()) {
                    queue.addFirst(next);
                } else {
                    queue.addLast(next);
                }
            }
        }
        known.addAll(seen);
        seen.removeIf(regions::containsKey);
        if (!seen.isEmpty()) {
            addRegion(seen, met);
        }
        return Optional.empty();
    }

    private void addRegion(Set<TypeNode> types, Set<Region> leadsTo) {
        Region region = new Region();
        leadsTo.forEach(other -> region.reach.addAll(other.reach));
        for (TypeNode type : types) {
            regions.put(type, region);
            if (type.kind == Kind.CLASS) {
                region.byName
                        .computeIfAbsent(type.name, unused -> new ArrayList<>())
                        .add(type);
                graph.supertypes(type)
                        .keySet()
                        .forEach(name -> region.bySupertype
                                .computeIfAbsent(name, unused -> new ArrayList<>())
                                .add(type));
            }
        }
    }

    private boolean isHarmless(@Nullable Region region, TypeNode host) {
        if (region == null || host.kind != Kind.CLASS) {
            return false;
        }
        Set<Region> known = harmlessRegions.computeIfAbsent(host, unused -> new HashSet<>());
        if (known.contains(region)) {
            return true;
        }
        for (Region reached : region.reach) {
            if (!known.contains(reached) && mayHold(reached, host)) {
                return false;
            }
        }
        known.addAll(region.reach);
        return true;
    }

    private boolean mayHold(Region region, TypeNode host) {
        return region.bySupertype.getOrDefault(host.name, List.of()).stream().anyMatch(type -> isHost(type, host))
                || graph.supertypes(host).keySet().stream()
                        .flatMap(name -> region.byName.getOrDefault(name, List.of()).stream())
                        .anyMatch(type -> isHost(type, host));
    }

    private static List<Edge> edgesTo(Step last) {
        List<Edge> edges = new ArrayList<>();
        for (Step step = last; step != null && step.edge != null; step = step.before) {
            edges.add(step.edge);
        }
        Collections.reverse(edges);
        return edges;
    }

    /** Whether an object of the type counts as the host: by subtype, or by a supertype in the user's own code. */
    private boolean isHost(TypeNode node, TypeNode host) {
        if (node == host) {
            return true;
        }
        if (host.kind == Kind.ARRAY && node.kind == Kind.ARRAY) {
            return isHost(node.parts.get(0), host.parts.get(0));
        }
        if (host.kind != Kind.CLASS || node.kind != Kind.CLASS || Identity.isMissing(node.name)) {
            return false;
        }
        TypeNode asHost = graph.supertypes(node).get(host.name);
        if (asHost != null) {
            return isCompatible(asHost, host);
        }
        TypeNode asNode = graph.supertypes(host).get(node.name);
        return asNode != null && ownCode.contains(node.element()) && isCompatible(asNode, node);
    }

    /** A {@code List<String>} is no {@code List<Integer>}. */
    private static boolean isCompatible(TypeNode a, TypeNode b) {
        return a.parts.size() != b.parts.size()
                || IntStream.range(0, a.parts.size()).noneMatch(i -> {
                    TypeNode argument = a.parts.get(i);
                    TypeNode other = b.parts.get(i);
                    return argument != other && argument.isGround && other.isGround;
                });
    }
}
