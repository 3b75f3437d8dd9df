package dev.weakmetadata;

/** Throws what the compiler would not let pass. */
final class Sneaky {
    private Sneaky() {}

    static RuntimeException sneak(Throwable throwable) {
        throw Sneaky.<RuntimeException>as(throwable);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X as(Throwable throwable) throws X {
        throw (X) throwable;
    }
}
