"""Standards found by folder, held to their own examples, and listed in a catalogue."""
