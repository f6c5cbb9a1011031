"""Pages of a report can be read by everybody."""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from tests.inspection.writing.conftest import DOCUMENTS, Reported

CHROMIUM = shutil.which("chromium")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_structure_of_each_page_can_be_read_aloud(reported: Reported, name: str) -> None:
    page = reported.page(name)
    assert page.faults == []
    assert page.open == []
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    levels = [int(one.name[1]) for one in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    for table in page.all("table"):
        assert page.within(table, "caption")
        assert page.within(table, "thead")
    for heading in page.all("th"):
        assert heading.attributes["scope"] in ("col", "row")
        assert heading.text.strip()
    for picture in page.all("img"):
        assert picture.attributes["alt"]
    for link in page.all("a"):
        assert link.attributes["href"][1:] in ids


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_axe_finds_nothing(reported: Reported, name: str, tmp_path: Path) -> None:
    """axe-core over the page as a browser lays it out."""
    axe = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed here")
    script = next(Path(axe.__file__).parent.glob("axe*.js")).read_text(encoding="utf-8")
    end = """<script>axe.run().then(found => {
      document.body.innerHTML = "";
      const told = document.createElement("pre");
      told.id = "told";
      const places = one => one.nodes.map(node => node.html).join(" | ");
      told.textContent = JSON.stringify(found.violations.map(one => one.id + ": " + places(one)));
      document.body.append(told);
    })</script>"""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", reported.html(name))
    file = tmp_path / "page.html"
    file.write_text(html.replace("</body>", f"<script>{script}</script>{end}</body>"), encoding="utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=20000",
        "--dump-dom",
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    (told,) = re.findall(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told == "[]"


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_what_chief_officers_get_is_one_page(reported: Reported, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={file}",
        (reported.out / "chief-officers.html").as_uri(),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) == 1
