"""conformance.html: an extract held to the national minimum, as a working page for the force that delivered it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dutybound.exchange.pole.defects import Dimension
from dutybound.exchange.pole.figures import EntityFigure, title_of
from dutybound.exchange.pole.minimum import SOURCE, minimum
from dutybound.reports import saying
from dutybound.reports.rendering import page_environment, page_style

#: What each dimension asks, in a sentence.
ASKS = {
    Dimension.COMPLETENESS: "is what is asked for there",
    Dimension.CONFORMITY: "is it written as the minimum has it",
    Dimension.ACCURACY: "can it be so",
    Dimension.INTEGRITY: "is it linked to something that is there",
    Dimension.DUPLICATION: "do several records share what should tell them apart",
    Dimension.TIMELINESS: "has it been brought up to date (the minimum sets one date only: that of an expected birth)",
}


@dataclass(frozen=True)
class ConformancePage:
    """What the page shows. `listed` is whether real ids stand in conformance.csv."""

    title: str
    source: str
    as_at: date
    figures: Sequence[EntityFigure]
    notes: Sequence[str] = ()
    identified: bool = False

    @property
    def units(self) -> list[str]:
        """Every unit that holds a record of any entity; the nameless one last."""
        names = {unit.unit for one in self.figures for unit in one.units}
        return [*sorted(names - {""}), *([""] if "" in names else [])]


def conformance_page(page: ConformancePage) -> str:
    """The whole page; whatever a source names is escaped."""
    environment = page_environment()
    environment.filters["place"] = lambda name: name.replace(".", "-").replace("_", "-")
    environment.filters["title_of"] = title_of
    words = {
        "counted": saying.counted,
        "listed": saying.listed,
        "asks": ASKS,
        "choices": minimum().choices,
        "minimum_source": SOURCE,
        "dimensions": tuple(ASKS),
    }
    return environment.get_template("conformance.html").render(page=page, style=page_style(), **words)
