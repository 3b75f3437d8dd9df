package dev.weakmetadata.samples;

/** A sample claimed something that does not hold. */
public final class FalseClaimException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FalseClaimException(String claim) {
        super(claim);
    }
}
