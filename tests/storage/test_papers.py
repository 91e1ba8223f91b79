"""Papers in all their forms: agendas and minutes that are files, sizes and revisions, closed items, papers to follow."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from domain.document import DocumentKind
from domain.meeting import ListedDocument, Meeting
from storage import developments
from storage.archive import Archive
from storage.editions import Window
from storage.schema import AgendaItemRow, Attachment, Change, DocumentRow, MeetingRow, Publication, VersionRow
from tests.storage.test_keep import events, versions
from tests.storage.world import MEETING, PAPER, Northshire, minuted, with_agenda

AGENDA = ListedDocument(
    ref="7.a", title="Agenda", url="http://127.0.0.1:1/a.pdf", kind=DocumentKind.AGENDA, size="90 Kb"
)
MINUTES = ListedDocument(
    ref="7.m", title="Draft minutes", url="http://127.0.0.1:1/m.pdf", kind=DocumentKind.MINUTES
)
NOTICE = replace(MINUTES, ref="7.d", title="Decision notice", kind=DocumentKind.DECISION)
REPORT = replace(PAPER, published=None, size="97 Kb")


@pytest.fixture
def council(archive: Archive) -> Northshire:
    council = Northshire(archive)
    council.due()
    council.lists(MEETING)
    return council


def in_files(*papers: ListedDocument) -> Meeting:
    """A meeting of which all is files."""
    kinds = {paper.kind for paper in papers}
    return replace(
        MEETING,
        documents=papers,
        agenda_published=DocumentKind.AGENDA in kinds,
        decisions_published=DocumentKind.DECISION in kinds,
        minutes_published=DocumentKind.MINUTES in kinds,
    )


def named(archive: Archive) -> list[tuple[str, str | None, int | None]]:
    """Each event with the document and the number of the version that it names."""
    with archive.reading() as session:
        rows = session.execute(
            select(Publication.type, DocumentRow.ref, VersionRow.number)
            .outerjoin(DocumentRow, DocumentRow.id == Publication.document_id)
            .outerjoin(VersionRow, VersionRow.id == Publication.version_id)
            .order_by(Publication.id)
        )
        return [(event, ref, number) for event, ref, number in rows]


def test_what_comes_as_files_is_told_by_the_meeting_s_events(council: Northshire) -> None:
    """Agenda, decisions and minutes, each once, each naming its file and the file's version."""
    council.shows(in_files(AGENDA, REPORT))
    council.serves("7.a", "The agenda")
    council.later(days=12)
    council.shows(in_files(AGENDA, REPORT, NOTICE))
    council.serves("7.d", "Agreed.")
    council.later(days=12)
    council.shows(in_files(AGENDA, REPORT, NOTICE, MINUTES))
    council.serves("7.m", "Noted.")

    assert named(council.archive) == [
        ("agenda_published", "7.a", 1),
        ("decisions_published", "7.d", 1),
        ("minutes_published", "7.m", 1),
    ]


def test_a_file_of_minutes_that_reads_otherwise_was_amended(council: Northshire) -> None:
    """Whatever it is called by then; called otherwise and reading the same it was not."""
    council.shows(in_files(AGENDA, MINUTES))
    council.serves("7.m", "There were 1,842 children.")
    council.later(days=30)
    council.shows(in_files(AGENDA, replace(MINUTES, title="Minutes")))
    council.serves("7.m", "There were 1,842 children.")
    assert events(council.archive) == ["agenda_published", "minutes_published"]

    council.later(days=7)
    council.serves("7.m", "There were 1,824 children.")

    assert named(council.archive)[2:] == [("minutes_amended", "7.m", 2)]
    with council.archive.reading() as session:
        event = session.scalars(select(Publication).where(Publication.type == "minutes_amended")).one()
        assert (event.before, event.after, event.meeting_id) == ("1,842", "1,824", 1)


@pytest.mark.parametrize(
    ("before", "now", "is_amended"),
    [
        (
            "DRAFT Minutes of the meeting\nThe plan was noted.",
            "Minutes of the meeting\nThe plan was noted.",
            False,
        ),
        ("Minutes (unconfirmed)\nThe plan was noted.", "Minutes\nThe plan was noted.", False),
        ("Minutes\nThe plan was approved.", "Minutes\nThe plan was confirmed.", True),
        ("Minutes\nThe plan (draft) was noted.", "Minutes\nThe plan was noted.", True),
    ],
)
def test_approved_drafts_were_not_amended(
    council: Northshire, before: str, now: str, is_amended: bool
) -> None:
    """A heading says how far minutes have come; the same word in a sentence is what was minuted."""
    council.shows(in_files(AGENDA, MINUTES))
    council.serves("7.m", before)
    council.later(days=30)
    council.serves("7.m", now)

    assert ("minutes_amended" in events(council.archive)) is is_amended


def test_a_file_of_minutes_is_fetched_again_until_it_has_settled(council: Northshire) -> None:
    """A week and five weeks later, and after the next meeting, which approves it; what falls on a Sunday waits for Tuesday."""
    nxt = replace(MEETING, ref="9102", day=date(2026, 7, 22))
    council.lists(MEETING, nxt)
    council.later(days=20)
    council.shows(in_files(AGENDA, MINUTES))
    days = []
    for _ in range(60):
        if "document:7.m" in council.due():
            days.append(council.now.date())
            council.serves("7.m", "Noted.")
        council.later(days=1)

    assert days == [
        date(2026, 6, 21),
        date(2026, 6, 30),
        date(2026, 7, 25),
        date(2026, 7, 28),
        date(2026, 8, 1),
    ]


def test_another_size_is_a_reason_to_fetch_and_no_news(council: Northshire) -> None:
    """A file that reads as before was not replaced; one that reads otherwise was."""
    council.shows(with_agenda(REPORT))
    council.serves(PAPER.ref, "A")
    for size, words in (("98 Kb", "A"), ("99 Kb", "B")):
        council.later(days=1)
        council.shows(with_agenda(replace(REPORT, size=size)))
        assert f"document:{PAPER.ref}" in council.due()
        council.serves(PAPER.ref, words)

    assert events(council.archive) == ["agenda_published", "document_replaced"]


@pytest.mark.parametrize(
    "now",
    [
        replace(REPORT, revision="3"),
        replace(REPORT, url="http://127.0.0.1:1/Other.pdf"),
    ],
)
def test_another_revision_or_file_name_is_a_reason_to_fetch(council: Northshire, now: ListedDocument) -> None:
    """And so is nothing that a listing merely begins to say."""
    council.shows(with_agenda(replace(REPORT, revision="2")))
    council.serves(PAPER.ref, "A")
    council.later(days=1)
    council.shows(with_agenda(replace(REPORT, revision=None, published="2026-06-02")))
    assert f"document:{PAPER.ref}" not in council.due()
    council.shows(with_agenda(now))

    assert f"document:{PAPER.ref}" in council.due()
    assert events(council.archive) == ["agenda_published"]


def test_an_opaque_address_is_minded_and_no_news(council: Northshire) -> None:
    """A site that gives out new addresses every week has not replaced its papers; they are looked for where they are now."""
    council.shows(with_agenda(replace(REPORT, url="http://127.0.0.1:1/Document.ashx?one")))
    council.serves(PAPER.ref, "A")
    council.later(days=1)
    council.shows(with_agenda(replace(REPORT, url="http://127.0.0.1:1/Document.ashx?two")))
    row = council.watches(f"document:{PAPER.ref}")

    assert f"document:{PAPER.ref}" not in council.due()
    assert row is not None
    assert row.url == "http://127.0.0.1:1/Document.ashx?two"


def test_a_closed_paper_with_its_agenda_is_an_event_and_belongs_to_it(council: Northshire) -> None:
    """It is known when it was first seen; the digest tells of the agenda alone. One closed later is news of its own."""
    closed = replace(
        PAPER, ref="s60110", title="Prices", url=None, restricted=True, restriction="Paragraph 3"
    )
    council.shows(with_agenda(PAPER, closed))
    council.later(days=1)
    council.shows(with_agenda(PAPER, closed, replace(closed, ref="s60111", title="Sites")))

    assert events(council.archive) == ["agenda_published", "restricted", "restricted"]
    with council.archive.reading() as session:
        last = len(session.scalars(select(Change.seq)).all())
        told = developments.happenings(session, Window(after=0, upto=last))
    assert [(each.type, each.after) for each in told if each.type == "restricted"] == [
        ("restricted", "Sites")
    ]


def test_an_item_closed_as_a_whole_is_an_event_and_so_is_its_opening(council: Northshire) -> None:
    """Where papers tell of it, it is told by them alone; the reason is kept with the item."""
    council.shows(with_agenda())
    item = with_agenda().items[0]
    shut = replace(item, restricted=True, restriction="Paragraph 3")
    for items in ((shut,), (item,)):
        council.later(days=1)
        council.shows(replace(with_agenda(), items=items))
        with council.archive.reading() as session:
            assert session.scalars(select(AgendaItemRow.restriction)).all() == [items[0].restriction]

    assert events(council.archive) == ["agenda_published", "restricted", "unrestricted"]


def test_a_paper_that_is_to_follow_is_looked_for_daily(council: Northshire) -> None:
    """From the agenda on, and at midday and in the evening of the last three working days."""
    item = replace(with_agenda().items[0], to_follow=True)
    council.shows(replace(with_agenda(PAPER), items=(item,)))
    hours = []
    for _ in range(9 * 24):
        if "meeting:9101" in council.due():
            hours.append((council.now.day, council.now.hour))
            council.shows(replace(with_agenda(PAPER), items=(item,)))
        council.later(hours=1)

    with council.archive.reading() as session:
        assert session.scalars(select(AgendaItemRow.to_follow)).all() == [True]
    # the meeting is on Wednesday 10 June; hours are UTC, an hour behind the summer's wall clock
    assert hours == [(1, 16), (2, 16), (3, 16), (4, 16), (5, 11), (5, 16), (8, 11), (8, 16), (9, 11), (9, 16)]


def test_decisions_that_were_changed_after_they_were_published(council: Northshire) -> None:
    """Another word in the decision sheet: replaced, with the words before and after; before its flag it is nothing."""

    def decided(words: str, *, published: bool = True) -> Meeting:
        items = tuple(replace(item, decision=words) for item in with_agenda(PAPER).items)
        return replace(with_agenda(PAPER), items=items, decisions_published=published)

    for meeting in (
        decided("Deferred to June.", published=False),
        decided("Deferred to July.", published=False),
        decided("Deferred to July."),
        decided("Deferred to September."),
    ):
        council.shows(meeting)
        council.later(days=1)

    assert events(council.archive) == ["agenda_published", "decisions_published", "document_replaced"]
    with council.archive.reading() as session:
        event = session.scalars(select(Publication).where(Publication.type == "document_replaced")).one()
        assert (event.before, event.after) == ("July.", "September.")


def test_a_moved_meeting_s_own_papers_are_called_by_its_new_day(council: Northshire) -> None:
    """Agenda, decisions and minutes name the day on which it is held."""
    council.shows(with_agenda(PAPER))
    council.later(days=1)
    council.shows(with_agenda(PAPER, day=date(2026, 6, 17)))

    with council.archive.reading() as session:
        assert session.scalars(select(VersionRow.title)).all() == [
            "Agenda: Children and Families Scrutiny Committee, 17 June 2026"
        ]


def test_a_supplement_that_binds_late_papers_is_no_second_news(council: Northshire) -> None:
    """One that comes alone is."""
    bound = ListedDocument(ref="b4411.9", title="Supplement 1", url="http://127.0.0.1:1/b4411?T=9")
    council.shows(with_agenda(PAPER))
    council.later(days=1)
    late = with_agenda(PAPER, replace(PAPER, ref="s60144", title="Appendix A"))
    council.shows(replace(late, documents=(bound,)))
    assert events(council.archive) == ["agenda_published", "document_added"]

    council.later(days=1)
    council.shows(replace(late, documents=(bound, replace(bound, ref="b4412.9", title="Supplement 2"))))

    assert events(council.archive)[2:] == ["document_added"]


def test_a_pack_that_repeats_is_neither_news_nor_fetched(council: Northshire) -> None:
    """Until it is the only one to have the words."""
    pack = ListedDocument(
        ref="g9101.1",
        title="Printed minutes",
        url="http://127.0.0.1:1/g9101?T=1",
        kind=DocumentKind.MINUTES,
        repeats=True,
    )
    council.shows(replace(minuted(with_agenda(PAPER), "Noted."), documents=(pack,)))
    assert "document:g9101.1" not in council.due()
    other = replace(MEETING, ref="9102")
    council.lists(MEETING, other)
    council.shows(replace(with_agenda(PAPER), ref="9102"))
    own = replace(pack, ref="g9102.1", repeats=False)
    council.shows(replace(with_agenda(PAPER), ref="9102", minutes_published=True, documents=(own,)))

    assert "document:g9102.1" in council.due()
    assert named(council.archive)[-1] == ("minutes_published", "g9102.1", None)


def test_minutes_that_only_the_next_agenda_carries_count_as_published(council: Northshire) -> None:
    """The earlier meeting is looked at again; where it has none of its own, the paper is what was published."""
    council.shows(with_agenda(PAPER))
    nxt = replace(MEETING, ref="9102", day=date(2026, 7, 8))
    council.later(days=20)
    council.lists(MEETING, nxt)
    council.shows(with_agenda(PAPER))
    assert "meeting:9101" not in council.due()
    paper = replace(PAPER, ref="s60200", title="Draft minutes, 10 June 2026")
    council.shows(replace(with_agenda(paper), ref="9102", day=nxt.day))
    assert "meeting:9101" in council.due()
    council.shows(with_agenda(PAPER))
    council.serves("s60200", "Noted.")

    assert named(council.archive)[-1] == ("minutes_published", "s60200", 1)
    with council.archive.reading() as session:
        assert session.scalars(select(MeetingRow.ref).where(MeetingRow.minutes_published)).all() == ["9101"]
    council.later(days=1)
    council.shows(minuted(with_agenda(PAPER), "Noted."))
    assert events(council.archive).count("minutes_published") == 1


@pytest.mark.parametrize(
    "title", ["Minutes of the previous meeting", "Minutes of the meeting held on 10 June 2026"]
)
def test_an_agenda_that_carries_minutes_has_the_meeting_looked_at_that_it_approves(
    council: Northshire, title: str
) -> None:
    """Soon after it, though the minutes had settled when the meeting was called: they may be approved as amended."""
    council.shows(minuted(with_agenda(PAPER), "Noted."))
    council.later(days=40)
    council.shows(minuted(with_agenda(PAPER), "Noted."))
    settled = council.watches("meeting:9101")
    nxt = replace(MEETING, ref="9102", day=date(2026, 8, 12))
    council.lists(MEETING, nxt)
    item = replace(with_agenda().items[0], title=title)
    council.shows(replace(with_agenda(), ref="9102", day=nxt.day, items=(item,)))
    row = council.watches("meeting:9101")

    assert settled is not None
    assert settled.done_at is not None
    assert row is not None
    assert (row.done_at, row.due_at.date()) == (None, date(2026, 8, 15))


def test_a_paper_of_the_same_agenda_is_not_its_own_minutes(council: Northshire) -> None:
    """A meeting's agenda carries the minutes of the one before it, which is not kept."""
    item = replace(with_agenda(PAPER).items[0], title="Minutes of the previous meeting")
    council.shows(
        replace(with_agenda(), items=(replace(item, documents=(replace(PAPER, title="Minutes"),)),))
    )
    council.later(days=11)
    council.shows(
        replace(with_agenda(), items=(replace(item, documents=(replace(PAPER, title="Minutes"),)),))
    )

    assert events(council.archive) == ["agenda_published"]


def test_what_a_road_cannot_say_is_kept_as_it_was_said(council: Northshire) -> None:
    """Day of publication, size and issue."""
    item = replace(with_agenda(PAPER).items[0], issue_ref="33001")
    council.shows(replace(with_agenda(PAPER), items=(item,), road="html"))
    council.later(days=1)
    council.shows(
        replace(with_agenda(replace(PAPER, published=None, title="Plan", url="http://x/1")), road="ws")
    )

    assert events(council.archive) == ["agenda_published"]
    with council.archive.reading() as session:
        paper = session.scalars(select(Attachment)).one()
        assert (paper.published, paper.title, paper.road) == ("2026-06-02", "Plan", "ws")
        assert session.scalars(select(AgendaItemRow.issue_ref)).all() == ["33001"]
    assert len(versions(council.archive, "meeting:9101:agenda")) == 2
