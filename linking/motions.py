"""Motions: what was put to a vote of members, and how it ended: carried, carried as amended, lost, withdrawn.

Amendments are votes of their own. Of a motion that was carried as amended it is said which words went out and came in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from domain.council import Council
from domain.evidence import Evidence
from domain.fact import Fact, FactType
from domain.mention import JsonValue
from linking import votes
from linking.prose import Prose, Span
from linking.votes import Vote

VOTED = "motions.voted@7"
WITHDRAWN = "motions.withdrawn@3"
RULES = (VOTED, WITHDRAWN)

# `Councillor A proposed, and Councillor B seconded, that this Council treat care experience ...`, `had given notice of a motion that`.
_MOVED = re.compile(
    r"\b(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Ss]econded|SECONDED|[Pp]roposal by|[Mm]otion|MOTION|suggested|asked that the matter be put to (?:a|the) vote:|notice of (?:a|the|this|his|her|their) motion)\b[^.]{0,120}?\b[Tt]hat,? (?P<what>(?![^.]{0,40}\bwords?\b)[^.]{8,400})"
)
_MOVED_ON = re.compile(
    r"\b(?:proposed|moved)\b [^.]{0,60}?\bmotion,? (?P<what>(?:on|about|calling for|calling on|regarding|asking) [^.]{4,200})"
)
# `moved reference back of the paragraph`, `proposed to defer the item`, `moved the recommendations in the report`
_MOVED_IT = re.compile(
    r"\b(?:[Mm]oved|[Pp]roposed)(?:, seconded by [^,.;]{3,60},)? (?P<what>(?:to (?:defer|refer|adjourn|delete|suspend|approve|note|reject|write|set up|ask|accept|receive|adopt|hold|remove|delay|pause)"
    r"|(?:the )?(?:recommendations?|adoption|adjournment|deferral|deferment|closure|reference back|referral back|suspension|receipt|approval|next business))\b[^.;]{0,160})"
)
# `That a task group be set up.` after `Moved: Councillor A. Seconded: Councillor B.`
_THAT = re.compile(r"[\"'(\w)]{0,4} ?That,? (?P<what>[^.]{8,400})")
# `"This Council resolves to treat care experience ..."`, `"That the Council writes to ..."`: the motion as put.
_PUT_AS = re.compile(
    r"\"(?:[Tt]hat:? )?(?P<what>(?:[Tt]his|[Tt]he) (?:County |City )?(?:Council|Committee|Board|Cabinet|Authority)\b[^\"]{8,600})"
)
# `moved an amendment, seconded by Councillor Slade, to delete the words ...`
_AMENDS = re.compile(
    r"\b[Aa]mendment\b[^.;]{0,100}? (?P<what>(?:to )?(?:delete|remove|replace|add|insert|omit|substitute|amend)\b[^.]{3,300})"
    r"|\b[Aa]mendment, (?P<which>which [^.;]{3,200}?),? was\b"
)
# `a motion calling for`, `the motion standing in the name of Councillor A to`, `the proposal that`: what it is itself said to be.
_SAID_TO = re.compile(
    r"(?:,? (?:moved|proposed|seconded|tabled|brought|submitted|put forward|put down|standing|in|by|from|of)\b[^.;]{1,100}?)?,? ?[(-]? ?"
    r"(?P<what>(?:(?:calling|urging|asking|demanding|seeking|opposing|supporting|condemning|deploring|expressing|requesting|requiring|proposing|welcoming|backing|criticising|regarding|concerning|relating to)\b"
    r"|(?:to|for|on|about)\b(?! (?:the )?(?:vote|meeting|being|agenda|debate|amendment|motion|show|behalf|discussion))|of (?:no confidence|censure|thanks|support)\b|that|which (?!was|were|had|has|is|fell)[a-z]+)\b[^.;]{4,260})"
)
# ... after how it ended: `The motion was carried: that the Council supports the scheme`, `carried unanimously: "This Council ..."`
_SAID_AFTER = re.compile(
    r"[^.:\"]{0,60}: ?(?:as follows:? )?[\"']?(?:[Tt]hat |(?=[Tt]his |[Tt]he Council ))(?P<what>[^.\"]{8,400})"
)
# `It was moved and carried that the panel meet monthly`
_CARRIED_THAT = re.compile(
    r"(?:carried|lost|defeated|negatived)(?: unanimously| nem\.? con\.?| by [\w ]{3,30})?:? ?\"?[Tt]hat (?P<what>[^.]{8,400})"
)
# `Councillor A's proposal`, `the amended motion`: no more is known of it.
_NOUN_PHRASE = re.compile(
    r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]his|[Hh]is|[Hh]er|[Tt]heir)|\b(?:(?:Councillor|Cllr|Mrs?|Ms) )?[A-Z][\w'-]*'s?) (?:(?!the |an? |that |and |his |her )[\w'-]+ ){0,3}\Z"
)
_PHRASE_WINDOW = 60
_NUMBER = re.compile(r" (?:no\.? ?)?\d{1,2}\b(?! votes)", re.IGNORECASE)
# What is moved as an amendment, or is one by its own heading.
_IS_AMENDMENT = re.compile(
    r"\b(?:moved|proposed|tabled|put forward|seconded|moves|proposes)\b[^.]{0,80}?\bamendment\b|\A(?:the |an |first |second |third |further )?amendment\b(?! (?:was|fell|had))"
)
# What a vote says after its end, and is no part of what was voted on: `by 30 votes to 18`.
_TALLIED = re.compile(
    r",? (?:by (?:a )?(?:\d|majority|vote|single|\w+ votes)|with (?:only )?(?:\d|\w+ (?:votes|against|members))|in a \d|\d+ ?-\d+\b|on (?:Mon|Tues|Wednes|Thurs|Fri)day|last (?:night|week)|after (?:a|an|more)|and (?:the (?:Chair|Mayor)|it|this|was)\b).*|, (?:moved|proposed|tabled|seconded|put forward|brought) by .*"
)
# `The following motion was moved and carried:` and below it what was moved.
_FOLLOWING = re.compile(r"\bfollowing (?:motion|amendment|proposal)\b[^\n]*:\Z")
# `Councillor A MOVED and Councillor B SECONDED the following motion:`
_MOVED_FOLLOWING = re.compile(
    r"\b(?i:moved|proposed|seconded|put|submitted|tabled|notice)\b[^\n]{0,120}\bfollowing (?:motion|notice of motion|proposal|resolution)\b[^\n]{0,80}:\Z"
    r"|\bfollowing (?:motion|notice of motion|proposal)\b[^\n]{0,80}\b(?i:moved|proposed|seconded|put|submitted|tabled)\b[^\n]{0,80}:\Z"
)
# `12 Motion: care experience`, `Notice of motion 2 - Buses in the dales`: the heading that a motion stands under.
_HEADED = re.compile(
    r"(?:\d{1,3}[a-z]?[.)]? )?(?:[Nn]otices? of )?(?:[Mm]otions?|MOTIONS?)(?: (?:\d{1,2}|on notice))?(?: ?[:-]| on(?! behalf)| about) (?P<what>\w.{3,200})"
)
_HEADED_OUTCOME = re.compile(r" ?[:-] (?:withdrawn|carried|lost|deferred)\.?\Z", re.IGNORECASE)
# `that the words "until legislation is made" be removed`, `delete the words "..."`, `the insertion of "..."`.
_REMOVED = re.compile(
    r"\bwords? (?P<quote>[\"'])(?P<words>.{2,200}?)(?P=quote) (?:be |were |are |was |being )?(?:removed|deleted|omitted|left out|taken out|struck out)"
    r"|\b(?:remov|delet|omit|leav|tak|strik)\w{0,4}(?: out)? (?:of )?(?:the )?(?:words? )?(?P<quote_after>[\"'])(?P<words_after>.{2,200}?)(?P=quote_after)"
)
_ADDED = re.compile(
    r"\bwords? (?P<quote>[\"'])(?P<words>.{2,200}?)(?P=quote) (?:be |were |are |was |being )?(?:added|inserted)"
    r"|\band (?P<quote_then>[\"'])(?P<words_then>.{2,200}?)(?P=quote_then) (?:be |were |are |was |being )?(?:added|inserted|substituted)"
    r"|\b(?:add|insert)\w{0,4} (?:of )?(?:the )?(?:words? )?(?P<quote_after>[\"'])(?P<words_after>.{2,200}?)(?P=quote_after)"
)
# `to replace "funds" with "explores the funding of"`
_REPLACED = re.compile(
    r"\breplac\w{1,4} (?:the )?(?:words? )?(?P<quote>[\"'])(?P<removed>.{2,200}?)(?P=quote) (?:with|by) (?:the )?(?:words? )?"
    r"(?P<quote_after>[\"'])(?P<added>.{2,200}?)(?P=quote_after)"
)
# `The amendment was accepted by the mover`, `Councillor A accepted the amendment`.
_ACCEPTED = re.compile(
    r"\b[Aa]mendment\b[^.]{0,40}\b(?:accepted|agreed|carried|CARRIED)\b|\baccepted (?:the|this|that) amendment\b"
)
_NOT_ACCEPTED = re.compile(r"\bnot (?:accepted|agreed|carried)\b|\bdid not accept\b")
# So many sentences above the vote the motion may be put.
_SENTENCES_ABOVE = 8
# So many lines below, the first of them `Resolved -`, stands the motion that is said to follow; shorter lines are heads.
_LINES_BELOW, _SHORTEST = 3, 20


def find(prose: Prose, council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """A fact for each vote, with the sentence of its outcome as evidence; the same vote told again is one."""
    told: set[tuple[str, str, bool]] = set()
    for vote in votes.find(prose):
        above = _above(prose, vote.sentence)
        is_amendment = vote.is_amendment or (vote.noun is None and _amends(prose, above))
        what = _what(prose, above, vote, is_amendment=is_amendment)
        if what is None or (what, vote.outcome, is_amendment) in told:
            continue
        told.add((what, vote.outcome, is_amendment))
        fields: dict[str, JsonValue] = {"what": what, "outcome": vote.outcome}
        if is_amendment:
            fields["of"] = "amendment"
        elif vote.outcome == "carried" and _was_amended(prose, above, vote):
            fields["outcome"] = "carried as amended"
            changes = _changes(prose, above)
            fields |= changes | {"what": _as_amended(what, changes)}
        yield Fact(
            type=FactType.MOTION,
            evidence=prose.evidence(*vote.sentence),
            rule=WITHDRAWN if vote.is_withdrawal else VOTED,
            about=council.uid if council else None,
            stated=day,
            fields=fields,
        )


def without_removed(duties: Iterable[Fact], voted: Sequence[Fact]) -> Iterator[Fact]:
    """Duties, those of a motion as it was carried: what an amendment took out of it nobody has to do, nor by that day."""
    changed = [motion.fields for motion in voted if isinstance(motion.fields.get("removed"), str)]
    for duty in duties:
        quote = " ".join(duty.evidence.quote.split()) if isinstance(duty.evidence, Evidence) else ""
        changes = next((fields for fields in changed if str(fields["removed"]) in quote), None)
        if changes is None:
            yield duty
            continue
        fields = {**duty.fields, "what": _as_amended(str(duty.fields["what"]), changes)}
        due = duty.fields.get("due_words")
        if isinstance(due, str) and due in str(changes["removed"]):
            fields |= {"due": None, "due_words": None}
        yield replace(duty, fields=fields)


def _above(prose: Prose, vote: Span) -> list[Span]:
    """The sentence of the vote and those shortly above it, from there upwards; under its own item, where the text has items."""
    page = prose.text.page_at(prose.span(*vote)[0])
    first = page.start if page and page.item else 0
    above = [vote, *reversed(prose.sentences_before(vote[0], _SENTENCES_ABOVE))]
    above = [span for span in above if prose.span(*span)[0] >= first]
    headings = (place for place, span in enumerate(above) if _HEADED.fullmatch(prose.smooth, *span))
    return above[: next(headings, len(above)) + 1]


def _amends(prose: Prose, above: list[Span]) -> bool:
    """Whether what was last moved above a vote on `it` is an amendment."""
    for span in above:
        if _IS_AMENDMENT.search(prose.lowered[slice(*span)]):
            return True
        if _MOVED.search(prose.smooth, *span) or _MOVED_IT.search(prose.smooth, *span):
            return False
    return False


def _what(prose: Prose, above: list[Span], vote: Vote, *, is_amendment: bool) -> str | None:
    """What was voted on, in the nearest words that say so; of `it`, where nothing was moved, none."""
    words = prose.smooth
    said = _said_to_be(prose, vote)
    if is_amendment:
        until = vote.until if vote.until > vote.sentence[0] else vote.sentence[1]
        for start, end in ((vote.sentence[0], until), *above[1:]):
            if changes := _AMENDS.search(words, start, end):
                return _plain(changes["what"] or changes["which"])
        return said or _phrase(prose, vote)
    if put := list(_PUT_AS.finditer(words, above[-1][0], vote.until)):
        return _plain(put[-1]["what"])
    if said:
        return said
    for span in above[1:]:
        if _MOVED_FOLLOWING.search(words, *span):
            return _below(prose, span)
    for span in above:
        for pattern in (_MOVED, _MOVED_ON, _MOVED_IT):
            if (found := pattern.search(words, *span)) and not _IS_AMENDMENT.search(
                prose.lowered[slice(*span)]
            ):
                return _plain(found["what"])
    if any("oved" in words[slice(*span)] or "roposed" in words[slice(*span)] for span in above):
        for span in above[1:]:
            if found := _THAT.match(words, *span):
                return _plain(found["what"])
    for span in above[1:]:
        for named in votes.named(prose.lowered, span):
            if found := _SAID_TO.match(words, named, span[1]):
                return _bare(found["what"])
    if _FOLLOWING.search(words, *vote.sentence):
        return _below(prose, vote.sentence)
    for span in above:
        if headed := _HEADED.fullmatch(words, *span):
            return _HEADED_OUTCOME.sub("", headed["what"].strip())
    page = prose.text.page_at(prose.span(*vote.sentence)[0])
    heading = prose.text.words[page.start : page.end].partition("\n")[0] if page and page.item else ""
    headed = _HEADED.fullmatch(" ".join(heading.split()))
    return _HEADED_OUTCOME.sub("", headed["what"]) if headed else _phrase(prose, vote)


def _said_to_be(prose: Prose, vote: Vote) -> str | None:
    """What the vote's own sentence says that the motion is, before it says how it ended or after."""
    if vote.noun is None:
        carried = _CARRIED_THAT.match(prose.smooth, vote.until, vote.sentence[1])
        return _bare(carried["what"]) if carried else None
    start, end = vote.noun[1], vote.until if vote.until > vote.noun[0] else vote.sentence[1]
    if vote.is_called:
        return _bare(prose.smooth[vote.noun[0] : end])
    found = _SAID_TO.match(prose.smooth, start, end)
    if found is None and vote.until > vote.noun[0]:
        found = _SAID_AFTER.match(prose.smooth, vote.until, vote.sentence[1])
    if found is None:
        return None
    return _bare(found["what"])


def _phrase(prose: Prose, vote: Vote) -> str | None:
    """What the text calls a motion of which it says no more."""
    if vote.noun is None:
        return None
    start, end = vote.noun
    phrase = _NOUN_PHRASE.search(prose.smooth, max(vote.sentence[0], start - _PHRASE_WINDOW), start)
    number = _NUMBER.match(prose.smooth, end)
    return _plain(prose.smooth[phrase.start() if phrase else start : number.end() if number else end])


def _bare(words: str) -> str | None:
    """A motion in its own words, without who moved it and how many voted for it."""
    return _plain(_TALLIED.sub("", _plain(words)).removeprefix("that ")) or None


def _plain(words: str) -> str:
    plain = " ".join(words.split()).strip(" .,;:-")
    return plain if plain.count('"') % 2 == 0 else plain.removeprefix('"').removesuffix('"')


def _below(prose: Prose, vote: Span) -> str | None:
    """What stands below the sentence of a vote: the first words that are no mere head."""
    end = vote[1]
    for _ in range(_LINES_BELOW):
        start, end = prose.sentence_at(end + 1 if prose.smooth[end : end + 1].isspace() else end)
        if end - start >= _SHORTEST:
            return " ".join(prose.smooth[start:end].split()).rstrip(" .;")
    return None


def _was_amended(prose: Prose, above: list[Span], vote: Vote) -> bool:
    if vote.is_amended:
        return True
    return any(
        _ACCEPTED.search(prose.smooth, *span) and not _NOT_ACCEPTED.search(prose.smooth, *span)
        for span in above[1:]
    )


def _as_amended(what: str, changes: Mapping[str, JsonValue]) -> str:
    """A motion without the words that were taken out of it, with those that came in their place."""
    removed, added = changes.get("removed"), changes.get("added")
    if not isinstance(removed, str) or removed not in what:
        return what
    return " ".join(what.replace(removed, added if isinstance(added, str) else "", 1).split())


def _changes(prose: Prose, above: list[Span]) -> dict[str, JsonValue]:
    """The words that an amendment took out of a motion and put into it."""
    found: dict[str, JsonValue] = {}
    for span in above:
        if replaced := _REPLACED.search(prose.smooth, *span):
            return {"removed": replaced["removed"], "added": replaced["added"]}
    for name, pattern in (("removed", _REMOVED), ("added", _ADDED)):
        for span in above:
            if change := pattern.search(prose.smooth, *span):
                said = change.groupdict()
                found.setdefault(name, said["words"] or said.get("words_then") or said["words_after"])
    return found
