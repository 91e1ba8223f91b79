"""What an edition tells: each kind of development in verbs of record, with its words, its state and where it stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from digest.item import Item
from digest.sections import coverage, sections
from digest.select import compose
from domain.document import DocumentKind
from domain.health import HealthState
from domain.meeting import Meeting
from storage import developments, editions, held
from storage.archive import Archive
from storage.schema import DocumentRow, Entity, Succession, VersionRow
from tests.digest.story import REPORT, a_week
from tests.digest.world import EDITION, MONDAY, World, item, meeting, paper

FRIDAY = datetime(2026, 6, 12, 16, 30, tzinfo=UTC)
TUESDAY = date(2026, 6, 16)


def told(world: World, edition: str = EDITION) -> tuple[Item, ...]:
    """What the edition says when it is frozen at the world's moment."""
    name = editions.named(edition)
    with world.archive.reading() as session:
        return compose(session, name, editions.next_window(session, name), now=world.now).items


def of(items: tuple[Item, ...], section: str) -> list[Item]:
    """The items of one section."""
    return [each for each in items if each.section == section]


def lines(each: Item) -> str:
    """All that an item says, quotes included."""
    quotes = [f"{quote.shown} {quote.state}" for quote in each.all_quotes]
    return "\n".join([each.what, *quotes, each.different, each.where, each.next])


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """An archive on the Monday before the edition's."""
    return World(sqlite_archive)


def _agenda(day: date = TUESDAY) -> Meeting:
    return meeting("9102", day, item(5, "Agency social workers"), item(6, "Improvement plan"))


def test_an_edition_tells_the_same_on_both_databases(archive: Archive) -> None:
    """A week of developments comes out whole, ordered by what a reader can still do."""
    items = told(a_week(archive))

    assert [section for section in sections() if of(items, section)] == [
        "act_by",
        "meetings",
        "councils",
        "found_late",
        "coverage",
    ]
    assert len(of(items, "act_by")) == 3
    assert {each.short for each in of(items, "councils")} == {
        "agenda for Tue 16 June",
        "draft minutes of Wed 20 May",
        "minutes of Wed 20 May amended",
        "meeting of Tue 30 June called off",
    }


def test_papers_that_came_late_are_told_first_with_their_notice(world: World) -> None:
    """Two papers on the Friday before a Tuesday: one clear working day, where the agenda gave five."""
    site = world.council()
    agenda = replace(_agenda(), items=(item(6, "Improvement plan", paper("s1", "Plan", "2026-06-08")),))
    site.lists(agenda)
    site.shows(agenda)
    world.at(FRIDAY)
    papers = (
        *agenda.items[0].documents,
        paper("s2", "Appendix A", "2026-06-12"),
        paper("s3", "Appendix B", "2026-06-12"),
    )
    site.shows(replace(agenda, items=(replace(agenda.items[0], documents=papers),)))
    world.at(MONDAY)
    first, second = of(told(world), "act_by")

    assert first.what == (
        "“Appendix A” was added to item 6, “Improvement plan”. Notice given: 1 clear working day before Tue 16 June; the agenda gave 5."
    )
    assert first.bundle == second.bundle
    assert first.many.startswith("{count} documents were added to item 6, “Improvement plan”.")
    assert first.until == "2026-06-16"
    assert first.next == "The committee meets on Tuesday 16 June 2026, 10:30, County Hall."


def test_late_papers_for_a_meeting_that_is_over_are_no_call_to_act(world: World) -> None:
    """They are told among what happened, notice and all."""
    site = world.council()
    agenda = replace(
        _agenda(date(2026, 6, 10)), items=(item(6, "Improvement plan", paper("s1", "Plan", "2026-06-02")),)
    )
    site.lists(agenda)
    site.shows(agenda)
    world.at(datetime(2026, 6, 9, 6, tzinfo=UTC))
    papers = (*agenda.items[0].documents, paper("s2", "Appendix A", "2026-06-08"))
    site.shows(replace(agenda, items=(replace(agenda.items[0], documents=papers),)))
    world.at(MONDAY)
    items = told(world)

    assert of(items, "act_by") == []
    assert "Notice given: 1 clear working day" in of(items, "councils")[-1].what


def test_nobody_is_accused_of_lateness_that_nobody_saw(world: World) -> None:
    """An agenda first seen after days without a look may have been there all the time: the notice is not called given."""
    site = world.council()
    site.lists(_agenda())
    site.shows(meeting("9102", TUESDAY))
    world.at(FRIDAY)
    site.shows(_agenda())
    world.at(MONDAY)
    items = told(world)

    assert of(items, "act_by") == []
    (agenda,) = of(items, "councils")
    assert "It was first seen 1 clear working day before the meeting." in agenda.what


def test_a_day_that_cannot_be_is_not_believed(world: World) -> None:
    """An agenda whose papers bear an old date, though we looked since and it was not there: its notice counts from when it was seen."""
    site = world.council()
    coming = meeting("9102", date(2026, 6, 30))
    site.lists(coming)
    site.shows(coming)
    world.at(FRIDAY)
    site.shows(
        replace(
            coming, agenda_published=True, items=(item(4, "Call-in", paper("s1", "Report", "2026-05-05")),)
        )
    )
    world.at(MONDAY)
    items = told(world)

    (agenda,) = of(items, "councils")
    assert "It was first seen 11 clear working days before the meeting." in agenda.what
    assert "May" not in agenda.where
    assert "Agenda first seen Fri 12 June." in of(items, "meetings")[0].what


def test_a_late_paper_seen_after_its_meeting_is_told_with_its_notice(world: World) -> None:
    """The source prints the day before the meeting; that we saw it later changes nothing."""
    site = world.council()
    held = meeting(
        "9102", date(2026, 6, 10), item(5, "Agency social workers", paper("s1", "Plan", "2026-06-02"))
    )
    site.lists(held)
    site.shows(held)
    world.at(FRIDAY)
    papers = (*held.items[0].documents, paper("s2", "Note for members", "2026-06-09"))
    site.shows(replace(held, items=(replace(held.items[0], documents=papers),)))
    world.at(MONDAY)
    (_, note) = of(told(world), "councils")

    assert note.what.startswith("“Note for members” was added to item 5")
    assert note.what.endswith("Notice given: 0 clear working days before Wed 10 June; the agenda gave 5.")


def test_a_paper_that_is_only_listed_otherwise_is_told_as_that(world: World) -> None:
    """Another title or day in the listing is no new file; where the new file is told of, the listing is not told too."""
    site = world.council()
    old = paper("s1", "Agency spend", "2026-06-05")
    agenda = meeting("9102", date(2026, 7, 7), item(5, "Agency social workers", old))
    site.lists(agenda)
    site.shows(agenda)
    site.serves("s1", "The forecast is £6.2m.")
    world.at(FRIDAY)
    relisted = replace(old, title="Agency spend (corrected)")
    site.shows(replace(agenda, items=(item(5, "Agency social workers", relisted),)))
    world.at(MONDAY)
    (_, otherwise) = of(told(world), "councils")

    assert "is listed otherwise than before" in otherwise.what
    assert otherwise.different == "It was listed as “Agency spend”, 5 June 2026."
    site.serves("s1", "The forecast is £7.9m.")
    told_now = [each.what for each in of(told(world), "councils")]
    assert len([words for words in told_now if "Agency spend" in words]) == 1
    assert "was replaced under the same number" in told_now[-1]


def test_a_late_agenda_is_told_with_the_day_on_which_it_was_due(world: World) -> None:
    """Looked at the day before and not there: it gave one clear working day, and five were owed by Monday."""
    site = world.council()
    site.lists(_agenda())
    site.shows(meeting("9102", TUESDAY))
    world.at(FRIDAY - timedelta(days=1))
    site.shows(meeting("9102", TUESDAY, place="Town Hall"))
    world.at(FRIDAY)
    site.shows(_agenda())
    world.at(MONDAY)
    (agenda,) = of(told(world), "act_by")

    assert agenda.what == (
        "The agenda was published: 2 items, no documents. It gave 1 clear working day before the meeting; "
        "for 5 it was due by Mon 8 June."
    )


def test_an_agenda_names_what_is_private(world: World) -> None:
    """Its own items by title and number; routine ones are passed over, private ones set apart."""
    site = world.council()
    agenda = meeting(
        "9102",
        TUESDAY,
        item(1, "Apologies for absence"),
        item(2, "Minutes of the last meeting"),
        item(5, "Agency social workers", paper("s1", "Agency spend", "2026-06-05")),
        item(7, "Placement contract", restricted=True),
    )
    site.lists(agenda)
    site.shows(agenda)
    world.at(MONDAY)
    (found,) = of(told(world), "councils")

    assert (
        found.what
        == "The agenda was published: 4 items, 1 document. It gave 6 clear working days before the meeting."
    )
    assert found.different == (
        "On it: “Agency social workers” (item 5). To be taken in private: “Placement contract” (item 7)."
    )
    assert found.where == "Agenda; published 5 June 2026; first seen Mon 8 June 2026, 07:00"


def test_an_item_that_vanished_from_an_agenda_is_told(world: World) -> None:
    """What was taken off and what was put on, quoted from the version in which it stands; added papers change nothing."""
    site = world.council()
    site.lists(_agenda(date(2026, 7, 7)))
    site.shows(_agenda(date(2026, 7, 7)))
    world.at(FRIDAY)
    new = (item(5, "Agency social workers", paper("s9", "Agency spend")), item(6, "Youth justice plan"))
    site.shows(replace(_agenda(date(2026, 7, 7)), items=new))
    world.at(MONDAY)
    (changed,) = [each for each in of(told(world), "councils") if "changed" in each.what]

    gone, put = changed.differences
    assert (
        changed.what == "The agenda was changed after it was published: items were taken off and put on it."
    )
    assert gone.after is None
    assert gone.before is not None
    assert (gone.before.shown, gone.before.version) == ("“Improvement plan”", 1)
    assert put.before is None
    assert put.after is not None
    assert (put.after.shown, put.after.version) == ("“Youth justice plan”", 2)


def test_a_replaced_paper_is_quoted_from_both_versions(world: World) -> None:
    """The figure before and the figure now, each in its sentence, each with its version."""
    site = world.council()
    agenda = meeting(
        "9102", date(2026, 7, 7), item(5, "Agency social workers", paper("s1", "Agency spend", "2026-06-05"))
    )
    site.lists(agenda)
    site.shows(agenda)
    site.serves("s1", "Agency spend\n\nThe forecast is £6.2m. Nothing else is new.", "Page two stays.")
    world.at(FRIDAY)
    site.serves("s1", "Agency spend\n\nThe forecast is £7.9m. Nothing else is new.", "Page two stays.")
    world.at(MONDAY)
    (replaced,) = [each for each in of(told(world), "councils") if "replaced" in each.what]

    (pair,) = replaced.differences
    assert (
        replaced.what
        == "“Agency spend”, item 5, “Agency social workers”, was replaced under the same number."
    )
    assert pair.before is not None
    assert pair.after is not None
    assert (pair.before.shown, pair.before.state) == ("“The forecast is £6.2m.”", "report, version 1")
    assert (pair.after.shown, pair.after.state) == ("“The forecast is £7.9m.”", "report, version 2")
    assert "published" not in replaced.where  # the listing still prints the day of the first file


def test_minutes_are_quoted_as_drafts(world: World) -> None:
    """What was resolved, in its own words, with the state of the minutes and the next meeting; routine is passed over."""
    site = world.council()
    past, coming = meeting("9101", date(2026, 6, 10), item(4, "Plan")), meeting("9102", date(2026, 7, 7))
    site.lists(past, coming)
    site.shows(past)
    world.at(FRIDAY)
    words = (
        "RESOLVED: That the minutes of 6 May be approved as a correct record.\n\n"
        "RESOLVED: That a report on agency social workers come to the meeting of September 2026.\n\n"
        "RESOLVED: That the report be noted.\n\nPresent: Young Reader"
    )
    site.shows(replace(past, minutes_published=True, items=(item(4, "Plan", minutes=words),)))
    world.links()
    world.at(MONDAY)
    (minutes,) = [each for each in of(told(world), "councils") if "inutes" in each.what]

    (quote,) = minutes.quotes
    assert minutes.what == "Draft minutes of the meeting were published, for 1 item."
    assert (
        quote.shown
        == "“RESOLVED: That a report on agency social workers come to the meeting of September 2026.”"
    )
    assert (quote.state, quote.where) == ("draft minutes", "item 4")
    assert minutes.next == "The committee next meets on Tuesday 7 July 2026, 10:30."
    assert "Young Reader" not in lines(minutes)


def test_minutes_that_a_later_meeting_approved_are_called_approved(world: World) -> None:
    """Published after the next meeting had confirmed them, they are no drafts; a part of a list says that it was resolved."""
    site = world.council()
    first, second = (
        meeting("9101", date(2026, 6, 9), item(4, "Plan")),
        meeting("9102", date(2026, 6, 11), item(2, "Minutes")),
    )
    site.lists(first, second)
    site.shows(first)
    site.shows(second)
    world.at(FRIDAY)
    words = "RESOLVED\n\n(1) that the plan be sent to the Department."
    site.shows(replace(first, minutes_published=True, items=(item(4, "Plan", minutes=words),)))
    approved = item(2, "Minutes", minutes="RESOLVED: That the minutes of 2026-06-09 be approved.")
    site.shows(replace(second, minutes_published=True, items=(approved,)))
    world.links()
    world.at(MONDAY)
    minutes = [each for each in of(told(world), "councils") if "inutes of the meeting" in each.what]

    assert [each.what for each in minutes] == [
        "Approved minutes of the meeting were published, for 1 item.",
        "Draft minutes of the meeting were published, for 1 item.",
    ]
    quotes = [quote for quote in minutes[0].quotes if "that the plan" in quote.words]
    assert [(quote.label, quote.state) for quote in quotes] == [("resolved", "approved minutes")]
    assert minutes[1].quotes == ()


def test_somebody_is_quoted_only_in_a_public_role(world: World) -> None:
    """What an article has a named person say is shown if the archive knows them as public; of anybody else it is not."""
    world.adds(
        "He said: the plan is late.", kind=DocumentKind.ARTICLE, title="Plan is late", published="2026-06-01"
    )
    world.links()
    world.at(MONDAY)
    (unknown,) = of(told(world), "found_late")
    assert unknown.quotes == ()
    with world.archive.writing() as session:
        session.add(Entity(uid="ann-other", kind="person", name="Ann Other", public=True))
    (known,) = of(told(world), "found_late")
    assert [(quote.shown, quote.said) for quote in known.quotes] == [
        ("“He said: the plan is late.”", "Ann Other")
    ]


def test_amended_minutes_are_quoted_from_both_versions(world: World) -> None:
    """The number in the draft and the number now; one is called draft, the other amended."""
    items = told(a_week(world.archive))
    (amended,) = [each for each in items if "amended after" in each.what]

    (pair,) = amended.differences
    assert pair.before is not None
    assert pair.after is not None
    assert (pair.before.shown, pair.before.state) == ("“The forecast was £6.2m.”", "draft minutes")
    assert (pair.after.shown, pair.after.state) == ("“The forecast was £7.9m.”", "amended minutes")


def test_decisions_are_told_with_their_words(world: World) -> None:
    """The decision sheet, and what it decides."""
    site = world.council()
    held = meeting("9101", date(2026, 6, 10), item(4, "Plan"))
    site.lists(held)
    site.shows(held)
    world.at(FRIDAY)
    decided = item(4, "Plan", decision="RESOLVED: That the plan be sent to the Department by 30 June 2026.")
    site.shows(replace(held, decisions_published=True, items=(decided,)))
    world.links()
    world.at(MONDAY)
    (found,) = [each for each in of(told(world), "councils") if "decisions" in each.what]

    assert [(quote.shown, quote.state, quote.where) for quote in found.quotes] == [
        ("“RESOLVED: That the plan be sent to the Department by 30 June 2026.”", "decision sheet", "item 4")
    ]


def test_a_moved_meeting_is_told_from_when_to_when(world: World) -> None:
    """And a meeting whose hour is only written otherwise has not moved."""
    site = world.council()
    site.lists(meeting("9102", TUESDAY), meeting("9103", date(2026, 7, 7)))
    site.shows(meeting("9102", TUESDAY))
    site.shows(meeting("9103", date(2026, 7, 7)))
    world.at(FRIDAY)
    site.shows(meeting("9102", date(2026, 6, 18), at=time(14, 0)))
    site.shows(meeting("9103", date(2026, 7, 7), place="Town Hall"))
    world.at(MONDAY)
    (moved,) = of(told(world), "councils")

    assert moved.what == (
        "The meeting was moved from Tuesday 16 June 2026, 10:30 to Thursday 18 June 2026, 14:00."
    )


def test_what_is_closed_opened_or_taken_down_is_told(world: World) -> None:
    """A private paper with its reason, one that can now be read, and one that is gone, whose title is not shown."""
    site = world.council()
    open_, closed = paper("s1", "Plan", "2026-06-05"), paper("s2", "Contract", url=None, restricted=True)
    agenda = meeting(
        "9102", date(2026, 7, 7), item(6, "Improvement plan", open_, closed, paper("s3", "Secret name"))
    )
    site.lists(agenda)
    site.shows(agenda)
    world.at(FRIDAY)
    now_closed = replace(open_, url=None, restricted=True, restriction="Paragraph 3")
    now_open = paper("s2", "Contract")
    for _ in range(2):
        site.shows(replace(agenda, items=(item(6, "Improvement plan", now_closed, now_open),)))
        world.at(world.now + timedelta(hours=12))
    world.at(MONDAY)
    words = [each.what for each in of(told(world), "councils")]

    assert "“Plan”, item 6, “Improvement plan”, is listed as not for publication (Paragraph 3)." in words
    assert any(each.startswith("“Contract” was private and is now public under item 6") for each in words)
    assert "A document under item 6, “Improvement plan” is no longer listed by the council." in words
    assert not any("Secret name" in lines(each) for each in told(world) if "no longer listed" in each.what)


def test_an_inspection_report_gives_each_judgement_in_its_own_words(world: World) -> None:
    """Ofsted's order, not the page's; followers of the council and of England are told, and nobody else."""
    site = world.council()
    world.council("estmere", "Estmere")
    world.at(FRIDAY)
    world.adds(REPORT, kind=DocumentKind.INSPECTION_REPORT, title="Northshire report", published="2026-06-01")
    world.links(about=site.council)
    world.at(MONDAY)
    with world.archive.writing() as session:
        session.execute(update(VersionRow).values(origin="watch"))
    (report,) = of(told(world), "official")

    assert report.what == "Ofsted published its inspection report on Northshire, inspected 4 to 28 June 2018."
    assert [(quote.label, quote.shown) for quote in report.quotes] == [
        ("Overall effectiveness", "“Inadequate”"),
        ("The impact of leaders", "“Requires improvement”"),
        ("The experiences of care leavers", "“Good”"),
    ]
    assert report.audience == ("council:northshire", "england")


def test_what_was_added_by_hand_is_found_late_and_backfill_is_no_news(world: World) -> None:
    """Documents that an operator puts in stand apart; what lay there before our first look is never told."""
    site = world.council()
    over = replace(meeting("9100", date(2026, 5, 1), item(4, "Plan")), minutes_published=True)
    site.lists(over)
    site.shows(over)
    world.adds("A letter of 2018.", title="Letter", published="2018-08-17")
    world.at(MONDAY)
    items = told(world)

    assert of(items, "councils") == []
    (found,) = of(items, "found_late")
    assert found.where == "Document; published 17 August 2018; first seen Mon 8 June 2026, 07:00; found late"


def test_meetings_ahead_say_what_can_be_said_of_their_agendas(world: World) -> None:
    """Published, due, expected and not seen, called off, or not to be known: five states, never confused."""
    northshire, wolden = world.council(), world.council("wolden", "Wolden")
    northshire.lists(
        _agenda(),
        meeting("9103", date(2026, 6, 17)),
        meeting("9104", date(2026, 7, 7)),
        meeting("9105", date(2026, 7, 8), status="Cancelled"),
        meeting("9106", date(2026, 9, 1)),
    )
    northshire.shows(_agenda())
    northshire.shows(meeting("9105", date(2026, 7, 8), status="Cancelled"))
    wolden.lists(meeting("8001", date(2026, 7, 9)))
    wolden.is_seen_as(HealthState.BLOCKED, "403")
    world.at(MONDAY)
    northshire.is_seen_as(HealthState.OK)
    wolden.is_seen_as(HealthState.BLOCKED, "403")
    found = [f"{each.title} {each.what.partition('. ')[2]}" for each in of(told(world), "meetings")]

    assert found == [
        "Tuesday 16 June 2026, 10:30 (tomorrow). Agenda first seen Mon 8 June.",
        "Wednesday 17 June 2026, 10:30 (in 2 days). Agenda was due by Tue 9 June: expected, not yet seen.",
        "Tuesday 7 July 2026, 10:30 (in 22 days). Agenda due by Mon 29 June.",
        "Wednesday 8 July 2026, 10:30 (in 23 days). Called off.",
        "Thursday 9 July 2026, 10:30 (in 24 days). Agenda: cannot tell, its source could not be looked at since Mon 8 June.",
    ]


def test_what_is_still_to_follow_is_quoted_until_it_came(world: World) -> None:
    """The agenda's own words, for items that no paper has joined since."""
    site = world.council()
    agenda = meeting(
        "9102",
        TUESDAY,
        item(5, "Agency social workers", text="Report to follow"),
        item(6, "Improvement plan", text="Appendix A to follow"),
    )
    site.lists(agenda)
    site.shows(agenda)
    world.at(FRIDAY)
    came = replace(agenda.items[0], documents=(paper("s1", "Agency spend", "2026-06-12"),))
    site.shows(replace(agenda, items=(came, agenda.items[1])))
    world.at(MONDAY)
    (ahead,) = of(told(world), "meetings")

    assert [(quote.shown, quote.where) for quote in ahead.quotes] == [("“Appendix A to follow”", "item 6")]


def test_coverage_is_told_for_every_source_and_for_councils_without_one(world: World) -> None:
    """Checked, refused, not looked at: since when, in words that frighten nobody. Never empty."""
    world.council("estmere", "Estmere")
    wolden = world.council("wolden", "Wolden")
    wolden.is_seen_as(HealthState.BLOCKED, "403 Forbidden")
    world.reader("council:lancashire")
    world.at(MONDAY)
    wolden.is_seen_as(HealthState.BLOCKED, "403 Forbidden")
    found = {each.place: each.what for each in of(told(world), "coverage")}

    assert found == {
        "Wolden": "Wolden, committee papers: could not be looked at since 8 June 2026 (the site refused us, 403); items may be late.",
        "Estmere": "Estmere, committee papers: not looked at since 8 June 2026; items may be late.",
        "Lancashire": "Lancashire: no source of this council is watched yet.",
    }


def test_what_is_held_is_counted_and_not_told(world: World) -> None:
    """A reader learns that something was left out of this edition, and nothing of what it is; once decided it is no news."""
    site = world.council()
    papers = (paper("s1", "New home", "2026-06-12"), paper("s2", "Costs", "2026-06-12"))
    agenda = replace(_agenda(), items=(item(5, "Homes", *papers),))
    site.lists(agenda)
    site.shows(agenda)
    world.at(FRIDAY)
    for document in papers:
        site.serves(document.ref, f"A home is to open at 14 Alder Close. {document.title}: it costs £1.2m.")
    world.links()
    world.at(MONDAY)
    items = told(world)
    (waiting,) = (each for each in of(items, "coverage") if each.state == coverage.HELD)
    with world.archive.writing() as session:
        for found in held.held(session):
            held.decide(session, found.uid, "drop", actor="ann", reason="seen", now=world.now)
    decided = of(told(world), "coverage")

    assert waiting.what == (
        "Northshire: words in 2 documents are held until a person has checked them, and are left out here."
    )
    assert [each for each in items if "Alder" in lines(each)] == []
    assert [each for each in decided if each.state == coverage.HELD] == []


def test_a_withdrawn_document_is_told_nowhere(world: World) -> None:
    """Hidden by a person's decision before the edition is frozen: it is as if it had never been."""
    site = world.council()
    agenda = _agenda()
    site.lists(agenda)
    site.shows(agenda)
    with world.archive.writing() as session:
        session.execute(update(VersionRow).values(access="hidden"))
    world.at(MONDAY)

    assert of(told(world), "councils") == []


def test_what_a_council_owes_passes_to_its_successors_followers(world: World) -> None:
    """Who follows a council that ended is told of the councils that came after it."""
    site = world.council("east-wolden", "East Wolden")
    with world.archive.writing() as session:
        numbers = {council.slug: number for number, council in developments.councils(session).items()}
        session.add(Succession(council_id=numbers["lancashire"], successor_id=numbers["east-wolden"]))
    site.lists(_agenda())
    site.shows(_agenda())
    world.at(MONDAY)
    (agenda,) = of(told(world), "councils")

    assert agenda.audience == ("council:east-wolden", "council:lancashire")


def test_a_document_that_its_source_took_down_is_quoted_no_more(world: World) -> None:
    """Seen on Friday and gone by Monday: no item quotes them."""
    a_week(world.archive)
    with world.archive.writing() as session:
        session.execute(update(DocumentRow).values(withdrawn_at=MONDAY))

    assert not any(each.all_quotes for each in told(world))
