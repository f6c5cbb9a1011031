"""Commands that stand in modules of their own, loaded when they are asked for: whoever assesses waits for no other."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

#: The name of each command, the module in `cli` that has it, and what it is called there, in the order of the help.
PLACES = {
    "cluster": ("cluster_command", "cluster"),
    "import": ("import_command", "import_extract"),
    "conformance": ("conformance_command", "conformance"),
    "erase": ("erase_command", "erase"),
    "forces": ("forces_command", "forces"),
    "frameworks": ("frameworks_command", "list_frameworks"),
    "simulate": ("simulate_command", "simulate"),
    "map": ("map_command", "map_files"),
    "schema": ("schema_command", "print_schema"),
    "link": ("link_command", "link_people"),
    "read-report": ("read_report_command", "read_report"),
    "report": ("report_command", "write_inspection_report"),
    "seal": ("seal_commands", "seal_assessment"),
    "verify": ("seal_commands", "verify_bundle"),
    "switch-on": ("standards_commands", "switch_on_standard"),
    "standards": ("standards_commands", "standards"),
    "instruments": ("instrument_commands", "instruments"),
    "score": ("instrument_commands", "score"),
    "forms": ("instrument_commands", "forms"),
    "findings": ("findings_further", "app"),
    "judge": ("judge_commands", "app"),
    "audit": ("audit_commands", "app"),
}


class Later(TyperCommand):
    """A command, or a group of them, of which only the name is known so far."""

    def __init__(self, name: str, module: str, called: str) -> None:
        super().__init__(name)
        self.module, self.called = module, called

    def loaded(self) -> Any:
        """The command itself, as it would be if it stood in the module of the others."""
        found = getattr(import_module(f"dutybound.cli.{self.module}"), self.called)
        whole = typer.Typer(add_completion=False)
        if isinstance(found, typer.Typer):
            whole.add_typer(found, name=self.name)
        else:
            whole.command(self.name)(found)
        return get_group(whole).commands[str(self.name)]


class Commands(TyperGroup):
    """All commands by their names; those of other modules are loaded when they are asked for."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for name, place in PLACES.items():
            self.add_command(Later(name, *place))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        found = super().get_command(ctx, cmd_name)
        return found.loaded() if isinstance(found, Later) else found
