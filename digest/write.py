"""Writing: chosen items become a mail's subject, HTML and text. The text says all that the HTML says.

Each item is rendered once for an edition and reused for every reader; what is personal stands below the items alone, so
that an item can be forwarded. The same items give the same bytes each time.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from functools import lru_cache
from itertools import accumulate, groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from digest import wording
from digest.item import Difference, Item, Link, Quote
from digest.opening import Opening, Telling, opened
from digest.sections import coverage, sections
from digest.select import Chosen, followed_in
from digest.settings import Settings
from storage.editions import FrozenEdition
from storage.subscribers import Cadence, Depth, Reader, manage_token, unsubscribe_token

# Gmail hides what lies beyond about 102 KB of HTML, the last links with it.
MOST_BYTES = 80_000
# For what is only known once all parts are cut: the lines that say how much more there is.
_SPARE = 4_000
_WIDTH = 72
_COVERAGE = "coverage"
_MEETINGS = "meetings"
_LINES = (_COVERAGE, _MEETINGS, "due", "pauses")  # parts of one line an item
_MOST_NAMES = 3  # of councils, where more are counted

_ABOUT = (
    "Every quotation was checked against the document that it links to. Minutes are marked draft, approved or amended. "
    "Dates of meetings are as the council lists them."
)
_FORWARDING = "Forwarding this? What stands below is yours alone; leave it out."
_RHYTHM = {Cadence.DAILY: "every day", Cadence.MONTHLY: "every month"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A mail's words: subject and the two bodies; `shown` are the items in it, `cut` how many found no room."""

    subject: str
    html: str
    text: str
    shown: tuple[Chosen, ...]
    cut: int


@dataclass(frozen=True, kw_only=True)
class QuoteShown:
    """A quote as printed, and whose words they are."""

    words: str
    by: str

    @property
    def whole(self) -> str:
        """Both on one line."""
        return f"{self.words} {self.by}"


@dataclass(frozen=True, kw_only=True)
class DifferenceShown:
    """What stood before and what stands now, as printed."""

    before_label: str
    before: QuoteShown | None
    after_label: str
    after: QuoteShown | None


@dataclass(frozen=True, kw_only=True)
class PartShown:
    """One of several documents that are told as one."""

    title: str
    quotes: tuple[QuoteShown, ...]
    where: str
    links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class TellingShown:
    """One item, or several told as one, as the templates print it; `title` leads a line."""

    what: str
    title: str = ""
    quotes: tuple[QuoteShown, ...] = ()
    earlier: str = ""
    figures: tuple[str, ...] = ()
    differences: tuple[DifferenceShown, ...] = ()
    different: str = ""
    parts: tuple[PartShown, ...] = ()
    where: str = ""
    links: tuple[Link, ...] = ()
    next: str = ""


@dataclass(frozen=True, kw_only=True)
class MailShown:
    """The frame of a mail as the templates print it; `own` and what follows is the reader's alone."""

    subject: str
    preheader: str
    title: str
    web: str
    headline: str
    first: tuple[str, ...]
    about: str
    about_links: tuple[Link, ...]
    forwarding: str
    own: str
    own_links: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class Fragment:
    """A piece of a mail in both forms."""

    html: str
    text: str

    @property
    def size(self) -> int:
        """Bytes of HTML."""
        return len(self.html.encode())


class Writer:
    """Writes the mails of one edition; keeps what was rendered for the next reader."""

    def __init__(self, edition: FrozenEdition, settings: Settings, *, councils: Mapping[str, str]) -> None:
        """`councils` are the names of councils by slug."""
        self._name = edition.name
        self._settings = settings
        self._councils = councils
        self._web = f"{settings.base_url}/digest/{edition.name.id}"
        self._kept: dict[tuple[object, ...], Fragment] = {}

    def write(
        self, chosen: Sequence[Chosen], reader: Reader | None, *, most_bytes: int | None = MOST_BYTES
    ) -> Written:
        """The mail of a reader, or the edition for everybody; beyond `most_bytes` of HTML the rest is left to the web."""
        parts = {name: _tellings(name, chosen) for name in sections()}
        looked_at = coverage.summary(each.item for each in chosen if each.item.section == _COVERAGE)
        opening = opened(self._name, parts, looked_at)
        kept = parts
        if most_bytes is not None:
            frame = self._frame(opening, Fragment(html="", text=""), reader)
            kept = self._fitting(parts, most_bytes - frame.size - _SPARE)
        body = [
            self._part(name, kept[name], len(parts[name]), looked_at if name == _COVERAGE else "")
            for name in sections()
            if parts[name] or name == _COVERAGE  # empty parts vanish; what was looked at is said in each mail
        ]
        whole = self._frame(opening, _joined(body), reader)
        return Written(
            subject=opening.subject,
            html=whole.html,
            text=whole.text,
            shown=tuple(each for tellings in kept.values() for telling in tellings for each in telling),
            cut=sum(map(len, parts.values())) - sum(map(len, kept.values())),
        )

    def _fitting(self, parts: Mapping[str, list[Telling]], room: int) -> dict[str, list[Telling]]:
        """What finds room: of each part its share, the weightiest first."""
        sizes = {name: sum(self._costs(name, tellings)) for name, tellings in parts.items()}
        shares = _shares(sizes, room)
        return {name: self._cut(name, tellings, shares[name]) for name, tellings in parts.items()}

    def _cut(self, name: str, tellings: list[Telling], share: int) -> list[Telling]:
        """As many of a part's tellings as its share has room for, in their order."""
        by_weight = sorted(range(len(tellings)), key=lambda number: -tellings[number][0].item.weight)
        costs = accumulate(self._costs(name, [tellings[number] for number in by_weight]))
        room = sum(1 for cost in costs if cost <= share)
        return [tellings[number] for number in sorted(by_weight[: min(room, sections()[name].most)])]

    def _costs(self, name: str, tellings: Iterable[Telling]) -> Iterator[int]:
        """The bytes that each telling adds, with the headings that it is the first to need."""
        headed: set[tuple[str, ...]] = set()
        for telling in tellings:
            item = telling[0].item
            cost = self._telling(name, telling).size
            for kind, heading in (("place", (item.place,)), ("under", (item.place, item.under))):
                if heading[-1] and (kind, *heading) not in headed:
                    headed.add((kind, *heading))
                    cost += self._heading(kind, heading[-1]).size
            yield cost

    def _part(self, name: str, tellings: Sequence[Telling], of: int, summary: str) -> Fragment:
        body = [
            fragment
            for place, here in groupby(tellings, key=lambda telling: telling[0].item.place)
            for fragment in self._at_place(name, place, list(here))
        ]
        more = f"And {of - len(tellings)} more." if len(tellings) < of else ""
        heading = sections()[name].heading
        return _rendered("part", _joined(body), heading=heading, summary=summary, more=more, web=self._web)

    def _at_place(self, name: str, place: str, tellings: Sequence[Telling]) -> Iterator[Fragment]:
        if name != _COVERAGE:
            yield self._heading("place", place)
        for under, here in groupby(tellings, key=lambda telling: telling[0].item.under):
            if under:
                yield self._heading("under", under)
            yield from (self._telling(name, telling) for telling in here)

    def _heading(self, kind: str, words: str) -> Fragment:
        key = (kind, words)
        if key not in self._kept:
            self._kept[key] = _rendered(kind, words=words)
        return self._kept[key]

    def _telling(self, name: str, telling: Telling) -> Fragment:
        key = (*(each.item.key for each in telling), telling[0].depth)
        if key not in self._kept:
            shown = _shown(telling, self._settings.base_url)
            self._kept[key] = _rendered("line" if name in _LINES else "item", telling=shown)
        return self._kept[key]

    def _frame(self, opening: Opening, body: Fragment, reader: Reader | None) -> Fragment:
        base = self._settings.base_url
        sent_by = f" Sent by {self._settings.operator}." if self._settings.operator else ""
        mail = MailShown(
            subject=opening.subject,
            preheader=opening.preheader,
            title=f"{sender_name(self._settings)}, {self._name.cadence} edition, {wording.long_day(self._name.day)}.",
            web=self._web,
            headline=opening.headline,
            first=opening.first,
            about=_ABOUT + sent_by,
            about_links=(
                Link(words="Corrections", url=f"{base}/corrections"),
                Link(words="Sources", url=f"{base}/status"),
                Link(words="Privacy", url=f"{base}/privacy"),
            ),
            forwarding=_FORWARDING,
            own=self._why(reader) if reader else "",
            own_links=_own_links(reader, self._settings) if reader else (),
        )
        return _rendered("frame", body, mail=mail)

    def _why(self, reader: Reader) -> str:
        following = followed_in(reader, self._name)
        names = sorted(
            self._councils.get(each.target.removeprefix("council:"), "England") for each in following
        )
        what = wording.listed(names) if len(names) <= 2 * _MOST_NAMES else f"{len(names)} councils"
        rhythm = _RHYTHM.get(self._name.cadence) or f"every {_WEEKDAYS[(self._name.weekday or 1) - 1]}"
        return f"You get this {rhythm} because you follow {what}."


def sender_name(settings: Settings) -> str:
    """The name that mails come from."""
    return parseaddr(settings.sender)[0] or "Minutewatch"


def _tellings(name: str, chosen: Iterable[Chosen]) -> list[Telling]:
    """A part's items in the order in which they are told, those of one bundle together."""
    mine = [each for each in chosen if each.item.section == name and each.item.state != coverage.CHECKED]
    bundles: dict[tuple[str, str], list[Chosen]] = {}
    for each in sorted(mine, key=lambda each: (each.item.place, each.item.order, each.item.key)):
        bundles.setdefault((each.item.place, each.item.bundle or each.item.key), []).append(each)
    return [tuple(bundle) for bundle in bundles.values()]


def _shares(sizes: Mapping[str, int], room: int) -> dict[str, int]:
    """How much room each part gets: all that it needs if all have room, else what small parts leave over, equally."""
    shares: dict[str, int] = {}
    for left, name in zip(range(len(sizes), 0, -1), sorted(sizes, key=lambda name: sizes[name]), strict=True):
        shares[name] = min(sizes[name], max(0, room) // left)
        room -= shares[name]
    return shares


def _shown(telling: Telling, base_url: str) -> TellingShown:
    """What the templates print of an item, or of several told as one; headlines leave out the words."""
    item = telling[0].item
    brief = telling[0].depth is Depth.HEADLINES
    if len(telling) == 1:
        return TellingShown(
            what=item.what,
            title=item.title,
            quotes=() if brief else _quotes(item.quotes),
            earlier="" if brief else _earlier(item),
            figures=() if brief else tuple(each.shown for each in item.figures),
            differences=() if brief else tuple(map(_difference, item.differences)),
            different="" if brief else item.different,
            where=item.where,
            links=_links(item, base_url),
            next="" if brief else item.next,
        )
    common = tuple(
        link
        for link in _links(item, base_url)
        if all(link in _links(each.item, base_url) for each in telling)
    )
    return TellingShown(
        what=item.many.replace("{count}", str(len(telling))),
        parts=tuple(
            PartShown(
                title=each.item.title,
                quotes=() if brief else _quotes(each.item.quotes),
                where=each.item.where,
                links=tuple(link for link in _links(each.item, base_url) if link not in common),
            )
            for each in telling
        ),
        links=common,
        next="" if brief else item.next,
    )


def _quotes(quotes: Sequence[Quote]) -> tuple[QuoteShown, ...]:
    """Quotes as printed, each item of an agenda named once."""
    before = (None, *(quote.about for quote in quotes))
    return tuple(
        _quote(quote, about=quote.about if quote.about != last else None)
        for quote, last in zip(quotes, before, strict=False)
    )


def _quote(quote: Quote, *, about: str | None = None) -> QuoteShown:
    """A quote with what it is about, whose words it is and where: `On “Fees”, resolved: “…” (draft minutes, item 5)`."""
    source = ", ".join(part for part in (quote.said, quote.state, quote.where) if part)
    lead = ", ".join(part for part in (f"On {wording.titled(about)}" if about else None, quote.label) if part)
    return QuoteShown(
        words=f"{lead[:1].upper()}{lead[1:]}: {quote.shown}" if lead else quote.shown, by=f"({source})"
    )


def _earlier(item: Item) -> str:
    """`The inspection of 6 to 17 November 2023 judged: leaders “Good”; care leavers “Good” (inspection report, page 1).`"""
    if not item.earlier:
        return ""
    words = "; ".join(f"{quote.label} {quote.shown}" for quote in item.earlier)
    pages = list(dict.fromkeys(quote.where for quote in item.earlier))
    return f"{item.earlier_said}: {words} ({item.earlier[0].state}, {wording.listed(pages)})."


def _difference(difference: Difference) -> DifferenceShown:
    before, after = difference.before, difference.after
    return DifferenceShown(
        before_label="Before:" if after else "No longer there:",
        before=_quote(before) if before else None,
        after_label="Now:" if before else "New:",
        after=_quote(after) if after else None,
    )


def _links(item: Item, base_url: str) -> tuple[Link, ...]:
    return tuple(
        Link(words=link.words, url=f"{base_url}{link.url}" if link.url.startswith("/") else link.url)
        for link in item.links
    )


def _own_links(reader: Reader, settings: Settings) -> tuple[Link, ...]:
    manage = manage_token(settings.secret, reader.uid)
    stop = unsubscribe_token(settings.secret, reader.uid)
    return (
        Link(words="Change what you get", url=f"{settings.base_url}/manage/{manage}"),
        Link(words="Stop these e-mails", url=f"{settings.base_url}/unsubscribe/{stop}"),
    )


def _joined(fragments: Iterable[Fragment]) -> Fragment:
    found = list(fragments)
    return Fragment(html="".join(each.html for each in found), text="".join(each.text for each in found))


def _rendered(template: str, body: Fragment | None = None, **context: object) -> Fragment:
    """A template in both forms, around a body that is rendered already."""
    html, text = _environment(html=True), _environment(html=False)
    return Fragment(
        html=html.get_template(f"{template}.html").render(body=Markup(body.html if body else ""), **context),  # noqa: S704
        text=text.get_template(f"{template}.txt").render(body=body.text if body else "", **context),
    )


@lru_cache(maxsize=2)
def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("digest"),
        autoescape=html,  # noqa: S701  # off for plain text alone
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"fill": _fill, "underline": _underline}
    return environment


def _fill(words: str, first: str = "", rest: str = "") -> str:
    """Words over lines of 72 characters; addresses are never broken."""
    return textwrap.fill(
        words,
        width=_WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _underline(words: str, with_: str) -> str:
    return with_ * min(len(words), _WIDTH)
