package io.schemata.links;

import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The calls and looks that the tests of links have in common. */
final class LinkCalls {
    static final String LINKS = Tenants.MODES.get("links");

    private LinkCalls() {}

    static String body(Row source, Row target, String linkType) {
        return "{\"source\": %s, \"target\": %s, \"linkType\": \"%s\"}"
                .formatted(source.json(), target.json(), linkType);
    }

    static Response link(UUID user, Row source, Row target, String linkType) {
        return Http.call("cross-link", Tokens.user(user), body(source, target, linkType));
    }

    /** A link that the call has made. */
    static String linkId(UUID user, Row source, Row target, String linkType) {
        return link(user, source, target, linkType)
                .then()
                .statusCode(200)
                .extract()
                .path("linkId");
    }

    static Response unlink(String token, String linkId) {
        return Http.call("unlink", token, "{\"linkId\": \"%s\"}".formatted(linkId));
    }

    /** A page of a row's links; {@code more} are further members of the request. */
    static Response linked(UUID user, Row row, Map<String, Object> more) {
        String members = more.entrySet().stream()
                .map(member -> ", \"%s\": %s"
                        .formatted(
                                member.getKey(),
                                member.getValue() instanceof Number
                                        ? member.getValue()
                                        : "\"" + member.getValue() + "\""))
                .collect(Collectors.joining());
        return Http.call("linked", Tokens.user(user), row.json().replaceFirst("}$", members + "}"));
    }

    static List<String> linkIds(UUID user, Row row, Map<String, Object> more) {
        return linked(user, row, more).then().statusCode(200).extract().path("links.linkId");
    }

    /** How many links a row has in the table, visible or not. */
    static long count(Row row) {
        return (Long) Database.value(
                LINKS,
                "select count(*) from cross_links where (source_mode, source_type, source_id) = (?, ?, ?)"
                        + " or (target_mode, target_type, target_id) = (?, ?, ?)",
                row.mode(),
                row.type(),
                row.id(),
                row.mode(),
                row.type(),
                row.id());
    }

    /** Links of entities of one mode to artifacts of another of which an end is not there. */
    static long dangling(String mode, String otherMode) {
        return (Long) Database.value(
                LINKS,
                "select count(*) from cross_links where source_mode = ? and source_type = 'entity'"
                        + " and target_mode = ? and target_type = 'artifact' and (not exists (select from "
                        + Tenants.MODES.get(mode) + ".entities where id = source_id) or not exists (select from "
                        + Tenants.MODES.get(otherMode) + ".artifacts where id = target_id))",
                mode,
                otherMode);
    }
}
