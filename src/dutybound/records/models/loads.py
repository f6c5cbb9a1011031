"""How the records came in: the sources that deliver them, each load, the versions that a load superseded, and what
was erased."""

from django.db import models

from dutybound.records.bases import Occurrence, Tenure
from dutybound.records.columns import OPEN, PROJECT, RESTRICTED, Code, Instant, Of, Text, YesNo

FEEDS = ("weekly", "nightly", "hourly", "live")


class RecordSource(Tenure):
    """A system or a file from which records are delivered, from its first load until it is retired."""

    name = Text("What it is called: the title of its declaration.", OPEN, PROJECT, required=True)


class Load(Occurrence):
    """An extract of a source was loaded. It holds until the next: the feed that it names is the source's from then."""

    source = Of("RecordSource", "loads", "Which source.", OPEN, PROJECT)
    data_as_at = Instant("Up to when its data were complete; empty: nobody said.", OPEN, PROJECT)
    feed = Code("How often the source says that its data arrive.", OPEN, PROJECT, codes=FEEDS)
    content_hash = Text("SHA-256 of what was delivered and of how far it reaches.", OPEN, PROJECT, required=True)
    tables = Text("By table, as JSON: how many rows were delivered, new, restated, filled in, unchanged, no longer "
                  "delivered, left out; which columns were not delivered; how often it arrives.",
                  OPEN, PROJECT, required=True)  # fmt: skip


class KeptVersion(models.Model):
    """What a row said before it was restated or withdrawn. It is no record of its own, but the past of another."""

    id = Text("The load, and a number in it.", OPEN, PROJECT, required=True, primary_key=True)
    record_table = Text("The table of the row.", OPEN, PROJECT, required=True)
    record = Text("The id of the row.", RESTRICTED, PROJECT, required=True)
    content = Text("All its columns, as JSON.", RESTRICTED, PROJECT, required=True)
    known_from = Instant("From when this version was known; empty: from when its own times say.", OPEN, PROJECT)
    known_to = Instant("When another took its place; empty: it is the withdrawal that holds now.", OPEN, PROJECT)
    is_void = YesNo("Whether the row was withdrawn.", OPEN, PROJECT, required=True)
    load = Text("The load that superseded it.", OPEN, PROJECT, required=True)
    decided_by = Text("Who decided that it is withdrawn; empty: it was restated by its source.", RESTRICTED, PROJECT)

    class Meta:
        abstract = True
        indexes = (models.Index(fields=["record_table", "record"]),)


class SupersededVersion(KeptVersion):
    """The superseded versions of all records but those that lie apart."""

    class Meta(KeptVersion.Meta):
        db_table = "superseded_version"


class ErasedId(models.Model):
    """That a row was erased, and nothing of whom it was about: its id is a keyed hash."""

    id = Text("Keyed hash of the table and id of the row.", OPEN, PROJECT, required=True, primary_key=True)
    record_table = Text("The table that it stood in.", OPEN, PROJECT, required=True)
    asked_at = Instant("When its source erased it, or the erasure was decided.", OPEN, PROJECT)
    erased_at = Instant("When it was erased here, or listed before it ever came.", OPEN, PROJECT, required=True)

    class Meta:
        abstract = True


class ErasedRow(ErasedId):
    """The erased rows of all tables but those that lie apart."""

    class Meta:
        db_table = "erased_row"
