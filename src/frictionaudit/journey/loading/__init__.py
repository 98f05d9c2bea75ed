"""From YAML to journeys: every mistake told with its place, in one pass."""
