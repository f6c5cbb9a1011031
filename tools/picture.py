"""Draws docs/demo.svg: what `make demo` shows of the real log. Needs the log; the picture is checked in."""

import argparse
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from dutybound.cli.assessing import judge, prepare_ground
from dutybound.cli.showing import duty_table, show_notices
from dutybound.exchange.duty_file import DutyFile

ROOT = Path(__file__).parents[1]
INK, PAPER = (11, 12, 12), (255, 255, 255)
THEME = TerminalTheme(PAPER, INK, [INK] * 8, [INK] * 8)
#: Plain text on paper, in whatever monospaced font the reader has: no font is fetched.
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>Eight standards judged on 150,370 real road traffic fines: a row for each, with its duties by state</title>
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
  line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="{width}" height="{height}" fill="#ffffff"/>
<g xml:space="preserve" transform="translate({terminal_x}, {terminal_y})" class="{unique_id}-matrix">
{backgrounds}{matrix}</g>
</svg>
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    log = parser.parse_args().log
    ground = prepare_ground(log, ROOT / "examples" / "fines", print)
    moment = ground.moment("2013-06-30", "picture")
    with TemporaryDirectory() as folder, DutyFile(Path(folder) / "duties.parquet", None, moment) as duties:
        assessment = judge(ground, moment, duties, lambda _: None)
    console = Console(record=True, width=160, file=Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    console.print(duty_table(assessment))
    show_notices(console, assessment.tallies)
    svg = console.export_svg(theme=THEME, code_format=FORMAT, unique_id="demo")
    (ROOT / "docs" / "demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
