"""Audits of case files: the programme, the questions as they stood, who drew which files, and what readers answered.

A trained person's reading is evidence equal to duties, so nothing here is ever edited: a second reading and a
moderation are rows of their own, and the first stays as it was.
"""

from dutybound.records.bases import Decision, Occurrence, Tenure
from dutybound.records.columns import OPEN, PERSONAL, PROJECT, RESTRICTED, Code, Of, Text, Whole, YesNo

#: The answers to a question of an audit: a closed list, the same for all.
ANSWERS = ("yes", "no", "in part", "not applicable", "cannot tell")
TURNS = ("first", "second", "further")
READ_BY = 2  # people who read a file, but in a calibration of readers


class AuditProgramme(Tenure):
    """Audits that one body has done, for as long as it wants them."""

    title = Text("What it is called.", OPEN, PROJECT, required=True)
    body = Text("The body whose audit it is: the inspectorate, internal audit, the crime registrar.", OPEN, PROJECT,
                required=True)  # fmt: skip
    audited = Text("The unit or force whose work is read, as the records call it.", OPEN, PROJECT, required=True)
    opened_by = Text("Who opened it.", PERSONAL, PROJECT, required=True)


class AuditQuestionSet(Occurrence):
    """One version of a question set was taken into use. Its text is kept: it cannot change under the answers."""

    name = Text("Its key: investigation-quality.", OPEN, PROJECT, required=True)
    version = Text("Its version.", OPEN, PROJECT, required=True)
    content = Text("All of it, as JSON.", OPEN, PROJECT, required=True)
    adopted_by = Text("Who took it into use.", PERSONAL, PROJECT, required=True)


class AuditSample(Occurrence):
    """Files were drawn for reading, by somebody who does not own the work; one seed draws the same files again."""

    programme = Of("AuditProgramme", "samples", "For which programme.", OPEN, PROJECT)
    question_set = Of("AuditQuestionSet", "samples", "The questions they are read with.", OPEN, PROJECT)
    subject_table = Text("The table of the records that are read.", OPEN, PROJECT, required=True)
    frame = Text("In words: from which records they were drawn.", OPEN, PROJECT, required=True)
    frame_hash = Text("SHA-256 of the records that could be drawn: it shows if it was the same frame again.", OPEN,
                      PROJECT, required=True)  # fmt: skip
    strata_by = Text("What the frame is parted by; empty: it is not.", OPEN, PROJECT)
    seed = Text("The seed.", OPEN, PROJECT, required=True)
    drawn_by = Text("Who drew them.", PERSONAL, PROJECT, required=True)
    calibration = YesNo("Whether all who read are to read every file of it: an exercise in reading alike, of which no "
                        "result is taken.", OPEN, PROJECT)  # fmt: skip


class AuditStratum(Occurrence):
    """A part of a frame, and how many records it has: what each file that is read there stands for."""

    sample = Of("AuditSample", "strata", "The sample.", OPEN, PROJECT)
    name = Text("What its records have in common.", OPEN, PROJECT, required=True)
    population = Whole("How many records of the frame are in it.", OPEN, PROJECT, required=True)


class AuditLeftOut(Occurrence):
    """Records that could not be drawn, for one reason."""

    sample = Of("AuditSample", "left_out", "The sample.", OPEN, PROJECT)
    reason = Text("Why.", OPEN, PROJECT, required=True)
    count = Whole("How many.", OPEN, PROJECT, required=True)


class AuditedFile(Occurrence):
    """A record was drawn, so that its file is read."""

    sample = Of("AuditSample", "files", "The sample.", OPEN, PROJECT)
    stratum = Of("AuditStratum", "files", "The part of the frame that it stands for.", OPEN, PROJECT)
    subject = Text("The id of the record.", RESTRICTED, PROJECT, required=True)


class AuditInterest(Occurrence):
    """Somebody had a hand in a file that was drawn, and so may not read it."""

    file = Of("AuditedFile", "interests", "The file.", PERSONAL, PROJECT)
    person = Text("Who, as the records call them.", PERSONAL, PROJECT, required=True)
    part = Text("In which table and column they stand.", OPEN, PROJECT, required=True)


class AuditMarking(Occurrence):
    """An auditor read a file and answered the questions."""

    file = Of("AuditedFile", "markings", "The file.", PERSONAL, PROJECT)
    turn = Code(
        "Whether it was the first reading, the second, or in a calibration a further one.",
        OPEN,
        PROJECT,
        codes=TURNS,
        required=True,
    )
    auditor = Text("Who read it.", PERSONAL, PROJECT, required=True)
    blind = YesNo("Whether they knew nothing of another reading.", OPEN, PROJECT, required=True)


class AuditAnswer(Occurrence):
    """What one reading answered to one question."""

    marking = Of("AuditMarking", "answers", "The reading.", PERSONAL, PROJECT)
    question = Text("The key of the question.", OPEN, PROJECT, required=True)
    answer = Code("The answer.", RESTRICTED, PROJECT, codes=ANSWERS, required=True)
    why = Text("What in the file shows it.", RESTRICTED, PROJECT)


class AuditModeration(Decision):
    """Two readings differed, and a third person decided which answer stands."""

    file = Of("AuditedFile", "moderations", "The file.", PERSONAL, PROJECT)
    question = Text("The key of the question.", OPEN, PROJECT, required=True)
    answer = Code("The answer that stands.", RESTRICTED, PROJECT, codes=ANSWERS, required=True)
