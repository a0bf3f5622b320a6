package io.schemata.drafts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A prompt kept until its visitor signs up, as the tenant's SQL functions answer it. */
@Entity
@Immutable
public class Draft {
    @Id
    @Column(name = "draft_id")
    UUID id;

    String prompt;

    @Column(name = "template_id")
    String templateId;

    /** A JSON object, as its text. */
    String options;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;
}
