"""Programmes: every line of a work programme, forward plan or notice is an action, and nothing else is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Evidence
from domain.fact import Fact
from domain.findings import Circumstances
from domain.text import Text
from linking import programmes
from linking.prose import Prose
from reading.read import read as read_file
from tests.linking.texts import facts, fields, read

HEAD = "Work programme 2026/27\nReport to: Children and Families Scrutiny Committee\nMeeting date: 22 September 2026"
TABLE = f"""{HEAD}

The Committee is asked to agree its work programme.
Meeting | Item | Lead officer
18 November 2026 | Short breaks: review of the new offer | Gareth Umney
 | Annual report of the Safeguarding Children Partnership | Kwame Birtwell
19 January 2027 | Budget 2027/28 | Director of Finance
To be confirmed | Home to school transport | Gareth Umney"""
BROKEN = f"""{HEAD}

Meeting Item Lead officer
18 November 2026 Short breaks: review of
the new offer
Gareth Umney
Page 1
19 January 2027 Budget 2027/28 Philippa Nairne
16 March 2027 Home to school transport: two
years on
Assistant Director, Education
and SEND
The review of short breaks was recommended by a task and finish group in March 2026."""
LIST = f"""{HEAD}

Items may be added by the Chair between the meetings of the Committee.
Tuesday 18 November 2026, 6.00 pm
• Short breaks: review of the new offer (Gareth Umney)
• Apologies for absence
19 January
• Budget 2027/28 – Director of Finance
• Elective home education: the annual
report
Recommendations
• That the programme be agreed"""
PLAIN_LIST = f"""{HEAD}

18 November 2026
Short breaks
Elective home education
19.01.27
Budget 2027/28"""


def programme(
    *pages: str, title: str = "Work programme 2026/27", kind: str = "report"
) -> list[tuple[object, ...]]:
    """What is listed when and by whom, in a paper for the meeting of 22 September 2026."""
    found = read(*pages, title=title, kind=kind, published="2026-09-22")
    return fields(found, "action", "due", "what", "who")


SHAPES = [
    (TABLE, [
        ("2026-11-18", "Short breaks: review of the new offer", "Gareth Umney"),
        ("2026-11-18", "Annual report of the Safeguarding Children Partnership", "Kwame Birtwell"),
        ("2027-01-19", "Budget 2027/28", "Director of Finance"),
        (None, "Home to school transport", "Gareth Umney"),
    ]),
    (BROKEN, [
        ("2026-11-18", "Short breaks: review of the new offer", "Gareth Umney"),
        ("2027-01-19", "Budget 2027/28", "Philippa Nairne"),
        ("2027-03-16", "Home to school transport: two years on", "Assistant Director, Education and SEND"),
    ]),
    (LIST, [
        ("2026-11-18", "Short breaks: review of the new offer", "Gareth Umney"),
        ("2027-01-19", "Budget 2027/28", "Director of Finance"),
        ("2027-01-19", "Elective home education: the annual report", None),
    ]),
    (PLAIN_LIST, [
        ("2026-11-18", "Short breaks", None),
        ("2026-11-18", "Elective home education", None),
        ("2027-01-19", "Budget 2027/28", None),
    ]),
    # The columns stand in any order; a row may lack the cell that was joined with the one above.
    (f"{HEAD}\nTopic | Purpose | Date of meeting\nSEND | To hear | 19/01/2027\nFostering | To note | March 2027", [
        ("2027-01-19", "SEND", None), ("2027-03", "Fostering", None),
    ]),
    (f"{HEAD}\nDate | Agenda item | Report author\n19 January 2027 | Budget | Jo Marsh\nFostering | Lee Poole", [
        ("2027-01-19", "Budget", "Jo Marsh"), ("2027-01-19", "Fostering", "Lee Poole"),
    ]),
    # Several items in one cell; a date that runs across the table; who is invited is not who answers.
    (f"{HEAD}\nMeeting | Items | Witnesses\n19 January 2027 | • Budget • Fostering | A young person", [
        ("2027-01-19", "Budget", None), ("2027-01-19", "Fostering", None),
    ]),
    (f"{HEAD}\nItem | When | Lead\n19 January 2027\nBudget | tbc | Jo Marsh", [(None, "Budget", "Jo Marsh")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_each_line_of_a_programme(text: str, expected: list[tuple[object, ...]]) -> None:
    """Tables with cells, tables that a PDF broke up, and lists below dates are read line by line."""
    assert programme(text) == expected


def test_a_line_is_proved_by_its_own_words() -> None:
    """The evidence is the row as it stands, over as many lines as it fills; the plan and its body are named."""
    found = facts(read(BROKEN, title="Work programme", kind="report", published="2026-09-22"), "action")

    assert [fact.evidence.quote for fact in found if isinstance(fact.evidence, Evidence)] == [
        "18 November 2026 Short breaks: review of\nthe new offer\nGareth Umney",
        "19 January 2027 Budget 2027/28 Philippa Nairne",
        "16 March 2027 Home to school transport: two\nyears on\nAssistant Director, Education\nand SEND",
    ]
    assert {(fact.fields["plan"], fact.fields["forum"], str(fact.modality)) for fact in found} == {
        ("work programme", "Children and Families Scrutiny Committee", "planned")
    }


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Budget monitoring", "report"),
        ("Minutes of the meeting held on 18 November 2026", "minutes"),
        ("Work programme", "agenda"),
        ("Work programme", "minutes"),
        ("Schools capital work programme 2026/27", "report"),
        ("Highways forward programme", "report"),
    ],
)
def test_nothing_else_is_a_programme(title: str, kind: str) -> None:
    """The same table in another paper, or a meeting's own agenda and minutes, plans nothing."""
    table = TABLE.partition("\n\n")[2]

    assert programme(f"{title}\n{table}", title=title, kind=kind) == []


EXTENSION = (
    "Supported accommodation: extension of contract\nDecision due: 9 Mar 2027\nDecision maker: Cabinet Member for Children\n"
    "Key decision: no\nIssue: 33101\nProcedure: general exception"
)
PLAN = (
    "Fostering: review of fees and allowances 2027/28\nDecision due: 2027-02-09\nDecision maker: Cabinet\nKey decision: yes\nIssue: 33081",
    EXTENSION,
)


def test_a_forward_plan_is_read_item_by_item() -> None:
    """Each item with who decides, when, the council's own id, and whether it comes without the full notice."""
    found = read(*PLAN, title="Forward plan: 1 February to 31 May 2027", kind="other", published=None)

    assert fields(found, "action", "due", "what", "issue", "forum", "key", "plan") == [
        ("2027-02-09", "Fostering: review of fees and allowances 2027/28", "33081", "Cabinet", True, "forward plan"),
        ("2027-03-09", "Supported accommodation: extension of contract", "33101", "Cabinet Member for Children", False, "forward plan"),
    ]  # fmt: skip
    assert [fact.fields.get("procedure") for fact in facts(found, "action")] == [None, "general exception"]


NOTICES = [
    ("Notice of general exception: award of contract for short breaks", "NOTICE\nDecision maker: Cabinet\nDate of decision: 12 January 2027\nReason: the tender closed late.",
     ("general exception", "award of contract for short breaks", "2027-01-12")),
    ("Special urgency", "Special urgency notice\nTitle: Emergency placement framework\nDecision to be made by: Director of Children's Services",
     ("special urgency", "Emergency placement framework", None)),
    ("Notice of intention to hold a meeting in private", "Subject: Placements: prices\nDate of meeting: 9 March 2027",
     ("private meeting", "Placements: prices", "2027-03-09")),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "expected"), NOTICES)
def test_notices_say_by_which_procedure(title: str, text: str, expected: tuple[object, ...]) -> None:
    """General exception, special urgency and meetings in private are kept with what they are about."""
    found = read(text, title=title, kind="report", published="2027-01-04")

    assert fields(found, "action", "procedure", "what", "due") == [expected]


def test_a_report_may_say_that_it_had_no_full_notice() -> None:
    """`This decision is taken under the general exception procedure` counts; what might be, or was reported, does not."""
    taken = "1. Summary\nThis decision is being taken under the general exception procedure. It cannot wait."
    found = read(taken, title="Award of contract", kind="report")

    assert fields(found, "action", "procedure", "what", "plan") == [("general exception", "Award of contract", "notice")]  # fmt: skip
    for words in (
        "If the decision could not wait it would be taken under special urgency.",
        "The report lists decisions taken under the special urgency provisions: none.",
        "Rules on general exception stand in the constitution.",
    ):
        assert facts(read(words, title="Quarterly report", kind="report"), "action") == []


def test_no_real_report_and_no_news_story_is_a_programme(shared: Path) -> None:
    """Fifty-five inspection reports and five news stories plan nothing."""
    files = [*(shared / "captures/ofsted/pdf").glob("*.pdf"), *(shared / "seeds").glob("0*.txt")]
    found: list[Fact] = []
    for path in files:
        text = read_file(path.read_bytes(), name=path.name).text
        assert text is not None
        first_line = text.words.partition("\n")[0]
        found += programmes.find(prose_of(text, title=first_line), None, day=None)

    assert len(files) >= 60
    assert found == []


def prose_of(text: Text, *, title: str) -> Prose:
    """A text as a finder gets it."""
    return Prose(text=text, circumstances=Circumstances(title=title))


CELLS = st.sampled_from(
    ["Meeting", "Date", "Item", "Lead officer", "19 January 2027", "TBC", "January", "31/02/2027", "Budget 2027/28",
     "• A • B", "Jo Marsh", "Director of", "Decision due: 2027-13-45", "Issue: x", "1. ", "-", "|", "Page 2", "  ", "é\u2028ü", "Special urgency"]
)  # fmt: skip
LINES = st.lists(CELLS, min_size=1, max_size=4).map(" | ".join)
PAGES = st.lists(st.one_of(LINES, CELLS, st.text(max_size=40)), max_size=30).map("\n".join)


@given(
    st.lists(PAGES, min_size=1, max_size=3),
    st.sampled_from(["Work programme", "Forward plan", "General exception: x", ""]),
)
def test_any_text_gives_lines_that_stand_in_it(pages: list[str], title: str) -> None:
    """Whatever a paper holds, nothing breaks, every line has words, and its quote stands at its place."""
    text = Text.of_pages([(None, page) for page in pages], reader="made up")
    for fact in programmes.find(prose_of(text, title=title), None, day="2026-09-22"):
        assert isinstance(fact.evidence, Evidence)
        fact.evidence.check(text.words)
        assert str(fact.fields["what"]).strip()
