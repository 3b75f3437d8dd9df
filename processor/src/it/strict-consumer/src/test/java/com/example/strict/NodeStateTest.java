package com.example.strict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeStateTest {
    private final NodeState<String> state = NodeState.create();
    private final Node node = new Node().add(new Node()).add(new Node().add(new Node()));

    @Test
    void properties() {
        assertTrue(state.setSeen(node, true).isSeen(node));
        assertEquals(2, state.updateDepth(node, depth -> depth + 1));
        state.updateCount(node, count -> count + 5);
        assertEquals(5, state.count(node));
        assertEquals("null!", state.updateLabel(node, label -> label + "!"));
        assertTrue(state.deleteLabel(node));
        assertFalse(state.hasLabel(node));
        state.twin(node, node);
        assertSame(node, state.updateTwin(node, twin -> twin));
        assertTrue(state.updateRanks(node, ranks -> ranks).isEmpty());
        List<String> host = new ArrayList<>();
        state.tag(host, "tag");
        assertEquals("tag", state.tag(host));
        Object[] array = {};
        state.samples(array, 1, 2);
        assertArrayEquals(new double[] {1, 2}, state.samples(array));
        assertTrue(state.delete(array));
        assertTrue(state.delete(node));
        assertFalse(state.has(node));
    }

    @Test
    void functions() throws IOException {
        assertEquals(4, state.size(node));
        assertTrue(state.hasSize(node.children().get(1)));
        assertNull(state.first(node, 1, null));
        assertTrue(state.hasFirst(node, 1, null));
        assertEquals("a", state.first(node, 1, "abc"));
        assertTrue(state.deleteFirst(node));
        assertTrue(state.fits(node, node, 0.5));
        assertThrows(IOException.class, () -> state.fits(node, node, -1));
        assertSame(state.builder("text"), state.builder("text"));
    }

    @Test
    void ofAClass() {
        assertEquals(1, node.visit());
        assertEquals(2, node.visit());
        assertNull(NodeMetadata.note(node));
    }
}
