"""Trackers and reported progress: what a council's own logs, and papers in their own words, say has become of business."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actions import Standing
from domain.evidence import Evidence
from domain.findings import Findings
from domain.mention import JsonValue
from linking import progress, trackers
from linking.trackers import standing
from tests.linking.texts import facts, prose, read

LOG = """Recommendation tracker
Report to: Children and Families Scrutiny Committee

Ref | Date raised | Recommendation | Lead officer | Due | Status | Update
R1 | 22 September 2026 | That health histories be given to all care leavers | Kwame Birtwell | January 2027 | Complete | Sent to all by 4 January
R2 | 22 September 2026 | Publish the sufficiency strategy | Gareth Umney | 31 March 2027 | In progress | Draft with partners
R3 | 18 November 2026 | A guide to short breaks for parents | Gareth Umney | | Superseded by the family hubs offer |
R4 | 18 November 2026 | Write to schools about transport | Director of Education | December 2026 | |
The Committee is asked to note the position of each recommendation as set out above."""


def _said(kind: str, found: Findings) -> list[dict[str, JsonValue]]:
    """The fields of what is found of a kind."""
    return [each.fields for each in facts(found, kind)]


def test_each_row_of_a_tracker_is_an_action_with_what_it_says_became_of_it() -> None:
    """What, who, by when, and how it stands in the tracker's own words; a row that says nothing of it says nothing."""
    found = _said("action", read(LOG, published="2027-01-11"))

    assert [
        (each["what"], each["who"], each["due"], each.get("status"), each.get("said"), each.get("by"))
        for each in found
    ] == [
        ("That health histories be given to all care leavers", "Kwame Birtwell", "2027-01", "complete", "Complete", None),
        ("Publish the sufficiency strategy", "Gareth Umney", "2027-03-31", "open", "In progress", None),
        ("A guide to short breaks for parents", "Gareth Umney", None, "superseded", "Superseded by the family hubs offer", "the family hubs offer"),
        ("Write to schools about transport", "Director of Education", "2026-12", None, None, None),
    ]  # fmt: skip
    assert {(each["plan"], each["log"]) for each in found} == {("tracker", "recommendation tracker")}


def test_the_proof_of_a_row_is_the_row() -> None:
    """Each action of a tracker quotes its whole row, as it stands in the text."""
    found = facts(read(LOG, published="2027-01-11"), "action")

    assert [
        isinstance(each.evidence, Evidence) and each.evidence.quote in LOG.splitlines() for each in found
    ] == [True] * 4


def test_a_column_of_updates_tells_it_where_there_is_none_for_the_status() -> None:
    """`Action | Owner | Progress`, with the day on which it was completed where a column says so."""
    log = (
        "Action log\nNo. | Action | Owner | Progress | Date completed\n"
        "1 | Circulate the figures on agency staff | K Birtwell | Completed. Sent to members. | 4 May 2027\n"
        "2 | Visit the new home | Chair | A date is being found | "
    )

    assert [
        (each["status"], each["said"], each.get("on"))
        for each in _said("action", read(log, published="2027-05-10"))
    ] == [("complete", "Completed. Sent to members.", "2027-05-04"), ("open", "A date is being found", None)]


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("Complete", Standing.COMPLETE),
        ("COMPLETED – circulated 3 May", Standing.COMPLETE),
        ("Action closed", Standing.COMPLETE),
        ("Green: the training is now complete", Standing.COMPLETE),
        ("Done", Standing.COMPLETE),
        ("No longer required", Standing.SUPERSEDED),
        ("Replaced by the single improvement plan", Standing.SUPERSEDED),
        ("Not complete", Standing.OPEN),
        ("Incomplete", Standing.OPEN),
        ("Partially complete", Standing.OPEN),
        ("To be completed by June", Standing.OPEN),
        ("75% complete", Standing.OPEN),
        ("Complete list to follow", Standing.OPEN),
        ("Will be closed once the audit is in", Standing.OPEN),
        ("Ongoing", Standing.OPEN),
        ("", Standing.OPEN),
    ],
)
def test_only_what_is_said_outright_is_complete(words: str, stands: Standing) -> None:
    """Partly, nearly and to be completed are not complete."""
    assert standing(words) is stands


BROKEN = """Action log
Ref Meeting Action Owner Due Update
23 9 September 2025 Provide a breakdown of placement costs by
provider
Director of Children's Services 31 October 2025 Complete. Circulated on
29 October 2025.
24 9 September 2025 Arrange a visit to the contact centre Joss Pemberton December 2025 In progress. Dates offered.
25 4 November 2025 Share the results of the staff survey Amrita Dhillon Not started"""


def test_rows_whose_cells_a_pdf_ran_together_are_told_by_their_ends() -> None:
    """What stands between a row's date and the post, the due date and the status at its end; across lines."""
    found = _said("action", read(BROKEN, published="2026-01-06"))

    assert [(each["what"], each["who"], each["due"], each["said"]) for each in found] == [
        ("Provide a breakdown of placement costs by provider", "Director of Children's Services", "2025-10-31", "Complete. Circulated on 29 October 2025."),
        ("Arrange a visit to the contact centre", "Joss Pemberton", "2025-12", "In progress. Dates offered."),
        ("Share the results of the staff survey", "Amrita Dhillon", None, "Not started"),
    ]  # fmt: skip


def test_no_other_table_is_a_tracker() -> None:
    """A work programme, a table of figures and a list of risks are none, nor is the same head without a status."""
    tables = (
        "Work programme 2026/27\nMeeting | Item | Lead officer\n19 January 2027 | Budget | Director of Finance",
        "Measure | 2025 | 2026\nChildren in care | 1,204 | 1,186",
        "Risk | Owner | Score\nStaff leave | Director | 12",
    )

    assert [
        each
        for words in tables
        for each in _said("action", read(words, published="2026-11-10"))
        if each.get("plan") == "tracker"
    ] == []


@pytest.mark.parametrize(
    ("sentence", "what", "status", "on", "by"),
    [
        ("The review of agency spending was completed in March 2027.", "The review of agency spending", "complete", "2027-03", None),
        ("Members noted that the audit of contact records had been completed.", "the audit of contact records", "complete", None, None),
        ("The 2024 placement strategy has been superseded by the sufficiency strategy.", "The 2024 placement strategy", "superseded", None, "the sufficiency strategy"),
        ("4.2 All eleven recommendations of the peer challenge have now been implemented.", "All eleven recommendations of the peer challenge", "complete", None, None),
    ],
)  # fmt: skip
def test_what_a_paper_says_was_done_is_found(
    sentence: str, what: str, status: str, on: str | None, by: str | None
) -> None:
    """In the paper's own words, with when it was done and what took its place."""
    (found,) = _said("progress", read(sentence, published="2027-05-10", kind="report"))

    assert (found["what"], found["status"], found["on"], found["by"]) == (what, status, on, by)


@pytest.mark.parametrize(
    "sentence",
    [
        "The review of agency spending was not completed in March 2027.",
        "The review of agency spending will be completed in March 2027.",
        "Once the review of agency spending is completed, members will be told.",
        "Members asked whether the review of agency spending was complete.",
        "91% of assessments were completed in 45 days.",
        "Half of the reviews were completed on time.",
        "The review of agency spending has yet to be completed.",
        "Mr Umney was replaced in May.",
        "This improvement notice was closed and replaced with a direction issued on 9 November 2026.",
        "The children's home in Wolden was closed in March 2027.",
        "The inspection of children's services was completed on 28 June 2026.",
    ],
)
def test_what_is_not_done_is_not_reported(sentence: str) -> None:
    """Plans, doubts, denials and counts of cases report nothing complete."""
    assert facts(read(sentence, published="2027-05-10", kind="report"), "progress") == []


CELLS = st.sampled_from(
    [
        "Ref Action Status",
        "1 ",
        "31 October 2025",
        "Action",
        "Status",
        "Due",
        "Complete",
        "Superseded by x",
        "January 2027",
        "",
        "R1",
        "|",
        "£",
        "–",
    ]
)


@given(
    st.lists(
        st.lists(CELLS, max_size=6).flatmap(
            lambda row: st.sampled_from([" | ", " "]).map(lambda mark: mark.join(row))
        ),
        max_size=12,
    ).map("\n".join)
)
def test_no_table_breaks_the_finders(words: str) -> None:
    """Whatever the cells, the finders give facts whose quotes stand in the text."""
    text = prose(words, title="Action log")
    found = [*trackers.find(text, None, day="2027-01-11"), *progress.find(text, (), None, day=None)]

    assert [
        each
        for each in found
        if not isinstance(each.evidence, Evidence)
        or words[each.evidence.start : each.evidence.end] != each.evidence.quote
    ] == []
