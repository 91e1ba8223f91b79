"""The official year on the whole line: what Ofsted, GOV.UK and the statistics publish is found, read, and answers questions.

The stories S2, S3 and S8 are those of the acceptance year (research on users, section 5). Questions are asked as of their
day, when the year has been played to its end.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import clocks
from domain.document import Origin
from domain.health import HealthState
from minutewatch import jobs
from sample import answers
from storage.pauses import pauses
from storage.schema import DocumentRow, Publication, Run, SourceRow, VersionRow
from storage.tables import figures
from tests.conftest import command
from tests.line.official import OFFICIAL, OFSTED, Record, watching
from tests.line.year import at

pytestmark = pytest.mark.slow

ENGLAND, NORTHSHIRE = "analyst@england.example", "reporter@northshire.example"
# Each moment, and what is looked at.
LOOKS: dict[datetime, tuple[str, ...]] = {
    at(day): keys
    for day, keys in {
        "2026-09-14": OFFICIAL,
        "2026-10-19": (OFSTED,),
        "2026-10-20": (OFSTED,),
        "2026-10-21": (OFSTED,),
        "2026-10-26": OFFICIAL,
        "2026-11-13 18:30": ("committee/wolden",),
        "2026-11-16": OFFICIAL,
        "2026-11-18": ("committee/estmere",),
        "2026-11-20": OFFICIAL,
        "2026-11-30": OFFICIAL,
        "2026-12-14": OFFICIAL,
        "2026-12-21": (OFSTED,),
        "2027-03-22": OFFICIAL,
        "2027-04-26": OFFICIAL,
        "2027-05-24": OFFICIAL,
        "2027-06-01": OFFICIAL,
    }.items()
}
FIRST, LAST = min(LOOKS), max(LOOKS)
NINE = (
    "marlbeck",
    "thornwick",
    "pellingford",
    "oakhaven",
    "kelderby",
    "greyfell",
    "calderhythe",
    "ravensmouth",
    "sandwath",
)  # of which reports come out after the elections, in this order
MADE_UP = {"northshire", "wolden", "estmere", "east-wolden", "west-wolden", *NINE}
LETTER = "50313001"  # Ofsted's letter to Northshire, published on Monday 19 October at ten


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The official year, with a reader of all England and one of Northshire."""
    home = tmp_path_factory.mktemp("official") / "home"
    with watching(home, start=FIRST, england=ENGLAND, followed={NORTHSHIRE: ("northshire",)}) as record:
        for moment, keys in LOOKS.items():
            record.look(moment, keys)
        yield record


# --- What is found, and what it costs ---


def test_every_report_of_every_council_is_in_the_archive(record: Record) -> None:
    """All that Ofsted listed at the last look and can be had, by its file id."""
    assert set(answers.reports(record.year.world.record.at(LAST))) - _kept(record) == set()


def test_a_dead_id_is_never_kept(record: Record) -> None:
    """Of what answers with a page that calls it gone there is no version, whatever its status says."""
    dead = answers.dead_files(record.year.world.record.at(LAST))

    assert dead
    assert dead & _kept(record) == set()


def test_a_new_report_is_there_after_the_first_look_that_could_see_it(record: Record) -> None:
    """The look of Monday at six cannot see the letter of ten; that of Tuesday does, as news."""
    assert _first_seen(record, LETTER) == [(at("2026-10-20"), "document_added")]


def test_a_look_costs_the_list_and_each_council_that_changed(record: Record) -> None:
    """On Tuesday the two pages of the list, Northshire's page and its letter."""
    assert record.requests(at("2026-10-20"), "ofsted") == {"/search": 2, "/provider/44/89001": 1}
    assert record.requests(at("2026-10-20"), "files") == {f"/v1/file/{LETTER}": 1}


def test_a_look_on_a_day_without_news_costs_the_list(record: Record) -> None:
    """On Wednesday two requests and no more."""
    assert record.requests(at("2026-10-21"), "ofsted") == {"/search": 2}
    assert record.requests(at("2026-10-21"), "files") == {}


def test_a_letter_that_is_put_in_the_place_of_another_is_told_as_that(record: Record) -> None:
    """The weekly listing finds it; the old one, missed twice, is marked and kept."""
    old, new = "50314003", "50317503"
    with record.year.reading(LAST) as session:
        refs = _refs(session)
        replaced = session.scalars(
            select(Publication).where(
                Publication.document_id == refs[new], Publication.replaces_id.is_not(None)
            )
        ).one()
        withdrawn = session.get_one(DocumentRow, refs[old]).withdrawn_at

    assert replaced.type == "document_replaced"
    assert replaced.replaces_id == refs[old]
    assert withdrawn is not None


def test_no_source_is_broken_or_blocked(record: Record) -> None:
    """What is wrong with one file is no fault of the source."""
    with record.year.opened(LAST) as home:
        states = {each.source: each.state for each in jobs.status(home)}

    assert {states[key] for key in OFFICIAL} <= {HealthState.OK, HealthState.QUIET}


def test_the_archive_is_whole(record: Record) -> None:
    """After all looks nothing in it contradicts itself."""
    with record.year.opened(LAST) as home:
        assert list(jobs.check(home)) == []


# --- The digest marks it ---


def test_the_digest_tells_of_the_letter(record: Record) -> None:
    """In the first edition after it was seen, to the reader of the council and the reader of England, in Ofsted's words."""
    for reader in (NORTHSHIRE, ENGLAND):
        mail = record.year.mail("2026-W44", reader)

        assert "Northshire" in mail
        assert "care leavers" in mail
        assert "health histories for care leavers" in mail


def test_the_digest_tells_what_a_page_says_has_changed(record: Record) -> None:
    """E30: the change note of the safety valve page, under the council that it names."""
    mail = record.year.mail("2027-W12", ENGLAND)

    assert "“Updated the page to show that the agreement with Wolden Council is under review.”" in mail


def test_figures_of_both_releases_are_kept(record: Record) -> None:
    """Northshire's children looked after on 31 March 2025, as first published and as revised, each with its release."""
    with record.year.reading(LAST) as session:
        found = figures(session, ["northshire"], as_of=LAST)
    kept = {(each.value, each.release, each.superseded) for each in found if each.value in (1231, 1236)}

    assert kept == {(1231, "Reporting year 2026", False), (1236, "Reporting year 2025", True)}


# --- What falls due ---


@pytest.mark.parametrize(
    ("day", "council", "words"),
    [
        ("2027-03-22", "northshire", "action plan due to Ofsted Wed 30 Jun 2027"),
        ("2027-04-05", "wolden", "area SEND monitoring inspection (2028-06, approximate); carried to East Wolden and West Wolden (successor)"),
    ],
)  # fmt: skip
def test_what_a_report_makes_due(record: Record, day: str, council: str, words: str) -> None:
    """Seventy working days after E29; about eighteen months after E12, and Wolden's successors owe it."""
    said = _ask(record, "expected", council, "--as-of", _moment(day))

    assert words in [row["words"] for row in said]


def test_nothing_of_ofsted_is_called_late_before_the_elections(record: Record) -> None:
    """S8, 26 April: of all that statutory clocks let expect, nothing is missed."""
    said = [
        row
        for row in _ask(record, "expected", "--as-of", _moment("2027-04-26"))
        if row["kind"] in clocks.KINDS
    ]

    assert said
    assert [row["words"] for row in said if row["late"] or row["state"] not in ("expected", "seen")] == []


# --- S2: who was visited ---


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            "2026-11-16",
            [
                "Northshire: care leavers, visited 15-16 Sep 2026; letter published 19 Oct 2026",
                "Wolden: care leavers, visited 29-30 Sep 2026; visit stated by the council, letter not seen, 33 working days",
            ],
        ),
        (
            "2026-11-30",
            [
                "Northshire: care leavers, visited 15-16 Sep 2026; letter published 19 Oct 2026",
                "Wolden: care leavers, visited 29-30 Sep 2026; letter published 23 Nov 2026 with 1 area for priority action; first stated by the council on 13 Nov 2026",
            ],
        ),
    ],
)  # fmt: skip
def test_visits_to_look_at_care_leavers(record: Record, day: str, words: list[str]) -> None:
    """S2: two rows; Estmere, where it was the front door, is none of them."""
    said = _ask(
        record, "visits", "--focus", "care leavers", "--visited", "2026-07..2026-09", "--as-of", _moment(day)
    )

    assert [" ".join(row["words"].split()) for row in said] == words


# --- S3: what a council is under ---


def test_before_the_notice_the_direction_stands(record: Record) -> None:
    """S3, 18 November: direction, commissioner and trust, whatever the council's own paper says already."""
    (said,) = _ask(record, "interventions", "estmere", "--as-of", _moment("2026-11-18"))

    assert said["words"] == "Estmere: instrument=statutory direction; person=commissioner; delivery=trust"


def test_a_notice_in_place_of_a_direction_is_a_step_down(record: Record) -> None:
    """S3, 20 November: with the true dates of both, and the trust goes on."""
    (said,) = _ask(record, "interventions", "estmere", "--as-of", _moment("2026-11-20"))

    assert said["words"] == (
        "Estmere: instrument=improvement notice since 2026-11-12; direction lifted 2026-11-12; delivery=trust; "
        "direction of travel=step down"
    )


# --- S8: the pause before elections, and the flood after it ---


def test_who_is_paused(record: Record) -> None:
    """S8, 26 April: Northshire and six others of the made-up councils; Estmere, East and West Wolden vote for nobody."""
    with record.year.reading(LAST) as session:
        paused = {
            slug for pause in pauses(session, day=at("2027-04-26").date()) for slug in pause.councils or ()
        }

    assert paused & MADE_UP == {"northshire", *NINE[:6]}


def test_the_digest_says_why_there_is_nothing(record: Record) -> None:
    """S8, 26 April: one line on the pause; the letter to Estmere is shown; nothing is called late."""
    mail = record.year.mail("2027-W17", ENGLAND)

    assert (
        "Ofsted pauses council-wide reports before elections (Northshire and six others until 6 May)" in mail
    )
    assert "Estmere" in mail
    assert "fifth" in mail.lower()
    assert re.findall(r"\b(?:is late|overdue|not published)\b", mail) == []


def test_the_flood_is_told_once_and_whole(record: Record) -> None:
    """S8: nine reports in the editions of Monday 24 May and Tuesday 1 June, each once, none cut, each under 80 KB."""
    mails = [record.year.mail(edition, ENGLAND) for edition in ("2027-W21", "2027-W22")]
    told = {name: [mail.count(f"report on {name.capitalize()},") for mail in mails] for name in NINE}

    assert told == {name: [1, 0] if name in NINE[:5] else [0, 1] for name in NINE}
    assert "East Wolden" in mails[1]


def test_no_edition_is_too_large(record: Record) -> None:
    """S8: an edition of eighty kilobytes is cut by mail programs."""
    sizes = {path.name: len(path.with_suffix(".html").read_bytes()) for path in record.year.inbox}

    assert sizes
    assert {name: size for name, size in sizes.items() if size >= 80_000} == {}


def test_who_follows_one_council_gets_none_of_the_flood(record: Record) -> None:
    """S8: the reader of Northshire."""
    mails = [record.year.mail(edition, NORTHSHIRE) for edition in ("2027-W21", "2027-W22")]

    assert [
        name
        for mail in mails
        for name in ("Marlbeck", "Thornwick", "Sandwath", "East Wolden")
        if name in mail
    ] == []


def _kept(record: Record) -> set[str]:
    """The ids of Ofsted's files of which the archive has a version."""
    with record.year.reading(LAST) as session:
        had = set(session.scalars(select(VersionRow.document_id)))
        return {ref for ref, document in _refs(session).items() if document in had}


def _refs(session: Session) -> dict[str, int]:
    """The documents of Ofsted that the archive has, by file id."""
    rows = session.execute(
        select(DocumentRow.ref, DocumentRow.id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .where(SourceRow.key == OFSTED)
    )
    return dict(rows.all())


def _first_seen(record: Record, ref: str) -> list[tuple[datetime, str]]:
    """The looks that told of a file as news, and as what."""
    with record.year.reading(LAST) as session:
        rows = session.execute(
            select(Run.started_at, Publication.type)
            .join(Publication, Publication.run_id == Run.id)
            .where(Publication.document_id == _refs(session)[ref], Publication.origin == Origin.WATCH)
        )
        return [(moment, what) for moment, what in rows]


def _moment(day: str) -> str:
    """Seven in the morning of a day: after the look of that day."""
    return at(f"{day} 07:00").isoformat()


def _ask(record: Record, *words: str) -> list[dict[str, str]]:
    """What a command says, a row a line."""
    done = command(*words, "--json", home=record.year.home)

    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(row) for row in done.stdout.splitlines()]
