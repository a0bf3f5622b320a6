package io.schemata.links;

import io.schemata.testing.Database;
import io.schemata.testing.Tenants;
import java.util.UUID;

/** A row of a mode that the tests link. */
record Row(String mode, String type, UUID id) {
    /** A row that every user may see. */
    static Row of(String mode, String type) {
        return of(mode, type, null);
    }

    /** A row that only its owner may see, and every user where it has none. */
    static Row of(String mode, String type, UUID owner) {
        Row row = new Row(mode, type, UUID.randomUUID());
        switch (type) {
            case "entity" ->
                row.insert("insert into entities (id, name, is_private, created_by) values (?, 'a', ?, ?)", owner);
            case "artifact" ->
                row.insert("insert into artifacts (id, title, is_private, created_by) values (?, 'a', ?, ?)", owner);
            case "job" ->
                row.insert("insert into jobs (id, kind, is_private, created_by) values (?, 'a', ?, ?)", owner);
            case "wiki_page" ->
                row.insert(
                        "insert into wiki_pages (id, slug, title, is_private, created_by)"
                                + " select id, id::text, 'a', is_private, owner from (values (?::uuid, ?::boolean, ?::uuid))"
                                + " as page (id, is_private, owner)",
                        owner);
            default -> throw new IllegalArgumentException(type);
        }
        return row;
    }

    /** A row that is not there. */
    static Row missing(String mode, String type) {
        return new Row(mode, type, UUID.randomUUID());
    }

    String schema() {
        return Tenants.MODES.get(mode);
    }

    String json() {
        return "{\"mode\":\"%s\",\"type\":\"%s\",\"id\":\"%s\"}".formatted(mode, type, id);
    }

    private void insert(String sql, UUID owner) {
        Database.execute(schema(), sql, id, owner != null, owner);
    }
}
