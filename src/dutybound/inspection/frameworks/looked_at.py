"""Whether the standards and measures that a framework looks at are there, with the nearest name for one that is not."""

from collections.abc import Iterator

from dutybound.base.errors import nearest
from dutybound.inspection.frameworks.framework import Framework
from dutybound.standards.discovery import Library


def not_in(library: Library, framework: Framework) -> Iterator[str]:
    """A sentence for each bearing on a standard, or a measure, that is none of the library's."""
    standards, measures = ({one.id for one in some} for some in (library.standards, library.measures))
    for question in framework.questions():
        for one in question.bears:
            for kind, name, known in (("standard", one.standard, standards), ("measure", one.measure, measures)):
                if name is not None and name not in known:
                    near = nearest(name, known)
                    hint = near if near.startswith("Did") else "dutybound standards lists what there is."
                    yield f"{question.key}, {one.key}: {name!r} is no {kind} that is known here. {hint}"
