"""Places and providers: the area where it is meant, the home where its words say so; no address, no person, no council."""

from dataclasses import replace

import pytest

from domain.known import KnownProvider
from tests.linking.texts import KNOWN, mentions, read, words


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Families in Northshire waited; the team for East Lancashire grew.", ["Northshire", "East Lancashire"]),
        ("A kitchen in Selwick was closed, and one near Dunmere.", ["Selwick", "Dunmere"]),
        ("Rents in Torquay rose. Selwick town centre was quiet.", ["Torquay", "Selwick"]),
        ("Northshire County Council wrote to Northshire's children's services.", []),
        ("The home at 14 Mill Lane, Selwick was sold. Write to 3 Mill Road, Torquay TQ1 1AA.", []),
        ("Council Offices\nQuay Road\nTorquay\n\nDear Minister", []),
        ("Cllr Preston spoke in May. Reading, writing and maths improved in Year 6.", []),
        ("A mother, Zoe Preston, 34, said that her son was moved. Mrs Preston cried.", []),
        ("The family hub at Selwick moves; the move of the panel to Stanner Cross was refused.", ["Selwick", "Stanner Cross"]),
        ("Children live as far away as Dunmere. Homes in north Selwick are few. A man from Penfold was there.", ["Dunmere", "Selwick", "Penfold"]),
        ("They meet in Selwick Methodist Hall.", ["Selwick"]),
        ("Northshire told the board. Not represented: Northshire.", []),
        ("The grade moved to Good. The case moved to Ofsted.", []),
        ("Lancashire Telegraph readers in Cabinet and in Children's Services", []),
    ],
)  # fmt: skip
def test_a_place_is_the_area_that_is_meant(text: str, places: list[str]) -> None:
    """Counties, towns and regions are places; councils, addresses, people and the furniture of papers are none."""
    assert words(read(text), "place") == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ofsted judged Larch House, a children's home, to be good.", ["Larch House"]),
        ("A children's home called Beech Lodge opened. Willow Grange children's home closed.", ["Beech Lodge", "Willow Grange"]),
        ("The children's homes are run by Larkspur Care Ltd.", ["Larkspur Care Ltd"]),
        ("Witherslack Group and Foster Care Associates bid.", ["Witherslack Group", "Foster Care Associates"]),
        ("The home at 14 Sample Close is run by Foster Townsend.", []),
        ("Our children's home is full. The Children's Homes plan is late. A new children's home opened.", []),
        ("The car park is run by Larkspur Care Ltd.", []),
    ],
)  # fmt: skip
def test_a_provider_is_known_by_the_words_beside_it(text: str, names: list[str]) -> None:
    """Homes and companies are providers where the text says so; who runs a home in his own name stays unnamed."""
    assert words(read(text), "provider") == names


def test_a_provider_the_archive_knows_bears_its_id() -> None:
    """Of several homes of one name it is the one in the text's own council; where that does not tell, none."""
    homes = tuple(
        KnownProvider(uid=uid, name=name, council=council)
        for uid, name, council in (
            ("eeeeeeeeeeeeeeee", "Alder View", "northshire"),
            ("ffffffffffffffff", "Alder View", "torbay"),
            ("gggggggggggggggg", "The Larches", "torbay"),
            ("hhhhhhhhhhhhhhhh", "The Larches", "devon"),
        )
    )
    found = read("Alder View and The Larches were inspected.", known=replace(KNOWN, providers=homes))

    assert [(m.text, m.entity) for m in mentions(found, "provider")] == [("Alder View", "eeeeeeeeeeeeeeee")]
