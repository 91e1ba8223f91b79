"""Intervention: what changed of the four facts that run beside one another in a council, with the words that prove it.

Notices and directions are told as what they do to one another: a notice that follows a direction replaced it, and that is
a step down. What others say otherwise than the record stands beside it, quoted, and nobody is called wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from digest import wording
from digest.item import Item, Link, Quote
from digest.period import Period, audience
from digest.quoting import beginning, most_words
from digest.telling.common import copy_of, quote_at, state_of
from domain.cited import Cited as Proof
from domain.document import Origin
from domain.intervention import Claim, Direction, Intervention, Spell, Step, Track
from domain.source import Channel
from storage import passages
from storage.developments import CouncilSeen, Happening
from storage.passages import Cited

# What each thing is called in our words: other bodies have notices, commissioners and advisers too.
_NAMES = {
    "improvement notice": "DfE improvement notice",
    "commissioner": "children’s services commissioner",
    "trust": "trust to deliver children’s services",
}
_STEPS = {
    Direction.UP: "A step up: a direction is made under the Education Act 1996, a notice has no force of law.",
    Direction.DOWN: "A step down: a direction is made under the Education Act 1996, a notice has no force of law.",
}
_MOST_QUOTES = 3


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What changed in one council: steps from one instrument to another, what began and what ended beside them, new claims."""

    council: CouncilSeen
    now: Intervention
    steps: tuple[Step, ...]
    begun: tuple[Spell, ...]
    ended: tuple[Spell, ...]
    claims: tuple[Claim, ...]

    @property
    def proofs(self) -> tuple[tuple[str, Proof], ...]:
        """The words that prove what began and what ended, each with what they prove, the ends first."""
        spells = [*self.ended, *(each.before for each in self.steps if each.before)]
        ends = [(each.ended or "ended", each.ended_proof) for each in spells]
        begins = [
            (each.began, each.proof)
            for each in (*(each.after for each in self.steps if each.after), *self.begun)
        ]
        found: dict[str, tuple[str, Proof]] = {}
        for label, proof in (*ends, *begins):
            if proof:
                found.setdefault(proof.fact, (label.replace("_", " "), proof))
        return tuple(found.values())


def changes(period: Period) -> tuple[Changed, ...]:
    """What changed between the last edition and this one, by council; what lay in the archive before is no change."""
    if period.since is None:
        return ()
    found = []
    for slug, now in period.interventions.items():
        changed = _changed(period.councils[slug], period.interventions_before.get(slug), now)
        if changed.proofs or changed.claims:
            found.append(changed)
    return tuple(found)


def told(period: Period) -> Iterator[Item]:
    """What changed of intervention, council by council, and what others newly say of it that differs."""
    found = changes(period)
    proofs = {proof.fact for each in found for _, proof in each.proofs}
    proofs |= {claim.cited.fact for each in found for claim in each.claims}
    cited = passages.cited(period.session, proofs)
    for each in found:
        if any(_is_news(cited.get(proof.fact)) for _, proof in each.proofs):
            yield _item(each, cited)
        for claims in _by_document(each.claims).values():
            yield _claim(claims, cited, each.council)


def is_claimant(happening: Happening, period: Period) -> bool:
    """Whether what a document says otherwise than the record is told, with its words."""
    document = happening.document
    return document is not None and any(
        claim.cited.document == document.uid for each in changes(period) for claim in each.claims
    )


def tells(happening: Happening, period: Period) -> bool:
    """Whether a document's news is told as what changed: it proves the change, or is the council's own notice or direction."""
    document, council = happening.document, happening.council
    if document is None or happening.channel is not Channel.GOVUK:
        return False
    found = changes(period)
    if any(proof.document == document.uid for each in found for _, proof in each.proofs):
        return True
    stating = [
        each
        for each in (period.desk.statements(happening.version) if happening.version else ())
        if each.fields.get("what") in ("improvement_notice", "direction")
    ]
    return bool(stating) and any(each.proofs and council and each.council.id == council.id for each in found)


def _changed(council: CouncilSeen, before: Intervention | None, now: Intervention) -> Changed:
    stood = {_known_as(each): each for each in before.spells} if before else {}
    begun = [each for each in now.spells if each.official and each.proof and _known_as(each) not in stood]
    ended = [
        each
        for each in now.spells
        if each.official and each.ended_proof and each.until and not _had_ended(stood.get(_known_as(each)))
    ]
    steps = [
        each
        for each in now.steps
        if each.before
        and each.after
        and each.after in begun
        and (each.before in ended or not each.before.until)
    ]
    in_steps = [spell for each in steps for spell in (each.before, each.after)]
    heard = {claim.cited.fact for claim in before.claims if claim.differs} if before else set()
    return Changed(
        council=council,
        now=now,
        steps=tuple(steps),
        begun=tuple(each for each in begun if each not in in_steps),
        ended=tuple(each for each in ended if each not in in_steps),
        claims=tuple(each for each in now.claims if each.differs and each.cited.fact not in heard),
    )


def _known_as(spell: Spell) -> tuple[Track, str, str | None, str, str]:
    """What a spell is known by, however exactly its first day is known."""
    return spell.track, spell.what, spell.name, spell.services, (spell.since or "")[:7]


def _had_ended(spell: Spell | None) -> bool:
    return spell is not None and spell.until is not None


def _is_news(there: Cited | None) -> bool:
    """Whether a proof came by watching: what lay there at the first look is no news."""
    return there is not None and there.version.origin is Origin.WATCH


def _item(changed: Changed, cited: Mapping[str, Cited]) -> Item:
    council = changed.council
    quotes = [quote for label, proof in changed.proofs if (quote := _quote(cited.get(proof.fact), label))]
    steps = [_STEPS[each.direction] for each in changed.steps if each.direction in _STEPS]
    return Item(
        subject=f"intervention/{council.slug}",
        version=" ".join(sorted(proof.fact for _, proof in changed.proofs)),
        audience=audience(council, england=True),
        place=council.name,
        what=" ".join(_sentences(changed)),
        quotes=tuple(quotes[:_MOST_QUOTES]),
        different=" ".join([*dict.fromkeys(steps), _in_force(changed.now)]).strip(),
        where=_where(changed),
        links=tuple(_links(changed, quotes)),
        short=_short(changed),
        weight=99,
        order="",
    )


def _sentences(changed: Changed) -> Iterator[str]:
    """What happened to what, the council named once."""
    for number, sentence in enumerate(_happened(changed)):
        yield f"{changed.council.name}: {sentence}" if number == 0 else wording.sentence(sentence)


def _happened(changed: Changed) -> Iterator[str]:
    for step in changed.steps:
        if step.before and step.after:
            at_once = step.before.until == step.after.since
            ended = (
                ""
                if step.before.ended == "replaced"
                else f"{step.before.ended or 'ended'}{'' if at_once else _on(step.before.until)} and "
            )
            yield (
                f"the {_named(step.before)}{_of(step.before)} was {ended}replaced by "
                f"{_a(_named(step.after))}{_on(step.after.since)}."
            )
    for spell in changed.ended:
        if spell.track is Track.INSTRUMENT:
            yield f"the {_named(spell)}{_of(spell)} was {spell.ended or 'closed'}{_on(spell.until)}."
        else:
            whose = "appointment of the " if spell.track is Track.PERSON else ""
            yield f"the {whose}{_named(spell)} ended{_on(spell.until)}."
    for spell in changed.begun:
        began = "is in force" if spell.began == "in_force" else f"was {spell.began}"
        whose = f" ({spell.name})" if spell.name else ""
        yield f"{_a(_named(spell))}{whose} {began}{_on(spell.since)}."


def _in_force(now: Intervention) -> str:
    """`In force now: DfE improvement notice since 12 November 2026; trust since 6 January 2025.`"""
    spells = [each for each in (now.instrument, now.person, now.delivery, now.support) if each]
    said = [f"{_named(each)}{f' ({each.name})' if each.name else ''}{_since(each)}" for each in spells]
    return f"In force now: {'; '.join(said)}." if said else "Nothing is known to be in force now."


def _short(changed: Changed) -> str:
    for step in changed.steps:
        if step.before and step.after:
            return f"{step.before.what} replaced by {step.after.what}"
    spell = (*changed.ended, *changed.begun)[0]
    return f"{spell.what} {spell.ended if spell in changed.ended else spell.began.replace('_', ' ')}"


def _by_document(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The claims of each document, each thing said once."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        said = found.setdefault(claim.cited.document, [])
        if claim.says not in {each.says for each in said}:
            said.append(claim)
    return found


def _claim(claims: Sequence[Claim], cited: Mapping[str, Cited], council: CouncilSeen) -> Item:
    """What a document says otherwise than the record, with one quote of its text, if more than its headline says so, and what the record says."""
    told = claims[0].cited
    said = wording.listed([f"{claim.says} (on the official record: {claim.record})" for claim in claims])
    there = next((cited[claim.cited.fact] for claim in claims if claim.cited.fact in cited), None)
    quote = _quote(there, "", most=most_words(there.version.access, there.version.licence)) if there else None
    own = Link(words=f"Read it at {told.whose}", url=told.url)
    return Item(
        subject=f"document/{told.document}/otherwise",
        version=" ".join(sorted(claim.cited.fact for claim in claims)),
        audience=audience(council, england=True),
        place=council.name,
        what=f"{told.whose}, {wording.titled(told.title)}, says {said}.",
        quotes=(quote,) if quote else (),
        where=f"{wording.sentence(_state(there)) if there else 'Headline'}; first seen {wording.moment(told.seen_at)}",
        links=(
            Link(words="Our copy", url=copy_of(told.document, told.version, quote)),
            *([own] if told.url.startswith("http") else []),
        ),
        short="stated otherwise than on the official record",
        weight=58,
        order="~",
    )


def _quote(there: Cited | None, label: str, *, most: int | None = None) -> Quote | None:
    if there is None:
        return None
    statement, page = there.statement, there.page
    start = statement.starts - page.starts
    end = start + len(statement.quote)
    excerpt = beginning(page.words or "", start, end, **({"most": most} if most else {}))
    quote = quote_at(
        there.document,
        there.version,
        page,
        excerpt,
        state=_state(there),
        label=label or None,
        fact=statement.uid,
        kept=statement.quote,
    )
    return replace(quote, about=None)


def _state(there: Cited) -> str:
    """What kind of text it is; of GOV.UK's pages the first is the page, the others are the notes of its changes."""
    if there.document.ref.startswith("content:"):
        return "change note" if there.page.number > 1 else "GOV.UK page"
    return state_of(there.document, there.version)


def _where(changed: Changed) -> str:
    """`GOV.UK: “Improvement notices and directions”; first seen Thu 19 November 2026, 12:00`"""
    titles = dict.fromkeys(wording.titled(proof.title) for _, proof in changed.proofs)
    seen = max(proof.seen_at for _, proof in changed.proofs)
    return f"GOV.UK: {wording.listed(list(titles))}; first seen {wording.moment(seen)}"


def _links(changed: Changed, quotes: Sequence[Quote]) -> Iterator[Link]:
    """Our copies of what proves it and the sources' own, each document once."""
    yield from dict.fromkeys(
        Link(words=f"Our copy, {quote.where}", url=copy_of(quote.document, quote.version, quote))
        for quote in quotes
    )
    yield from dict.fromkeys(
        Link(words="On GOV.UK", url=proof.url)
        for _, proof in changed.proofs
        if proof.url.startswith(("http://", "https://"))
    )
    yield Link(words="The council", url=f"/council/{changed.council.slug}")


def _named(spell: Spell) -> str:
    name = _NAMES.get(spell.what, spell.what)
    return f"{name} for SEND services" if spell.services == "send" else name


def _a(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def _of(spell: Spell) -> str:
    """` of May 2024`, where it is known since when it stood."""
    return f" of {wording.stated(spell.since)}" if spell.since else ""


def _since(spell: Spell) -> str:
    return f" since {wording.stated(spell.since)}" if spell.since else ""


def _on(edtf: str | None) -> str:
    """` on 12 November 2026`, ` in November 2026`, ` by 19 November 2026`; nothing where no day is known."""
    if edtf is None:
        return ""
    if edtf.startswith("../"):
        return f" by {wording.stated(edtf.removeprefix('../'))}"
    return f" {'on' if edtf.count('-') == 2 else 'in'} {wording.stated(edtf)}"
