"""Who of those on a meeting's list may be named: members and officers in a named public role; nobody else is kept.

A list also names young people's representatives, co-opted parents, guests and questioners: private people all.
"""

import re
from collections.abc import Collection

from domain.meeting import Attendee

# "Young Person Representative", "Parent Governor Representative", "Co-opted Member", "Member of the public", "Guest"
_PRIVATE = re.compile(
    r"\b(?:young|youth|child|children|pupil|student|apprentice|care[- ](?:leaver|experienced)|representatives?|reps?"
    r"|co-?opt(?:ed|ee)s?|parents?|carers?|governors?|guests?|publics?|questioners?|petitioners?|residents?|witness(?:es)?"
    r"|observers?|invitees?|advocates?|volunteers?)\b",
    re.IGNORECASE,
)
# "Director of Children's Services", "Head of Fostering", "Chief Executive", "Monitoring Officer", "Committee Clerk"
_OFFICE = re.compile(
    r"\A(?:(?:interim|acting|deputy|assistant|executive|corporate|strategic|statutory|group|service) ){0,3}"
    r"(?:director\b|head of\b|chief (?:executive|finance|operating|legal|social work)[a-z ]*\b|monitoring officer\b"
    r"|section 151 officer\b|s151 officer\b|(?:democratic|committee|scrutiny|governance)(?: services)? (?:officer|manager|clerk)\b"
    r"|(?:committee )?clerk\b|(?:county |city |borough )?solicitor\b|head of paid service\b)",
    re.IGNORECASE,
)
# "Councillor Ada Brook", "County Councillor A Brook", "Cllr Brook", "The Lord Mayor"
_HONORIFIC = re.compile(
    r"\A(?:the )?(?:(?:right|worshipful|deputy|lord|county) ){0,3}(?:councillor|cllr|alderman|mayor)\b",
    re.IGNORECASE,
)


def may_be_named(attendee: Attendee, members: Collection[str]) -> bool:
    """Whether somebody on a meeting's list is a member (known by one of these ids, else by id and honorific) or holds a named office.

    "Director of Children's Services" names an office although it names children; who only represents them does not.
    """
    role = " ".join((attendee.role or "").split())
    if attendee.member_ref and attendee.member_ref in members:
        return True
    if _OFFICE.match(role):
        return not _PRIVATE.search(_OFFICE.sub("", role, count=1).partition(",")[2])
    if attendee.member_ref is None or _PRIVATE.search(role):
        return False
    return _HONORIFIC.match(attendee.name) is not None
