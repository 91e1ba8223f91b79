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
    """What a council's register listed as published between two days, both included; `next_url` is where it goes on."""

    first: date
    last: date
    decisions: tuple[ListedDecision, ...]
    next_url: str | None = None


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

    @property
    def pages(self) -> tuple[str, ...]:
        """Its text: who decided what and when, a line each, then a page for each section under its heading."""
        said = {
            "Decision maker": self.maker,
            "Decision status": self.status,
            "Date of decision": self.decided.isoformat() if self.decided else None,
            "Key decision": _yes_or_no(self.is_key),
            "Subject to call-in": _yes_or_no(self.is_subject_to_call_in),
            "Effective from": self.effective.isoformat() if self.effective else None,
            "Issue": self.issue_ref,
            "Not for publication": self.restriction,
        }
        head = "\n".join([self.title, *(f"{label}: {words}" for label, words in said.items() if words)])
        return head, *(f"{heading}\n\n{words}".strip() for heading, words in self.sections)


def _yes_or_no(said: bool | None) -> str | None:
    return None if said is None else "yes" if said else "no"
