"""What an audit keeps of a record that is erased: the answers, and nothing of whom the record was about."""

from collections.abc import Iterable, Mapping

from dutybound.exchange.loading.databases import Databases
from dutybound.exchange.loading.erasures import hashed
from dutybound.exchange.references import References
from dutybound.records.models.inspection_audits import AuditAnswer, AuditedFile, AuditInterest, AuditModeration


def empty_audited(ids: Mapping[str, Iterable[str]], databases: Databases, references: References) -> None:
    """The id becomes a keyed hash, and what readers and moderators wrote in words is emptied.

    What was answered stays: results that were shown before must not change because a record was erased.
    """
    alias = databases.alias(AuditedFile)
    if not databases.keeps(AuditedFile):
        return
    for name, some in ids.items():
        wanted = set(some)
        rows = AuditedFile.objects.using(alias).filter(sample__subject_table=name)
        for file in (one for one in rows if one.subject in wanted):
            file.subject = hashed(name, file.subject, references)
            file.save(using=alias, update_fields=["subject"])
            AuditAnswer.objects.using(alias).filter(marking__file=file).update(why=None)
            AuditModeration.objects.using(alias).filter(file=file).update(rationale=None)
            AuditInterest.objects.using(alias).filter(file=file).delete()
