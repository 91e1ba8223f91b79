"""Pause and flood: nothing is called late while Ofsted is silent, and nine reports in a fortnight are told once and whole."""

import re
from datetime import datetime

import pytest

from digest.build import build, preview
from digest.write import MOST_BYTES
from domain.document import DocumentKind
from domain.fact import FactType
from domain.health import HealthState
from domain.inspection import OverallStatus
from domain.source import Channel
from storage import editions
from storage.archive import Archive
from storage.pauses import keep_elections
from tests.digest.record import Office, Said
from tests.digest.test_official import event, graded, inspected
from tests.digest.world import SETTINGS, Site, World

PAUSED = ("Greyfell", "Kelderby", "Marlbeck", "Oakhaven", "Pellingford", "Thornwick")
OTHERS = ("Calderhythe", "Ravensmouth", "Sandwath")
NINE = (*PAUSED, *OTHERS)
FINDING = "the quality of plans for {} children who leave care, and the frequency with which senior managers look at them"
# Five reports before the Monday of 24 May, four before Tuesday 1 June: 31 May is a bank holiday.
DAYS = ("2027-05-17", "2027-05-18", "2027-05-19", "2027-05-20", "2027-05-21", "2027-05-25", "2027-05-26", "2027-05-27", "2027-05-28")  # fmt: skip


def _moment(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00+00:00")


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """England in April 2027: Northshire and six others vote on 6 May."""
    world = World(sqlite_archive, now=_moment("2027-01-04"))
    rows = [{"council": name.lower(), "polls": "2027-05-06"} for name in ("Northshire", *PAUSED)]
    with world.archive.writing() as session:
        keep_elections(session, rows)
    return world


@pytest.fixture
def sites(world: World) -> dict[str, Site]:
    """The councils, Northshire first."""
    return {name: world.council(name.lower(), name) for name in ("Northshire", "Estmere", *NINE)}


@pytest.fixture
def ofsted(world: World, sites: dict[str, Site]) -> Office:
    """Ofsted, which published a report on each of the nine four years ago."""
    office = Office(world, Channel.OFSTED)
    for number, name in enumerate(NINE):
        _publish(office, sites[name], f"4{number}", "2023-05-19", start="2023-04-17", end="2023-04-28")
    world.reader("england", address="england@example.org")
    world.reader("council:northshire", address="northshire@example.org")
    return office


def _publish(
    office: Office, site: Site, ref: str, published: str, *, start: str, end: str, overall: bool = True
) -> None:
    table, said = graded(
        leaders="Good",
        help_protection="Requires improvement to be good",
        in_care="Good",
        care_leavers="Outstanding",
        **({"overall": "Good"} if overall else {}),
    )
    needs = [FINDING.format(which) for which in ("older", "disabled", "unaccompanied")]
    found = tuple(
        Said(type=FactType.FINDING, words=words, fields={"kind": "improvement", "number": number})
        for number, words in enumerate(needs, start=1)
    )
    status = OverallStatus.GIVEN if overall else OverallStatus.NOT_GIVEN_POST_APRIL_2026
    office.publishes(
        ref,
        f"Inspection of {site.council.short_name} local authority children's services\n\n{table}",
        "What needs to improve\n" + "\n".join(needs),
        title=f"Children's services inspection: {site.council.short_name}",
        kind=DocumentKind.INSPECTION_REPORT,
        published=published,
        about=site,
        said=(*said, *found),
        inspection=inspected(start, end, overall_status=status),
    )


def _mail(world: World, edition: str, who: str) -> str:
    named = editions.named(edition)
    return str(
        preview(
            world.archive,
            edition,
            f"{who}@example.org",
            "text",
            now=_moment(named.day.isoformat(), 6),
            settings=SETTINGS,
        )
    )


def test_in_the_pause_the_letter_on_another_council_is_told_and_nothing_is_late(
    world: World, sites: dict[str, Site], ofsted: Office
) -> None:
    """26 April: why Ofsted is silent, Estmere's fifth monitoring visit, and no word of lateness."""
    build(world.archive, "2027-W16", now=_moment("2027-04-19", 6), settings=SETTINGS)
    world.at(_moment("2027-04-20"))
    words = "The visit took place on 23 and 24 March 2027. This was the fifth monitoring visit."
    ofsted.publishes(
        "50400001",
        words,
        title="Children's services monitoring visit: Estmere",
        kind=DocumentKind.INSPECTION_LETTER,
        published="2027-04-20",
        about=sites["Estmere"],
        said=(event(words, "monitoring_visit", "2027-03-23/2027-03-24", ordinal=5),),
        inspection=inspected("2027-03-23", "2027-03-24", "ILACS_MONITORING"),
    )
    world.at(_moment("2027-04-26", 6))
    mail = " ".join(_mail(world, "2027-W17", "england").split())

    assert (
        "Ofsted pauses council-wide reports before elections (Greyfell and six others until 6 May)." in mail
    )
    assert (
        "Ofsted published its letter on its fifth monitoring visit to the council in Estmere, 23 and 24 March 2027."
        in mail
    )
    assert not re.search(
        r"\b(?:late|overdue|not yet seen|missing)\b", mail.partition("WHAT COULD NOT")[0].lower()
    )


def test_nine_reports_in_two_editions_are_told_once_and_whole(
    world: World, sites: dict[str, Site], ofsted: Office
) -> None:
    """Each once, none cut, each mail under 80 KB, on the Monday and on the Tuesday after the bank holiday."""
    build(world.archive, "2027-W20", now=_moment("2027-05-17", 6), settings=SETTINGS)
    mails, htmls = [], []
    for edition, days in (("2027-W21", DAYS[:5]), ("2027-W22", DAYS[5:])):
        for number, day in enumerate(DAYS):
            if day in days:
                world.at(_moment(day))
                name = NINE[number]
                _publish(
                    ofsted,
                    sites[name],
                    f"5{number}",
                    day,
                    start="2027-03-01",
                    end="2027-03-12",
                    overall=False,
                )
        now = _moment(editions.named(edition).day.isoformat(), 6)
        world.at(now)
        build(world.archive, edition, now=now, settings=SETTINGS)
        mails.append(_mail(world, edition, "england"))
        htmls.append(
            preview(world.archive, edition, "england@example.org", "html", now=now, settings=SETTINGS)
        )
    told = [name for mail in mails for name in NINE if f"report on {name}," in " ".join(mail.split())]

    assert [editions.named(edition).day.isoformat() for edition in ("2027-W21", "2027-W22")] == [
        "2027-05-24",
        "2027-06-01",
    ]
    assert sorted(told) == sorted(NINE)
    assert not any("And " in mail and " more." in mail and "Read them on the web" in mail for mail in mails)
    assert all(len(str(html).encode()) < MOST_BYTES for html in htmls)
    for mail in mails:
        assert "No overall judgement is given" in mail
        assert "overall effectiveness" not in mail.lower().replace("overall “good”", "")


def test_a_reader_of_one_council_gets_none_of_the_nine(
    world: World, sites: dict[str, Site], ofsted: Office
) -> None:
    """Northshire's reader has no news: the mail, if one goes, names none of them."""
    build(world.archive, "2027-W20", now=_moment("2027-05-17", 6), settings=SETTINGS)
    for number, name in enumerate(NINE[:5]):
        world.at(_moment(DAYS[number]))
        _publish(
            ofsted,
            sites[name],
            f"5{number}",
            DAYS[number],
            start="2027-03-01",
            end="2027-03-12",
            overall=False,
        )
    world.at(_moment("2027-05-24", 6))
    sites["Northshire"].is_seen_as(HealthState.OK)
    mail = _mail(world, "2027-W21", "northshire")

    assert not any(name in mail for name in NINE)


def test_all_england_in_a_week_stays_readable(world: World, ofsted: Office) -> None:
    """Thirty reports in a week: one mail within its size, which counts them all and says how many it leaves to the web."""
    build(world.archive, "2027-W20", now=_moment("2027-05-17", 6), settings=SETTINGS)
    world.at(_moment("2027-05-18"))
    for number in range(30):
        site = world.council(f"council-{number}", f"Council {number}")
        _publish(
            ofsted, site, f"6{number}", "2027-05-18", start="2027-03-01", end="2027-03-12", overall=False
        )
    now = _moment("2027-05-24", 6)
    world.at(now)
    html = str(preview(world.archive, "2027-W21", "england@example.org", "html", now=now, settings=SETTINGS))
    text = " ".join(_mail(world, "2027-W21", "england").split())

    assert len(html.encode()) < MOST_BYTES
    assert "30 developments in 30 councils." in text
    assert text.count("Ofsted published its inspection report on Council") + _more(text) == 30


def _more(text: str) -> int:
    found = re.search(r"And (\d+) more\.", text)
    return int(found[1]) if found else 0
