"""News: a story of a news title, told once however many printed it, with as much of its words as the licence lets us show.

What a story says is its own: we say who printed what and when. A story that names private people is told without its
headline and without a word of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digest import wording
from digest.item import Item, Link
from digest.period import Period, audience
from digest.quoting import SHORT
from digest.telling import differences, interventions
from digest.telling.common import begun, copy_of, telling_quotes, where
from domain import wall
from domain.article import ArticleService, ArticleShape
from domain.copies import Group
from domain.place import Place
from domain.relevance import Verdict
from storage.developments import CouncilSeen, Happening
from storage.newsstand import StorySeen
from storage.passages import DocumentSeen, VersionSeen

# What stories weigh beside the other parts of a mail: less than what is official, more where they are plainly of our field.
_WEIGHT, _CORRECTED, _WITHDRAWN, _CHANGED, _BORDERLINE = 30, 40, 25, 20, 5
_MOST_SCORE = 8
_MOST_TITLES = 4
_MOST_COUNCILS = 3

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
    councils: tuple[CouncilSeen, ...]

    @property
    def begun(self) -> Item:
        """Its item with headings and readers; the words are still to come."""
        england = self.story.place is Place.ENGLAND
        return replace(
            begun(self.happening),
            audience=audience(*(self.councils or (None,)), england=england),
            place=_heading(self.councils, self.story.outlet),
        )

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
    def links(self) -> tuple[Link, ...]:
        """The story at its publisher's, and what we know of it; no address that says a withheld headline."""
        there = wall.shown_url(self.document.url, names_private=self.story.headline_private)
        own = (Link(words=f"Read it at {self.story.outlet}", url=there),) if there else ()
        return (*own, Link(words="Our record", url=copy_of(self.document.uid, self.version.number)))


def story(happening: Happening, period: Period) -> Item | None:
    """A story was published, or changed by its publisher; nothing where it is not to be told, or told with its copy."""
    document, version = happening.document, happening.version
    seen = period.stories.get(document.id) if document else None
    if document is None or version is None or seen is None or not _is_told(happening, seen, period):
        return None
    councils = _concerned(happening, seen, period)
    printing = _Printing(
        happening=happening, document=document, version=version, story=seen, councils=councils
    )
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
    if seen is None or not _is_told(happening, seen, period):
        return None
    councils = _concerned(happening, seen, period)
    place = _heading(councils, seen.outlet)
    day = f" of {wording.stated(happening.published)}" if happening.published else ""
    about = f" about {place}" if happening.council or seen.place is Place.ENGLAND else ""
    return replace(
        begun(happening),
        audience=audience(*(councils or (None,)), england=seen.place is Place.ENGLAND),
        place=place,
        what=f"{seen.outlet} no longer publishes a story{day}{about}.",
        where=where(replace(happening, published=None), period, "No longer there"),
        short="story no longer published",
        weight=_WITHDRAWN,
        order=_order(_WITHDRAWN, happening),
    )


def _is_told(happening: Happening, seen: StorySeen, period: Period) -> bool:
    """Whether a story has a place that readers follow, was not set aside, and stands beside nothing that it may not stand beside."""
    placed = happening.council is not None or seen.place in (Place.COUNCIL, Place.ENGLAND)
    return (
        placed
        and seen.place is not Place.NONE
        and seen.verdict is not Verdict.DROPPED
        and not period.is_walled_off(happening, seen)
    )


def _concerned(happening: Happening, seen: StorySeen, period: Period) -> tuple[CouncilSeen, ...]:
    """The council that a story is about; of one set in some council, those that its title covers; of England, none."""
    if happening.council:
        return (happening.council,)
    covered = seen.covers if seen.place is Place.COUNCIL else ()
    return tuple(period.councils[slug] for slug in covered if slug in period.councils)


def _heading(councils: Sequence[CouncilSeen], outlet: str) -> str:
    """The heading under which a story stands: its councils where they are few."""
    if len(councils) > _MOST_COUNCILS:
        return f"Around {outlet}"
    return wording.listed([each.name for each in councils]) if councils else "England"


def _published(printing: _Printing, group: Group | None, period: Period) -> Item:
    happening, seen = printing.happening, printing.story
    item = printing.begun
    is_borderline = seen.verdict is Verdict.BORDERLINE
    weight = _WEIGHT + round(min(seen.score, _MOST_SCORE))
    # One short quote of a story is all that we may show: where it says otherwise than the record, that is the one.
    unquoted = seen.headline_private or is_borderline or interventions.is_claimant(happening, period)
    return replace(
        item,
        subject=f"document/{group.uid if group else printing.document.uid}",
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
    """What its publisher changed in a story; nothing where no word differs, or where its page was not had before."""
    happening, seen = printing.happening, printing.story
    if printing.version.number in seen.first_pages:
        return None
    found = differences.of(happening, period)
    if not found.shown and not seen.correction:
        return None
    verb, weight = ("corrected", _CORRECTED) if seen.correction else ("changed", _CHANGED)
    said = seen.correction if seen.correction and not seen.names_private else None
    return replace(
        printing.begun,
        what=f"{seen.outlet} {verb} {printing.titled}.",
        # One short quote: what its publisher says of it, else what stands there now.
        differences=() if said or seen.headline_private else found.shown,
        different=f"Its publisher says: “{_short(said)}”" if said else found.summary,
        where=where(happening, period, f"{seen.outlet}, version {printing.version.number}"),
        links=printing.links,
        short=f"news story {verb}",
        weight=weight,
        order=_order(weight, happening),
    )


def _short(words: str) -> str:
    """Words of a publisher's on one line, no more than may be quoted."""
    found = words.split()
    return " ".join(found) if len(found) <= SHORT else f"{' '.join(found[:SHORT])} …"


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
