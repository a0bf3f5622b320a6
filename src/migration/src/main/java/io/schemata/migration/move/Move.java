package io.schemata.migration.move;

import java.util.List;
import java.util.Map;

/**
 * A move in place that can still be taken back.
 *
 * @param made the statements that take the old names away
 * @param functions by name, the definitions that spelled the old schema's name: before and after
 */
record Move(String source, String target, List<String> made, Map<String, List<String>> functions) {}
