"""PDFs of bad faith and bad luck: each ends in a state that says what is wrong and what to do, and the next one is read."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crawlers.crawl import in_its_own_process
from crawlers.errand import Order
from domain.findings import Circumstances
from domain.health import HealthState
from domain.known import from_reference
from domain.text import Quality
from linking.find import find
from reading.pdf import Limits, PdfPool
from reading.read import read
from reading.unreadable import Unreadable
from storage.archive import open_archive
from storage.schema import DocumentRow, TextRow, VersionRow
from tests.attack.hostile_pdfs import hostile, report
from tests.conftest import run_minutewatch
from tests.crawlers.conftest import QUICK
from tests.crawlers.ofsted_site import Ofsted, Provider, Report
from tests.crawlers.serving import serving

SOURCE = """
channel = "ofsted"
system = "ofsted"
url = "{url}"
licence = "ogl"
delay = 0.02
[promise]
providers = 3
[pages]
files = "{url}"
rows = 2
"""
HOSTILE = hostile()
# Read for what they hold: the promise of two thousand million pages, and the loop, are not followed.
HARMLESS = ("a huge count of pages", "a loop of tables")
# Under the usual limits these take seconds; here the limits are small.
COSTLY = ("drawings within drawings", "a bomb", "a bomb in three wrappings")
GRADES = {
    "leaders": "outstanding",
    "help_protection": "good",
    "in_care": "good",
    "care_leavers": "requires improvement",
}


@pytest.fixture(scope="module")
def pool() -> Iterator[PdfPool]:
    """A pool whose limits are reached soon."""
    with PdfPool(size=1, limits=Limits(seconds=3, memory_mb=384)) as opened:
        yield opened


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in HARMLESS])
def test_a_hostile_file_costs_itself_only(pool: PdfPool, name: str) -> None:
    """It is refused in one plain sentence with what to do next, and the same pool then reads a sound report."""
    with pytest.raises(Unreadable) as refused:
        pool.read(HOSTILE[name])

    assert any(
        word in str(refused.value) for word in ("fetch", "ask", "split", "look at it", "wait", "damaged")
    )
    assert "care leavers" in pool.read(report()).text.words


@pytest.mark.parametrize("name", HARMLESS)
def test_a_trap_that_is_not_stepped_into_is_read(pool: PdfPool, name: str) -> None:
    """What such a file really holds is read."""
    assert pool.read(HOSTILE[name]).text.quality is Quality.GOOD


@pytest.mark.slow
@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_damage_never_makes_up_a_grade(data: st.DataObject) -> None:
    """A report that was cut, or whose bytes were changed on the way, says what it said or nothing."""
    body = report()
    start = data.draw(st.integers(0, len(body)))
    noise = data.draw(st.binary(max_size=40))
    end = data.draw(st.integers(start, min(len(body), start + 200)))
    document = read(body[:start] + noise + body[end:], name="report.pdf")

    assert document.text is not None
    found = find(document.text, circumstances=Circumstances(), known=from_reference())
    told = found.inspection.judgements if found.inspection else {}
    assert {aspect: grade for aspect, grade in told.items() if grade and GRADES.get(aspect) != grade} == {}
    assert document.text.words or document.text.warnings


def qualities(home: Path) -> dict[str, str]:
    """How far the newest text of each document can be trusted, by the document's id at its source."""
    with open_archive(home) as archive, archive.reading() as session:
        rows = session.execute(
            select(DocumentRow.ref, TextRow.quality)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .order_by(TextRow.id)
        )
        return {ref: str(quality) for ref, quality in rows}


@pytest.mark.slow
def test_a_sound_report_among_them_is_kept_and_found(tmp_path: Path) -> None:
    """The archive takes them all in one go, and finds the sound one."""
    home = tmp_path / "home"
    paths = []
    for number, (name, body) in enumerate({**HOSTILE, "sound": report()}.items()):
        if name not in COSTLY:
            paths.append(tmp_path / f"{number:02} {name}.pdf")
            paths[-1].write_bytes(body)
    run_minutewatch("init", home=home)
    added = run_minutewatch("add", *map(str, paths), home=home)
    hits = run_minutewatch("search", "leavers", "--json", home=home)
    found = {json.loads(line)["url"] for line in hits.stdout.splitlines()}

    assert (added.returncode, "Traceback" in added.stderr) == (0, False)
    assert f"file:{paths[-1].name}" in found
    assert len(qualities(home)) == len(paths)


@pytest.mark.slow
def test_the_crawl_goes_on(tmp_path: Path) -> None:
    """A council whose reports are all hostile costs the others nothing: theirs are kept and read on the same day."""
    site = Ofsted(providers=[Provider(urn=f"9900{number}", name=f"Council {number}") for number in range(3)])
    told = {"published": date(2026, 10, 1), "inspected": date(2026, 9, 1)}
    bodies = [body for name, body in HOSTILE.items() if name not in (*COSTLY, *HARMLESS)]
    for number, body in enumerate([*bodies, report()]):
        one = Report(file=f"5000{number:04}", words="Children's services inspection", **told)
        site.publish("99000" if number < len(bodies) else "99002", one, "")
        site.files[one.file] = body
    with serving(site):
        home = tmp_path / "home"
        path = home / "sources" / "official" / "reports.toml"
        path.parent.mkdir(parents=True)
        path.write_text(SOURCE.format(url=site.url), encoding="utf-8")
        order = Order(
            source="ofsted/reports", home=home, now=datetime(2026, 10, 6, 6, tzinfo=UTC), still=True
        )
        done = in_its_own_process(order, log=home / "crawl.log", **QUICK)
    kept = qualities(home)
    sound = kept.pop(f"5000{len(bodies):04}")

    assert (done.state, sound) == (HealthState.OK, Quality.GOOD)
    # What was cut on the way is asked for again; what came whole and cannot be read is kept and says so.
    assert f"{len(bodies) - len(kept)} failed" in done.reason
    assert set(kept.values()) <= {Quality.BROKEN, Quality.UNREAD}
