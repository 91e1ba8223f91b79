"""The made-up year holds what its stories need, on the very days that the acceptance year names."""

from collections import Counter
from collections.abc import Callable
from csv import DictReader
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from domain.workingdays import clear_working_days
from sample import answers, packs, papers
from sample.site import Attachment, Meeting, Site
from sample.world import World

LONDON = ZoneInfo("Europe/London")
THE_END = datetime(2027, 12, 1, tzinfo=UTC)


def _paper(site: Site, ref: int) -> Attachment:
    return site.places_of(ref)[0][2]


def _numbered(meeting: Meeting, number: str) -> str:
    return next(item.title for item in meeting.items if item.number == number)


def _is_listed(ref: int, words: str = "") -> Callable[[Site], bool]:
    """The paper is on an agenda and says these words."""
    return lambda site: words in _paper(site, ref).paper


def _minuted(meeting: int, words: str) -> Callable[[Site], bool]:
    """The printed minutes are public and say these words."""
    return lambda site: (
        site.meeting(meeting).minutes is not None
        and words in " ".join(packs.minutes(site, site.meeting(meeting)).split())
    )


def _planned(issue: int, due: str) -> Callable[[Site], bool]:
    """The work programme lists the issue for this day."""
    return lambda site: issue in site.plan(502).issues and site.issue(issue).due == due


# Event of the acceptance year: council, what shows from that day on.
SHOWS: dict[str, tuple[str, Callable[[Site], bool]]] = {
    "E03": ("northshire", lambda site: "carried unanimously" in site.item(721305)[1].decision),
    "E06": ("northshire", _planned(33071, "19 Jan 2027")),
    "E07": ("wolden", lambda site: all("care experience" not in item.title for item in site.meeting(8103).items)),
    "E08": ("wolden", _is_listed(80131, "Ofsted visited on 29 and 30 September 2026 to look at care leavers.")),
    "E15": ("northshire", _planned(33071, "16 Mar 2027")),
    "E16": ("wolden", _minuted(8164, "One young person lives there at present.")),
    "E17": ("estmere", _minuted(9303, "The motion was put to the vote and carried as amended.")),
    "E19": ("northshire", _minuted(7403, "forecast at £6.2m")),
    "E22": ("northshire", _is_listed(60433, "| 16 to 17 | £239 | £250 |")),
    "E23": ("estmere", lambda site: any("| 11 to 15 | 208 |" in paper.paper for paper in site.papers())),
    "E26": ("wolden", _is_listed(80232, "| 0 to 2 | £162 |")),
    "E27": ("northshire", lambda site: 33071 not in site.plan(502).issues),
    "E28": ("northshire", _minuted(7403, "forecast at £7.9m")),
    "E36": ("northshire", lambda site: "Appendix A to follow" in site.item(751106)[1].text),
    "E37": ("northshire", _is_listed(60514)),
    "E38": ("northshire", lambda site: "deferred" in site.item(751106)[1].decision and bool(site.meeting(7512).agenda)),
    "E40": ("northshire", _is_listed(60606, "Spending on agency social workers was £7.9m")),
}  # fmt: skip


@pytest.mark.parametrize("event", SHOWS)
def test_each_event_happens_on_its_day(world: World, shared: Path, event: str) -> None:
    """It shows at the end of the day that the acceptance year names, and did not the evening before."""
    with (shared / "acceptance" / "world_events.csv").open(encoding="utf-8") as rows:
        named = {row["id"]: row["first_public"] for row in DictReader(rows)}
    day = datetime.fromisoformat(named[event][:10]).replace(hour=23, minute=59, tzinfo=LONDON)
    council, shows = SHOWS[event]

    assert shows(world.at(day)[council])
    assert not _quietly(shows, world.at(day - timedelta(days=1))[council])


def _quietly(shows: Callable[[Site], bool], site: Site) -> bool:
    """Whether it shows; what is not even listed does not."""
    try:
        return shows(site)
    except KeyError:
        return False


def test_a_friday_evening(world: World) -> None:
    """Both appendices come at twenty past five on Friday for a Monday: no clear working day; the plan has 61 pages."""
    before = world.at(datetime(2027, 6, 11, 17, 19, tzinfo=LONDON))["northshire"]
    after = world.at(datetime(2027, 6, 11, 17, 20, tzinfo=LONDON))["northshire"]
    meeting = after.meeting(7511)
    added = {paper.id for _, paper in meeting.attachments()} - {
        paper.id for _, paper in before.meeting(7511).attachments()
    }

    assert added == {60514, 60515}
    assert clear_working_days(_paper(after, 60514).listed, meeting.starts.date()) == 0
    assert len(pypdfium2.PdfDocument(papers.pdf(_paper(after, 60514).paper))) == 61


def test_agendas_come_in_time(world: World) -> None:
    """Every agenda of every council gives five clear working days, but for the special meeting of 21 June: three."""
    notice = {
        meeting.id: clear_working_days(meeting.agenda.astimezone(LONDON).date(), meeting.starts.date())
        for site in world.at(THE_END).values()
        for meeting in site.meetings
        if meeting.agenda
    }

    assert {meeting: days for meeting, days in notice.items() if days < 5} == {7512: 3}
    assert notice[7511] == 6


def test_the_report_comes_under_another_title(world: World) -> None:
    """What the work programme of November 2026 lists is item 7 of September 2027, by the same issue id."""
    site = world.at(THE_END)["northshire"]
    items = [
        (meeting.id, item.number, item.title)
        for meeting in site.meetings
        for item in meeting.items
        if item.issue == 33071
    ]

    assert site.issue(33071).title == "Spending on agency social workers"
    assert items == [(7521, "7", "Workforce update")]


def test_the_annual_report_does_not_come(world: World) -> None:
    """The council of 18 November 2027 has fourteen items, none about care experience."""
    items = world.at(THE_END)["northshire"].meeting(7531).items

    assert len(items) == 14
    assert not any(
        "care experience" in (item.title + item.text + paper.paper).lower()
        for item in items
        for paper in item.attachments
    )


def test_the_amendment_takes_words_out(world: World) -> None:
    """Estmere's motion had `until legislation is made`; what was resolved has not."""
    site = world.at(THE_END)["estmere"]
    motion = next(
        paper.paper for paper in site.papers() if paper.title == "Notice of motion: care experience"
    )
    _, resolved = site.item(930305)[1].minutes.split("**RESOLVED**")

    assert "until legislation is made" in motion
    assert "until legislation is made" not in resolved


def test_the_ombudsmans_report_is_item_nine(world: World) -> None:
    """Its agenda comes while the site refuses everybody; on 23 February it can be read."""
    meeting = world.at(THE_END)["wolden"].meeting(8105)
    assert meeting.agenda is not None

    assert _numbered(meeting, "9") == "Ombudsman report 25 990 001"
    assert answers.refuses(world, "wolden", meeting.agenda)
    assert answers.refuses(world, "wolden", datetime(2027, 2, 22, 23, 59, tzinfo=LONDON))
    assert not answers.refuses(world, "wolden", datetime(2027, 2, 23, tzinfo=LONDON))


def test_only_planning_knows_the_address(world: World) -> None:
    """The address that must never be shown stands in papers of committees that nobody watches for children."""
    holders = {
        site.committee(meeting.committee).title
        for site in world.at(THE_END).values()
        for meeting in site.meetings
        for words in chain(
            (item.title + item.text + item.minutes for item in meeting.items),
            (paper.paper for _, paper in meeting.attachments()),
        )
        if any(address in words for address in answers.ADDRESSES_NEVER_SHOWN)
    }

    assert holders == {"Planning Committee"}


def test_nothing_happens_in_wolden_after_its_end(world: World) -> None:
    """Its site is as it was on its last evening; its successors open at midnight."""
    wolden = world.histories["wolden"]
    first_day = datetime(2027, 4, 1, tzinfo=LONDON)

    assert max(wolden.instants) < first_day
    assert wolden.at(THE_END).successors == ("east-wolden", "west-wolden")
    assert {world.at(THE_END)[slug].opens for slug in ("east-wolden", "west-wolden")} == {first_day}


def test_every_kind_of_event_happens_somewhere(world: World) -> None:
    """The year leaves out nothing that a service must find."""
    kinds = Counter(each.what.kind for slug in world.histories for each in answers.happenings(world, slug))

    assert set(kinds) == {
        "agenda_published", "document_added", "document_replaced", "document_withdrawn", "restricted", "unrestricted",
        "decisions_published", "minutes_published", "minutes_amended", "cancelled", "moved",
    }  # fmt: skip


def test_two_looks_are_needed_for_what_is_gone(world: World) -> None:
    """The look that misses the motion first finds nothing of it; the next one does. A refused look counts for neither."""
    looks = [datetime(2026, 11, day, 6, tzinfo=LONDON) for day in (10, 11, 12, 13)]
    found = [
        {each.paper for each in look if each.kind == "document_withdrawn"}
        for look in answers.at_looks(world, "wolden", looks)
    ]

    assert found == [set(), {80128}, set()]


def test_a_refused_look_finds_nothing_and_the_next_all(world: World) -> None:
    """What came while the site refused is found at the first look that is let in."""
    looks = [datetime(2027, 2, day, 6, tzinfo=LONDON) for day in (7, 8, 15, 22, 23)]
    *refused, first = answers.at_looks(world, "wolden", looks)

    assert refused == [frozenset()] * 3
    assert {(each.meeting, each.kind) for each in first} == {
        (8115, "minutes_published"),
        (8122, "agenda_published"),
        (8105, "agenda_published"),
    }
