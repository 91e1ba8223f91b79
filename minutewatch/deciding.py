"""Deciding: what people decided is taken back, or restored, whatever it was about, and what follows from it is done at once.

Who keeps decisions of a kind says here what follows when one of them is taken back.
"""

from collections.abc import Callable, Iterable

from minutewatch import copying, holding, identifying, locks, threading
from minutewatch.jobs import Home, index, run_of
from storage import copies, decisions, entities, stories, withdrawal
from storage.decisions import Undone
from storage.schema import Decision

Follow = Callable[[Home, Decision], None]


def undo(home: Home, number: int, *, actor: str, reason: str) -> Undone:
    """Take a decision back, or restore it where its undoing is named; what depends on it is brought up to date.

    Raises:
        UnknownDecision: there is none of this number.
        NotUndone: it is an erasure, or was taken back before.
    """
    with home.archive.writing() as session:
        undone = decisions.undo(session, number, actor=actor, reason=reason, now=home.settings.clock())
        session.expunge_all()
    follow = _FOLLOW.get(undone.decision.action)
    if follow:
        follow(home, undone.decision)
    return undone


def _show_or_hide(home: Home, decision: Decision) -> None:
    with home.archive.reading() as session:
        is_undone = decision.id in decisions.undone_ids(session)
    do = withdrawal.show_again if is_undone else withdrawal.hide_again
    do(home.archive, decision, now=home.settings.clock())
    index(home)


def _regroup(home: Home, decision: Decision) -> None:
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        copying.follow(home.archive, decision, run=run)


def _rethread(home: Home, decision: Decision) -> None:
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        threading.follow(home.archive, decision, run=run, now=home.settings.clock())


def _identify(home: Home, _decision: Decision) -> None:
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        identifying.join(home.archive, run=run)


def _all(actions: Iterable[str], follow: Follow) -> dict[str, Follow]:
    return dict.fromkeys(actions, follow)


# What follows when a decision of this action is taken back or restored; of others nothing does but that it no longer counts.
_FOLLOW: dict[str, Follow] = {
    "hide": _show_or_hide,
    **_all(("release", "drop"), holding.follow),
    **_all(copies.ACTIONS, _regroup),
    **_all((stories.SAME, stories.APART), _rethread),
    **_all(entities.ACTIONS, _identify),
}
