"""Made-up fines, with the columns of a published log of road traffic fines."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from making_up.chance import Chance
from making_up.csv_writing import write

FINE_COLUMNS = (
    "case", "idx", "concept:name", "time:timestamp", "amount", "org:resource", "dismissal", "vehicleClass",
    "totalPaymentAmount", "lifecycle:transition", "article", "points", "expense", "notificationType", "lastSent",
    "paymentAmount", "matricola",
)  # fmt: skip
CREATE, SEND, NOTIFY, PENALTY, PAY, COLLECT, APPEAL, FILE, RESULT, TELL, JUDGE = FINE_ACTIVITIES = (
    "Create Fine", "Send Fine", "Insert Fine Notification", "Add penalty", "Payment", "Send for Credit Collection",
    "Insert Date Appeal to Prefecture", "Send Appeal to Prefecture", "Receive Result Appeal from Prefecture",
    "Notify Result Appeal to Offender", "Appeal to Judge",
)  # fmt: skip
COLLECTION_DAYS = (date(2012, 3, 26), date(2013, 3, 25))  # it is batch work
LAST_FINE_DAY = date(2013, 6, 30)
Story = list[tuple[str, int]]  # what was done, and how many days after the fine was made out

#: What chance would bring too seldom: the day of the fine, what it lacks, and what became of it.
TOLD_STORIES: list[tuple[date, str, Story]] = [
    (date(2013, 6, 30), "article", []),
    (date(2013, 5, 2), "article", [(PAY, 3)]),
    (date(2012, 5, 2), "amount", [(SEND, 80), (NOTIFY, 95), (PAY, 120)]),
    (date(2012, 2, 1), "", [(SEND, 30), (PAY, 30)]),
    (date(2012, 2, 1), "", [(SEND, 90), (NOTIFY, 100), (PAY, 110), (PAY, 140), (PAY, 170)]),
    (date(2012, 2, 1), "", [(PAY, 120)]),
    (date(2012, 2, 1), "", [(SEND, 91)]),
    (date(2013, 3, 1), "", [(SEND, 80), (APPEAL, 95), (NOTIFY, 100)]),
    (date(2012, 3, 1), "", [(SEND, 80), (APPEAL, 95), (NOTIFY, 100), (PENALTY, 160)]),
    (date(2013, 3, 1), "", [(SEND, 80), (JUDGE, 95), (NOTIFY, 100)]),
    (date(2012, 3, 1), "", [(SEND, 80), (JUDGE, 95), (NOTIFY, 100), (PENALTY, 160)]),
    (date(2011, 7, 27), "", [(SEND, 50), (NOTIFY, 70), (JUDGE, 130), (PENALTY, 130)]),  # notified on 5 October 2011
    (date(2011, 7, 28), "", [(SEND, 50), (NOTIFY, 70), (JUDGE, 130), (PENALTY, 130)]),  # and on the day of the change
    (date(2011, 9, 1), "", [(SEND, 80), (NOTIFY, 90), (COLLECT, 571), (PENALTY, 572)]),
    (date(2011, 9, 1), "", [(SEND, 80), (NOTIFY, 90), (COLLECT, 571)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (PENALTY, 130), (RESULT, 200), (FILE, 201)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (RESULT, 120), (TELL, 151), (PENALTY, 130)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (RESULT, 120), (PAY, 130)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (RESULT, 120), (PAY, 190)]),
    (date(2012, 1, 10), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (RESULT, 120), (PENALTY, 130)]),
    (date(2012, 12, 1), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 100), (FILE, 110), (PENALTY, 130), (RESULT, 200)]),
    (date(2013, 2, 1), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 130), (PENALTY, 130)]),
    (date(2012, 2, 1), "", [(SEND, 60), (NOTIFY, 70), (APPEAL, 131), (PENALTY, 130)]),
]  # fmt: skip


def fines(folder: Path, number: int = 300) -> None:
    chance = Chance(2013)
    told = list(TOLD_STORIES)
    while len(told) < number:
        made_on = date(2011, 1, 3) + timedelta(chance.whole(0, 900))
        told.append((made_on, "", list(chance_story(chance, made_on))))
    rows = [
        row
        for at, (made_on, lacking, story) in enumerate(told, start=1)
        for row in fine_rows(f"MADE-UP-{at:04}", made_on, lacking, story, chance)
    ]
    write(folder / "made_up.csv", FINE_COLUMNS, rows)


def chance_story(chance: Chance, made_on: date) -> Iterator[tuple[str, int]]:
    """One of the ordinary ways of a fine: paid at once, or sent, notified, and paid or passed on for collection."""
    if chance.yes(0.4):
        yield PAY, round(chance.wait(12))
        return
    sent = chance.whole(40, 130)
    notified = sent + chance.whole(6, 25)
    yield from ((SEND, sent), (NOTIFY, notified))
    if chance.yes(0.15):
        yield from appeal_story(chance, notified)
    if chance.yes(0.03):
        yield PAY, notified + chance.whole(1, 55)
        return
    yield PENALTY, notified + (chance.whole(61, 70) if chance.yes(0.05) else 60)
    batch = next((day for day in COLLECTION_DAYS if (day - made_on).days > notified + 100), None)
    if batch is not None and chance.yes(0.8):
        yield COLLECT, (batch - made_on).days
    elif chance.yes(0.5):
        yield PAY, notified + chance.whole(65, 200)


def appeal_story(chance: Chance, notified: int) -> Iterator[tuple[str, int]]:
    if chance.yes(0.25):
        yield JUDGE, notified + chance.whole(5, 65)
        return
    appealed = notified + chance.whole(3, 64)
    yield APPEAL, appealed
    if chance.yes(0.85):
        yield FILE, appealed + chance.whole(5, 40)
    if chance.yes(0.6):
        yield RESULT, (decided := appealed + chance.whole(60, 160))
        yield TELL, decided + chance.whole(5, 40)


def fine_rows(case: str, made_on: date, lacking: str, story: Story, chance: Chance) -> Iterator[dict[str, Any]]:
    """The rows of one fine, in the order of their days, as far as the log goes."""
    amount = chance.one([36.0, 38.0, 74.0, 148.0])
    said = {
        CREATE: {"amount": amount, "dismissal": "NIL", "vehicleClass": "A", "totalPaymentAmount": 0.0,
                 "article": chance.one([7, 157, 158]), "points": 0},
        SEND: {"expense": 13.0}, NOTIFY: {"notificationType": "P", "lastSent": "P"}, PENALTY: {"amount": 2 * amount},
        PAY: {"totalPaymentAmount": amount, "paymentAmount": amount},
    }  # fmt: skip
    said[CREATE].pop(lacking, None)
    days = sorted(((CREATE, 0), *story), key=lambda one: one[1])
    for index, (activity, after) in enumerate(days):
        if (day := made_on + timedelta(after)) <= LAST_FINE_DAY:
            at = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Europe/Rome")).isoformat()
            row = {"case": case, "idx": index, "concept:name": activity, "time:timestamp": at}
            yield {**row, "lifecycle:transition": "complete", **said.get(activity, {})}
