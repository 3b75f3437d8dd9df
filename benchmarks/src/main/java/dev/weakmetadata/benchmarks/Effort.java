package dev.weakmetadata.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How thoroughly benchmarks are run. */
enum Effort {
    /** Enough for a first impression; what it finds again in other rounds is no accident of one JVM. */
    QUICK {
        @Override
        void apply(Kind kind, ChainedOptionsBuilder options) {
            switch (kind) {
                case CALLS ->
                    options.forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.milliseconds(300))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.milliseconds(300));
                case SHOTS -> options.forks(1).warmupIterations(1).measurementIterations(5);
                case ONE_SHOT -> options.forks(1);
            }
        }
    },

    /** Only to see that everything runs: once, in this JVM. */
    NONE {
        @Override
        void apply(Kind kind, ChainedOptionsBuilder options) {
            options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(1));
        }
    };

    /** What a benchmark measures in each of its JVMs. */
    enum Kind {
        /** As many calls as there is time for. */
        CALLS,
        /** A number of long calls. */
        SHOTS,
        /** One call. */
        ONE_SHOT
    }

    abstract void apply(Kind kind, ChainedOptionsBuilder options);
}
