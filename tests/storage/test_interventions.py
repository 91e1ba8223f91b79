"""Intervention in councils as known at a moment: four facts beside one another, steps, and what others say."""

import pytest

from domain.document import DocumentKind
from domain.intervention import Direction, Intervention
from domain.uid import public_id
from linking import find
from storage import facts, known
from storage.archive import Archive
from storage.interventions import interventions
from tests.storage.linked import at, statements
from tests.storage.official import GOVUK, NEWS, Desk

COLLECTION = (
    "Improvement notices and directions\nImprovement notices and statutory directions issued to councils."
)
ISSUED = "2024-05-14: Added 'Direction issued to Estmere: May 2024' to Open directions."
LIFTED = (
    "2026-11-19: Moved 'Direction issued to Estmere: May 2024' to Closed directions. The direction was lifted on 12 November 2026. "
    "Added 'Improvement notice issued to Estmere: November 2026' to Open notices."
)
DIRECTION = (
    "Direction issued to Estmere: May 2024\nStatutory direction in relation to children's services.\n"
    "The Secretary of State has appointed Ines Coverdale as children's services commissioner."
)
TRUST = "2025-01-06: Updated to say that Estmere Children First, an independent trust, has delivered children's services for the council since 6 January 2025."
ECHO = (
    "Estmere free of government control\n\nEstmere Council's children's services have turned a corner, its leader said. "
    "The improvement notice, issued this week by the Department for Education, takes the place of a direction."
)
PAPER = (
    "Children's services: the statutory direction\n\n1. The Secretary of State has said that the direction of May 2024 is lifted with effect from "
    "12 November 2026. A DfE improvement notice takes its place. The commissioner's appointment ends; the trust goes on."
)


@pytest.fixture
def desk(archive: Archive) -> Desk:
    """Estmere's direction, commissioner and trust; then a notice in the direction's place, told by three who differ."""
    desk = Desk(archive)
    desk.comes(GOVUK, "list", COLLECTION, ISSUED, seen=at(2024, 5, 15))
    first = "2024-05-14: First published."
    for moment, notes in ((at(2024, 5, 15), (first,)), (at(2025, 1, 7), (TRUST, first))):
        desk.comes(
            GOVUK,
            "direction",
            DIRECTION,
            *notes,
            seen=moment,
            published="2024-05-14",
            kind=DocumentKind.NOTICE,
        )
    desk.comes("committee/estmere", "p1", PAPER, seen=at(2026, 11, 10), published="2026-11-10")
    desk.comes(GOVUK, "list", COLLECTION, LIFTED, ISSUED, seen=at(2026, 11, 19, 12))
    desk.comes(
        NEWS,
        "a1",
        ECHO,
        seen=at(2026, 11, 20, 3),
        published="2026-11-20",
        council="estmere",
        kind=DocumentKind.ARTICLE,
    )
    return desk


def _of(desk: Desk, *moment: int, council: str = "estmere") -> Intervention:
    with desk.archive.reading() as session:
        (found,) = interventions(session, [council], as_of=at(*moment))
    return found


def test_a_direction_replaced_by_a_notice_is_a_step_down(desk: Desk) -> None:
    """On 18 November the direction stands, whatever the council's paper says; on the 20th a notice has its place."""
    assert _of(desk, 2026, 11, 18, 12).words == (
        "Estmere: instrument=statutory direction; person=commissioner; delivery=trust"
    )
    assert _of(desk, 2026, 11, 20, 12).words == (
        "Estmere: instrument=improvement notice since 2026-11-12; direction lifted 2026-11-12; delivery=trust; "
        "direction of travel=step down"
    )


def test_what_others_say_stands_beside_the_record(desk: Desk) -> None:
    """The newspaper's `free of control` and `this week` differ; the council's paper, which differed, agrees once GOV.UK says so."""
    before, after = _of(desk, 2026, 11, 18, 12), _of(desk, 2026, 11, 20, 12)

    assert [claim.words for claim in after.claims if claim.differs] == [
        (
            "differing: Echo, 20 Nov 2026, says that intervention has ended (“Estmere free of government control”); "
            "the official record: improvement notice since 12 November 2026, in force"
        ),
        (
            "differing: Echo, 20 Nov 2026, says that the improvement notice was issued 16 to 22 November 2026 (“The improvement notice, issued this week by the "
            "Department for Education, takes the place of a direction.”); the official record: issued 12 November 2026"
        ),
    ]
    assert [each.words for each in after.differing] == [
        "Echo claims differ: control (“free of government control”); issued “this week”"
    ]
    assert [(claim.cited.source, claim.differs) for claim in before.claims] == [
        ("committee/estmere", True),
        ("committee/estmere", True),
    ]
    assert [claim.differs for claim in after.claims if claim.cited.source == "committee/estmere"] == [
        False,
        False,
    ]


def test_a_headline_claims_by_itself(desk: Desk) -> None:
    """What only the headline says is told with the headline as quote, once however often it is linked; never officially."""
    desk.comes(
        NEWS,
        "a2",
        "Estmere Council's director of children's services spoke of a milestone.",
        seen=at(2026, 11, 20, 4),
        published="2026-11-20",
        council="estmere",
        kind=DocumentKind.ARTICLE,
        title="Estmere’s children’s services ‘free of government control’",
    )
    for rules in ("r1", "r2"):
        with desk.archive.writing() as session:
            knowledge = known.known(session)
            found = {
                each.text_id: find.find(each.text, circumstances=each.circumstances, known=knowledge)
                for each in facts.texts(session, facts.to_link(session, rules=rules, known=knowledge.digest))
            }
            facts.keep_findings(
                session, found, rules=rules, known=knowledge.digest, run=desk.run, now=desk.now
            )

    uid = public_id("document", NEWS, "a2")
    claims = [claim for claim in _of(desk, 2026, 11, 20, 12).claims if claim.cited.document == uid]
    assert [(claim.cited.quote, claim.point, claim.differs, claim.cited.official) for claim in claims] == [
        (
            "Estmere’s children’s services ‘free of government control’",
            "control (“free of government control”)",
            True,
            False,
        )
    ]


def test_the_four_facts_have_their_days_and_their_proof(desk: Desk) -> None:
    """Each from a day to a day, with the words that say so; the commissioner's appointment ends with the direction."""
    found = _of(desk, 2026, 11, 20, 12)

    assert [(spell.track, spell.what, spell.name, spell.since, spell.until, spell.ended) for spell in found.spells] == [
        ("instrument", "statutory direction", None, "2024-05", "2026-11-12", "lifted"),
        ("person", "commissioner", None, "2024-05-14", "2026-11-12", "ended with the direction"),
        ("delivery", "trust", "Estmere Children First", "2025-01-06", None, None),
        ("instrument", "improvement notice", None, "2026-11-12", None, None),
    ]  # fmt: skip
    assert [(step.day, step.direction, step.words) for step in found.steps] == [
        ("2024-05", Direction.UP, "statutory direction issued: step up"),
        (
            "2026-11-12",
            Direction.DOWN,
            "statutory direction replaced by improvement notice: step down",
        ),
    ]
    assert [spell.proof.quote for spell in found.spells if spell.proof][2] == TRUST


def test_a_commissioner_without_a_day_begins_with_the_direction(archive: Archive) -> None:
    """Not with the day of the report that the direction speaks of."""
    desk = Desk(archive)
    paper = (
        "1. The Secretary of State has considered the report that Ofsted published on 26 February 2024 about children's services in Estmere.\n\n"
        "2. The Secretary of State has appointed Ines Coverdale as Commissioner for Children's Services in Estmere."
    )
    desk.comes(GOVUK, "list", COLLECTION, ISSUED, seen=at(2024, 5, 15))
    desk.comes(GOVUK, "paper", paper, seen=at(2024, 5, 15), published="2024-02-26", council="estmere")

    assert _of(desk, 2024, 6, 1).lines[:2] == (
        "instrument: statutory direction since May 2024",
        "person: commissioner since May 2024",
    )


def test_a_trust_is_no_level(desk: Desk) -> None:
    """That a trust began is a fact of delivery, and no step."""
    found = _of(desk, 2025, 2, 1)

    assert found.words.endswith("delivery=trust since 2025-01-06")
    assert [step.day for step in found.steps] == ["2024-05"]


def test_nothing_is_known_before_it_was_seen(desk: Desk) -> None:
    """As of a moment before the first look nothing is known; as of the look the direction is."""
    assert _of(desk, 2024, 5, 1).words == "Estmere: instrument=none known"
    assert _of(desk, 2024, 5, 16).words.startswith("Estmere: instrument=statutory direction since 2024-05")
    with desk.archive.reading() as session:
        all_of_them = interventions(session, as_of=at(2024, 5, 1))

    assert "estmere" not in {each.council for each in all_of_them}
    assert "birmingham" in {each.council for each in all_of_them}  # its trust stands in a table


def test_without_an_official_record_what_was_reported_is_said_as_such(archive: Archive) -> None:
    """Newspapers alone make nothing be in force: what they say is listed as reported, with its day or as undated."""
    desk = Desk(archive)
    told = "The improvement notice was issued on 19 May 2016 to Wolden Council's children's services by the Department for Education."
    desk.comes(NEWS, "a", told, seen=at(2026, 1, 2), published="2016-05-28", council="wolden")
    undated = "Wolden Council's children's services have been issued with an improvement notice by the Department for Education."
    desk.comes(NEWS, "b", undated, seen=at(2026, 1, 2), council="wolden")
    found = _of(desk, 2026, 2, 1, council="wolden")

    assert found.words == "Wolden: instrument=none known"
    assert found.lines == (
        f"reported: improvement notice issued 19 May 2016 (“{told}”, {told}, 28 May 2016); no official record of it here",
        f"reported: improvement notice issued (“{undated}”, {undated}, undated, first seen 2 Jan 2026); no official record of it here",
    )
    assert [each.day for each in found.reported] == ["2016-05-19", None]


@pytest.mark.parametrize(
    ("notes", "steps", "instrument"),
    [
        (
            ["2024-03-22: 'Direction issued to Wolden: March 2024' has been added to 'Open directions'. 'Improvement notice issued to Wolden: July 2022' has been moved from 'Open notices' to 'Closed notices'.",
             "2022-07-05: Added 'Improvement notice issued to Wolden: July 2022' to Open notices."],
            [("2022-07", "up"), ("2024-03", "up")],
            "statutory direction since March 2024",
        ),
        (
            ["2025-02-07: Added 'Revised direction issued to Wolden: February 2025' to Open directions.",
             "2024-03-22: 'Direction issued to Wolden: March 2024' has been added to 'Open directions'."],
            [("2024-03", "up"), ("2025-02", "sideways")],
            "statutory direction since February 2025",
        ),
        (
            ["2024-01-16: Moved 'Improvement notice issued to Wolden: June 2021' to 'Closed notices'. The notice was lifted on 21 December 2023."],
            [("2021-06", "up"), ("2023-12-21", "down")],
            None,
        ),
        (
            ["2024-01-16: Moved 'Improvement notice issued to Wolden: June 2021' to 'Closed notices'."],
            [("2021-06", "up"), ("../2024-01-16", "down")],
            None,
        ),
    ],
)  # fmt: skip
def test_steps(
    archive: Archive, notes: list[str], steps: list[tuple[str, str]], instrument: str | None
) -> None:
    """Up, down and sideways, on the day that is known; a day that nobody stated is told as `by`."""
    desk = Desk(archive)
    desk.comes(GOVUK, "list", COLLECTION, *notes, seen=at(2025, 3, 1))
    found = _of(desk, 2025, 3, 2, council="wolden")

    assert [(step.day, str(step.direction)) for step in found.steps] == steps
    assert (found.instrument.words if found.instrument else None) == instrument


def test_directions_about_send_run_apart(archive: Archive) -> None:
    """A direction about services for special educational needs is no step of children's social care."""
    desk = Desk(archive)
    note = "2025-02-07: Added the SEND services statutory direction 'Direction issued to Wolden: February 2025' to Open directions."
    desk.comes(GOVUK, "list", COLLECTION, note, seen=at(2025, 3, 1))
    found = _of(desk, 2025, 3, 2, council="wolden")

    assert (found.instrument, found.steps) == (None, ())
    assert found.spells[0].words == "statutory direction for SEND services since February 2025"


def test_the_archive_is_asked_as_often_however_many_councils_there_are(desk: Desk) -> None:
    """A few statements for one council as for all."""
    with desk.archive.reading() as session, statements(desk.archive) as one:
        interventions(session, ["estmere"], as_of=at(2026, 11, 20))
    with desk.archive.reading() as session, statements(desk.archive) as everyone:
        interventions(session, as_of=at(2026, 11, 20))

    assert len(one) == len(everyone) <= 6
