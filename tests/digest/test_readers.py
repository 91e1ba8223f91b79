"""What each reader is told: what they follow, once; corrections for those who received what they correct."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digest.build import build, preview
from digest.send import Sent, send
from domain.document import DocumentKind
from domain.fact import FactType
from storage import editions, subscribers
from storage.archive import Archive
from storage.subscribers import Cadence, Depth, NoSuchSubscriber
from storage.withdrawal import withdraw
from tests.digest.story import REPORT, a_week
from tests.digest.world import EDITION, MONDAY, SECRET, SETTINGS, World, item, meeting, paper

WEEK = timedelta(days=7)
NEXT = "2026-W26"
FRIDAY = datetime(2026, 6, 12, 16, 30, tzinfo=UTC)


def text_for(world: World, address: str = "reader@example.org", edition: str = EDITION) -> str:
    """The text of a reader's mail, on one line."""
    found = preview(world.archive, edition, address, "text", now=world.now, settings=SETTINGS)
    assert isinstance(found, str)
    return " ".join(found.split())


def sends(world: World, tmp_path: Path, edition: str = EDITION) -> Sent:
    """Build an edition and send it into a folder."""
    build(world.archive, edition, now=world.now, settings=SETTINGS)
    return send(world.archive, edition, smtp=None, now=world.now, settings=SETTINGS, out=tmp_path / edition)


def test_a_reader_is_told_of_the_councils_that_they_follow(sqlite_archive: Archive) -> None:
    """Nothing of others; all of several in one mail."""
    world = a_week(sqlite_archive)
    world.reader("council:estmere")
    world.reader("council:estmere", "council:northshire", address="both@example.org")

    assert "Northshire" not in text_for(world)
    assert "The meeting was called off." in text_for(world)
    both = text_for(world, "both@example.org")
    assert "The meeting was called off." in both
    assert "Draft minutes of the meeting were published" in both


def test_a_reader_of_one_council_never_sees_it_twice(sqlite_archive: Archive) -> None:
    """Who follows a council and all of England is told of an inspection once."""
    world = World(sqlite_archive)
    site = world.council()
    world.adds(REPORT, kind=DocumentKind.INSPECTION_REPORT, title="Report", published="2026-06-01")
    world.links(about=site.council)
    world.reader("council:northshire", "england")
    world.at(MONDAY)

    assert text_for(world).count("Ofsted published its inspection report on Northshire") == 1


def test_what_was_told_daily_is_not_told_weekly(archive: Archive, tmp_path: Path) -> None:
    """A reader of two rhythms meets no item twice: of two papers that came late the weekly mail tells only the new one."""
    world = World(archive)
    site = world.council()
    agenda = meeting(
        "9102", date(2026, 6, 16), item(6, "Improvement plan", paper("s1", "Plan", "2026-06-05"))
    )
    site.lists(agenda)
    site.shows(agenda)
    reader = world.reader("council:northshire", cadence=Cadence.DAILY)
    with archive.writing() as session:
        subscribers.follow(session, reader.uid, "england", now=world.now)
    world.at(FRIDAY)
    papers = (*agenda.items[0].documents, paper("s2", "Appendix A", "2026-06-12"))
    site.shows(replace(agenda, items=(replace(agenda.items[0], documents=papers),)))
    daily = text_for(world, edition="2026-06-12")
    assert sends(world, tmp_path, "2026-06-12").sent == 1

    assert "“Appendix A” was added to item 6" in daily
    with archive.writing() as session:
        subscribers.follow(session, reader.uid, "council:northshire", now=world.now)
    world.at(FRIDAY + timedelta(hours=1))
    papers = (*papers, paper("s3", "Appendix B", "2026-06-12"))
    site.shows(replace(agenda, items=(replace(agenda.items[0], documents=papers),)))
    world.at(MONDAY)
    weekly = text_for(world)
    assert "Appendix A" not in weekly
    assert "“Appendix B” was added to item 6" in weekly
    assert "Meetings in the next 35 days" in weekly  # what stands in each mail still does


def test_the_next_edition_tells_only_what_is_new(sqlite_archive: Archive, tmp_path: Path) -> None:
    """No item of last week comes again, and a week without news says so."""
    world = a_week(sqlite_archive)
    world.reader("council:northshire")
    sends(world, tmp_path)
    world.at(MONDAY + WEEK)
    found = text_for(world, edition=NEXT)

    assert "Nothing new since the last edition." in found
    assert "No news from Northshire; 1 meeting ahead" in found
    assert "£7.9m" not in found


def test_a_day_without_news_has_no_mail(sqlite_archive: Archive, tmp_path: Path) -> None:
    """Daily readers hear from us when there is something to hear."""
    world = World(sqlite_archive)
    world.council()
    world.reader("council:northshire", cadence=Cadence.DAILY)

    assert sends(world, tmp_path, "2026-06-08") == Sent(skipped=1)


def test_headlines_leave_the_words_out(sqlite_archive: Archive) -> None:
    """Who wants less is shown what and where."""
    world = a_week(sqlite_archive)
    world.reader("council:northshire", depth=Depth.HEADLINES)
    found = text_for(world)

    assert "The minutes of the meeting were amended after they were published." in found
    assert "£7.9m" not in found
    assert "/doc/" in found


def test_a_new_reader_is_given_the_current_edition(sqlite_archive: Archive, tmp_path: Path) -> None:
    """Joining the day after, they get what the others got; joining later, they wait for the next."""
    world = a_week(sqlite_archive)
    world.reader("council:northshire")
    sends(world, tmp_path)
    world.at(MONDAY + timedelta(days=1))
    world.reader("council:northshire", address="new@example.org")

    assert sends(world, tmp_path).sent == 1
    assert "£7.9m" in text_for(world, "new@example.org", EDITION)
    world.at(MONDAY + timedelta(days=3))
    world.reader("council:northshire", address="later@example.org")
    assert sends(world, tmp_path) == Sent()


def test_words_that_the_source_changed_are_corrected_for_who_read_them(
    archive: Archive, tmp_path: Path
) -> None:
    """Who was quoted the resolution as drafted is told what it reads now; who was not, is told the news alone; once."""
    world = World(archive)
    site = world.council()
    past = meeting("9101", date(2026, 6, 10), item(4, "Plan"))
    site.lists(past)
    site.shows(past)
    world.at(FRIDAY)
    minuted = replace(past, minutes_published=True)
    said = "RESOLVED: That the plan come back in {}."
    site.shows(replace(minuted, items=(item(4, "Plan", minutes=said.format("July")),)))
    world.links()
    world.reader("council:northshire")
    world.at(MONDAY)
    sends(world, tmp_path)
    world.reader("council:northshire", address="new@example.org")
    world.at(MONDAY + timedelta(days=3))
    site.shows(replace(minuted, items=(item(4, "Plan", minutes=said.format("September")),)))
    world.links()
    world.at(MONDAY + WEEK)
    corrected, news = text_for(world, edition=NEXT), text_for(world, "new@example.org", NEXT)

    assert "The edition of 15 June 2026 quoted words that the source has since changed." in corrected
    assert "Before: “RESOLVED: That the plan come back in July.” (draft minutes, item 4)" in corrected
    assert "Corrections" not in news.partition("What could not be looked at")[0]
    assert "The minutes of the meeting were amended" in news
    sends(world, tmp_path, NEXT)
    world.at(MONDAY + 2 * WEEK)
    world.links("2")
    assert "has since changed" not in text_for(world, edition="2026-W27")


def test_what_we_had_read_wrongly_is_corrected(sqlite_archive: Archive, tmp_path: Path) -> None:
    """A better rule no longer finds a judgement that was told: its readers hear of it, in the words that stood there."""
    world = World(sqlite_archive)
    site = world.council()
    world.adds(REPORT, kind=DocumentKind.INSPECTION_REPORT, title="Report", published="2026-06-01")
    world.links(about=site.council)
    world.reader("council:northshire")
    world.at(MONDAY)
    sends(world, tmp_path)
    world.at(MONDAY + WEEK)
    world.links("2", without=FactType.JUDGEMENT, about=site.council)
    found = text_for(world, edition=NEXT)

    assert (
        "gave these words as a judgement on overall. Read again, the document does not state that." in found
    )
    assert "Overall effectiveness: “Inadequate”" in found


def test_reading_again_the_same_is_no_correction(sqlite_archive: Archive, tmp_path: Path) -> None:
    """A new rule that finds the same says nothing new."""
    world = a_week(sqlite_archive)
    world.reader("council:northshire")
    sends(world, tmp_path)
    world.at(MONDAY + WEEK)
    world.links("2")

    assert "Read again" not in text_for(world, edition=NEXT)


def test_a_withdrawn_item_is_called_back_without_its_words(sqlite_archive: Archive, tmp_path: Path) -> None:
    """Who received it is asked not to use it; not one word of it is shown again."""
    world = World(sqlite_archive)
    site = world.council()
    uid = world.adds(REPORT, kind=DocumentKind.INSPECTION_REPORT, title="Report", published="2026-06-01")
    world.links(about=site.council)
    world.reader("council:northshire")
    world.at(MONDAY)
    sends(world, tmp_path)
    withdraw(sqlite_archive, uid, erase=True, actor="operator", reason="names a child", now=MONDAY + WEEK)
    world.reader("council:northshire", address="new@example.org")
    world.at(MONDAY + WEEK)
    found = text_for(world, edition=NEXT)

    assert (
        "An item of the edition of 15 June 2026 was withdrawn. Please do not use it or pass it on." in found
    )
    assert "Inadequate" not in found
    assert "withdrawn" not in text_for(world, "new@example.org", NEXT)


def test_the_edition_for_everybody_names_no_reader(sqlite_archive: Archive) -> None:
    """The web copy holds all councils, no token and no corrections."""
    world = a_week(sqlite_archive)
    world.reader("council:northshire")
    found = preview(sqlite_archive, EDITION, None, "html", now=MONDAY, settings=SETTINGS)

    assert isinstance(found, str)
    assert "Estmere" in found
    assert "Northshire" in found
    for secret in ("/manage/", "/unsubscribe/", "You get this"):
        assert secret not in found
    with pytest.raises(NoSuchSubscriber):
        preview(sqlite_archive, EDITION, None, "eml", now=MONDAY, settings=SETTINGS)
    with pytest.raises(NoSuchSubscriber):
        preview(sqlite_archive, EDITION, "nobody@example.org", "html", now=MONDAY, settings=SETTINGS)


def test_a_preview_keeps_nothing(sqlite_archive: Archive) -> None:
    """Looking at an edition before its day freezes nothing."""
    world = a_week(sqlite_archive)
    world.reader("council:northshire")
    text_for(world)

    with sqlite_archive.reading() as session:
        assert editions.find(session, EDITION) is None
    built = build(sqlite_archive, EDITION, now=MONDAY, settings=SETTINGS)
    assert (built.subscribers, built.refused) == (1, 0)
    assert build(sqlite_archive, EDITION, now=MONDAY, settings=SETTINGS) == built


def test_the_secret_of_the_test_is_the_one_that_seals(sqlite_archive: Archive) -> None:
    """Links in a mail open what they say."""
    world = a_week(sqlite_archive)
    reader = world.reader("council:northshire")

    assert f"/manage/{subscribers.manage_token(SECRET, reader.uid)}" in text_for(world)
    assert f"/unsubscribe/{subscribers.unsubscribe_token(SECRET, reader.uid)}" in text_for(world)
