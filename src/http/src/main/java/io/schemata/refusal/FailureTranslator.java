package io.schemata.refusal;

/** Turns whatever was thrown on the way of a call into the one refusal it means. A program has one. */
public interface FailureTranslator {
    /** The refusal that the outermost known cause means; Funqy and others wrap failures. */
    RefusedException refusalOf(Throwable failure);
}
