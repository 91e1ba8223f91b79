"""Intervention in the e-mail: notices and directions by what they do to one another, read by the real finders."""

from datetime import UTC, datetime, timedelta

import pytest

from digest.build import build
from domain.document import DocumentKind, Origin
from domain.source import Channel, Licence
from storage.archive import Archive
from tests.digest.newsroom import Title
from tests.digest.record import Office
from tests.digest.test_sections import of, told
from tests.digest.world import SETTINGS, World

EDITION = "2026-W48"
BEFORE = datetime(2026, 11, 16, 7, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 19, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
COLLECTION = "content:/government/collections/improvement-notices-and-directions"
TITLE = "Improvement notices and directions"
FIRST = "2024-05-14: Added 'Direction issued to Estmere: May 2024' to Open directions."
TRUST = "2025-01-06: Estmere Children First, a trust, was established on 6 January 2025 to deliver children's services in Estmere."
NOTE = (
    "Moved 'Direction issued to Estmere: May 2024' to Closed directions (lifted 12 Nov 2026). "
    "Added 'Improvement notice issued to Estmere: November 2026' to Open notices (issued on 12 November 2026)."
)


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """An archive in the autumn of 2026, with Estmere, under a direction since May 2024."""
    world = World(sqlite_archive, now=datetime(2026, 9, 1, 6, tzinfo=UTC))
    world.council("estmere", "Estmere")
    return world


@pytest.fixture
def govuk(world: World) -> Office:
    """GOV.UK, whose list of notices and directions was read before."""
    office = Office(world, Channel.GOVUK)
    office.publishes(
        COLLECTION,
        f"{TITLE}\n\nOpen directions\n- Direction issued to Estmere: May 2024",
        FIRST,
        title=TITLE,
        kind=DocumentKind.OTHER,
        published="2024-05-14",
        origin=Origin.BACKFILL,
        read=True,
    )
    world.at(BEFORE)
    build(world.archive, "2026-W47", now=BEFORE, settings=SETTINGS)
    return office


def _moves(office: Office) -> None:
    """The direction is moved to the closed ones, a notice stands among the open ones."""
    office.world.at(THURSDAY)
    office.publishes(
        COLLECTION,
        f"{TITLE}\n\nOpen notices\n- Improvement notice issued to Estmere: November 2026\n\nClosed directions\n"
        "- Direction issued to Estmere: May 2024",
        f"2026-11-19: {NOTE}",
        FIRST,
        title=TITLE,
        kind=DocumentKind.OTHER,
        published="2026-11-19",
        after=NOTE,
        read=True,
    )


def test_a_notice_that_follows_a_direction_replaced_it(world: World, govuk: Office) -> None:
    """One item for the council: what was lifted and what replaced it, each quoted; a step down, never a worsening."""
    _moves(govuk)
    world.at(MONDAY)
    (item,) = of(told(world, EDITION), "official")

    assert item.what == (
        "Estmere: the statutory direction of May 2024 was lifted and replaced by a DfE improvement notice on "
        "12 November 2026."
    )
    assert item.short == "statutory direction replaced by improvement notice"
    assert item.different == (
        "A step down: a direction is made under the Education Act 1996, a notice has no force of law. "
        "In force now: DfE improvement notice since 12 November 2026."
    )
    assert all(quote.words in NOTE for quote in item.quotes)
    assert [quote.label for quote in item.quotes] == ["lifted", "issued"]
    assert item.audience == ("council:estmere", "england")


def test_what_lay_on_govuk_before_we_looked_is_no_news(world: World) -> None:
    """The first look at the list tells nobody that Estmere is under a direction since 2024."""
    world.at(BEFORE)
    build(world.archive, "2026-W47", now=BEFORE, settings=SETTINGS)
    world.at(THURSDAY)
    Office(world, Channel.GOVUK).publishes(
        COLLECTION,
        f"{TITLE}\n\nOpen directions\n- Direction issued to Estmere: May 2024",
        FIRST,
        title=TITLE,
        kind=DocumentKind.OTHER,
        published="2024-05-14",
        origin=Origin.BACKFILL,
        read=True,
    )
    world.at(MONDAY)

    assert of(told(world, EDITION), "official") == []


def test_a_notice_with_a_page_of_its_own_is_told_once(world: World, govuk: Office) -> None:
    """The list and the notice's own page came in one week: one item, with links to both."""
    _moves(govuk)
    govuk.publishes(
        "content:/government/publications/improvement-notice-issued-to-estmere-november-2026",
        "Improvement notice issued to Estmere: November 2026\n\n"
        "This improvement notice was issued to Estmere Council on 12 November 2026.",
        title="Improvement notice issued to Estmere: November 2026",
        kind=DocumentKind.NOTICE,
        published="2026-11-19",
        read=True,
    )
    world.at(MONDAY)
    (item,) = of(told(world, EDITION), "official")

    assert "replaced" in item.what


def test_what_a_paper_says_otherwise_stands_beside_the_record(world: World, govuk: Office) -> None:
    """The newspaper's words, quoted, and what the record says; the paper is not called wrong."""
    echo = Title(world, "news/estmere-echo", "Estmere Echo", ("estmere",), licence=Licence.NLA)
    _moves(govuk)
    world.at(THURSDAY + timedelta(days=1))
    echo.prints(
        "18700101",
        "The Department for Education issued an improvement notice to Estmere Council this week.\n\n"
        "Estmere's children's services are now free of government control.",
        title="Children's services free of government control",
        for_real=True,
    )
    world.at(MONDAY)
    items = told(world, EDITION)
    (otherwise,) = [each for each in of(items, "official") if "on the official record" in each.what]
    (article,) = of(items, "news")

    assert otherwise.what == (
        "Estmere Echo, “Children's services free of government control”, says that intervention has ended (on the official record: "
        "improvement notice since 12 November 2026, in force) and that the improvement notice was issued 16 to 22 November 2026 "
        "(on the official record: issued 12 November 2026)."
    )
    assert [quote.shown for quote in otherwise.quotes] == [
        "“The Department for Education issued an improvement notice to Estmere Council this week.”"
    ]
    assert article.quotes == ()  # one short quote of a story, and no more


def test_gov_uk_says_itself_what_it_changed(world: World, govuk: Office) -> None:
    """A page that is about something else: its change note is quoted, for the readers of the council that it names."""
    page = "content:/government/publications/very-high-deficit-intervention"
    said = {"title": "Very high deficit intervention", "kind": DocumentKind.OTHER}
    govuk.publishes(page, "Agreements", origin=Origin.BACKFILL, published="2026-01-10", **said)  # type: ignore[arg-type]
    world.at(THURSDAY)
    note = "The agreement with Estmere Council is under review."
    govuk.publishes(
        page,
        "Agreements.",
        f"2026-11-19: {note}",
        after=note,
        published="2026-11-19",
        read=True,
        **said,  # type: ignore[arg-type]
    )
    world.at(MONDAY)
    (item,) = of(told(world, EDITION), "official")

    assert item.what == "GOV.UK changed “Very high deficit intervention”."
    assert [(quote.shown, quote.state) for quote in item.quotes] == [(f"“{note}”", "change note")]
    assert (item.place, item.audience) == ("Estmere", ("council:estmere", "england"))
