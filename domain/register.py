"""Decisions as a council registers them: what one cabinet member or officer decided alone, and what a meeting decided.

A register's line says who decided what and when it was published; the decision's own page says why and on what papers.
"""

from dataclasses import asdict, dataclass
from datetime import date

from domain.meeting import ListedDocument, digest


@dataclass(frozen=True, kw_only=True)
class ListedDecision:
    """A line of a decision register; `ref` is the source's own id of the decision, `url` its page, `status` as printed."""

    ref: str
    title: str
    url: str
    maker: str | None = None
    status: str | None = None
    published: date | None = None
    effective: date | None = None
    issue_ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Register:
    """All that a council's register listed as published between two days, both included."""

    first: date
    last: date
    decisions: tuple[ListedDecision, ...]


@dataclass(frozen=True, kw_only=True)
class RegisteredDecision:
    """A decision's own page: who decided, whether it is a key decision and may be called in, its words as clean text.

    `None` where the page says nothing; `restriction` as printed (`Paragraph 3`), `sections` heading and words in order.
    """

    ref: str
    title: str
    url: str
    maker: str | None = None
    status: str | None = None
    is_key: bool | None = None
    is_subject_to_call_in: bool | None = None
    decided: date | None = None
    published: date | None = None
    effective: date | None = None
    meeting_ref: str | None = None
    issue_ref: str | None = None
    restriction: str | None = None
    sections: tuple[tuple[str, str], ...] = ()
    documents: tuple[ListedDocument, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A digest of all that the page says, its address aside."""
        kept = asdict(self)
        kept.pop("url")
        return digest(kept)
