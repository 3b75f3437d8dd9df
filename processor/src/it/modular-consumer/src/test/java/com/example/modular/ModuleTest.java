package com.example.modular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weakmetadata.InvalidWeakKeyException;
import dev.weakmetadata.WeakMap;
import dev.weakmetadata.WeakSet;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleTest {
    @Test
    void runsInNamedModules() {
        assertTrue(Session.class.getModule().isNamed());
        assertTrue(WeakMap.class.getModule().isNamed());
        assertEquals("dev.weakmetadata.runtime", WeakMap.class.getModule().getName());
    }

    @Test
    void generatedClassesWork() {
        Session session = new Session();
        assertEquals(1, session.login());
        assertEquals(2, session.login());
        SessionState state = SessionState.create();
        state.user(session, "Ada");
        assertEquals("Hello Ada", state.greeting(session));
        assertSame(state.greeting(session), state.greeting(session));
        assertTrue(state.delete(session));
        assertFalse(state.delete(session));
        assertThrows(InvalidWeakKeyException.class, () -> new WeakSet<Object>().add("text"));
    }

    @Test
    void nobodyReachesATableOrAnEntryByReflection() throws Exception {
        List<AccessibleObject> members = new ArrayList<>();
        for (Class<?> type = WeakMap.class; type != Object.class; type = type.getSuperclass()) {
            members.addAll(Arrays.asList(type.getDeclaredFields()));
            members.addAll(Arrays.asList(type.getDeclaredMethods()));
        }
        Class<?> entry = Class.forName("dev.weakmetadata.Entry");
        members.addAll(Arrays.asList(entry.getDeclaredFields()));
        members.add(Class.forName("dev.weakmetadata.WeakMap$MapEntry").getDeclaredField("value"));
        int refused = 0;
        for (AccessibleObject member : members) {
            if (!isPublicApi(member)) {
                assertThrows(InaccessibleObjectException.class, () -> member.setAccessible(true), member::toString);
                refused++;
            }
        }
        assertTrue(refused > 10, "refused " + refused);
        Field bins = Class.forName("dev.weakmetadata.Table").getDeclaredField("bins");
        assertThrows(IllegalAccessException.class, () -> bins.get(new WeakMap<>()));
    }

    private static boolean isPublicApi(AccessibleObject object) {
        java.lang.reflect.Member member = (java.lang.reflect.Member) object;
        return java.lang.reflect.Modifier.isPublic(member.getModifiers())
                && java.lang.reflect.Modifier.isPublic(member.getDeclaringClass().getModifiers());
    }
}
