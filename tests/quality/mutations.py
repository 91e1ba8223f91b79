"""Ways in which another reader, template or printer gives the same report: pages of text in, the same words otherwise laid out.

Each mutation keeps what the report says; `BLIND` ones hide a part of it, so that it must not be read and not be guessed.
"""

import random
import re
import textwrap
from collections.abc import Callable

Pages = list[str]
Mutation = Callable[[Pages, random.Random], Pages]

_GRADE = r"(?:Outstanding|Good|Requires\s+improvement(?:\s+to\s+be\s+good)?|Inadequate)"
_LABEL = (
    r"(?:The impact of leaders|The experiences and progress|Overall effectiveness|\d\.(?:\d)? [A-Z][a-z])"
)
# A row of a table of judgements: its label, and its grade at the end of a line.
_ROW = re.compile(rf"(?P<label>{_LABEL}(?:(?!{_GRADE})[^.])*?)\s(?P<grade>{_GRADE})(?=\n|$)")
_GRADE_CELL = re.compile(rf"(?<=\s){_GRADE}(?=\n|$)")
# Narrative that quotes grades which are not the report's.
_NARRATIVE = (
    "In 2022, when the overall effectiveness judgement was ‘inadequate’, leaders acted.",
    "At the last inspection overall effectiveness is inadequate, and the experiences and progress of children in care are outstanding.",
    "Children who need help and protection are good at telling. The experiences and progress of care leavers are inadequate now.",
    "Children’s services in 2014 were inadequate. Children’s services in Northshire are inadequate in places.",
    "The overall judgement is that children’s services are outstanding, staff told inspectors.",
    "Adoption performance good practice is shared. Leadership, management and governance inadequate systems remain.",
    "The previous monitoring visit, on 3 and 4 May 2011, was the ninth monitoring visit.",
)


def _each(change: Callable[[str, random.Random], str]) -> Mutation:
    return lambda pages, dice: [change(page, dice) for page in pages]


def wrapped(width: int) -> Mutation:
    """Every line is broken at a width."""
    return _each(
        lambda page, _: "\n".join("\n".join(textwrap.wrap(line, width)) for line in page.split("\n"))
    )


def flowing(width: int) -> Mutation:
    """Each page is one paragraph, broken at a width."""
    return _each(lambda page, _: "\n".join(textwrap.wrap(" ".join(page.split()), width)))


def dashed(dash: str) -> Mutation:
    """Another dash, or a word, between days."""
    return _each(lambda page, _: re.sub(r"[–—─-](?=\s?\d)", dash, page))


def apostrophes(sign: str) -> Mutation:
    """Another sign, or none, for apostrophes."""
    return _each(lambda page, _: page.replace("’", sign))


def ligatures(page: str, _: random.Random) -> str:
    """Printers' ligatures."""
    return page.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")


def soft_hyphens(page: str, dice: random.Random) -> str:
    """Soft hyphens inside words, some at line ends."""
    return re.sub(
        r"(?<=[a-z])(?=[a-z])",
        lambda _: dice.choice(("\u00ad", "\u00ad\n")) if dice.random() < 0.03 else "",
        page,
    )


def odd_spaces(page: str, dice: random.Random) -> str:
    """Double, hard and thin spaces and tabs."""
    return re.sub(" ", lambda _: dice.choice((" ", "  ", "\u00a0", "\t", "\u2009 ")), page)


def heads_and_feet(pages: Pages, _: random.Random) -> Pages:
    """A head and a foot on every page."""
    return [
        f"Ofsted\n{number}\n{page}\nOfsted – raising standards, improving lives\nwww.gov.uk/ofsted {number}"
        for number, page in enumerate(pages, start=1)
    ]


def table_over_two_pages(pages: Pages, dice: random.Random) -> Pages:
    """A page ends somewhere on the first."""
    lines = pages[0].split("\n")
    place = dice.randrange(4, max(5, min(len(lines), 16)))
    return [
        "\n".join(lines[:place]) + "\n1",
        "Children’s services\n2\n" + "\n".join(lines[place:]),
        *pages[1:],
    ]


def footnoted(pages: Pages, dice: random.Random) -> Pages:
    """Footnote numbers at the ends of labels."""
    label = re.compile(
        rf"(protection|care|leavers|effectiveness|families|permanence|performance|governance)(?=\s{_GRADE})"
    )
    return [label.sub(lambda found: found[1] + dice.choice(("", "1", "2")), pages[0]), *pages[1:]]


def quoting(pages: Pages, dice: random.Random) -> Pages:
    """Narrative with other grades at the ends of some lines."""
    found = []
    for page in pages:
        lines = page.split("\n")
        for words in dice.sample(_NARRATIVE, 3):
            place = dice.randrange(len(lines))
            lines[place] = f"{lines[place]} {words}"
        found.append("\n".join(lines))
    return found


def quoting_on_top(pages: Pages, dice: random.Random) -> Pages:
    """Narrative with other grades right below the days."""
    return [
        re.sub(
            r"(?<=\n)Inspection dates?:?[^\n]*\n",
            lambda found: f"{found[0]}{dice.choice(_NARRATIVE)}\n",
            pages[0],
            count=1,
        ),
        *pages[1:],
    ]


def unknown_grade(pages: Pages, dice: random.Random) -> Pages:
    """One grade of the table is a word that no table knows."""
    cells = list(_GRADE_CELL.finditer(pages[0]))
    if not cells:
        return pages
    cell = dice.choice(cells)
    return [pages[0][: cell.start()] + "Strong" + pages[0][cell.end() :], *pages[1:]]


def missing_grade(pages: Pages, dice: random.Random) -> Pages:
    """One grade of the table is missing."""
    cells = list(_GRADE_CELL.finditer(pages[0]))
    if not cells:
        return pages
    cell = dice.choice(cells)
    return [pages[0][: cell.start()].rstrip() + pages[0][cell.end() :], *pages[1:]]


def grades_first(pages: Pages, _: random.Random) -> Pages:
    """Each grade stands before its label."""
    return [_ROW.sub(r"\g<grade>\n\g<label>", pages[0]), *pages[1:]]


def in_columns(pages: Pages, _: random.Random) -> Pages:
    """All labels, then all grades."""
    given = [found["grade"] for found in _ROW.finditer(pages[0])]
    if not given:
        return pages
    last = list(_ROW.finditer(pages[0]))[-1]
    rest = pages[0][last.end() :]
    labels = _ROW.sub(r"\g<label>", pages[0][: last.end()])
    return ["\n".join([labels, *given]) + rest, *pages[1:]]


def front_page_last(pages: Pages, _: random.Random) -> Pages:
    """The first page stands at the end."""
    return [*pages[1:], pages[0]]


def no_front_page(pages: Pages, _: random.Random) -> Pages:
    """The first page is missing."""
    return pages[1:] or pages


def shuffled(pages: Pages, dice: random.Random) -> Pages:
    """Pages in any order."""
    return dice.sample(pages, len(pages))


# What changes nothing that a report says.
HARMLESS: dict[str, Mutation] = {
    "lines of 40": wrapped(40),
    "lines of 100": wrapped(100),
    "hyphens between days": dashed("-"),
    "em dashes between days": dashed("—"),
    "box dashes between days": dashed("─"),
    "non-breaking hyphens between days": dashed(" ‑ "),
    "to between days": dashed(" to "),
    "plain apostrophes": apostrophes("'"),
    "grave accents": apostrophes("`"),
    "no apostrophes": apostrophes(""),
    "ligatures": _each(ligatures),
    "soft hyphens": _each(soft_hyphens),
    "odd spaces": _each(odd_spaces),
    "heads and feet": heads_and_feet,
    "footnotes": footnoted,
}
# What can hide something: it may be missing then, never wrong.
BLIND: dict[str, Mutation] = {
    "one paragraph a page": flowing(10_000),
    "flowing lines of 50": flowing(50),
    "a table over two pages": table_over_two_pages,
    "narrative with other grades": quoting,
    "narrative with other grades on top": quoting_on_top,
    "an unknown grade": unknown_grade,
    "an unknown grade among narrative": lambda pages, dice: quoting(unknown_grade(pages, dice), dice),
    "a missing grade": missing_grade,
    "grades before labels": grades_first,
    "labels and grades in columns": in_columns,
    "front page last": front_page_last,
    "no front page": no_front_page,
    "pages in any order": shuffled,
}
