"""What titles of papers say, and which titles are those of one paper."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawlers.pages import titles
from domain.document import DocumentKind

DAY = date(2026, 7, 9)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Agenda", "agenda"),
        ("Final Agenda Reports - 9th July 2026", "agenda"),
        ("Agenda Document Pack - Fostering Panel - 09/07/2026", "agenda"),
        ("Public reports pack", "agenda"),
        ("Agenda item 4 - Budget monitoring", "report"),
        ("Minutes", "minutes"),
        ("Draft minutes 9 July 2026", "minutes"),
        ("Fostering Panel minutes - 09.07.26", "minutes"),
        ("Minutes published 14 July 2026", "minutes"),
        ("Final Planning Minutes 16042026", "report"),
        ("20.4.26 Draft Minutes (FINAL)", "report"),
        ("Minutes of the previous meeting", "report"),
        ("Minutes of the last meeting", "report"),
        ("Minutes of the meeting held on 16 April 2026", "report"),
        ("Matters arising from the minutes", "report"),
        ("Minutes of the Schools Forum", "report"),
        ("Cabinet minutes", "report"),
        ("Decisions", "decision"),
        ("Decision Notice - 9 July 2026", "decision"),
        ("Record of decisions", "decision"),
        ("Resolutions", "decision"),
        ("Decision on the future of Holly House", "report"),
        ("Foster carers: recruitment", "report"),
    ],
)
def test_what_a_title_says(title: str, kind: str) -> None:
    """Agenda, decisions and minutes are told by their title; what was before another meeting or body is a report to this one."""
    found = titles.kind_of(title, committee="Fostering Panel", day=DAY)

    assert found == kind


@pytest.mark.parametrize(
    ("title", "section", "kind"),
    [
        ("9 July 2026", DocumentKind.MINUTES, "minutes"),
        ("Notice", DocumentKind.DECISION, "decision"),
        ("Minutes", DocumentKind.AGENDA, "report"),
        ("Agenda frontsheet", DocumentKind.AGENDA, "agenda"),
        ("Minutes", DocumentKind.REPORT, "report"),
    ],
)
def test_the_heading_goes_before_the_title(title: str, section: DocumentKind, kind: str) -> None:
    """Minutes among the papers of the agenda are those of the meeting before."""
    found = titles.kind_of(title, committee="Fostering Panel", day=DAY, section=section)

    assert found == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Agendas", "agenda"),
        ("Public Agenda", "agenda"),
        ("Supplementary Agenda", "agenda"),
        ("Minutes:", "minutes"),
        ("Draft minutes", "minutes"),
        ("Resolutions/Actions", "decision"),
        ("Decisions", "decision"),
        ("Reports", "report"),
        ("Agenda and minutes", None),
        ("Documents", None),
        ("Report a problem", None),
        ("Actions you can take", None),
    ],
)
def test_what_a_heading_says(heading: str, kind: str | None) -> None:
    """A heading says what is below it only where it says that and nothing else."""
    found = titles.section_of(heading)

    assert found == kind


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Draft Minutes - 20 January 2027", "Minutes - 20 January 2027"),
        ("Minutes (unconfirmed)", "Minutes"),
        ("Report", "Report (amended)"),
        ("Appendix A", "REVISED Appendix A"),
        ("Appendix A", "Appendix A - updated"),
        ("Appendix A", "Appendix A (version 2)"),
        ("Sufficiency  strategy", "sufficiency strategy"),
        ("Children’s homes", "Children's homes"),
    ],
)
def test_one_paper_however_it_is_revised(before: str, after: str) -> None:
    """Words that tell the state of a paper do not make another paper of it."""
    assert titles.identity(after) == titles.identity(before)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Appendix A", "Appendix B"),
        ("Draft budget", "Budget"),
        ("Minutes - 20 January 2027", "Minutes - 21 January 2027"),
        ("Updated", "Amended"),
        ("(v2)", "(v3)"),
    ],
)
def test_papers_that_differ(one: str, other: str) -> None:
    """What is not known to be the same paper is another one."""
    assert titles.identity(one) != titles.identity(other)


@pytest.mark.parametrize(
    ("line", "title", "mark"),
    [
        ("Cabinet", "Cabinet", ""),
        ("CANCELLED - Cabinet", "Cabinet", "Cancelled"),
        ("Schools Forum (Postponed)", "Schools Forum", "Postponed"),
        ("*Cancelled* Cabinet", "Cabinet", "Cancelled"),
        ("Cabinet – cancelled", "Cabinet", "Cancelled"),
        ("Cancelled Contracts Board", "Contracts Board", "Cancelled"),
        ("Cancelled", "Cancelled", ""),
    ],
)
def test_marks_beside_a_name(line: str, title: str, mark: str) -> None:
    """What a list writes beside the name of a body is not part of the name."""
    assert titles.unmarked(line) == (title, mark)


@pytest.mark.parametrize(
    ("listed", "title"),
    [
        ("Appendix A (Private: Paragraph 3)", "Appendix A"),
        ("Appendix A (exempt, Paragraph 3)", "Appendix A"),
        ("Placements [Not for publication]", "Placements"),
        ("(exempt)", "(exempt)"),
        ("Appendix A (Part 2)", "Appendix A (Part 2)"),
    ],
)
def test_the_reason_behind_a_title(listed: str, title: str) -> None:
    """A paper that is made public keeps its title and loses the reason for which it was private."""
    assert titles.without_reason(listed) == title


@given(st.text(), st.text())
@example("V\x1b0:0", "")
def test_any_words(title: str, committee: str) -> None:
    """No title is beyond reading; what identifies it is the same when read twice, and never empty where it is not."""
    kind = titles.kind_of(title, committee=committee, day=DAY)
    name = titles.identity(title)

    assert kind in {"agenda", "decision", "minutes", "report"}
    assert titles.identity(name) == name
    assert bool(name) == bool(title.split())
    assert titles.unmarked(title)[0] or not title
