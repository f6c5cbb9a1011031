"""The seal and verify commands: an assessment as a signed bundle, and a bundle checked on any machine."""

from pathlib import Path
from typing import Annotated

import typer

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.arguments import REFUSED, UNCHECKED
from dutybound.cli.settings import settings_folder
from dutybound.exchange.given import not_there
from dutybound.exchange.references import references_in
from dutybound.inspection.bundle.sealing import Sealed, seal
from dutybound.inspection.bundle.signing import signer_in
from dutybound.inspection.bundle.verifying import Verified, verify

SHOWN = 40


def seal_assessment(
    assessed: Annotated[Path, typer.Argument(help="The folder that `dutybound assess` has written.")],
    out: Annotated[Path, typer.Option(help="The bundle to write: a .zip file.")],
    units: Annotated[
        Path | None,
        typer.Option(help="Names of units that may go out as they are, one a line; other units go out as codes."),
    ] = None,
) -> None:
    """Seal an assessment: figures, definitions and pseudonymous duties, signed with the force's key."""
    problems = not_there(assessed, "folder", "ASSESSED")
    if out.suffix != ".zip" or not out.resolve().parent.is_dir():
        problems.append(Problem(f"--out {out}", "is not a .zip file in a folder that is there"))
    if units is not None:
        problems += not_there(units, "file", "--units")
    if problems:
        raise DutyboundError(problems)
    settings, at = settings_folder(), f"{now():%Y-%m-%d %H:%M} UTC"
    sealed = seal(assessed, out, signer_in(settings), references_in(settings), at=at, declared=_declared(units))
    _say_sealed(sealed, out)


def _declared(file: Path | None) -> frozenset[str]:
    """The names of units in a file, one a line."""
    try:
        lines = [] if file is None else file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DutyboundError(Problem(f"--units {file}", "is no text in UTF-8", "Save it as plain text.")) from error
    return frozenset(line.strip() for line in lines if line.strip())


def _say_sealed(sealed: Sealed, out: Path) -> None:
    typer.echo(
        f"{out}: {sealed.duties:,} duties and {sealed.cells:,} cells of figures and definitions, sealed and signed."
    )
    named = [name for name, out in sealed.units.items() if name == out]
    if named:
        typer.echo(f"These names of units go out as they are; look whether any is a person's: {', '.join(named)}")
    coded = tuple(f"{code}  {name}" for name, code in sealed.units.items() if name != code)
    _list("Units that go out as codes; what each is, for the force alone", coded)
    typer.echo(f"Key: {sealed.fingerprint}")
    typer.echo("Tell the inspector these figures of the key by telephone or in person, not with the file.")
    typer.echo(f"Small counts are in it: it is for an inspector and not for publication. Next: dutybound verify {out}")


def verify_bundle(
    bundle: Annotated[Path, typer.Argument(help="The bundle, a .zip file.")],
    key: Annotated[
        str | None, typer.Option(help="The figures of the force's key, as the force told them to you.")
    ] = None,
) -> None:
    """Check a sealed bundle and work its figures out anew from its duties. Needs no network and no records.

    Exits with 2 if anything was changed, does not follow from the duties, or was signed by another key than --key; with
    16 if all is well, but no --key was given: then nobody has checked whose key signed.
    """
    if problems := not_there(bundle, "file", "BUNDLE"):
        raise DutyboundError(problems)
    found = verify(bundle)
    is_key = key is None or "".join(key.split()).casefold() == "".join(found.fingerprint.split())
    _say(found, key is not None, is_key)
    if not (found.is_sound and is_key):
        raise typer.Exit(REFUSED)
    if key is None:
        raise typer.Exit(UNCHECKED)


def _say(found: Verified, asked: bool, is_key: bool) -> None:
    typer.echo(f"Sealed {found.sealed_at}, as at {found.as_at}, by Dutybound {found.code}.")
    typer.echo(f"Signature: {'good' if found.is_signed else 'NOT GOOD: the manifest is not the one that was signed'}.")
    said = "as you were told" if is_key else "NOT the one that you were told"
    typer.echo(f"Key: {found.fingerprint} ({said if asked else 'say --key to check whose it is'}).")
    _list("Changed since it was sealed", found.changed)
    _list("Does not follow from the duties", found.differing)
    _list("Should not be in a bundle", found.refused)
    if not found.differing:
        typer.echo(
            f"{found.worked_out:,} figures worked out anew from the duties and days: all the same to the last digit."
        )
    if found.taken:
        _list("Not worked out anew, because no duty tells them; they are as they were signed", found.taken)
    if not (found.is_sound and is_key):
        typer.echo("THE BUNDLE IS NOT SOUND.")
    elif asked:
        typer.echo("The bundle is sound.")
    else:
        typer.echo("Nothing was changed since it was signed, but NOBODY HAS CHECKED WHOSE KEY SIGNED IT: say --key.")


def _list(heading: str, lines: tuple[str, ...]) -> None:
    if lines:
        typer.echo(f"{heading} ({len(lines):,}):")
        for line in lines[:SHOWN]:
            typer.echo(f"  {line}")
        if len(lines) > SHOWN:
            typer.echo(f"  ... and {len(lines) - SHOWN:,} more")
