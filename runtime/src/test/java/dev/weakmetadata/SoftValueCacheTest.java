package dev.weakmetadata;

class SoftValueCacheTest extends WeakValueCacheRules {
    SoftValueCacheTest() {
        super(WeakValueCache.softValues());
    }
}
