"""One meaning, one shape: obligations lowered to facts of a subject, and a fold over those facts."""
