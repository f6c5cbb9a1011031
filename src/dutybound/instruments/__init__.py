"""Published scoring tools: each a pure function from a person's answers to a score, with its reasons."""
