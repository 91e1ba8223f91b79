"""Motions on a subject over councils: how each ended, by a moment, and what became of what it asked for."""

from dataclasses import replace
from datetime import date

import pytest

from domain.council import Council
from domain.meeting import AgendaItem
from domain.source import Source
from storage.archive import Archive
from storage.motions import MotionSeen, motions
from tests.storage.linked import COUNCIL, Linked, at, item, meeting
from tests.storage.world import SOURCE

CARRIED = """
Councillor Kenneth Oyelaran proposed, and Councillor Nasreen Dalgarno seconded, that this Council treat care experience
as if it were a protected characteristic. The motion was put to the vote and carried unanimously.

RESOLVED that

(1) the Council treat care experience as if it were a protected characteristic;

(2) an annual report on what has been done come to the Council each November.

Councillor Dilwyn Ashdown proposed the second motion, on buses in the dales. It was carried by 15 votes to 7.

RESOLVED that the Cabinet report by February 2027 on the cost of evening buses."""
AMENDED = """
Councillor Ailsa Merrow proposed, and Councillor Bram Hollis seconded, that this Council treat care experience as if it
were a protected characteristic until legislation is made. Councillor Jude Fairlie proposed, as an amendment, that the
words “until legislation is made” be removed. The amendment was put to the vote and carried. The motion, as amended, was
carried."""


def _source(slug: str, name: str, gss: str) -> Source:
    council = Council(slug=slug, gss=gss, name=f"{name} Council", short_name=name)
    return replace(SOURCE, key=f"committee/{slug}", council=council)


NORTHSHIRE = _source("northshire", "Northshire", "E10999001")
WOLDEN = _source("wolden", "Wolden", "E06999002")
ESTMERE = _source("estmere", "Estmere", "E06999003")


@pytest.fixture
def year(archive: Archive) -> Archive:
    """Three councils vote on a motion on care experience: carried, withdrawn, carried as amended; a year later nothing is reported."""
    all_three = (NORTHSHIRE, WOLDEN, ESTMERE)
    _minuted(_site(archive, *all_three), "1", date(2026, 10, 15), item(5, "Motions", minutes=CARRIED))
    _withdrawn(_site(archive, WOLDEN, *all_three))
    heading = "Motion: care experience"
    _minuted(_site(archive, ESTMERE, *all_three), "3", date(2027, 1, 20), item(8, heading, minutes=AMENDED))
    northshire = _site(archive, *all_three)
    agenda = [item(n, f"Business {n}") for n in range(1, 15)]
    northshire.comes(at(2027, 11, 10))
    northshire.lists(meeting("9", COUNCIL, date(2027, 11, 18)))
    northshire.shows(meeting("9", COUNCIL, date(2027, 11, 18), *agenda))
    return archive


def _site(archive: Archive, source: Source, *others: Source) -> Linked:
    return Linked(archive, at(2026, 9, 1), source, *others)


def _minuted(site: Linked, ref: str, day: date, *items: AgendaItem) -> None:
    held = meeting(ref, COUNCIL, day, *(replace(each, minutes=None) for each in items))
    site.lists(held)
    site.comes(at(day.year, day.month, day.day - 7))
    site.shows(held)
    site.comes(at(day.year, day.month, day.day + 8))
    site.shows(replace(held, minutes_published=True, items=items))


def _withdrawn(site: Linked) -> None:
    """The motion is on the agenda of 4 November, gone on the 11th, and was withdrawn with the consent of the meeting of the 12th."""
    motion = item(9, "Motion: care experience", text="To consider the motion of which notice has been given.")
    minutes = (
        "Councillor Jarvis Tetlow had given notice of a motion that Wolden treat care experience as if it were a "
        "protected characteristic. The motion was withdrawn with the consent of the meeting."
    )
    others = (item(1, "Apologies"), item(10, "Motion: 20 miles an hour"))
    held = meeting("2", COUNCIL, date(2026, 11, 12), others[0], motion, others[1])
    site.lists(held)
    site.comes(at(2026, 11, 4))
    site.shows(held)
    site.comes(at(2026, 11, 11))
    site.shows(replace(held, items=others))
    site.comes(at(2026, 11, 24))
    site.shows(replace(held, minutes_published=True, items=(others[0], replace(others[1], minutes=minutes))))


def _seen(
    archive: Archive, subject: str, year: int, month: int, day: int, councils: list[str] | None = None
) -> list[MotionSeen]:
    with archive.reading() as session:
        return list(motions(session, subject, councils, as_of=at(year, month, day, 12)))


def test_one_motion_in_three_councils(year: Archive) -> None:
    """Carried, withdrawn, carried as amended, each with its day and the words that went; never `three councils adopted`."""
    found = _seen(year, "care experience", 2027, 11, 30)

    assert [each.words for each in found] == [
        "Northshire: carried 15 Oct 2026",
        "Wolden: withdrawn 11-12 Nov 2026",
        "Estmere: carried as amended 20 Jan 2027 (the words “until legislation is made” removed)",
    ]
    assert [each.proof.quote for each in found if each.proof] == [
        "The motion was put to the vote and carried unanimously.",
        "The motion was withdrawn with the consent of the meeting.",
        "The motion, as amended, was\ncarried.",
    ]


def test_what_a_motion_asked_for_is_followed(year: Archive) -> None:
    """The annual report was due at the council of November 2027: none was found among its items. Other motions' duties are theirs."""
    northshire, *others = _seen(year, "care experience", 2027, 11, 30)

    assert northshire.duty_words == ("no report found; Full Council of 18 Nov 2027 had 14 items",)
    assert northshire.duties[0].outcome.search is not None
    assert [each.duties for each in others] == [(), ()]
    assert _seen(year, "care experience", 2027, 6, 1)[0].duty_words == (
        "resolved on 15 Oct 2026; due 2027-11 (every year)",
    )


def test_an_earlier_moment_knows_no_outcome(year: Archive) -> None:
    """As of 5 November Wolden's motion is put; on the 11th it is off the agenda; only the minutes say that it was withdrawn."""
    assert [
        (day, [each.outcome for each in _seen(year, "care experience", 2026, 11, day, councils=["wolden"])])
        for day in (3, 5, 11, 25)
    ] == [(3, []), (5, ["put"]), (11, ["taken off the agenda"]), (25, ["withdrawn"])]


def test_another_subject_finds_nothing(year: Archive) -> None:
    """Only motions that hold all the words are shown."""
    assert _seen(year, "grammar schools", 2027, 11, 30) == []
    assert [each.what for each in _seen(year, "buses", 2027, 11, 30)] == ["on buses in the dales"]
    assert _seen(year, "?!", 2027, 11, 30) == []
