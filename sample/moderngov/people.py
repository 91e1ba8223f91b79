"""The pages of a council's members."""

from datetime import date
from itertools import groupby

from sample.exchange import Question, Reply
from sample.moderngov.rendering import Page, page, today
from sample.site import Member, Site


def serving(site: Site, day: date) -> list[Member]:
    """Who represents a ward on that day, by ward: those whose last term has not ended."""
    elected = (member for member in site.members if member.ward)
    return sorted((each for each in elected if _serves(each, day)), key=lambda each: each.ward)


def members(site: Site, question: Question) -> Reply:
    """mgMemberIndex.aspx?FN=WARD&VW=LIST: the members by ward."""
    found = groupby(serving(site, today(site, question)), key=lambda each: each.ward)
    return page("mgMemberIndex.html", site, question, wards=[(ward, list(its)) for ward, its in found])


def member(site: Site, question: Question) -> Reply:
    """mgUserInfo.aspx?UID=: a member and the committees they sit on."""
    found = site.member(int(question.query["uid"]))
    seats = [(each, seat.role) for each in site.committees for seat in each.seats if seat.member == found.id]
    return page("mgUserInfo.html", site, question, member=found, seats=seats)


PAGES: dict[str, Page] = {"/mgmemberindex.aspx": members, "/mguserinfo.aspx": member}


def _serves(member: Member, day: date) -> bool:
    return not member.terms or any(term.ends is None or term.ends >= day for term in member.terms)
