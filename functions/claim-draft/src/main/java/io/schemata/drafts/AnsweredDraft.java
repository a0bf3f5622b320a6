package io.schemata.drafts;

import io.schemata.request.Field;
import io.schemata.request.OpaqueObject;
import java.time.Instant;
import java.util.UUID;

/** A draft as its owner is answered it. */
public record AnsweredDraft(
        @Field("the draft") UUID draftId,
        @Field("the text that was typed") String prompt,

        @Field(value = "the template it was typed into", nullable = true)
        String templateId,

        @Field("anything else that was kept with it") OpaqueObject options,
        @Field("when it was saved") Instant createdAt,
        @Field("until when it can be claimed") Instant expiresAt) {
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
