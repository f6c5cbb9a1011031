"""Organised crime in the made-up force."""

from dutybound.simulator.small.drawing import Force


def draw_organised_crime(force: Force) -> None:
    """Candidates, groups, plans and what came of them."""
