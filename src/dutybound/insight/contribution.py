"""Who carries a shortfall: which units, shifts or kinds have more of what is late than their share of the work."""

from collections.abc import Sequence
from dataclasses import dataclass

from dutybound.insight.estimates import Estimate, combination
from dutybound.insight.shares import Share


@dataclass(frozen=True)
class Part:
    """One group's part of a shortfall.

    `excess` is how many duties it has late beyond what it would have at the rate of all together, and `times` how many
    times its share of the work its share of what is late is: 1 where it is as all are. `of_late` and `of_work` are the
    two shares.
    """

    late: int
    duties: int
    excess: Estimate
    times: Estimate
    of_late: float
    of_work: float


def contributions(groups: Sequence[Share]) -> tuple[Part, ...]:
    """The parts of groups that make up the whole, in their order; each share is of duties met.

    The rate of all is made of the groups' own, this group's among them, so a group is not compared as if with a rate
    known for certain; the interval is that of the difference (`combination`), times its duties. Empty where nothing is
    late.
    """
    duties = sum(group.whole for group in groups)
    late = sum(group.whole - group.part for group in groups)
    if not late:
        return ()
    weights = [group.whole / duties for group in groups]
    return tuple(_part(place, groups, weights, late, duties) for place in range(len(groups)))


def _part(place: int, groups: Sequence[Share], weights: Sequence[float], late: int, duties: int) -> Part:
    own = groups[place]
    signs = [weight - (other == place) for other, weight in enumerate(weights)]  # met less often is late more often
    excess = combination(signs, groups).times(own.whole)
    expected = own.whole * late / duties
    own_late = own.whole - own.part
    times = excess.times(1 / expected).plus(1.0)
    held = Estimate(times.value, max(0.0, times.low), times.high)
    return Part(own_late, own.whole, excess, held, own_late / late, weights[place])


@dataclass(frozen=True)
class Decomposed:
    """A difference between two rates in two parts that add up to it.

    `rates`: what is due to each group doing better or worse. `mix`: what is due to there being more of one group and
    less of another, which counts as known.
    """

    rates: Estimate
    mix: float


def decomposed(later: Sequence[Share], earlier: Sequence[Share]) -> Decomposed:
    """The rate of `later` less that of `earlier`, each the same groups in one order.

    Kitagawa, Journal of the American Statistical Association 50, 1955: each group's difference at its mean weight,
    and each weight's difference at the group's mean rate. A group that is empty on one side has the other's rate there.
    """
    new, old = _weights(later), _weights(earlier)
    shared = [(a + b) / 2 if one.whole and other.whole else 0.0
              for a, b, one, other in zip(new, old, later, earlier, strict=True)]  # fmt: skip
    rates = combination([*shared, *(-weight for weight in shared)], [*later, *earlier])
    mix = sum((a - b) * _mean_rate(one, other) for a, b, one, other in zip(new, old, later, earlier, strict=True))
    return Decomposed(rates, mix)


def _weights(groups: Sequence[Share]) -> list[float]:
    total = sum(group.whole for group in groups)
    return [group.whole / total for group in groups]


def _mean_rate(one: Share, other: Share) -> float:
    known = [share.value for share in (one, other) if share.whole]
    return sum(known) / len(known) if known else 0.0
