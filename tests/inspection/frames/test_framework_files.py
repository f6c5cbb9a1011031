"""A framework of a force's own is a file, and whatever stands in it is a framework or refused in words."""

import json
import tomllib
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as drawing
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.inspection.frameworks.reading import framework_named
from tests.inspection.frames.test_frameworks import MUCH_WRONG


def as_toml(told: Any) -> str:
    """A value as TOML has it, on one line."""
    match told:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(value)}" for key, value in told.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_toml, told)) + "]"
        case str():
            return json.dumps(told)
        case bool() | float() | int():
            return f"{told}".lower()
        case _:
            return f"{told.isoformat()}"


PLAIN = st.text(st.characters(codec="ascii", exclude_characters="\x7f"), max_size=4)
ANY_VALUE = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.floats() | PLAIN | st.dates(date(2000, 1, 1))
    | st.datetimes(datetime(2000, 1, 1)) | st.times() | st.just(datetime(2016, 1, 1, tzinfo=UTC)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(PLAIN, inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


@given(st.data())
@drawing(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_framework_is_a_framework_or_said_in_words(tmp_path: Path, data: st.DataObject) -> None:
    """Any value in any place of a file that has every part, one to three of them at once."""
    content = tomllib.loads(MUCH_WRONG)
    for _ in range(data.draw(st.integers(1, 3))):
        within: Any = content
        while True:
            place = data.draw(st.sampled_from(sorted(within) if isinstance(within, dict) else range(len(within))))
            if not isinstance(within[place], dict | list) or not within[place] or data.draw(st.booleans()):
                break
            within = within[place]
        within[place] = data.draw(ANY_VALUE)
    file = tmp_path / "plan.toml"
    file.write_text("\n".join(f"{key} = {as_toml(value)}" for key, value in content.items()))
    with suppress(DutyboundError):
        assert framework_named(str(file)).key


@pytest.mark.parametrize(
    "told",
    [
        "[" * 9999,
        "a = " + "[" * 9999,
        "a = " + "9" * 5000,
        "edges = [{question = 0x" + "f" * 5000 + "}]",
        'key = ["a"]',
        "[[pillars]]\nkey = [1]\n" * 2,
    ],
)
def test_what_nobody_could_read_is_refused_in_words_too(tmp_path: Path, told: str) -> None:
    (tmp_path / "plan.toml").write_text(told)
    with pytest.raises(DutyboundError) as refused:
        framework_named(str(tmp_path / "plan.toml"))
    assert "plan.toml" in refused.value.render()
