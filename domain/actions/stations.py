"""Where business may have come to: items of agendas, registered decisions, and the meetings that were held."""

from dataclasses import dataclass
from datetime import date

from domain.actions.subject import TELLING_ALONE, Subject


@dataclass(frozen=True, kw_only=True)
class Station:
    """An item of an agenda or a registered decision that business may have come to.

    `public` is the day on which it became known that it would, `words` all that the agenda says under it. `deferred`
    are the words of a decision that put it off.
    """

    key: str
    day: date
    public: date
    subject: Subject
    words: frozenset[str]
    body: str | None
    body_name: str
    item: str | None = None
    issue: str | None = None
    meeting: str | None = None
    deferred: str | None = None
    is_decided: bool = False

    def has_under_it(self, subject: Subject) -> bool:
        """Whether all words of a subject stand under an item of another title: `Workforce update: vacancies, agency social workers, spending`."""
        return len(subject.words) >= TELLING_ALONE and subject.words <= self.words


@dataclass(frozen=True, kw_only=True)
class Held:
    """A meeting of a body: its day, how many items its agenda has (`None`: no agenda seen), whether it was called off."""

    day: date
    body: str
    body_name: str
    items: int | None
    called_off: bool
    uid: str
