package dev.weakmetadata;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks classes that the WeakMetadata processor wrote. Coverage tools leave out what carries an annotation with
 * {@code Generated} in its name, provided that it is kept in the class file; the JDK's own
 * {@code javax.annotation.processing.Generated} is not.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WeakMetadataGenerated {}
