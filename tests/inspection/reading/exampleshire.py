"""A made-up report on a made-up force, written by us, in every form in which reports come."""

from dataclasses import dataclass, field
from html import escape
from textwrap import wrap


@dataclass(frozen=True)
class Finding:
    text: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    number: str
    title: str
    grade: str
    paragraphs: tuple[str, ...]
    heading: str = "Areas for improvement"
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Report:
    place: str = "Exampleshire"
    cycle: str = "2016"
    pillar: str = "Effectiveness"
    headline: str = "How effective is the force at keeping people safe and reducing crime?"
    date: str = "02/03/2017"
    grade: str = "Requires improvement"
    summary: tuple[str, ...] = field(default=())
    questions: tuple[Question, ...] = ()


REPORT = Report(
    summary=(
        "Exampleshire Police requires improvement at keeping people safe and reducing crime. This is a lower grade "
        "than last year, when we judged the force to be good.",
        "A shortage of trained examiners is causing delays to the download of phones in the digital unit.",
    ),
    questions=(
        Question(
            "1",
            "How effective is the force at preventing crime, tackling anti-social behaviour and keeping people safe?",
            "Good",
            (
                "Exampleshire Police is good at preventing crime, tackling anti-social behaviour and keeping people "
                "safe.",
                "Neighbourhood teams know the harbour and the market towns, and residents say what matters to them.",
            ),
            findings=(Finding("The force should tell partners each quarter what worked against theft."),),
        ),
        Question(
            "2",
            "How effective is the force at investigating crime and reducing re-offending?",
            "Requires improvement",
            (
                "Exampleshire Police requires improvement in investigating crime and reducing re-offending, "
                "as in 2015.",
                "The digital unit has cleared the delays in the download of phones that a shortage of trained "
                "examiners had brought about.",
            ),
            findings=(
                Finding(
                    "The force should, within six months, look after exhibits better by:",
                    (
                        "weighing what it seizes;",
                        "writing down who took it; and",
                        "returning it when the case has ended.",
                    ),
                ),
                Finding("The force should give every detective a mentor."),
            ),
        ),
        Question(
            "3",
            "How effective is the force at protecting those who are vulnerable from harm, and supporting victims?",
            "Inadequate",
            (
                "Exampleshire Police is inadequate at protecting those who are vulnerable from harm and "
                "supporting victims.",
            ),
            heading="Cause of concern",
            findings=(
                Finding("Children who go missing by boat are not looked for at night."),
                Finding(
                    "By 1 September 2017 the force should:",
                    ("agree with the coastguard who searches where; and", "train its duty officers in tides."),
                ),
            ),
        ),
        Question(
            "5",
            "How effective are the force's specialist capabilities?",
            "Ungraded",
            ("The force has tested its plan for a flood with the fire service.",),
        ),
    ),
)


def as_text(report: Report = REPORT) -> str:
    """The full page as text."""
    blocks = ["Skip to content", f"{report.place} PEEL {report.cycle}", report.pillar, report.headline]
    blocks += [f"Last updated {report.date}\n{report.grade}", *report.summary, f"Questions for {report.pillar}"]
    for one in report.questions:
        blocks += [one.number, one.title, one.grade, *one.paragraphs]
        if one.findings:
            blocks.append(one.heading)
            is_listed = one.heading.startswith("Area")
            blocks.append("\n".join(line for finding in one.findings for line in _bulleted(finding, is_listed)))
    return "\n\n".join(blocks) + "\n"


def _bulleted(finding: Finding, is_listed: bool) -> list[str]:
    first = f"  • {finding.text}" if is_listed else finding.text
    indent = "    • " if is_listed else "  • "
    return [first, *(f"{indent}{part}" for part in finding.parts)]


def as_lost_words(report: Report = REPORT) -> str:
    """The page after a program dropped every line of one word."""
    return "\n".join("" if len(line.split()) == 1 else line for line in as_text(report).splitlines()) + "\n"


def as_bare(report: Report = REPORT) -> str:
    """Title, pillar, questions and paragraphs, and nothing else."""
    lines = [f"{report.place} PEEL {report.cycle}", report.pillar, report.headline]
    for one in report.questions:
        lines += [one.title, *one.paragraphs]
        if one.findings:
            lines.append(one.heading)
            for finding in one.findings:
                lines += [f"- {finding.text}", *(f"  - {part}" for part in finding.parts)]
    return "\n".join(lines) + "\n"


def as_html(report: Report = REPORT) -> str:
    """The page as a browser has it, with a menu, scripts, and a footer around it."""
    rows = [
        "<!DOCTYPE html><html lang='en'><head><title>Good news - Inspectorate</title>",
        "<link rel='canonical' href='https://example.org//peel-2016/exampleshire/effectiveness/?'></head><body>",
        "<script>var grade = 'Outstanding';</script><a href='#main'>Skip to content</a>",
        "<nav><ul><li>Outstanding</li><li>Home</li></ul></nav><main>",
        f"<h1>{report.place} <abbr>PEEL</abbr> {report.cycle}</h1><h2>{report.pillar}</h2>",
        f"<p class='q'>{escape(report.headline)}</p><div>Last updated {report.date}<br>{report.grade}</div>",
        *(f"<p>{escape(one)}</p>" for one in report.summary),
        f"<h3>Questions for {report.pillar}</h3>",
    ]
    for one in report.questions:
        rows.append(f"<section><span>{one.number}</span><h4>{escape(one.title)}</h4><div><b>{one.grade}</b></div>")
        rows += [f"<p>{escape(paragraph)}</p>" for paragraph in one.paragraphs]
        rows += [f"<h5>{one.heading}</h5>", *_html_findings(one)] if one.findings else []
        rows.append("</section>")
    return "\n".join([*rows, "</main><footer><p>Good</p></footer></body></html>"])


def _html_findings(question: Question) -> list[str]:
    parts = [
        "<ul>" + "".join(f"<li>{escape(part)}</li>" for part in one.parts) + "</ul>" if one.parts else ""
        for one in question.findings
    ]
    if question.heading.startswith("Area"):
        items = zip(question.findings, parts, strict=True)
        return ["<ul>", *(f"<li><p>{escape(one.text)}</p>{part}</li>" for one, part in items), "</ul>"]
    return [f"<p>{escape(one.text)}</p>{part}" for one, part in zip(question.findings, parts, strict=True)]


def as_pdf(report: Report = REPORT) -> bytes:
    """The report as printed, in a PDF."""
    return pdf_of(printed_pages(report))


def printed_pages(report: Report = REPORT) -> list[list[str]]:
    """The report as printed: contents with dots, running heads, numbers of pages, lines broken at the margin."""
    contents = ["Contents", *(f"{one.title[:50]} {'.' * 20} {place}" for place, one in enumerate(report.questions, 2))]
    body = [
        line
        for block in as_text(report).splitlines()[1:]
        if block.strip()
        for line in wrap(block.strip().replace("•", "-"), 88, break_on_hyphens=False)
    ]
    pages = [contents, *(body[start : start + 24] for start in range(0, len(body), 24))]
    head = f"{report.place} - an inspection of a made-up force"
    return [[head, *page, str(number)] for number, page in enumerate(pages, start=1)]


def pdf_of(pages: list[list[str]]) -> bytes:
    """The smallest PDF that shows these lines, one list a page."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    for place, lines in enumerate(pages):
        shown = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        stream = "BT /F1 10 Tf 40 800 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in shown) + " ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * place} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    tail = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()
