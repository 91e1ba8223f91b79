"""What is not due now: where nothing comes out on purpose, so that nobody takes silence for delay."""

from collections.abc import Iterator, Sequence

from digest.item import Item
from digest.period import Period, audience
from domain.publication_calendar import Pause, PollKind
from storage import developments
from storage.developments import CouncilSeen
from storage.pauses import pauses
from storage.subscribers import ENGLAND

heading, order, standing, most = "What is not due now", 35, True, 40


def entries(period: Period) -> Iterator[Item]:
    """Ofsted's pauses before elections: for readers of all England together, for readers of a council each."""
    known = developments.within_sight(period.session)
    for pause in pauses(period.session, day=period.today):
        councils = [
            each for each in period.councils.values() if each.id in known and _votes(each, pause, period)
        ]
        # Those whose papers we read are named first: others are known to our readers by their number at most.
        councils.sort(key=lambda each: (not known[each.id], each.name))
        if not councils:
            continue
        yield _of_england(pause, [each.name for each in councils], period)
        for council in councils if pause.kind is PollKind.LOCAL else ():
            yield _of_council(pause, council, period)


def _votes(council: CouncilSeen, pause: Pause, period: Period) -> bool:
    return pause.concerns(council.slug) and not council.has_ended(period.today)


def _of_england(pause: Pause, names: Sequence[str], period: Period) -> Item:
    """`Ofsted pauses council-wide reports before elections (Northshire and six others until 6 May).`"""
    return _item(
        f"{pause.words(names, period.today)}.",
        pause,
        subject="pause/england",
        place="England",
        to=(ENGLAND,) if pause.kind is PollKind.LOCAL else tuple(_everybody(period)),
    )


def _of_council(pause: Pause, council: CouncilSeen, period: Period) -> Item:
    words = pause.words([council.name], period.today)
    return _item(
        f"{words}.", pause, subject=f"pause/{council.slug}", place=council.name, to=audience(council)
    )


def _everybody(period: Period) -> Iterator[str]:
    """All England votes: its readers and those of each council are told in one line."""
    yield ENGLAND
    yield from (f"council:{slug}" for slug in period.councils)


def _item(words: str, pause: Pause, *, subject: str, place: str, to: tuple[str, ...]) -> Item:
    doubt = "" if pause.certain else " These elections may still be moved or called off."
    return Item(
        subject=subject,
        version=pause.last.isoformat(),
        audience=to,
        place=place,
        what=f"{words}{doubt}",
        order=pause.last.isoformat(),
    )
