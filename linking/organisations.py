"""Organisations: bodies other than councils and their committees, by the names of reference tables and by how such names are made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from domain import reference
from domain.mention import Mention, MentionType
from domain.uid import public_id
from linking.gazetteer import Gazetteer
from linking.prose import Prose, Span

GLOSSARY_NAME = "organisations.glossary_name@2"
LISTED = "organisations.listed@2"
PATTERN = "organisations.pattern@2"
NOMINAL = "organisations.nominal@1"
CHARITY = "organisations.charity@1"
RULES = (GLOSSARY_NAME, LISTED, PATTERN, NOMINAL, CHARITY)

# `Wessex Learning Trust`, `Northshire Police`, `Penfold and Vale Integrated Care Board`: words with capitals that end in what such a body is.
# The end is looked for first; the name is read back from it.
_KIND = re.compile(
    r"\b(?:(?:NHS |Foundation |Hospitals? |Academ(?:y|ies) |Education |Learning |Schools |Multi-Academy |Community |Children's |Families |Care |Housing |Wildlife )*Trust"
    r"|Constabulary|Police(?: Service)?(?! and Crime\b)|Fire and Rescue (?:Service|Authority)|Integrated Care (?:Board|System|Partnership)|ICB|Clinical Commissioning Group|Health Board"
    r"|(?:Combined|Transport|Health|Pensions?) Authority|Youth (?:Parliament|Council|Assembly|Forum)|Parents?(?: and)? Carers?(?:'s?)? (?:Forum|Council)"
    r"|Universit(?:y|ies)|College|Foundation|Federation|Institute|Charity|Society|Association|Alliance|Partnership Trust|Citizens Advice|Consortium|Women's Aid|Age UK|Mencap|Mind"
    r"|Diocese|Housing Group|Chamber of (?:Commerce|Trade)|Community Safety Partnership|Youth (?:Offending|Justice) (?:Service|Team)|Crown Court|County Court|Magistrates' Court|Family Court"
    r"|(?:Ltd|Limited|plc|PLC|LLP|CIC)\b\.?)(?![\w'-])"
)
# What stands before such an end and belongs to the name; `University of Wolden` has it after.
_BEFORE_KIND = re.compile(
    r"(?:(?!(?:Chief|Constable|Officer|Director|Manager|Commissioner|Councillor|Cllr|Chair|Chairman|Leader|Member|Head|Minister|Secretary|Inspector)\b)"
    r"(?:[A-Z][\w'&-]{1,30}|\d{2}) (?:(?:and|&|of|for|the|in) (?=[A-Z]))?){1,7}$"
)
_AFTER_KIND = re.compile(
    r" (?:of|for) (?:the )?[A-Z][\w'-]+(?: (?:of|for|&) [A-Z][\w'-]+| and [A-Z][\w'-]++(?! [A-Z])| [A-Z][\w'-]+){0,4}"
)
_AFTER_NEEDED = frozenset(
    {"University", "College", "Institute", "Diocese", "Society", "Association", "Federation"}
)
_LEADING = re.compile(
    r"(?:The|A|An|This|That|At|To|By|In|On|From|For|Of|And|But|With|When|While|If|As|It|Our|Their|His|Her|Its|Chief Executive|Chair|Director|Report|"
    r"Councillor|Cllr|Coun|Mr|Mrs|Ms|Dr|Both|All|Each|Every|Some|Any|No|New|Local|National|Former|Neighbouring)(?:,| of| at| for| and)?(?: the)? "
)
# Of `Wolden Council and Wolden Police` the last is the body; `Invite the Wolden Youth Parliament` begins with a verb.
_ANOTHER_BEFORE = re.compile(
    r"(?:[A-Z][\w'&-]+ ){0,4}(?:Council|Authority|Board|Committee|Ofsted|Police) and (?=[A-Z])|[A-Z][a-z]+ the (?=[A-Z])"
)
_BEFORE_WINDOW = 110
# Bodies by their kinds alone, and what only looks like one.
_GENERAL = re.compile(
    r"(?:(?:Multi-)?Academ(?:y|ies)|Education|Learning|NHS|Foundation|Hospitals?|Children's|Care|Housing|Community|Local|County|City|Borough|Town|Sixth Form|Further|Higher|"
    r"Public|Private|Social|Family|High|Strategic|Improvement|Corporate|Youth|Health|Joint|Board|University|Council|Residents'?|Tenants'?)(?: (?:and|&))?"
)
# `Healthwatch Northshire`.
_HEALTHWATCH = re.compile(r"\bHealthwatch(?: [A-Z][a-z]+){0,3}")
# The charity: `by Children in Need`, `Children in Need grant`; alone the words are children whom the law calls so.
_CHARITY = re.compile(
    r"\b(?:BBC(?:'s)? )?Children in Need\b(?! (?:plans?|census|teams?|services?|reviews?|cases?|assessments?|numbers?|and|who|with|had|were|are)\b)"
)
_GIVES = re.compile(
    r"\b(?:£\d|grants?|given|funded|funding|donat|rais(?:e|ed|ing)|charit|awarded|money|appeal|BBC|sponsor)",
    re.IGNORECASE,
)
# `the Department confirms`, in a text that has named one department: `the Ombudsman`, one ombudsman.
_CALLED = re.compile(
    r"\b[Tt]he (?P<called>Department|Ombudsman|Tribunal|Trust|Partnership)\b(?! (?:for|of|[A-Z]))"
)


# Rows of the glossary that are a kind of body: each of their names is a body of its own.
_KINDS = frozenset(
    {
        "Children's trust (delivery company)",
        "Regional adoption agency",
        "Regional care cooperative",
        "Sector-led improvement partner",
        "Integrated care board",
        "Other departments",
        "DfE groups and regional teams",
    }
)


# Short forms that stand for a kind of body.
_SHORT = {"ICB": "Integrated Care Board", "CCG": "Clinical Commissioning Group"}


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A place where an organisation or provider is meant: its span in `smooth`, its name as tables have it or as printed, and by which rule."""

    start: int
    end: int
    name: str
    entity: str | None
    rule: str


def place(prose: Prose) -> tuple[Placed, ...]:
    """Where organisations are meant, in order; of two at one place the longer stands."""
    smooth = prose.smooth
    found = [*_by_names(smooth), *_by_kind(prose.flow), *_charity(prose)]
    kept: list[Placed] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, one.rule == PATTERN)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    kept = _spelt_out(kept)
    return tuple(sorted((*kept, *_nominal(smooth, kept)), key=lambda one: one.start))


def find(prose: Prose, placed: tuple[Placed, ...], taken: tuple[Span, ...] = ()) -> Iterator[Mention]:
    """Mentions of organisations: those of the tables with their public ids, others numbered within the text; none in places `taken`."""
    local: dict[str, str] = {}
    for one in placed:
        if any(start < one.end and one.start < end for start, end in taken):
            continue
        entity = one.entity or local.setdefault(one.name.casefold(), f"organisation/{len(local) + 1}")
        yield prose.mention(
            MentionType.ORGANISATION, one.start, one.end, rule=one.rule, entity=entity, value=one.name
        )


def _by_names(smooth: str) -> Iterator[Placed]:
    for rule, names in ((GLOSSARY_NAME, _glossary()), (LISTED, _listed())):
        for start, end, name in names.find(smooth):
            yield Placed(start=start, end=end, name=name, entity=public_id("organisation", name), rule=rule)


def _by_kind(flow: str) -> Iterator[Placed]:
    """Names made of words with capitals that end, or begin, in what the body is."""
    for found in _HEALTHWATCH.finditer(flow):
        yield Placed(start=found.start(), end=found.end(), name=found[0], entity=None, rule=PATTERN)
    done = 0
    for kind in _KIND.finditer(flow):
        line = flow.rfind("\n", 0, kind.start()) + 1
        before = _BEFORE_KIND.search(flow, max(line, done, kind.start() - _BEFORE_WINDOW), kind.start())
        done = kind.end()
        start, end = (before.start() if before else kind.start()), kind.end()
        while before and (
            leading := _LEADING.match(flow, start, kind.start())
            or _ANOTHER_BEFORE.match(flow, start, kind.start())
        ):
            start = leading.end()
        named = flow[start : kind.start()].strip()
        if kind[0] in _AFTER_NEEDED and not named:
            after = _AFTER_KIND.match(flow, end)
            if not after:
                continue
            done = end = after.end()
        elif not named or _GENERAL.fullmatch(named) or not named[0].isupper():
            continue
        yield Placed(start=start, end=end, name=flow[start:end], entity=None, rule=PATTERN)


def _charity(prose: Prose) -> Iterator[Placed]:
    """Children in Need where the sentence speaks of giving: elsewhere they are children in need of help."""
    for found in _CHARITY.finditer(prose.smooth):
        if _GIVES.search(prose.smooth, *prose.sentence_at(found.start())):
            name = "BBC Children in Need"
            entity = public_id("organisation", name)
            yield Placed(start=found.start(), end=found.end(), name=name, entity=entity, rule=CHARITY)


def _nominal(smooth: str, named: list[Placed]) -> Iterator[Placed]:
    """`the Department`, where the text has named just one of its kind."""
    for found in _CALLED.finditer(smooth):
        called = found["called"]
        same = {one.name: one for one in named if called in smooth[one.start : one.end] or called in one.name}
        if len(same) == 1:
            (meant,) = same.values()
            yield Placed(
                start=found.start("called"),
                end=found.end("called"),
                name=meant.name,
                entity=meant.entity,
                rule=NOMINAL,
            )


def _spelt_out(named: list[Placed]) -> list[Placed]:
    """`the ICB` as the one whose full name the text gives, where it gives just one."""
    whole = {
        short: {one.name for one in named if one.rule == PATTERN and kind in one.name}
        for short, kind in _SHORT.items()
    }
    return [
        replace(one, name=next(iter(whole[one.name])), entity=None)
        if len(whole.get(one.name, ())) == 1
        else one
        for one in named
    ]


@lru_cache(maxsize=1)
def _glossary() -> Gazetteer[str]:
    return Gazetteer(
        {
            alias: name if row["canonical"] in _KINDS else row["canonical"]
            for row in reference.table("glossary")
            if row["kind"] == "body"
            for name in (row["canonical"], *reference.cells(row["aliases"]))
            if name[0].isupper() and name not in reference.cells(row["ambiguous_aliases"])
            for alias in (name, name.upper() if " " in name else name)
        }
    )


@lru_cache(maxsize=1)
def _listed() -> Gazetteer[str]:
    """Charities, regulators, unions and bodies of the state beyond the glossary's."""
    return Gazetteer(
        {
            name: row["name"]
            for row in reference.table("organisations")
            for name in (row["name"], *reference.cells(row["aliases"]))
        }
    )
