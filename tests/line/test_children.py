"""Do no harm (S10): what could point to one child is on no surface, before a person decides, after, and when it is erased.

The events are E08 (a young representative in minutes), E13 and E14 (an anonymous report and a mother who gives her name), E16
(planning minutes with a home's address), E20 (a notice for one child) and E35 (a bad redaction). Minutes of a planning
committee, contract notices and answers to requests for information are not crawled: they come by `add`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import select

from domain.harm import State
from minutewatch import holding, jobs
from sample import answers, identifying
from storage.schema import DocumentRow, FactRow, HeldRow, MentionRow, PageRow, VersionRow
from tests.conftest import command
from tests.line.official import Record
from tests.line.press import articles, bodies, put_in_report, reading_papers
from tests.line.year import at

pytestmark = pytest.mark.slow

READER = "reader@homes.example"
_COUNCILS = ("committee/northshire", "committee/wolden")
_POST = ("news/wolden-post",)
# The looks, and what is looked at: one reads the minutes of the boards, one the mother's story, the rest is sent in.
LOOKS = {
    at("2026-11-30"): _COUNCILS,
    at("2026-12-08"): _POST,
    at("2026-12-14 08:00"): _POST,
    at("2026-12-21 08:00"): (*_COUNCILS, *_POST),
}
FIRST, LAST = min(LOOKS), at("2027-06-01")
REPORTED = at("2026-12-10 07:30")
YOUNG = ("Zinnia Oakenshaw", "Zephyrine Quillmarsh")
NEVER = (identifying.ADDRESS, identifying.CANARY, "7731", identifying.PRICE, *YOUNG, *answers.PRIVATE_IN_NEWS)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file that is put in by hand: its name, whose it is, when, and its public id."""

    name: str
    source: str
    at: datetime
    body: bytes


@pytest.fixture(scope="module")
def sent(record: Record) -> dict[str, str]:
    """The public ids of what was put in by hand, by the name of the file."""
    with record.year.reading(LAST) as session:
        rows = session.execute(
            select(DocumentRow.url, DocumentRow.uid).where(DocumentRow.url.like("file:%.pdf"))
        )
        return {url.removeprefix("file:"): uid for url, uid in rows}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Two councils and a newspaper, what else came in, and a reader of both councils with a mail of each look."""
    home = tmp_path_factory.mktemp("children") / "home"
    followed = {READER: ("wolden", "northshire")}
    with reading_papers(home, start=FIRST, followed=followed) as record:
        for moment, keys in LOOKS.items():
            if moment > REPORTED and not (home / "ombudsman.txt").exists():
                put_in_report(record, REPORTED)
            record.look(moment, keys)
        world = record.year.world
        for each in (
            Sent(name="planning-minutes.pdf", source="committee/wolden", at=at("2027-01-14"), body=identifying.planning_minutes(world, at("2027-01-14"))),
            Sent(name="notice.pdf", source="committee/northshire", at=at("2027-02-02"), body=identifying.contract_notice()),
            Sent(name="foi-appendix.pdf", source="committee/northshire", at=at("2027-05-25"), body=identifying.foi_appendix()),
        ):  # fmt: skip
            _send_in(record, each)
        record.look(LAST, _POST)
        yield record


def _send_in(record: Record, each: Sent) -> None:
    path = record.year.home / each.name
    path.write_bytes(each.body)
    with record.year.opened(each.at) as home, jobs.run_of(home, "add") as (run, _):
        jobs.add(home, path, source=each.source, published=None, run=run)
    path.unlink()  # the archive is looked through below, and this is the operator's own
    with record.year.opened(each.at) as home:
        jobs.link(home)
        jobs.index(home)


def surfaces(home: Path, documents: Iterable[str]) -> dict[str, str]:
    """All that anybody is shown of a home, by where: what commands print, with their complaints."""
    shown = {}
    for arguments in (
        *(("search", words, *form) for words in _searches() for form in ((), ("--json",), ("--csv",))),
        ("status",),
        ("status", "--json"),
        ("held", "list", "--all"),
        ("held", "list", "--all", "--json"),
        ("actions", "list", "--json"),
        ("actions", "list"),
        ("stories", "list", "--json"),
        ("stories", "list"),
        ("posts",),
        ("posts", "--json"),
        ("responses", "--json"),
        ("entities", "list", "--json"),
        *(("summary", document, *form) for document in documents for form in ((), ("--json",))),
        ("motions", "care experience", "--json"),
        ("expected", "--json"),
        ("expected",),
        ("visits", "--json"),
        ("interventions", "--json"),
        ("timeline", "wolden", "--json"),
        ("timeline", "northshire"),
        ("figures", "northshire", "--json"),
        ("sources", "audit", "--json"),
        ("digest", "preview", "--edition", "2026-W52"),
    ):
        done = command(*arguments, home=home)
        shown[" ".join(arguments)] = done.stdout + done.stderr
    return shown


def _searches() -> Iterator[str]:
    yield from (
        '"Alder Close"',
        "Alder",
        "ZEBRA",
        '"one child"',
        "emergency placement",
        "Harrowdene",
        "Ambleford",
    )
    yield from ("young person representative", "appendix payments", "planning", "title:planning", "mother")


def _telling(shown: dict[str, str]) -> list[tuple[str, str]]:
    """Where something stands that nobody may see; an own search may repeat what was asked for."""
    return [
        (where, word)
        for where, words in shown.items()
        for word in NEVER
        if word.casefold() in words.casefold().replace(where.casefold(), "")
    ]


def test_no_surface_shows_what_could_point_to_a_child(record: Record, sent: dict[str, str]) -> None:
    """S10: no address, no young person, no canary, no price and town of one child, in no answer, status or mail."""
    shown = surfaces(record.year.home, sent.values()) | bodies(record.year.inbox)

    assert record.year.inbox
    assert _telling(shown) == []
    assert not [where for where, words in shown.items() if "aged 12" in words]


def test_no_log_says_it(record: Record) -> None:
    """Nor does what the line said of its steps."""
    said = {f"{moment:%F}": "\n".join(look.said) for moment, look in record.looks.items()}

    assert _telling(said) == []


def test_the_index_does_not_hold_it(record: Record) -> None:
    """The folder of the index, byte by byte."""
    held = b"".join(
        path.read_bytes() for path in (record.year.home / "index").rglob("*") if path.is_file()
    ).lower()

    assert held
    assert [
        word for word in ("alder", "zebra", "7731", "oakenshaw", "quillmarsh") if word.encode() in held
    ] == []


def test_hidden_words_never_came_into_the_archive(record: Record) -> None:
    """E35: the words under the box are in no page, mention or fact."""
    with record.year.reading(LAST) as session:
        words = [*session.scalars(select(PageRow.words)), *session.scalars(select(MentionRow.words))]
        words += [f"{fields}" for fields in session.scalars(select(FactRow.fields))]
        words += [*session.scalars(select(HeldRow.words)), *session.scalars(select(VersionRow.title))]

    assert [each for each in words if each and ("ZEBRA" in each or "7731" in each)] == []


def test_status_says_what_is_held_by_which_rule(record: Record, sent: dict[str, str]) -> None:
    """S10: the young representative, the address, the notice and the redaction, each with its rule and what was decided."""
    states = [
        json.loads(line) for line in command("status", "--json", home=record.year.home).stdout.splitlines()
    ]
    held = {(each["document"], each["rule"], each["state"]) for state in states for each in state["held"]}
    rules = {uid: {rule for document, rule, _ in held if document == uid} for uid in sent.values()}

    assert "harm.home_address@4" in rules[sent["planning-minutes.pdf"]]
    assert "harm.single_child_notice@1" in rules[sent["notice.pdf"]]
    assert rules[sent["foi-appendix.pdf"]] == {"harm.failed_redaction@1"}
    assert "harm.named_child@3" in {rule for _, rule, _ in held}
    assert {state for *_, state in held} == {State.HELD}


def test_the_family_and_the_report_are_never_together(record: Record, sent: dict[str, str]) -> None:
    """E13 and E14: in no list of hits, no answer and no mail."""
    with record.year.reading(LAST) as session:
        story = articles(session)[answers.NAMES_A_FAMILY].uid
        report = session.scalars(select(DocumentRow.uid).where(DocumentRow.url == "file:ombudsman.txt")).one()
    shown = surfaces(record.year.home, sent.values()) | bodies(record.year.inbox)

    assert [where for where, words in shown.items() if story in words and report in words] == []


def test_a_person_decides_and_every_surface_follows(record: Record, sent: dict[str, str]) -> None:
    """Released words are found again, dropped ones are hidden for good, an undone release hides again, erased bytes are gone."""
    home = record.year.home.with_name("decided")
    copytree(record.year.home, home)
    with jobs.open_home(record.year.settings(LAST).model_copy(update={"home": home})) as opened:
        waiting = {
            each.rule: each
            for each in holding.listed(opened)
            if each.document == sent["planning-minutes.pdf"]
        }
    lives, address = waiting["harm.single_child@3"], waiting["harm.home_address@4"]
    released = command("held", "release", lives.uid, "--reason", "says not where", home=home)
    dropped = command("held", "drop", address.uid, "--reason", "a home", home=home)
    found = command("search", '"One young person lives there"', "--json", home=home).stdout
    erased = command("withdraw", sent["foi-appendix.pdf"], "--erase", "--reason", "names a child", home=home)

    assert (released.returncode, dropped.returncode, erased.returncode) == (0, 0, 0)
    assert sent["planning-minutes.pdf"] in found
    assert _telling(surfaces(home, sent.values())) == []
    assert [
        path for path in (home / "blobs").rglob("*") if path.is_file() and b"ZEBRA" in path.read_bytes()
    ] == []
