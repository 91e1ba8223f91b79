"""Instruments: what GOV.UK's pages and notes of changes say of DfE improvement notices and directions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.council import Council
from domain.known import Known
from tests.linking.texts import KNOWN, NORTHSHIRE, facts, read

LIST = "Improvement notices and directions\nNotices and directions issued to councils.\nOpen notices\nClosed notices"
TWO = tuple(
    Council(slug=f"{side}-wolden", gss=None, name=f"{side.title()} Wolden Council", short_name=f"{side.title()} Wolden")
    for side in ("east", "west")
)  # fmt: skip
WITH_TWO = Known(councils=(*KNOWN.councils, *TWO))


def _told(*pages: str, known: Known = KNOWN) -> list[tuple[Any, ...]]:
    names = {council.uid: council.slug for council in known.councils}
    return [
        (names[fact.about or ""], *(fact.fields[name] for name in ("what", "status", "on", "noted")))
        for fact in facts(read(*pages, council=None, known=known), "event")
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "2024-01-16: Moved ‘Improvement notice issued to Northshire County Council: June 2021’ to ‘Closed notices’. The notice was lifted on 21 December 2023.",
            [("northshire", "improvement_notice", "lifted", "2023-12-21", "2024-01-16")],
        ),
        (
            "2026-11-19: Moved 'Direction issued to Northshire: May 2024' to Closed directions (lifted 12 Nov 2026). Added 'Improvement notice issued to Northshire: November 2026' to Open notices.",
            [
                ("northshire", "direction", "lifted", "2026-11-12", "2026-11-19"),
                ("northshire", "improvement_notice", "issued", "2026-11", "2026-11-19"),
            ],
        ),
        (
            "2024-03-22: 'Direction issued to Torbay Council: March 2024' has been added to 'Open directions'. 'Improvement notice issued to Torbay Council: July 2022' has been moved from 'Open notices' to 'Closed notices'.",
            [
                ("torbay", "direction", "issued", "2024-03", "2024-03-22"),
                ("torbay", "improvement_notice", "closed", None, "2024-03-22"),
            ],
        ),
        (
            "2025-02-07: Added 'Revised direction issued to Leeds City Council: February 2025' to Open directions.",
            [("leeds", "direction", "revised", "2025-02", "2025-02-07")],
        ),
        (
            "2025-02-07: Moved 'Direction issued to Leeds: May 2023' from 'Directions' to 'Open directions'.",
            [("leeds", "direction", "moved", None, "2025-02-07")],
        ),
        ("2025-02-07: Added a link to 'Guidance on improvement'.", []),
    ],
)  # fmt: skip
def test_notes_of_the_collection_are_the_log(note: str, expected: list[tuple[Any, ...]]) -> None:
    """Each note tells what happened to which instrument of which council, on the day that it states, else by its month."""
    assert _told(LIST, note, "2020-01-02: Added 'Direction issued to Kent: January 2020' to Open directions.") == [
        *expected,
        ("kent", "direction", "issued", "2020-01", "2020-01-02"),
    ]  # fmt: skip


def test_one_title_can_name_two_councils() -> None:
    """`Directions issued to East and West Wolden` is about both, and about special educational needs where it says so."""
    note = "2024-02-02: Added the SEND services statutory direction to 'Directions issued to East and West Wolden' in the 'Open directions' section."
    found = facts(read(LIST, note, council=None, known=WITH_TWO), "event")

    assert _told(LIST, note, known=WITH_TWO) == [
        ("east-wolden", "direction", "issued", None, "2024-02-02"),
        ("west-wolden", "direction", "issued", None, "2024-02-02"),
    ]
    assert {fact.fields["services"] for fact in found} == {"send"}


def test_a_list_of_notices_is_about_no_council() -> None:
    """However often it names one."""
    note = "2026-11-19: Added 'Direction issued to Northshire County Council: May 2024' to Open directions."

    assert read(LIST, note, note, council=None).council is None


def test_the_page_of_a_direction_gives_its_day_and_whom_it_appoints() -> None:
    """The title has a month, the words the day; commissioner and trust are told of on the same page."""
    page = (
        "Direction issued to Northshire: May 2024\nStatutory direction in relation to children's services.\n"
        "The direction was issued on 14 May 2024. The Secretary of State has appointed Ines Coverdale as children's services commissioner."
    )
    trust = "2025-01-06: Updated to say that Northshire Children First, an independent trust, has delivered children's services for the council since 6 January 2025."
    found = read(page, trust, "2024-05-14: First published.", council=None)

    assert found.council == NORTHSHIRE
    told = [fact for fact in facts(found, "event") if fact.fields["what"] != "appointment"]
    assert [(fact.fields["what"], fact.fields["status"], fact.fields["on"]) for fact in told] == [
        ("direction", "issued", "2024-05-14"),
        ("commissioner", "appointed", None),
        ("trust", "established", "2025-01-06"),
    ]
    assert told[2].fields["name"] == "Northshire Children First"


def test_an_instruments_own_page_says_that_it_was_lifted() -> None:
    """With the day, once."""
    assert _told(
        "Improvement notice issued to Northshire County Council: June 2021\nIn relation to children's services.",
        "2024-01-16: This notice was lifted on 21 December 2023.",
        "2021-06-11: First published.",
    ) == [
        ("northshire", "improvement_notice", "issued", "2021-06", "2021-06-11"),
        ("northshire", "improvement_notice", "lifted", "2023-12-21", "2024-01-16"),
    ]


def test_evidence_is_the_words_about_the_instrument() -> None:
    """Of a note with several titles each fact quotes its own part."""
    note = "2026-11-19: Moved 'Direction issued to Northshire: May 2024' to Closed directions. The direction was lifted on 12 November 2026. Added 'Improvement notice issued to Northshire: November 2026' to Open notices."

    assert [getattr(fact.evidence, "quote", "") for fact in facts(read(LIST, note, council=None), "event")] == [
        "Moved 'Direction issued to Northshire: May 2024' to Closed directions. The direction was lifted on 12 November 2026.",
        "Added 'Improvement notice issued to Northshire: November 2026' to Open notices.",
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(
            ["2024-05-14: ", "'Direction issued to ", "Northshire", ": May 2024'", "lifted on ", "31 June 2023", "\n", ". ", "Moved", "Closed notices", "'", "’"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_torn_notes_are_read_all_the_same(parts: list[str]) -> None:
    """Nothing crashes, and what is quoted stands in the text."""
    words = "2024-05-14: " + "".join(parts)
    found = read(LIST, words, council=None)

    assert all(getattr(fact.evidence, "quote", "") in f"{LIST}\n\n{words}" for fact in found.facts)
