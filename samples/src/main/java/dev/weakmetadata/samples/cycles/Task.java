package dev.weakmetadata.samples.cycles;

/** A host without a slot. */
class Task {
    private int runs;

    void run() {
        runs++;
    }

    int runs() {
        return runs;
    }
}
