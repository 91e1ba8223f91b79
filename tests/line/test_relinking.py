"""Re-linking with a changed rule ends and adds facts; what was sent, what people decided and every address survive."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.fact import FactType
from domain.findings import Circumstances, Findings
from domain.known import Known
from domain.text import Text
from linking import find
from minutewatch import jobs, line
from sample.answers import LOOKS
from storage.schema import (
    Decision,
    DocumentRow,
    Edition,
    EditionItem,
    FactRow,
    Ledger,
    MeetingRow,
    MentionRow,
    Outbox,
)
from storage.withdrawal import withdraw
from tests.line.playing import NORTHSHIRE, Played, playing


def _with_another_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no money is found, and resolutions are found by a rule of the next number."""
    before = find.find

    def changed(text: Text, *, circumstances: Circumstances, known: Known) -> Findings:
        found = before(text, circumstances=circumstances, known=known)
        facts = tuple(
            replace(fact, rule=f"{fact.rule}+1") if fact.type is FactType.RESOLUTION else fact
            for fact in found.facts
            if fact.type is not FactType.MONEY
        )
        return replace(found, facts=facts)

    monkeypatch.setattr(find, "find", changed)
    monkeypatch.setattr(find, "rules_digest", lambda: "the rules of tomorrow")


def _addresses(played: Played) -> dict[str, list[str]]:
    with jobs.open_home(played.settings()) as opened, opened.archive.reading() as session:
        return {
            "documents": sorted(session.scalars(select(DocumentRow.uid))),
            "meetings": sorted(session.scalars(select(MeetingRow.uid))),
            "editions": sorted(session.scalars(select(Edition.id))),
            "items": sorted(session.scalars(select(EditionItem.item))),
            "ledger": sorted(f"{row.item} {row.version}" for row in session.scalars(select(Ledger))),
            "decisions": sorted(session.scalars(select(Decision.target))),
            "outbox": sorted(session.scalars(select(Outbox.message_id))),
        }


def _facts(played: Played, *types: FactType) -> dict[int, tuple[str, str, bool]]:
    with jobs.open_home(played.settings()) as opened, opened.archive.reading() as session:
        rows = session.scalars(select(FactRow).where(FactRow.type.in_(types)))
        return {row.id: (row.uid, row.rule, row.until_run is None) for row in rows}


@pytest.mark.slow
def test_what_people_hold_on_to_survives_a_changed_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts of the rule that is gone are ended; those of the rule that changed keep number and id; no second mail goes."""
    with playing(tmp_path / "home") as played:
        for look in LOOKS[:2]:
            played.run(look)
        with jobs.open_home(played.settings(LOOKS[1])) as opened:
            with opened.archive.reading() as session:
                some = session.scalars(select(DocumentRow.uid).order_by(DocumentRow.id)).first() or ""
            withdraw(opened.archive, some, erase=False, actor="operator", reason="asked to", now=LOOKS[1])
        before, mails = _addresses(played), len(played.inbox)
        money, resolutions = _facts(played, FactType.MONEY), _facts(played, FactType.RESOLUTION)

        _with_another_rule(monkeypatch)
        with jobs.open_home(played.settings(LOOKS[1])) as opened:
            list(line.run(opened, sources=[NORTHSHIRE]))

        assert _addresses(played) == before
        assert len(played.inbox) == mails
        assert money
        assert {
            number: standing for number, (_, _, standing) in _facts(played, FactType.MONEY).items()
        } == dict.fromkeys(money, False)
        after = _facts(played, FactType.RESOLUTION)
        assert resolutions
        assert {number: uid for number, (uid, _, _) in after.items()} == {
            n: uid for n, (uid, _, _) in resolutions.items()
        }
        assert all(rule.endswith("+1") and standing for _, rule, standing in after.values())
        assert _mentions(played) > 0


def _mentions(played: Played) -> int:
    with jobs.open_home(played.settings()) as opened, opened.archive.reading() as session:
        return session.scalar(select(func.count(MentionRow.id)).where(MentionRow.until_run.is_(None))) or 0
