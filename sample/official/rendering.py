"""What the official hosts share in making their answers: templates, JSON, days and instants as these sites write them."""

import json
from collections.abc import Iterator
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import escape

from sample import papers
from sample.exchange import Reply
from sample.official.printed.days import day
from sample.papers import Block, Bullet, Figures, Heading, Prose

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"


def page(template: str, **shown: object) -> Reply:
    """A page of HTML."""
    return Reply(body=_TEMPLATES.get_template(template).render(**shown).encode(), media_type=HTML)


def feed(template: str, **shown: object) -> Reply:
    """A feed."""
    return Reply(body=_TEMPLATES.get_template(template).render(**shown).encode(), media_type=ATOM)


def as_json(said: object, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """An answer of an API."""
    return Reply(body=json.dumps(said).encode(), media_type=JSON, status=status, headers=headers)


def iso(at: datetime) -> str:
    """ "2026-11-19T11:00:00+00:00" """
    return at.isoformat()


def govspeak(text: str) -> str:
    """The words of a page as GOV.UK renders them: paragraphs, headings, lists and tables in one `div`."""
    return '<div class="govspeak">' + "\n".join(_elements(text)) + "</div>"


def _elements(text: str) -> Iterator[str]:
    points: list[str] = []
    for block in papers.blocks(text):
        if isinstance(block, Bullet):
            points.append(f"<li>{escape(block.words)}</li>")
            continue
        yield from _list(points)
        points = []
        yield _element(block)
    yield from _list(points)


def _list(points: list[str]) -> Iterator[str]:
    if points:
        yield "<ul>\n" + "\n".join(points) + "\n</ul>"


def _element(block: Block) -> str:
    match block:
        case Heading(words=said):
            name = "-".join("".join(sign if sign.isalnum() else " " for sign in said.lower()).split())
            return f'<h2 id="{name}">{escape(said)}</h2>'
        case Prose(number=number, words=said):
            return f"<p>{escape(f'{number} {said}'.strip())}</p>"
        case Figures(rows=rows):
            head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
            lines = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]
            )
            return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
        case _:
            raise ValueError(f"a page of GOV.UK holds headings, paragraphs, lists and tables, not {block!r}")


_TEMPLATES = Environment(
    loader=PackageLoader("sample.official"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(day=day, listed=lambda when: f"{when:%d %B %Y}", iso=iso)
