"""The page of an area names every practice, in an order that somebody chose."""

from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.standards import practice_page as pages
from dutybound.standards.practice_page import practice_page, practices_of
from tests.practice.practice import declaration, library


def test_a_page_shows_every_standard_with_its_limits_and_examples() -> None:
    page = practice_page("investigation", library(), declaration().policy)
    for one in library().standards:
        if "/investigation/" in one.where:
            assert f"**`{one.id.partition('.')[0]}`**" in page
            assert all(example.sentence in page for example in one.examples)
    assert "Limit `investigation.review`: high: 14 days" in page


def test_a_practice_that_has_no_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "contact").mkdir()
    (tmp_path / "contact" / "called.py").write_text('"""Calls are answered."""\n')
    (tmp_path / "contact" / "area.toml").write_text('practices = ["caled"]\n')
    monkeypatch.setattr(pages, "PRACTICE", tmp_path)
    with pytest.raises(DutyboundError) as refusal:
        practices_of("contact", library())
    said = refusal.value.render()
    assert "'caled' is not a file of the area" in said
    assert "does not say where 'called' comes" in said
