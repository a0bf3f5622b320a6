package io.schemata.migration.rollback;

import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.rollout.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The changes between a schema as it is and a state before.
 *
 * @param undone those that are taken back, the last one first
 * @param changed named bodies that read otherwise then
 * @param state the state; without a version where it is that of a change, and no structure is known
 */
record WayBack(List<UndoneChange> undone, List<UndoneChange> changed, TenantState state) {
    /** Finds it. Refused: a state that is not known, one that has what the schema has not, and changes that cannot be taken back, by name. */
    static WayBack of(Connection connection, String schema, RollbackRequest request, Changelog changelog)
            throws SQLException {
        String to = request.to();
        Map<String, String> now = AppliedChanges.read(connection, schema).checksums();
        TenantState state = TenantState.find(connection, schema, to).orElseGet(() -> ofChange(now, to));
        List<String> missing = state.history().keySet().stream()
                .filter(change -> !now.containsKey(change))
                .toList();
        if (!missing.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "%s has changes that are not applied now: %s; apply goes forward"
                            .formatted(to, String.join(", ", missing)));
        }
        List<String> names = new ArrayList<>(now.keySet());
        names.removeAll(state.history().keySet());
        Collections.reverse(names);
        List<UndoneChange> undone = new ArrayList<>();
        for (String name : names) {
            undone.add(UndoneChange.of(name, changelog, state.version() != null, request.mayLose()));
        }
        List<UndoneChange> changed = new ArrayList<>();
        for (Map.Entry<String, String> change : state.history().entrySet()) {
            if (!change.getValue().equals(now.get(change.getKey()))) {
                changed.add(UndoneChange.ofBody(change.getKey(), changelog, state.version() != null));
            }
        }
        WayBack way = new WayBack(undone, changed, state);
        way.requirePossible();
        return way;
    }

    boolean isEmpty() {
        return undone.isEmpty() && changed.isEmpty();
    }

    /** Of all changes, in the order in which they are taken back. */
    List<String> names() {
        return Stream.concat(undone.stream(), changed.stream())
                .map(UndoneChange::name)
                .toList();
    }

    /** What was applied up to a change. */
    private static TenantState ofChange(Map<String, String> now, String last) {
        if (!now.containsKey(last)) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION,
                    "--to '%s' is neither a run that is noted of this tenant, nor a tag, nor a change that is applied"
                            .formatted(last));
        }
        Map<String, String> history = new LinkedHashMap<>();
        for (Map.Entry<String, String> change : now.entrySet()) {
            history.put(change.getKey(), change.getValue());
            if (change.getKey().equals(last)) {
                break;
            }
        }
        return new TenantState(last, null, null, history);
    }

    private void requirePossible() {
        String obstacles = Stream.concat(undone.stream(), changed.stream())
                .filter(change -> change.obstacle() != null)
                .map(change -> "%s: %s".formatted(change.name(), change.obstacle()))
                .collect(Collectors.joining("; "));
        if (!obstacles.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE, "cannot be taken back, nothing was changed: " + obstacles);
        }
    }
}
