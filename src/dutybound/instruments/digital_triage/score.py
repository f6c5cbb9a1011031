"""Which device is examined first: points for harm, dates and whose it is, and one more for each week of waiting.

All points and bands are a default of this project. The band of KIRAT, where somebody assessed a suspect by it, is taken
as it was given: the tool itself is licensed, and nothing here computes it.
"""

from typing import Literal

from pydantic import Field, model_validator

from dutybound.instruments.instrument import Answers, Instrument, Reason, Score, possible, unanswered

BANDS = ("routine", "soon", "urgent", "immediate")  # how soon each is: the policy digital.examination
FROM = {"routine": 0, "soon": 20, "urgent": 40, "immediate": 60}
HARM = {"child_at_risk_now": 40, "life_at_risk": 40, "sexual_or_violent": 25}  # the gravest counts
OTHER_HARM = 10
AT_ONCE = ("child_at_risk_now", "life_at_risk")
DEADLINE = {"under 28 days": 20, "under 90 days": 10, "later or none": 0}
ADDED = {"victims_device": 15, "position_of_trust": 15, "statutory_limit": 15}
A_WEEK = 1  # so that nothing waits for ever
#: The band that an assessment by KIRAT asks for at least.
KIRAT = {"low": "routine", "medium": "routine", "high": "urgent", "very high": "immediate"}

Yes = bool | None


class Device(Answers):
    """A device that waits to be examined."""

    weeks_waiting: int = Field(ge=0, title="whole weeks since it was seized")
    child_at_risk_now: Yes = Field(None, title="a child is at risk now")
    life_at_risk: Yes = Field(None, title="a life is at risk")
    sexual_or_violent: Yes = Field(None, title="the offence is sexual or violent")
    deadline: Literal["under 28 days", "under 90 days", "later or none"] | None = Field(
        None, title="when bail or custody ends"
    )
    victims_device: Yes = Field(None, title="it is the victim's own device")
    position_of_trust: Yes = Field(None, title="the suspect holds a position of trust")
    statutory_limit: Yes = Field(None, title="a statutory time limit runs")
    indecent_images: Yes = Field(None, title="it is about indecent images of children")
    kirat: Literal["low", "medium", "high", "very high"] | None = Field(
        None, title="the band that a trained person gave the suspect by KIRAT"
    )

    @model_validator(mode="after")
    def one_story(self) -> "Device":
        """KIRAT is about indecent images; a band of it must not vanish behind a no to them."""
        if self.kirat and self.indecent_images is False:
            what = f"kirat is {self.kirat!r}, and indecent_images is no: KIRAT is given where it is about such images"
            raise ValueError(what)
        return self


def score_device(device: Device) -> Score:
    """Points on what was answered, and the bands that are still possible."""
    least, most = filled(device, False, "later or none", "low"), filled(device, True, "under 28 days", "very high")
    reasons = sorted(found(least), key=lambda reason: -(reason.points or 0))
    asked = tuple(name for name in unanswered(device) if name != "kirat" or device.indecent_images is not False)
    parts = {"points at most": float(points_of(most))}
    bands = possible(BANDS, band_of(least), band_of(most))
    return Score(points_of(least), "points (project rule)", bands, tuple(reasons), asked, parts)


def filled(device: Device, yes: bool, deadline: str, kirat: str) -> Device:
    """A device with an answer in place of each that nobody gave; a band of KIRAT that somebody gave stays."""
    instead = {**dict.fromkeys(Device.model_fields, yes), "deadline": deadline, "kirat": kirat}
    whole = device.model_copy(update={name: instead[name] for name in unanswered(device)})
    return whole if whole.indecent_images else whole.model_copy(update={"kirat": device.kirat})


def found(device: Device) -> list[Reason]:
    """What brings points, and what asks for a band whatever the points."""
    harm = max((name for name in HARM if getattr(device, name)), key=lambda name: HARM[name], default=None)
    gravest = "other harm" if harm is None else str(Device.model_fields[harm].title)
    reasons = [Reason(gravest, OTHER_HARM if harm is None else HARM[harm])]
    reasons += [Reason(str(Device.model_fields[name].title), ADDED[name]) for name in ADDED if getattr(device, name)]
    if points := DEADLINE[device.deadline or "later or none"]:
        reasons.append(Reason(f"bail or custody ends in {device.deadline}", points))
    if device.weeks_waiting:
        reasons.append(Reason(f"{device.weeks_waiting} weeks of waiting", device.weeks_waiting * A_WEEK))
    reasons += [Reason(f"immediate: {Device.model_fields[name].title}") for name in AT_ONCE if getattr(device, name)]
    if device.kirat and KIRAT[device.kirat] != BANDS[0]:
        reasons.append(Reason(f"at least {KIRAT[device.kirat]}: KIRAT says {device.kirat}"))
    return reasons


def points_of(device: Device) -> float:
    """The sum of the points."""
    return sum(reason.points or 0 for reason in found(device))


def band_of(device: Device) -> str:
    """The band by points, raised by danger now and by KIRAT."""
    points = points_of(device)
    reached = max(number for number, band in enumerate(BANDS) if points >= FROM[band])
    at_once = any(getattr(device, name) for name in AT_ONCE)
    asked = BANDS[-1] if at_once else KIRAT[device.kirat or "low"]
    return BANDS[max(reached, BANDS.index(asked))]


INSTRUMENTS = (
    Instrument(
        name="digital_triage",
        title="Triage of digital devices: which is examined first",
        family="digital triage",
        version="1",
        source="This project; KIRAT (Kent Police and University of Liverpool) only as a person's band",
        mark="project default",
        answers=Device,
        score=score_device,
        bands=BANDS,
    ),
)
