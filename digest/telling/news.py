"""News: a story of a news title, told once however many printed it, with as much of its words as the licence lets us show.

What a story says is its own: we say who printed what and when. A story that names private people is told without its
headline and without a word of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest import wording
from digest.item import Item, Link
from digest.period import Period, audience
from digest.telling import differences, interventions
from digest.telling.common import begun, copy_of, place_name, telling_quotes, where
from domain import wall
from domain.article import ArticleService, ArticleShape
from domain.copies import Group
from domain.place import Place
from domain.relevance import Verdict
from storage.developments import Happening
from storage.newsstand import StorySeen
from storage.passages import DocumentSeen, VersionSeen

# What stories weigh beside the other parts of a mail: less than what is official, more where they are plainly of our field.
_WEIGHT, _CORRECTED, _WITHDRAWN, _CHANGED, _BORDERLINE = 30, 40, 25, 20, 5
_MOST_SCORE = 8
_MOST_TITLES = 4

_SHAPES = {
    ArticleShape.LIVE_BLOG: "a live report, ",
    ArticleShape.GALLERY: "pictures, ",
    ArticleShape.VIDEO: "a film, ",
}
_SERVICES = {ArticleService.LDRS: "Local Democracy Reporting Service", ArticleService.PA: "PA"}


@dataclass(frozen=True, kw_only=True)
class _Printing:
    """A version of an article that may be told, with what is known of its story."""

    happening: Happening
    document: DocumentSeen
    version: VersionSeen
    story: StorySeen

    @property
    def titled(self) -> str:
        """Its headline in quotation marks, or that it is withheld."""
        if self.story.headline_private:
            return f"a story ({wall.WITHHELD[:1].lower()}{wall.WITHHELD[1:]})"
        return wording.titled(self.version.title)

    @property
    def by(self) -> str:
        """`, by Jo Marsh (Local Democracy Reporting Service)`; nothing where nobody is named."""
        service = _SERVICES[self.story.service] if self.story.service else ""
        if not self.version.authors:
            return f", by the {service}" if service else ""
        return f", by {wording.listed(self.version.authors)}{f' ({service})' if service else ''}"

    @property
    def audience(self) -> tuple[str, ...]:
        """Whom it concerns."""
        return audience(self.happening.council, england=self.story.place is Place.ENGLAND)

    @property
    def links(self) -> tuple[Link, ...]:
        """The story at its publisher's, and what we know of it; no address that says a withheld headline."""
        there = wall.shown_url(self.document.url, names_private=self.story.headline_private)
        own = (Link(words=f"Read it at {self.story.outlet}", url=there),) if there else ()
        return (*own, Link(words="Our record", url=copy_of(self.document.uid, self.version.number)))


def story(happening: Happening, period: Period) -> Item | None:
    """A story was published, or changed by its publisher; nothing where it is not to be told, or told with its copy."""
    document, version = happening.document, happening.version
    seen = period.stories.get(document.id) if document else None
    if document is None or version is None or seen is None or not _is_told(happening, seen):
        return None
    printing = _Printing(happening=happening, document=document, version=version, story=seen)
    if version.number > 1:
        return _changed(printing, period)
    group = period.copies.get(document.id)
    if group and period.telling_of(group) != document.id:
        return None
    return _published(printing, group, period)


def withdrawn(happening: Happening, period: Period) -> Item | None:
    """A title no longer publishes a story. What it took down is not shown again, its headline included."""
    document = happening.document
    seen = period.stories.get(document.id) if document else None
    if seen is None or not _is_told(happening, seen):
        return None
    day = f" of {wording.stated(happening.published)}" if happening.published else ""
    return replace(
        begun(happening),
        what=f"{seen.outlet} no longer publishes a story{day} about {place_name(happening)}.",
        where=where(replace(happening, published=None), period, "No longer there"),
        short="story no longer published",
        weight=_WITHDRAWN,
        order=_order(_WITHDRAWN, happening),
    )


def _is_told(happening: Happening, seen: StorySeen) -> bool:
    """Whether a story has a place that readers follow, and was not set aside."""
    placed = happening.council is not None or seen.place in (Place.COUNCIL, Place.ENGLAND)
    return placed and seen.place is not Place.NONE and seen.verdict is not Verdict.DROPPED


def _published(printing: _Printing, group: Group | None, period: Period) -> Item:
    happening, seen = printing.happening, printing.story
    item = begun(happening)
    is_borderline = seen.verdict is Verdict.BORDERLINE
    weight = _WEIGHT + round(min(seen.score, _MOST_SCORE))
    # One short quote of a story is all that we may show: where it says otherwise than the record, that is the one.
    unquoted = seen.headline_private or is_borderline or interventions.is_claimant(happening, period)
    return replace(
        item,
        subject=f"document/{group.uid if group else printing.document.uid}",
        audience=printing.audience,
        what=f"{seen.outlet} published {_SHAPES.get(seen.shape, '')}{printing.titled}{printing.by}.",
        title=printing.titled if is_borderline else "",
        bundle=f"borderline/{item.place}" if is_borderline else "",
        many="{count} stories that may concern children’s services:" if is_borderline else "",
        quotes=() if unquoted else telling_quotes(happening, period, most=1),
        different=_others(group, period) if group else "",
        where=where(happening, period, f"{seen.outlet}, behind a paywall" if seen.paywalled else seen.outlet),
        links=(*printing.links, *_other_printings(printing, group)),
        short="news story",
        weight=_BORDERLINE if is_borderline else weight,
        order=f"{'~' if is_borderline else ''}{_order(weight, happening)}",
    )


def _changed(printing: _Printing, period: Period) -> Item | None:
    """What its publisher changed in a story; nothing where no word differs."""
    happening, seen = printing.happening, printing.story
    found = differences.of(happening, period)
    if not found.shown and not seen.correction:
        return None
    verb, weight = ("corrected", _CORRECTED) if seen.correction else ("changed", _CHANGED)
    return replace(
        begun(happening),
        audience=printing.audience,
        what=f"{seen.outlet} {verb} {printing.titled}.",
        differences=() if seen.headline_private else found.shown,
        different=found.summary,
        where=where(happening, period, f"{seen.outlet}, version {printing.version.number}"),
        links=printing.links,
        short=f"news story {verb}",
        weight=weight,
        order=_order(weight, happening),
    )


def _order(weight: int, happening: Happening) -> str:
    """The weightiest first, else as seen."""
    return f"{1000 - weight:04} {happening.seq:012}"


def _others(group: Group, period: Period) -> str:
    """`Also in Wolden Post. One source: one text, from the Local Democracy Reporting Service.`"""
    telling = period.telling_of(group)
    members = [each for each in (group.shown, *group.others) if each.document != telling]
    names = list(dict.fromkeys(each.outlet for each in members))
    more = len(names) - _MOST_TITLES
    if more > 0:
        names = [*names[:_MOST_TITLES], wording.counted(more, "other title")]
    also = f"Also in {wording.listed(names)}. " if names else ""
    return f"{also}One source: {group.why}."


def _other_printings(printing: _Printing, group: Group | None) -> Iterator[Link]:
    for each in (group.shown, *group.others)[:_MOST_TITLES] if group else ():
        there = wall.shown_url(each.url, names_private=printing.story.headline_private or each.names_private)
        if each.document != printing.document.id and there:
            yield Link(words=each.outlet, url=there)
