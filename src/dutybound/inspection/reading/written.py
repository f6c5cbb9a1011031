"""What was read of a report, as JSON: every field by its name, what is unknown as null or "unknown"."""

import json
from dataclasses import asdict
from typing import Any

from dutybound.inspection.findings.finding_file import as_row
from dutybound.inspection.reading.report import ReadReport


def report_as_json(report: ReadReport) -> str:
    """The whole of it, with the findings to hand on beside what stands under each question."""
    content: dict[str, Any] = asdict(report)
    content["updated"] = report.updated
    content["drafts"] = [as_row(one) for one in report.drafts()]
    return json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n"
