package dev.weakmetadata.stress;

/** A host, with something that its memoized function depends on. */
class Host {
    /** In one bin of a new table, since whatever can go wrong goes wrong there first. */
    static final Host[] NEIGHBOURS = neighbours(12);

    static final Host A = NEIGHBOURS[0];
    static final Host B = NEIGHBOURS[1];

    volatile int source = 1;

    private static Host[] neighbours(int count) {
        Host[] neighbours = new Host[count];
        for (int i = 0; i < count; i++) {
            do {
                neighbours[i] = new Host();
            } while (bin(neighbours[i]) != 0);
        }
        return neighbours;
    }

    /** The bin of a host in a table of 8 bins. */
    private static int bin(Host host) {
        return System.identityHashCode(host) & 7;
    }
}
