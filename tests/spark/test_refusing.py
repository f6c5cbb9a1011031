"""What Spark cannot do, said in the words of its users: what is missing, where, and what to do."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import Calendar
from dutybound.duties.limits import days
from dutybound.engine.facts import Book, Entry, Fact, Kind, Programme
from dutybound.engine.spark import session
from dutybound.engine.spark.judging import judged_by_spark, walk
from dutybound.engine.spark.returning import judgments_in
from dutybound.engine.spark.session import in_words, without_pandas_warning
from dutybound.engine.spark.tables import FOLDER, tables_of
from dutybound.engine.spark.walking import Walking, refusal
from tests.spark.rows import loading_of, rows_of

pytestmark = pytest.mark.xdist_group("spark")

NONE: Any = None
LONDON = Calendar("Europe/London", "GB-ENG")
BOOK = Book((Entry("90 days", 0, 0, {None: days(90)}),))


def test_without_its_packages_and_java_both_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    monkeypatch.setattr(session, "has_java", lambda: False)
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    with pytest.raises(DutyboundError) as refused:
        next(judged_by_spark([], NONE, NONE))
    said = refused.value.render()
    for words in ("pyspark and sqlglot are not installed", "pip install 'dutybound[spark]'", "no Java was found"):
        assert words in said
    assert "openjdk-17-jre-headless" in said
    assert "--engine columnar" in said


def test_java_is_where_java_home_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert not session.has_java()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch()
    assert session.has_java()


def test_a_cluster_elsewhere_needs_no_java_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "has_java", lambda: False)
    monkeypatch.setenv("SPARK_REMOTE", "sc://elsewhere")
    assert not any("Java" in problem.what for problem in session.why_not())


def test_a_cluster_needs_a_folder_that_all_see(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPARK_REMOTE", "sc://elsewhere")
    monkeypatch.delenv(FOLDER, raising=False)
    with pytest.raises(DutyboundError, match="do not see the temporary files"), tables_of(NONE, NONE):
        pass
    monkeypatch.setenv(FOLDER, str(tmp_path / "nowhere"))
    with pytest.raises(DutyboundError, match="is not a folder"), tables_of(NONE, NONE):
        pass
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with tables_of(NONE, NONE) as tables:
        assert tables.folder.parent == tmp_path
    assert not list(tmp_path.iterdir())


def test_what_a_worker_refuses_is_said_as_anywhere(spark: Any, tmp_path: Path) -> None:
    """A trigger in the last days of the calendar: its due day lies outside. Each worker says so, and no traceback."""
    programme = Programme("sent", "1", "within", LONDON, BOOK)
    last = LONDON.starts[-1] - 1
    rows = rows_of([(0, [Fact(Kind.TRIGGER, "t1", last)])])
    with without_pandas_warning():
        facts = spark.createDataFrame(rows)
    walk(facts, Walking(loading_of([programme]), (programme,)), tmp_path / "out")
    with pytest.raises(DutyboundError) as refused:
        list(judgments_in(tmp_path / "out", [NONE], [programme]))
    (problem,) = refused.value.problems
    assert "outside 1970 to 2099 (sent, subject 0)" in problem.what


def test_every_problem_of_every_worker_is_said_once(tmp_path: Path) -> None:
    one, other = Problem("a", "is wrong", "Mend it."), Problem("b", "too")
    for number, problems in enumerate(((one,), (one, other))):
        table = pa.Table.from_batches([refusal(DutyboundError(problems))])
        pq.write_table(table, tmp_path / f"part-{number}.parquet")
    with pytest.raises(DutyboundError) as refused:
        list(judgments_in(tmp_path, [], []))
    assert refused.value.problems == (one, other)


def test_what_spark_fails_at_is_said_without_its_traceback(spark: Any) -> None:
    with pytest.raises(DutyboundError) as refused, in_words():
        spark.sql("SELECT nothing FROM nowhere").collect()
    (problem,) = refused.value.problems
    assert problem.where == "--engine spark"
    assert "nowhere" in problem.what
    assert "\n" not in problem.what
    assert "--engine columnar" in problem.remedy
