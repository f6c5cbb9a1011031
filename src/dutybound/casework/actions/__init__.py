"""Every write, each a function that says who did it (`by`) and when (`at`), in one transaction."""
