"""How a ModernGov page is made: a template and what it shows go in, a reply comes out, with the quirks of the real marks."""

from collections.abc import Callable
from datetime import date, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from sample import papers
from sample.exchange import Question, Reply
from sample.moderngov import files
from sample.packs import time_of_day
from sample.site import Attachment, Site

HTML = "text/html; charset=utf-8"
RSS = "text/xml; charset=utf-8"

Page = Callable[[Site, Question], Reply]


def page(template: str, site: Site, question: Question, **shown: object) -> Reply:
    """The page in the council's own skin."""
    body = _TEMPLATES.get_template(template).render(site=site, today=today(site, question), **shown)
    return Reply(body=body.encode(), media_type=HTML)


def feed(template: str, site: Site, question: Question, **shown: object) -> Reply:
    """A feed, as XML."""
    body = _TEMPLATES.get_template(template).render(site=site, question=question, **shown)
    return Reply(body=body.encode(), media_type=RSS)


def today(site: Site, question: Question) -> date:
    """The day on which it is asked, where the council is."""
    return question.at.astimezone(ZoneInfo(site.zone)).date()


def span(question: Question, otherwise: tuple[date, date]) -> tuple[date, date]:
    """The two days of `DR=dd/mm/yyyy-dd/mm/yyyy`, or others where nothing is asked.

    Raises:
        ValueError: it is no such pair.
    """
    asked = question.query.get("dr")
    if not asked:
        return otherwise
    first, last = (
        datetime.strptime(f"{day.strip()} +0000", "%d/%m/%Y %z").date() for day in asked.split("-")
    )
    return first, last


def ordinal(day: int) -> str:
    """ "1st", "22nd" """
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def size(length: int, form: str) -> Markup:
    """ "PDF 128 KB", or of a megabyte and more "PDF 2 MB", the space as a number."""
    kilobytes = max(1, length // 1024)
    said = f"{kilobytes // 1024}&#32;MB" if kilobytes >= 1024 else f"{kilobytes}&#32;KB"
    return Markup(f"{form} {said}")  # noqa: S704 - a number of ours


def _long_date(starts: datetime) -> str:
    """As the heading of a meeting's page says it: "Tuesday, 22nd September, 2026 6.00 pm"."""
    return f"{starts:%A}, {ordinal(starts.day)} {starts:%B, %Y} {time_of_day(starts)}"


def _file_size(paper: Attachment) -> Markup:
    return size(len(files.content(paper)), paper.form.upper())


def _on_page(paper: Attachment) -> str:
    """The address of a paper as pages give it: a paper that was exchanged has a number of its own (`J`)."""
    return files.address(paper) + (f"?J={paper.revision + 1}" if paper.revision else "")


def _entities(words: str) -> Markup:
    """As titles stand in attributes: spaces, slashes, colons and apostrophes as numbers."""
    signs = (f"&#{ord(sign)};" if sign in " /:()" or ord(sign) > 127 else sign for sign in str(escape(words)))
    return Markup("".join(signs))  # noqa: S704 - escaped above


def _slashed(day: date | None) -> Markup:
    """A date as the register prints it, slashes as numbers; nothing where there is none."""
    return Markup(f"{day:%d&#47;%m&#47;%Y}" if day else "")  # noqa: S704 - a date


_TEMPLATES = Environment(
    loader=PackageLoader("sample.moderngov"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(
    address=_on_page,
    body=lambda text: Markup(papers.html(text)),  # noqa: S704 - made and escaped by `papers`
    clock=time_of_day,
    dmy=lambda day: f"{day:%d/%m/%Y}",
    entities=_entities,
    local=lambda at, site: at.astimezone(ZoneInfo(site.zone)),
    long_date=_long_date,
    rfc=lambda at: format_datetime(at, usegmt=True),
    size=_file_size,
    slashed=_slashed,
)
