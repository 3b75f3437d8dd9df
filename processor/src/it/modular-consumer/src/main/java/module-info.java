/** Knows the runtime and nothing else: not even where the JDK keeps {@code @Generated}. */
module com.example.modular {
    requires dev.weakmetadata.runtime;
}
