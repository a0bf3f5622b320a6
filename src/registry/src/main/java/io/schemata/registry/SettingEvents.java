package io.schemata.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A YAML file read event by event, as settings by dotted key, each value a text. A tree of the file first would cost twice
 * the memory, and a start with a thousand tenants twice the time.
 */
final class SettingEvents {
    private static final int DEEPEST = 16;

    private final Parser events;
    private final String file;

    SettingEvents(StreamReader text, LoaderOptions options, String file) {
        this.events = new ParserImpl(text, options);
        this.file = file;
    }

    /** The first event of the file's content: of a mapping, or of what stands in its place. */
    Event begin() {
        events.getEvent();
        return events.checkEvent(Event.ID.StreamEnd) ? null : next();
    }

    /** Refuses a second document. */
    void end() {
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw new RegistryException(place(events.peekEvent()) + ": one document belongs here");
        }
    }

    /** The next key of the mapping that is being read, or null at its end. */
    ScalarEvent key() {
        Event event = events.getEvent();
        if (event.getEventId() == Event.ID.MappingEnd) {
            return null;
        }
        if (event instanceof ScalarEvent key) {
            return key;
        }
        throw new RegistryException(place(event) + ": a key belongs here");
    }

    Event value() {
        return events.getEvent();
    }

    /** Puts what begins with this event among the settings, under this key and what follows a dot. */
    void put(String key, Event event, Map<String, Setting> settings) {
        put(key, event, settings, 0);
    }

    private void put(String key, Event event, Map<String, Setting> settings, int depth) {
        if (depth > DEEPEST) {
            throw new RegistryException(place(event) + ": this is nested too deeply");
        }
        if (event instanceof MappingStartEvent) {
            for (ScalarEvent part = key(); part != null; part = key()) {
                put(key.isEmpty() ? part.getValue() : key + "." + part.getValue(), value(), settings, depth + 1);
            }
            return;
        }
        Setting other = settings.put(key, new Setting(text(event), place(event)));
        if (other != null) {
            throw new RegistryException("%s: '%s' is set twice".formatted(other.place(), key));
        }
    }

    private String text(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        if (event instanceof SequenceStartEvent) {
            List<String> items = new ArrayList<>();
            for (Event item = value(); item.getEventId() != Event.ID.SequenceEnd; item = value()) {
                items.add(item instanceof ScalarEvent scalar ? scalar.getValue() : refuse(item));
            }
            return String.join(",", items);
        }
        return refuse(event);
    }

    private String refuse(Event event) {
        throw new RegistryException(place(event)
                + (event instanceof AliasEvent
                        ? ": write the value out; an alias is not read here"
                        : ": a text or a list of texts belongs here"));
    }

    /** Where it stands. A format for each setting of a thousand tenants would be slow. */
    String place(Event event) {
        return file + ":" + (event.getStartMark().getLine() + 1);
    }

    private Event next() {
        events.getEvent();
        return events.getEvent();
    }
}
