"""From what a walk noted down to evidence: masked, typed, once nothing is timed any more."""
