package io.schemata.caller;

/**
 * What a call brings to say who sent it.
 *
 * @param bearer the token or API key of {@code Authorization: Bearer}, or null
 * @param apiKey the value of {@code apikey}, or null
 */
public record Credentials(String bearer, String apiKey) {
    /** The one that says who calls, or null. */
    String deciding() {
        return bearer != null ? bearer : apiKey;
    }

    /** Nothing of them may get into a log. */
    @Override
    public String toString() {
        return "Credentials";
    }
}
