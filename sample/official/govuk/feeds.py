"""The feeds of GOV.UK's finders: the newest pages of a kind, as Atom. Shape: alphagov/finder-frontend.

The id of an entry is that of its page, not of the update: a page that changes comes again under the same id.
"""

from collections.abc import Mapping

from sample import faults
from sample.exchange import Question, Reply
from sample.official.govuk.content import organisation
from sample.official.record import Page, Record
from sample.official.rendering import HTML, feed

# The finders and the types of document that each finds; the one for everything finds all (robots.txt forbids it).
_FINDERS: Mapping[str, frozenset[str] | None] = {
    "all": None,
    "guidance-and-regulation": frozenset({"guidance", "statutory_guidance"}),
    "news-and-communications": frozenset({"decision", "news_story", "press_release"}),
    "policy-papers-and-consultations": frozenset({"decision", "policy_paper", "open_consultation"}),
    "research-and-statistics": frozenset({"official_statistics", "national_statistics", "research"}),
}
_NEWEST = 20


def answer(record: Record, question: Question) -> Reply:
    """The feed of a finder, of one organisation or all; 404 for a finder that there is not."""
    name = question.path.removeprefix("/search/").removesuffix(".atom")
    if name not in _FINDERS:
        return faults.not_found(Reply(body=b"", media_type=HTML))
    publisher = question.query.get("organisations[]", "")
    found = [page for page in record.pages if _wanted(page, _FINDERS[name], publisher, question)]
    newest = sorted(found, key=lambda page: page.updated, reverse=True)[:_NEWEST]
    return feed(
        "finder.atom",
        entries=newest,
        finder=name,
        base=question.base,
        publisher=organisation(publisher) if publisher else "",
        updated=newest[0].updated if newest else question.at,
    )


def _wanted(page: Page, types: frozenset[str] | None, publisher: str, question: Question) -> bool:
    text = f"{page.title} {page.description}".lower()
    return (
        (types is None or page.document_type in types)
        and publisher in ("", page.organisation)
        and question.query.get("keywords", "").lower() in text
    )
