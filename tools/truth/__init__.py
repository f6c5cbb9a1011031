"""Whether what was planted is found: simulated forces, each beside itself without its faults."""
