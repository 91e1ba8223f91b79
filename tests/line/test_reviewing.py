"""Linking again by a changed rule: reviewed on a sample before it is kept, done in several processes, and told by rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.document import DocumentKind
from domain.fact import FactType
from domain.findings import Circumstances, Findings
from domain.known import Known, from_reference
from domain.text import Text
from linking import find
from minutewatch import config, jobs, linker, relinking
from storage import sources
from storage.facts import Unlinked
from storage.schema import FactRow, Run
from tests.conftest import command

_PAPERS = {
    "minutes.txt": "Northshire County Council\n\nRESOLVED that a report on agency spend come to the meeting of January 2027.",
    "budget.txt": "The placements budget of Northshire County Council is forecast to overspend by £6.2m in 2026/27.",
    "letter.txt": "Ofsted judged services at Northshire County Council to be good in May 2024.",
}


@contextmanager
def _made(folder: Path) -> Iterator[jobs.Home]:
    settings = config.load(folder / "home")
    config.make_home(settings.home)
    with jobs.open_home(settings) as opened:
        with jobs.run_of(opened, "add") as (run, _):
            for name, words in _PAPERS.items():
                paper = folder / name
                paper.write_text(words, encoding="utf-8")
                jobs.add(opened, paper, source=sources.ADDED.key, published="2026-09-22", run=run)
        jobs.link(opened)
        yield opened


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[jobs.Home]:
    """A home with three papers, linked, for those who only look."""
    with _made(tmp_path_factory.mktemp("looked at")) as opened:
        yield opened


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[jobs.Home]:
    """The same for one who links again."""
    with _made(tmp_path) as opened:
        yield opened


def _without_money(monkeypatch: pytest.MonkeyPatch) -> None:
    before = find.find

    def changed(text: Text, *, circumstances: Circumstances, known: Known) -> Findings:
        found = before(text, circumstances=circumstances, known=known)
        return replace(found, facts=tuple(fact for fact in found.facts if fact.type is not FactType.MONEY))

    monkeypatch.setattr(find, "find", changed)
    monkeypatch.setattr(find, "rules_digest", lambda: "the rules of tomorrow")


def test_rules_that_did_not_change_change_nothing(home: jobs.Home) -> None:
    """What stands is what the rules of today find."""
    texts = relinking.sampled(home, 10)
    said = command("link", "--diff", home=home.settings.home).stdout

    assert (len(texts), list(relinking.review(home, texts))) == (3, [])
    assert said == "3 texts linked anew: 0 findings would be gained, 0 lost; nothing was kept.\n"


def test_a_review_shows_what_a_rule_would_take_away_and_keeps_nothing(
    home: jobs.Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sum goes, with its words and rule; the archive and its runs are as they were."""
    with home.archive.reading() as session:
        before = session.scalar(select(func.count(FactRow.id))), session.scalar(select(func.count(Run.id)))
    _without_money(monkeypatch)
    found = list(relinking.review(home, relinking.sampled(home, 10)))
    with home.archive.reading() as session:
        after = session.scalar(select(func.count(FactRow.id))), session.scalar(select(func.count(Run.id)))

    assert [(each.gained, each.finding.type, each.finding.what) for each in found] == [
        (False, "money", "fact")
    ]
    assert "£6.2m" in relinking.difference_line(found[0])
    assert relinking.difference_of(found[0])["change"] == "lost"
    assert before == after


def test_a_review_is_of_the_kind_asked_for(home: jobs.Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a kind that no text is of there is nothing to review."""
    _without_money(monkeypatch)

    texts = relinking.sampled(home, 10, kind=DocumentKind.STATISTICS)

    assert (texts, list(relinking.review(home, texts))) == ([], [])


@pytest.mark.slow
def test_a_run_tells_by_rule_what_it_changed(own_home: jobs.Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sum was ended, nothing added."""
    _without_money(monkeypatch)
    done = jobs.link(own_home)
    changes = relinking.changed_by_last(own_home)

    assert (done.texts, done.ended) == (3, 1)
    assert [(each.what, each.type, each.added, each.ended) for each in changes] == [("fact", "money", 0, 1)]


@pytest.mark.slow
def test_linking_stopped_half_way_goes_on_where_it_stopped(
    own_home: jobs.Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was linked before the stop is not linked again; a third run has nothing to do."""
    monkeypatch.setattr(find, "rules_digest", lambda: "the rules of tomorrow")
    monkeypatch.setattr(linker, "TEXTS_AT_ONCE", 1)
    before, asked = find.find, 0

    def stopping(text: Text, *, circumstances: Circumstances, known: Known) -> Findings:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise KeyboardInterrupt
        return before(text, circumstances=circumstances, known=known)

    with monkeypatch.context() as stop:
        stop.setattr(find, "find", stopping)
        with pytest.raises(KeyboardInterrupt):
            jobs.link(own_home)

    assert (jobs.link(own_home).texts, jobs.link(own_home).texts) == (2, 0)


@pytest.mark.slow
def test_several_processes_find_what_one_finds() -> None:
    """In the same order, text by text."""
    texts = {
        number: Unlinked(
            text_id=number,
            text=Text.of_pages([(None, words)], reader="made up"),
            circumstances=Circumstances(published="2026-09-22"),
        )
        for number, words in enumerate([*_PAPERS.values()] * (linker.WORTH_SHARING // 3 + 1), start=1)
    }
    known = from_reference()
    alone, shared = (
        [
            list(some.items())
            for some in linker.linked(
                sorted(texts), lambda ids: [texts[one] for one in ids], known, processes=processes
            )
        ]
        for processes in (1, 2)
    )

    assert shared == alone
