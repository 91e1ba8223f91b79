"""A report of an area SEND inspection: how a council and the NHS together serve children with special needs.

The layout, the fixed headings and the outcome sentences are those of the real reports since 2023.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import ValidationInfo, field_validator
from reportlab.platypus import Flowable, Paragraph

from sample.events.writing import Written, words_of
from sample.official.printed import layout
from sample.official.printed.days import day

# The worst of the three outcomes, in the words that every such report prints.
_FAILINGS = (
    "There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes of "
    "children and young people with special educational needs and/or disabilities (SEND), which the local area "
    "partnership must address urgently."
)
_NEXT = (
    "A monitoring inspection will be carried out within approximately 18 months. The next full area SEND inspection will "
    "be within approximately 3 years."
)
_PLAN = (
    "As a result of this inspection, His Majesty’s Chief Inspector requires the local area partnership to prepare and "
    "submit a priority action plan (area SEND) to address the identified areas for priority action."
)


class AreaSend(Written):
    """What a report with the worst outcome says: `priorities` are the areas for priority action with who must act."""

    kind: Literal["area_send"] = "area_send"
    place: str
    council: str
    health: str
    director: str
    chief: str
    first: date
    last: date
    previous: str
    published: date
    inspector: str
    health_inspector: str
    priorities: tuple[tuple[str, str], ...]
    improvements: tuple[str, ...]
    text: str

    @field_validator("text")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)


def pdf(report: AreaSend) -> bytes:
    """The report as a PDF."""
    title = f"Area SEND inspection of {report.place} Local Area Partnership"
    return layout.pdf(_parts(report, title), title=title, footer=(title, _dates(report)))


def _parts(report: AreaSend, title: str) -> Iterator[Flowable]:
    yield Paragraph(title, layout.TITLE)
    yield Paragraph(f"<b>Inspection dates:</b> {_dates(report)}", layout.BODY)
    yield Paragraph(f"<b>Dates of previous inspection:</b> {report.previous}", layout.BODY)
    yield Paragraph("Inspection outcome", layout.HEADING)
    for said in (_FAILINGS, _NEXT, _PLAN):
        yield Paragraph(said, layout.BODY)
    yield Paragraph("About the local area partnership", layout.HEADING)
    yield Paragraph(
        f"{report.council} and {report.health} are jointly responsible for planning and commissioning services for "
        f"children and young people with SEND in {report.place}.",
        layout.BODY,
    )
    yield from layout.flow(report.text)
    yield Paragraph("Areas for priority action", layout.HEADING)
    yield layout.table(
        [("Responsible body", "Areas for priority action"), *report.priorities],
        [layout.WIDTH / 3, layout.WIDTH * 2 / 3],
    )
    yield Paragraph("Areas for improvement", layout.HEADING)
    yield layout.table(
        [("Areas for improvement",), *((each,) for each in report.improvements)], [layout.WIDTH]
    )
    yield Paragraph("Local area partnership details", layout.HEADING)
    yield layout.table(
        [
            ("Local authority", "Integrated care board"),
            (report.council, report.health),
            (report.director, report.chief),
        ],
        [layout.WIDTH / 2] * 2,
    )
    yield Paragraph("Information about this inspection", layout.HEADING)
    yield Paragraph(
        "This inspection was carried out at the request of the Secretary of State for Education under section 20(1)(a) of "
        "the Children Act 2004. It was led by one of His Majesty’s Inspectors (HMI) from Ofsted, with a team of "
        "inspectors from Ofsted and the Care Quality Commission (CQC).",
        layout.BODY,
    )
    yield Paragraph("Inspection team", layout.HEADING)
    yield layout.table(
        [
            ("Ofsted", "Care Quality Commission"),
            (
                f"{report.inspector}, Ofsted HMI Lead Inspector",
                f"{report.health_inspector}, CQC Lead Inspector",
            ),
        ],
        [layout.WIDTH / 2] * 2,
    )
    yield from layout.last_page(report.published.year)


def _dates(report: AreaSend) -> str:
    return f"{day(report.first)} to {day(report.last)}"
