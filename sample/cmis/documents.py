"""The documents of a CMIS site: agenda, papers, decisions and minutes of each meeting, all of them files.

A file has no id. Its address is made anew every Monday, and whenever the file changes; one of the last weeks still leads
to it, an older one leads nowhere.
"""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sample import packs, papers
from sample.exchange import Question, Reply
from sample.site import Form, Meeting, Site

# For so many weeks an address still leads to its document.
LASTING = 8
# What addresses call their parts; the words are as opaque as the values.
NAME = "czJKcaeAi5tUFL1DTL2UE4zNRBcoShgo"
OTHERS = "rUzwRPf%2bZ3zd4E7Ikn8Lyw%3d%3d=hFflUdN3100%3d&mCTIbCubSFfXsDGW9IXnlg%3d%3d=hFflUdN3100%3d"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document in a meeting's list: a file, a link, or (`private`) the placeholder of what is not public.

    `kind` is what the search calls it; `key` tells it from all others of the site, at all times.
    """

    key: str
    title: str
    kind: str
    form: Form = "pdf"
    text: str = ""
    link: str = ""
    private: str = ""

    @property
    def body(self) -> bytes:
        """The bytes of the file."""
        return papers.rendered(self.text, self.form)

    @property
    def size(self) -> str:
        """As the list prints it: "156Kb", "2Mb"."""
        kilobytes = max(1, len(self.body) // 1024)
        return f"{kilobytes // 1024}Mb" if kilobytes >= 1024 else f"{kilobytes}Kb"


def listed(site: Site, meeting: Meeting) -> Iterator[Document]:
    """The documents of a meeting, in the order of its page."""
    day = f"{meeting.starts.day} {meeting.starts:%B %Y}"
    key = f"{meeting.id}"
    if meeting.agenda:
        yield Document(
            key=f"{key} agenda",
            title=f"Agenda - {day}",
            kind="AgendaContents",
            text=packs.frontsheet(site, meeting),
        )
    for item, paper in meeting.attachments():
        yield Document(
            key=f"{key} {paper.id}",
            title=paper.title,
            kind="Report",
            form=paper.form,
            text=paper.paper,
            link=paper.link,
            private=paper.restricted or item.restricted or "",
        )
    for each in meeting.supplements:
        yield Document(
            key=f"{key} supplement {each.id}",
            title=each.title,
            kind="AgendaPack",
            text=packs.supplement(site, meeting, each),
        )
    if meeting.decisions:
        yield Document(
            key=f"{key} decisions",
            title=f"Decision Notice - {day}",
            kind="DecisionNotice",
            text=packs.decisions(site, meeting),
        )
    if meeting.minutes:
        draft = "" if meeting.approved else "Draft "
        yield Document(
            key=f"{key} minutes",
            title=f"{draft}Minutes - {day}",
            kind="Minutes",
            text=packs.minutes(site, meeting),
        )


def address(site: Site, document: Document, at: datetime) -> str:
    """Where a document lies for the time being, from the root of the host."""
    return f"{site.folder}/Document.ashx?{NAME}={quote(_token(site, document, at), safe='')}&{OTHERS}"


def document(site: Site, question: Question) -> Reply:
    """The file behind an address.

    Raises:
        KeyError: it leads nowhere, or no longer.
    """
    asked = question.query[NAME.lower()]
    weeks = [question.at - timedelta(weeks=back) for back in range(LASTING + 1)]
    for meeting in site.meetings:
        for each in listed(site, meeting):
            if not each.private and each.text and asked in {_token(site, each, week) for week in weeks}:
                return _file(each)
    raise KeyError(asked)


def _file(document: Document) -> Reply:
    name = "".join(sign for sign in document.title if sign.isascii() and (sign.isalnum() or sign in " -"))
    named = ("Content-Disposition", f'inline; filename="{name}.{document.form}"')
    return Reply(body=document.body, media_type=papers.MEDIA_TYPES[document.form], headers=(named,))


def _token(site: Site, document: Document, at: datetime) -> str:
    week = (at.astimezone(ZoneInfo(site.zone)).date().toordinal() - 1) // 7  # day 1 was a Monday
    content = hashlib.sha256(document.text.encode()).hexdigest()
    said = f"{site.slug} {document.key} {content} {week}".encode()
    return base64.b64encode(hashlib.sha256(said).digest()[:30]).decode()
