package io.schemata.links;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A link, as the tenant's SQL functions answer it. */
@Entity
@Immutable
public class Link {
    @Id
    @Column(name = "link_id")
    UUID id;

    @Column(name = "source_mode")
    String sourceMode;

    @Column(name = "source_type")
    String sourceType;

    @Column(name = "source_id")
    UUID sourceId;

    @Column(name = "target_mode")
    String targetMode;

    @Column(name = "target_type")
    String targetType;

    @Column(name = "target_id")
    UUID targetId;

    @Column(name = "link_type")
    String linkType;

    Double confidence;

    /** A JSON object, as its text. */
    String metadata;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "source_deleted_at")
    Instant sourceDeletedAt;

    @Column(name = "target_deleted_at")
    Instant targetDeletedAt;

    /** Whether the call made it; null where no call is asked about. */
    Boolean created;

    /** Whether it is no link but the place where a listing was cut. */
    boolean isOnlyAPlace() {
        return linkType == null;
    }

    End source() {
        return new End(sourceMode, sourceType, sourceId);
    }

    End target() {
        return new End(targetMode, targetType, targetId);
    }
}
