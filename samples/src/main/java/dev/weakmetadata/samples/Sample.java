package dev.weakmetadata.samples;

/** One use case, shown by running it. */
public interface Sample {

    /** The word that selects this sample on the command line; also the name of its package. */
    String name();

    /** What the sample shows, in one line. */
    String description();

    /**
     * Runs the sample and tells a person what happened.
     *
     * @throws FalseClaimException if something that the sample claims does not hold
     */
    void run(Report report) throws Exception;
}
