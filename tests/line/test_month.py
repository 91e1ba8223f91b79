"""A month of the made-up year on councils without a web service: pages only, and CMIS. The whole year: test_year.py."""

from collections.abc import Iterator

import pytest

from tests.line.year import Found, Year, at, playing

pytestmark = pytest.mark.slow

LOOKS = tuple(map(at, ("2026-11-02", "2026-11-05", "2026-11-11", "2026-11-12", "2026-11-16", "2026-11-25")))


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """November 2026 in Wolden and Estmere."""
    with playing(tmp_path_factory.mktemp("month") / "home", start=LOOKS[0], followed={}) as month:
        for look in LOOKS:
            month.look(look, ["wolden", "estmere"])
        yield month


@pytest.mark.parametrize("council", ["wolden", "estmere"])
def test_what_happened_is_found_once_in_time_and_nothing_else(month: Year, council: str) -> None:
    """Agendas, late papers and minutes, without any web service."""
    assert month.complaints(council, first=LOOKS[0]) == []


def test_a_motion_that_goes_from_an_agenda_is_missed_at_the_second_look(month: Year) -> None:
    """On the agenda on 4 November, gone on 11 November: one look may err, two do not."""
    gone = Found(kind="document_withdrawn", meeting="8103", paper="Motion: care experience")

    assert gone not in month.found[at("2026-11-11")]["wolden"]
    assert gone in month.found[at("2026-11-12")]["wolden"]


def test_minutes_that_are_a_file_are_published_once(month: Year) -> None:
    """CMIS lists minutes as a document: that is minutes published, and no added paper beside it."""
    of_the_meeting = {
        found
        for by_council in month.found.values()
        for found in by_council["estmere"]
        if found.meeting == "9330"
    }

    assert of_the_meeting == {Found(kind="minutes_published", meeting="9330")}
