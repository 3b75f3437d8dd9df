package dev.weakmetadata;

class WeakValueCacheTest extends WeakValueCacheRules {
    WeakValueCacheTest() {
        super(WeakValueCache.weakValues());
    }
}
