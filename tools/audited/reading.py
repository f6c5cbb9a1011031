"""Made-up readers: each reads apart and errs, a third decides where they differ, and all of it goes through the
actions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from tools.audited.force import Known

from dutybound.casework.actions.audits import open_programme, record_moderations, record_readings, record_sample
from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.on_record import interests_on_record, sample_on_record
from dutybound.inspection.audits.reading import question_set_named
from dutybound.inspection.audits.readings import FileRead, SampleRead
from dutybound.inspection.audits.sampling import Drawn
from dutybound.inspection.audits.sheets import Line, may_read

AT = datetime(2016, 12, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Readers:
    """How they err: how often one is taken in by a copied review, and how often one doubts a file that is good.

    `read_again` of the files are read by a second. `unseen`: how often a copied review is such that nobody at all sees
    it, neither reader nor moderator.
    """

    name: str
    taken_in: float = 0.15
    doubts: float = 0.05
    read_again: float = 1.0
    unseen: float = 0.0

    def seems_good(self, known: Known, subject: str, who: str) -> bool:
        """What somebody makes of a file: of one who moderates as of one who reads, but a moderator errs not alone."""
        if known.is_good(subject):
            return who == "moderator" or Random(f"{who} {subject}").random() >= self.doubts
        if Random(f"unseen {subject}").random() < self.unseen:
            return True
        return who != "moderator" and Random(f"{who} {subject}").random() < self.taken_in


def audited(known: Known, drawn: Drawn, readers: Readers, number: int, databases: Databases) -> SampleRead:
    """One whole audit: opened, drawn, read by one and then by another, moderated; as it stands on record."""
    told = {"at": AT, "databases": databases}
    key = f"{readers.name.replace(' ', '-')}-{number}"
    open_programme(key=key, title=key, body="internal audit", audited="the force", by="lead", **told)
    questions = question_set_named(f"{known.questions}")
    name = record_sample(programme=key, questions=questions, drawn=drawn, by="lead", **told)
    for who, share in ((f"first {number}", 1.0), (f"second {number}", readers.read_again)):
        sample = sample_on_record(name, databases)
        free = may_read(sample, who, interests_on_record(name, who, databases))
        lines = list(_lines(known, readers, sample, free[: round(share * len(free))], who))
        record_readings(sample=name, lines=lines, by=who, **told)
    sample = sample_on_record(name, databases)
    differ = [one for one in sample.files if one.differs("own-words")]
    lines = list(_lines(known, readers, sample, differ, "moderator"))
    if lines:
        record_moderations(sample=name, lines=lines, by="moderator", **told)
    return sample_on_record(name, databases)


def _lines(known: Known, readers: Readers, sample: SampleRead, files: list[FileRead], who: str) -> Iterator[Line]:
    for one in files:
        answer = "yes" if readers.seems_good(known, one.subject, who) else "no"
        yield Line(f"file {one.id}", sample.id, one.id, "own-words", answer, "made up")
