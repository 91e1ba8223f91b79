"""The files of a ModernGov site: papers (`s` and id), what it prints of a meeting (`g` and id) and supplements (`b` and id)."""

from urllib.parse import quote

from sample import packs, papers
from sample.exchange import Question, Reply
from sample.site import Attachment, Meeting, Site

# A supplement is a kind of print as well: T=9.
SUPPLEMENT = "9"


def document(site: Site, kind: str, ref: int, question: Question) -> Reply:
    """The file at `documents/s<paper>/...`, or with `?T=` at `g<meeting>/...` or `b<supplement>/...`; its name is not read.

    Raises:
        KeyError: there is no such paper, it is not public, or T is missing.
    """
    if kind == "s":
        return _paper(site, ref)
    return printed(site, ref, question.query["t"])


def converted(site: Site, question: Question) -> Reply:
    """The file at `mgConvert2PDF.aspx?ID=`: a paper, or with `T` what is printed of a meeting; always a PDF.

    Raises:
        KeyError: there is no such paper, or it is not public.
    """
    ref = int(question.query["id"])
    if "t" in question.query:
        return printed(site, ref, question.query["t"])
    paper = _public(site, ref)
    return Reply(body=papers.pdf(paper.paper), media_type=papers.MEDIA_TYPES["pdf"], modified=paper.changed)


def address(paper: Attachment) -> str:
    """Where a paper lies, from the root of the site; only the id in it counts."""
    return f"documents/s{paper.id}/{quote(_plain(paper.title))}.{paper.form}"


def address_of_supplement(ref: int, title: str) -> str:
    """Where a supplement lies, from the root of the site."""
    return f"documents/b{ref}/{quote(_plain(title))}.pdf?T={SUPPLEMENT}"


def content(paper: Attachment) -> bytes:
    """The bytes of a public paper."""
    return papers.rendered(paper.paper, paper.form)


def printed(site: Site, ref: int, kind: str) -> Reply:
    """What is printed of a meeting: T=0 the agenda frontsheet, T=10 the reports pack, T=1 the minutes; T=9 a supplement.

    Raises:
        KeyError: no such kind, or not published yet.
    """
    if kind == SUPPLEMENT:
        meeting, supplement = site.supplement(ref)
        return _made(packs.supplement(site, meeting, supplement), meeting)
    meeting = site.meeting(ref)
    if (meeting.minutes if kind == "1" else meeting.agenda) is None:
        raise KeyError(ref)
    text = {"0": packs.frontsheet, "10": packs.pack, "1": packs.minutes}[kind](site, meeting)
    return _made(text, meeting)


def _plain(title: str) -> str:
    return "".join(sign for sign in title if sign.isalnum() or sign in " -.")


def _paper(site: Site, ref: int) -> Reply:
    paper = _public(site, ref)
    return Reply(body=content(paper), media_type=papers.MEDIA_TYPES[paper.form], modified=paper.changed)


def _public(site: Site, ref: int) -> Attachment:
    paper = site.paper(ref)
    if paper.restricted or not paper.paper:
        raise KeyError(ref)
    return paper


def _made(text: str, meeting: Meeting) -> Reply:
    return Reply(body=papers.pdf(text), media_type=papers.MEDIA_TYPES["pdf"], modified=meeting.touched)
