"""Councils: neighbours are told apart, a place is no council, and a text knows whose it is."""

import pytest

from domain.council import all_councils
from domain.findings import Circumstances
from domain.text import Text
from linking.find import find
from tests.linking.texts import KNOWN, NORTHSHIRE, mentions, read, words

SLUGS = {council.uid: council.slug for council in all_councils()}


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Nottingham City Council and Nottinghamshire County Council share the service.", ["nottingham", "nottinghamshire"]),
        ("Hull City Council follows the Royal Borough of Kingston upon Thames.", ["kingston-upon-hull", "kingston-upon-thames"]),
        ("North Somerset Council is not Somerset Council.", ["north-somerset", "somerset"]),
        ("West Lancashire Borough Council runs no children's services.", []),
        ("She moved from Newcastle-under-Lyme to Greater Manchester.", []),
        ("Lancashire Constabulary and the Lancashire Telegraph were told.", []),
        ("A family in Lancashire asked for help near Reading.", []),
        ("Bedford Borough Council", ["bedford"]),
        ("Central Bedfordshire Council", ["central-bedfordshire"]),
        ("HULL CITY COUNCIL and Kingston Upon Hull City Council", ["kingston-upon-hull", "kingston-upon-hull"]),
        ("They were reading council papers.", []),
        ("Somerset County Council decided this in 2019.", ["somerset-county-council"]),
    ],
)  # fmt: skip
def test_names_are_told_apart(text: str, slugs: list[str]) -> None:
    """The longest name counts, and only where it names a council."""
    found = read(text, council=None)

    assert [SLUGS[mention.entity] for mention in mentions(found, "council") if mention.entity] == slugs


@pytest.mark.parametrize(
    "text",
    [
        "Torbay was slow to respond to the findings, inspectors said.",
        "The notice was issued to Torbay on Monday.",
        "Torbay's children's services have improved.",
        "Children's services in Torbay are good.",
    ],
)
def test_a_bare_name_counts_in_context(text: str) -> None:
    """A place name is a council where it does or has what only a council does or has."""
    assert words(read(text, council=None), "council") == ["Torbay"]


def test_the_council_means_the_texts_own() -> None:
    """`The council` and county hall are the council that the text is about, unless another was just named."""
    found = read(
        "The county council has a plan. Hull City Council helped, and the council thanked it. "
        "County Hall also receives reports. The meeting was held at County Hall."
    )

    assert words(found, "council") == ["county council", "Hull City Council", "County Hall"]


def test_a_text_is_about_the_council_it_names_most() -> None:
    """A passing mention of another council does not make the text its."""
    found = read(
        "Trafford Council has agreed a plan. Trafford Council will publish it. An adviser came from Bury Council.",
        council=None,
    )

    assert found.council is not None
    assert found.council.slug == "trafford"


def test_a_text_about_several_councils_is_nobodys() -> None:
    """Where no council leads by far, none is guessed."""
    assert read("Bury Council, Bolton Council and Wigan Council bid together.", council=None).council is None


def test_the_source_decides_whose_a_text_is() -> None:
    """A council's own paper stays its own, whatever other councils it names."""
    found = read("Trafford Council and Trafford Council again.", council="northshire")

    assert found.council is not None
    assert found.council.name == "Northshire County Council"


@pytest.mark.parametrize(
    ("published", "slug"), [("2014-05-05", "somerset-county-council"), ("2026-05-05", "somerset")]
)
def test_a_name_is_of_the_council_that_bore_it_then(published: str, slug: str) -> None:
    """Where one council followed another under one name, the day of the text decides."""
    found = read("Somerset local authority was inspected.", council=None, published=published)

    assert [SLUGS[mention.entity or ""] for mention in mentions(found, "council")] == [slug]


@pytest.mark.parametrize(
    "text",
    [
        "Bosses at County Hall said that the county council had begun to recruit.",
        "The authority has set aside money for foster care. Families in Northshire welcomed it.",
        "A report to the county council says so.",
    ],
)
def test_a_county_title_means_its_county_council(text: str) -> None:
    """In a title that covers one county, `the county council`, `County Hall` and `the authority` are that council."""
    found = find(
        Text.of_pages([(None, text)], reader="made up"),
        circumstances=Circumstances(kind="article", covers=("northshire",)),
        known=KNOWN,
    )

    assert found.council == NORTHSHIRE
    assert {mention.entity for mention in mentions(found, "council")} == {NORTHSHIRE.uid}


@pytest.mark.parametrize(
    ("text", "covers"),
    [
        ("The authority has set aside money.", ("northshire", "torbay")),
        ("The authority has set aside money.", ()),
        ("The authority has set aside money. Torbay said so too.", ("northshire",)),
        ("Fans met in the pub.", ("northshire",)),
    ],
)
def test_what_is_not_said_is_not_guessed(text: str, covers: tuple[str, ...]) -> None:
    """With several councils covered, another place named, or no council spoken of, the text stays nobody's."""
    found = find(
        Text.of_pages([(None, text)], reader="made up"),
        circumstances=Circumstances(kind="article", covers=covers),
        known=KNOWN,
    )

    assert found.council is None
