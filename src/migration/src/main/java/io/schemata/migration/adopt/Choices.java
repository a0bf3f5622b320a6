package io.schemata.migration.adopt;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.migration.report.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an adoption does where more than one thing is right. It is begun with them, and keeps to them.
 *
 * @param openHolds null where none was chosen: then there may be none
 * @param coversOverdrafts whether an account that was overspent begins with a grant of what was missing
 * @param leavesRows whether rows that the blueprint has no place for may stay in the old tables alone
 */
@RegisterForReflection
public record Choices(OpenHolds openHolds, boolean coversOverdrafts, boolean leavesRows) {
    private static final String SET = "select set_config('schemata.open_holds', ?, false),"
            + " set_config('schemata.cover_overdrafts', ?, false), set_config('TimeZone', 'UTC', false),"
            + " set_config('row_security', 'off', false), set_config('DateStyle', 'ISO, MDY', false),"
            + " set_config('IntervalStyle', 'postgres', false), set_config('bytea_output', 'hex', false)";

    /** Lets the session's views know them; times without a zone are of UTC, and policies hide no row: they fail it. */
    void set(Connection connection) throws SQLException {
        try (PreparedStatement setting = connection.prepareStatement(SET)) {
            setting.setString(1, openHolds == null ? "" : Words.of(openHolds));
            setting.setString(2, String.valueOf(coversOverdrafts));
            setting.execute();
        }
    }

    /** Whether nothing was chosen. */
    boolean isNone() {
        return openHolds == null && !coversOverdrafts && !leavesRows;
    }

    /** The options that make them. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (openHolds != null) {
            options.add("--open-holds " + Words.of(openHolds));
        }
        if (coversOverdrafts) {
            options.add("--cover-overdrafts");
        }
        if (leavesRows) {
            options.add("--leave-rows");
        }
        return options;
    }
}
