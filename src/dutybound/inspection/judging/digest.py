"""What evidence was shown, as one number: the same figures and verdicts give the same digest."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from dutybound.inspection.judging.weighing import Weighed


def as_evidence(one: Weighed) -> dict[str, Any]:
    """A bearing as it is shown and written: never a grade."""
    seen = one.figures.force
    figures = None if seen is None else {
        "part": seen.part, "whole": seen.whole, "value": round(seen.value, 6), "low": round(seen.low, 6),
        "high": round(seen.high, 6), "of": one.figures.of, "independent": round(one.figures.independent, 1),
    }  # fmt: skip
    return {
        "question": one.question, "bearing": one.bearing.key, "topic": one.bearing.topic, "claim": one.bearing.claim,
        "degree": str(one.bearing.degree), "weight": str(one.bearing.weight), "source": one.figures.source,
        "figures": figures, "verdict": str(one.verdict), "reason": one.reading.reason, "where": list(one.reading.where),
    }  # fmt: skip


def digest_of(weighed: Sequence[Weighed]) -> str:
    """SHA-256 of the evidence on one question."""
    text = json.dumps([as_evidence(one) for one in weighed], sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
