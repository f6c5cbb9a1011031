"""Made-up people, many of them recorded twice, so that linking can be tried where the truth is known.

Nobody in it is anybody: surnames of the largest group are put together from syllables, postcodes lie in an area that
does not exist, and every id begins with SIM. It is plausible and no more: how often names are written in another way
is this project's guess, and no rate found on it is a rate of any force. Five ways of naming stand for what happens to
names when they are recorded; they are not communities, and nothing in it says where anybody comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

import pyarrow as pa

T = TypeVar("T")


def _ways(names: str) -> list[list[str]]:
    """Names, each with other ways in which it may be recorded: "bill/will, jo" is [["bill", "will"], ["jo"]]."""
    return [one.strip().split("/") for one in names.split(",")]


STEMS = _ways("""ash, brad, cart, dun, elm, fair, gold, hart, ing, kirk, lang, mar, nor, oak, pem, quen, ris, stan,
    thorn, under, vin, wal, yar, crow, black, bur, chil, den, ever, fen, glas, hol""")
ENDINGS = _ways("ley, ton, ford, well, ham, by, worth, field, son, den, wick, stone, bourne, more, dale, croft, shaw")
PLAIN = _ways("""olivia, amelia, jack, harry, thomas, george, emily, jessica, sophie, charlotte, oliver, noah, arthur,
    leo, grace, freya, ivy, florence, oscar, henry, archie, alfie, lily, daisy, ruby, holly, molly, ellie, callum,
    connor""")
SHORTENED = _ways("""william/bill/will/liam, elizabeth/liz/beth/eliza, robert/bob/rob, margaret/maggie/peggy,
    katherine/kate/kathy, anthony/tony, edward/ted/eddie, jennifer/jenny/jen, michael/mike/mick, christopher/chris,
    samantha/sam, joseph/joe, alexander/alex/sandy, rebecca/becky, patricia/pat/trish, richard/dick/rick""")
SPELT = _ways("""mohammed/muhammad/mohamed/mohammad, yusuf/yousef/youssef, fatima/fatimah/fatema, aisha/ayesha/aysha,
    hussain/hussein/husain, sergei/sergey/serhiy, abdul/abdel/abdoul, ibrahim/ebrahim, khadija/khadijah/hadija,
    tariq/tarek, nadia/nadya, omar/umar, zainab/zeinab/zaynab, usman/osman/othman, jamal/gamal, olena/elena""")
SPELT_SURNAMES = _ways("""chowdhury/choudhury/chaudhry, rahman/rehman, sheikh/shaikh, khan, ahmed/ahmad, begum, ali,
    akhtar/akther, malik, iqbal, kovalenko/kowalenko, ivanov/ivanoff, haddad/hadad, osmani/usmani, siddiqui/siddiqi""")
EXCHANGED = _ways("wei, ming, hui, jun, xin, yan, lan, minh, linh, thi, duc, hoa, mei, bo, ying, jie")
EXCHANGED_SURNAMES = _ways("chen, wang, zhang, liu, nguyen, tran, pham, yang, huang, wu, zhou, le")
TWO_FIRST = _ways("garcia, silva, lopez, santos, pereira, costa, martinez, ruiz, sousa, gomez")
MADE_SURNAMES = [[stem + ending] for (stem,) in STEMS for (ending,) in ENDINGS]
TWO_SURNAMES = [[f"{one} {other}", one, other] for (one,) in TWO_FIRST for (other,) in TWO_FIRST if one != other]
#: A way of naming: how many in a hundred people have it, given names, surnames, and how often it shows.
NAMINGS = {
    "one spelling": (50, PLAIN, MADE_SURNAMES, 0.0),
    "short forms": (20, SHORTENED, MADE_SURNAMES, 0.35),
    "several spellings": (15, SPELT, SPELT_SURNAMES, 0.35),
    "order exchanged": (10, EXCHANGED, EXCHANGED_SURNAMES, 0.35),
    "two surnames": (5, PLAIN, TWO_SURNAMES, 0.5),
}
NAMES_OF_COLUMNS = ("id", "given_name", "surname", "born_on", "postcode", "sex", "pnc", "person", "naming")
AGAIN = 0.4  # so many are recorded a second time
TWINS, NAMESAKES = 0.01, 0.01  # so many have a twin, or a parent of the same name at the same address


@dataclass(frozen=True)
class _Person:
    """Somebody made up, with every way in which their names are written."""

    number: int
    naming: str
    given: list[str]
    surname: list[str]
    born: date
    postcode: str
    sex: str
    pnc: str


def people_recorded(seed: int, records: int) -> pa.Table:
    """So many records of fewer people, all columns text. `person` and `naming` are the truth, which no model may read.

    One seed gives the same records, in an order that says nothing of who is whom.
    """
    chance, number = Random(f"{seed}, people"), 0
    rows: list[tuple[str | None, ...]] = []
    while len(rows) < records:
        number += 1
        person = _drawn(chance, number)
        rows += _records(chance, person)
        if chance.random() < TWINS:
            number += 1
            given = _one(chance, [one for one in NAMINGS[person.naming][1] if one is not person.given])
            rows += _records(chance, _relative(person, number, given, person.born))
        if chance.random() < NAMESAKES:
            number += 1
            born = person.born - timedelta(days=chance.randint(20 * 365, 35 * 365))
            rows += _records(chance, _relative(person, number, person.given, born))
    chance.shuffle(rows)
    named = [(f"SIM-{place:06}", *row) for place, row in enumerate(rows[:records], start=1)]
    columns = zip(*named, strict=True)
    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in zip(NAMES_OF_COLUMNS, columns, strict=True)}
    )


def _drawn(chance: Random, number: int) -> _Person:
    naming = chance.choices(list(NAMINGS), [share for share, *_ in NAMINGS.values()])[0]
    _, given, surnames, _ = NAMINGS[naming]
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(70 * 365))
    return _Person(number, naming, _one(chance, given), _one(chance, surnames), born, _postcode(chance),
                   _one(chance, "mf"), f"SIM{number:07}")  # fmt: skip


def _relative(person: _Person, number: int, given: list[str], born: date) -> _Person:
    return replace(person, number=number, given=given, born=born, pnc=f"SIM{number:07}")


def _records(chance: Random, person: _Person) -> list[tuple[str | None, ...]]:
    return [_record(chance, person, clean=True)] + (
        [_record(chance, person, clean=False)] if chance.random() < AGAIN else []
    )


def _record(chance: Random, person: _Person, clean: bool) -> tuple[str | None, ...]:
    """The person as written down; not clean: in another way, with slips, and after some have moved."""
    given, surname = person.given[0], person.surname[0]
    born, postcode = f"{person.born:%Y-%m-%d}", person.postcode
    if not clean:
        if chance.random() < NAMINGS[person.naming][3]:
            given, surname = _otherwise(chance, person)
        given, surname = _slip(chance, given, 0.08), _slip(chance, surname, 0.08)
        born = _misdated(chance, person.born)
        postcode = _postcode(chance) if chance.random() < 0.25 else _slip(chance, postcode, 0.03)
    return (
        given, surname, _lost(chance, born, 0.04), _lost(chance, postcode, 0.1), _lost(chance, person.sex, 0.05),
        _lost(chance, person.pnc, 0.6), f"{person.number}", person.naming,
    )  # fmt: skip


def _otherwise(chance: Random, person: _Person) -> tuple[str, str]:
    if person.naming == "order exchanged":
        return person.surname[0], person.given[0]
    return _one(chance, person.given), _one(chance, person.surname)


def _misdated(chance: Random, born: date) -> str:
    drawn = chance.random()
    if drawn < 0.02 and born.day <= 12:
        return f"{born:%Y-%d-%m}"
    if drawn < 0.04:
        return f"{born:%Y}-01-01"
    return _slip(chance, f"{born:%Y-%m-%d}", 0.04, "0123456789") if drawn < 0.5 else f"{born:%Y-%m-%d}"


def _slip(chance: Random, text: str, share: float, letters: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Now and then a letter is wrong, left out, or changes places with the next."""
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    if chance.random() >= share or len(places) < 3:
        return text
    at, kind = _one(chance, places[:-1]), chance.randrange(3)
    if kind == 0:
        return text[:at] + _one(chance, letters) + text[at + 1 :]
    return text[:at] + text[at + 1 :] if kind == 1 else text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _postcode(chance: Random) -> str:
    """ZZ is no postcode area of the United Kingdom."""
    letters = "abdefghjlnpqrstuwxyz"
    return f"zz{chance.randint(1, 40)} {chance.randint(1, 9)}{_one(chance, letters)}{_one(chance, letters)}"


def _lost(chance: Random, value: str, share: float) -> str | None:
    return None if chance.random() < share else value


def _one(chance: Random, options: Sequence[T]) -> T:
    return options[chance.randrange(len(options))]
