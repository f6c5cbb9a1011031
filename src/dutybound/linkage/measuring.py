"""How well proposals agree with a truth that is known: only for data whose pairs of one person are known."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dutybound.linkage.proposals import Proposal

IsRight = Callable[[Proposal], bool]


@dataclass(frozen=True)
class Agreement:
    """Of the pairs proposed, how many are right; of the pairs that there are, how many were proposed."""

    right: int
    proposed: int
    there: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


def agreement(proposals: Iterable[Proposal], is_right: IsRight, there: int) -> Agreement:
    told = [is_right(one) for one in proposals]
    return Agreement(sum(told), len(told), there)


def curve(
    proposals: Sequence[Proposal], is_right: IsRight, there: int, floors: Iterable[float]
) -> dict[float, Agreement]:
    """The agreement of what has at least each of these weights."""
    return {floor: agreement([one for one in proposals if one.weight >= floor], is_right, there) for floor in floors}


def agreement_by_group(
    proposals: Sequence[Proposal], is_right: IsRight, group_of: Callable[[Proposal], str], there: Mapping[str, int]
) -> dict[str, Agreement]:
    """The agreement in each group of people; a wrong pair counts where its first record belongs."""
    right, proposed = Counter[str](), Counter[str]()
    for one in proposals:
        proposed[group_of(one)] += 1
        right[group_of(one)] += is_right(one)
    return {group: Agreement(right[group], proposed[group], number) for group, number in there.items()}
