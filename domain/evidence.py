"""Evidence: where the words stand that prove a mention or a fact."""

from dataclasses import dataclass

from domain.errors import MinutewatchError
from domain.text import Text

# The place of what a document's title says, which is no part of its text.
HEADLINE = "headline"


class QuoteNotInText(MinutewatchError):
    """A quote is not what stands at its place in the text."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A span of a text with the exact words that stand there; page counts from 1."""

    page: int | None
    start: int
    end: int
    quote: str

    def check(self, words: str) -> None:
        """Prove the quote against the text.

        Raises:
            QuoteNotInText: other words stand there.
        """
        if words[self.start : self.end] != self.quote:
            raise QuoteNotInText(f"characters {self.start} to {self.end} do not read {self.quote!r}")


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """A place in a table or record instead of a text: `row 12/children_count`, `meeting/status`, `headline`; and what stands there."""

    pointer: str
    value: str


def quote(text: Text, start: int, end: int) -> Evidence:
    """The evidence for a span of a text."""
    page = text.page_at(start)
    return Evidence(page=page.number if page else None, start=start, end=end, quote=text.words[start:end])
