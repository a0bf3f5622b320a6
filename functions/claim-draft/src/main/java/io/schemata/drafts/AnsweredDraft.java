package io.schemata.drafts;

import io.schemata.request.OpaqueObject;
import java.time.Instant;
import java.util.UUID;

/** A draft as its owner is answered it. */
public record AnsweredDraft(
        UUID draftId, String prompt, String templateId, OpaqueObject options, Instant createdAt, Instant expiresAt) {
    static AnsweredDraft of(Draft draft) {
        return new AnsweredDraft(
                draft.id,
                draft.prompt,
                draft.templateId,
                new OpaqueObject(draft.options),
                draft.createdAt,
                draft.expiresAt);
    }
}
