package io.schemata.request;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field of a request or reply, as the OpenAPI document describes it. A request record refuses what is out of range itself,
 * with {@link Fields}; the contract's tests prove that document and record agree.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
    /** A phrase that says what it is. */
    String value();

    /** Whether a request has to have it, or an answer that leaves out what is null always has it. */
    boolean required() default false;

    /** Whether an answer may have null there. */
    boolean nullable() default false;

    /** The least and the most: of a number its value, of a text its characters, of a list its items. */
    long[] range() default {};

    /** The words that a text may be. */
    String[] oneOf() default {};

    /** The value that is taken when it is left out. */
    String defaultValue() default "";

    String example() default "";
}
