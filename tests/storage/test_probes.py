"""Probes: what a site was found to offer is remembered for a month, and the newest word counts."""

from datetime import timedelta

import pytest

from domain.probe import Probe, Road
from storage.archive import Archive
from storage.probes import all_newest, newest, note
from storage.sources import UnknownSource
from tests.storage.world import KEY, MONDAY, Northshire


def test_a_site_never_probed(archive: Archive) -> None:
    """Nothing is known, which is something else than that there is no road."""
    Northshire(archive)
    with archive.reading() as session:
        found = newest(session, KEY)

    assert found is None


def test_the_newest_probe_counts(archive: Archive) -> None:
    """A site that has lost its web service is read by its pages from then on."""
    Northshire(archive)
    later = MONDAY + timedelta(days=30)
    with archive.writing() as session:
        note(session, KEY, at=MONDAY, road=Road.WS, reason="2 committees", found={"committees": 2})
        note(session, KEY, at=later, road=Road.HTML, reason="status 404", found={})
    with archive.reading() as session:
        found = newest(session, KEY)
        everything = all_newest(session)

    assert found == Probe(at=later, road=Road.HTML, reason="status 404", found={})
    assert everything == {KEY: found}


def test_a_probe_is_good_for_thirty_days() -> None:
    """The day after that the site is asked again."""
    probe = Probe(at=MONDAY, road=Road.WS, reason="2 committees")

    assert probe.is_good(MONDAY + timedelta(days=29))
    assert not probe.is_good(MONDAY + timedelta(days=30))


def test_an_unknown_source(archive: Archive) -> None:
    """A probe belongs to a source that there is."""
    with archive.writing() as session, pytest.raises(UnknownSource):
        note(session, "committee/atlantis", at=MONDAY, road=Road.WS, reason="", found={})
