"""How ids are said to a reader."""

import pytest

from dutybound.reports.saying import title_of


@pytest.mark.parametrize(
    ("identity", "title"),
    [
        ("concluded.told", "Concluded: told"),
        ("kept_informed", "Kept informed"),
        ("marac_heard", "MARAC heard"),
        ("four_ps_live.pursue", "Four Ps live: pursue"),
        ("marched", "Marched"),
    ],
)
def test_an_id_as_a_title(identity: str, title: str) -> None:
    assert title_of(identity) == title
