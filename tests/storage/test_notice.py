"""Notice given: clear working days for every paper of a meeting, its agenda among them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.meeting import ListedDocument, Meeting
from storage.archive import Archive
from storage.notice import MeetingNotice, given
from tests.storage.linked import SCRUTINY, Linked, at, item, meeting, paper, statements

MONDAY = date(2027, 6, 14)
PLAN = item(6, "Improvement plan", paper("s1", "Improvement plan", "2027-06-03"), text="Appendix A to follow")
BUDGET = item(7, "Budget", paper("s9", "Budget", "2027-06-03"))
HELD = meeting("9101", SCRUTINY, MONDAY, PLAN, BUDGET)
APPENDIX_A = paper("s2", "Appendix A: improvement plan", "2027-06-11")
APPENDIX_B = paper("s3", "Appendix B: finance", "2027-06-11")


@pytest.fixture
def site(archive: Archive) -> Linked:
    """A committee whose agenda came out on Thursday 3 June 2027 for Monday 14 June, looked at each morning until the 11th."""
    site = Linked(archive, at(2027, 5, 20))
    site.lists(HELD)
    site.shows(replace(HELD, agenda_published=False, items=()))
    for day in range(1, 12):
        site.comes(at(2027, 6, day))
        site.shows(HELD if day > 3 else replace(HELD, agenda_published=False, items=()))
    return site


def _given(site: Linked, *, until: date = date(2027, 6, 30)) -> list[MeetingNotice]:
    with site.archive.reading() as session:
        return list(given(session, as_of=site.now, first=date(2027, 6, 1), last=until))


def _with(*papers: ListedDocument) -> Meeting:
    return replace(HELD, items=(replace(PLAN, documents=(*PLAN.documents, *papers)), BUDGET))


def test_late_papers_are_told_with_the_notice_that_they_gave(site: Linked) -> None:
    """Two appendices on Friday evening for Monday give none; the agenda gave six."""
    site.comes(at(2027, 6, 11, 16, 20))  # 17:20 in England
    site.shows(_with(APPENDIX_A, APPENDIX_B))
    (notice,) = _given(site)

    assert notice.words == (
        "item 6, 2 documents added Fri 11 Jun 17:20, 0 clear working days before Mon 14 Jun; agenda itself 6 clear working days"
    )
    assert [(each.title, each.notice.clear, each.notice.certain) for each in notice.papers] == [
        ("Improvement plan", 6, True),
        ("Appendix A: improvement plan", 0, True),
        ("Appendix B: finance", 0, True),
        ("Budget", 6, True),
    ]


def test_a_short_agenda_names_the_last_day_that_would_have_done(site: Linked) -> None:
    """A special meeting on 21 June with its agenda on the 15th: three days; five would have needed Friday the 11th."""
    special = meeting("9102", SCRUTINY, date(2027, 6, 21), item(1, "Improvement plan"))
    site.comes(at(2027, 6, 14))
    site.lists(HELD, special)
    site.shows(replace(special, agenda_published=False, items=()))
    site.comes(at(2027, 6, 15, 14))
    site.shows(special)

    assert _given(site)[1].words == "agenda itself 3 clear working days; latest date for five Fri 11 Jun"


def test_a_replaced_file_counts_anew(site: Linked) -> None:
    """What replaces a paper under its number gives the notice of its own day."""
    site.comes(at(2027, 6, 9, 12))
    exchanged = replace(BUDGET, documents=(paper("s9", "Budget (amended)", "2027-06-09"),))
    site.shows(replace(HELD, items=(PLAN, exchanged)))
    (notice,) = _given(site)

    assert [(each.title, each.notice.clear, each.replaced) for each in notice.papers if each.replaced] == [
        ("Budget (amended)", 2, True)
    ]
    assert "item 7, 1 document replaced Wed 9 Jun 13:00, 2 clear working days" in notice.words


def test_what_may_have_been_there_all_the_while_is_not_called_short(archive: Archive) -> None:
    """After a time without a look, a paper without a printed day gave this notice at the least."""
    site = Linked(archive, at(2027, 5, 20))
    site.lists(HELD)
    site.shows(HELD)
    site.comes(at(2027, 6, 12))
    site.shows(_with(paper("s4", "Late note")))
    (notice,) = _given(site)
    late = next(each for each in notice.papers if each.title == "Late note")

    assert (late.notice.clear, late.notice.certain, late.notice.is_short) == (0, False, False)


def test_an_earlier_moment_knows_nothing_of_later_papers(site: Linked) -> None:
    """As of Friday noon there was no late paper yet."""
    site.comes(at(2027, 6, 11, 16, 20))
    site.shows(_with(APPENDIX_A))
    site.now = at(2027, 6, 11, 11)

    assert _given(site)[0].words == "agenda itself 6 clear working days"


def test_a_year_of_papers_is_asked_for_at_once(site: Linked) -> None:
    """More papers and meetings are no more questions to the database."""
    with statements(site.archive) as few:
        _given(site)
    more = [meeting(str(n), SCRUTINY, MONDAY + timedelta(days=n), PLAN, BUDGET) for n in range(1, 9)]
    site.lists(HELD, *more)
    for each in more:
        site.shows(each)
    with statements(site.archive) as many:
        found = _given(site)

    assert len(found) == 9
    assert len(many) == len(few)
