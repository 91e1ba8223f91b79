"""Deeds to come: who is to do what, as a sentence words it: `the council must publish its plan by May`. Prose in, deeds out.

A deed is what somebody could be seen to have done. What will merely be so (`the changes will save £7,000`), what hangs on
an if, what is asked as a question, and what private people, firms and parties plan is none. Never says when a deed falls
due: that is linking/due.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from domain import reference
from domain.document import DocumentKind
from linking import deed_signs as signs
from linking import due
from linking.deed_signs import Strength
from linking.prose import Prose, Span, within
from linking.times import Found


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A deed to come: its sentence, the clause that tells of it, where its verb begins, the doer and how firmly it is meant.

    `is_plain` is a deed that counts without a day too: a duty of a public body, a promise, a piece of work announced.
    `is_past` is what was to be done (`was told to`): no stretch counts from the text's own day.
    `under` are the words that a list stands below, whose time holds for each of its lines.
    `told` is where the words of a promise begin: `that no home will be closed` keeps its `no`.
    `is_rule` is a duty of everybody (`each home must be inspected every year`): it recurs for nobody in particular.
    """

    sentence: Span
    clause: Span
    verb: int
    who: str | None
    strength: Strength
    is_plain: bool
    is_rule: bool = False
    is_past: bool = False
    under: Span | None = None
    told: int | None = None


def place(prose: Prose, dates: Sequence[Found]) -> Iterator[Deed]:
    """The deeds to come of a text: by the words that lead to their verbs, then those that are said to be due.

    Of sentences without a date (`dates` of the text) only those are looked at that can count all the same.
    """
    for lead in signs.LEAD.finditer(prose.smooth):
        if _can_count(prose, dates, lead) and (deed := _led(prose, lead)):
            yield deed
    yield from _labelled(prose)
    for pattern in (signs.TOLD_TO, signs.ASKED_THAT):
        for found in pattern.finditer(prose.smooth):
            if deed := _given(prose, found):
                yield deed
    for _, found in _below(prose, signs.TO_COME, signs.OUGHT, signs.BELOW):
        if deed := _named(prose, found, Strength.PLANNED):
            yield deed
    for lines in (signs.ASKED, signs.ASKED_NOUN, signs.ASKED_THAT_BE):
        for asks, found in _below(prose, signs.ASKS_FOR, lines, signs.LIST):
            if deed := _named(prose, found, _strength_of_list(asks)):
                yield replace(deed, under=prose.sentence_at(asks.start()))
    if signs.DIRECTS.search(prose.smooth):
        for found in signs.LISTED_DUTY.finditer(prose.flow):
            if deed := _named(prose, found, Strength.REQUIRED):
                yield deed
    for start, end in _timed(prose, dates):
        sentence = prose.flow[start:end]
        for pattern, (strength, some) in signs.NAMED.items():
            if some and not any(word in sentence for word in some):
                continue
            for found in pattern.finditer(prose.flow, start, end):
                if deed := _named(prose, found, strength):
                    yield deed


def _labelled(prose: Prose) -> Iterator[Deed]:
    """Duties whose day stands after them under a label: `must ensure that staff are supervised. Due date: 30 January`."""
    for label in signs.DUE_DATE.finditer(prose.flow):
        here = prose.sentence_at(label.start())
        duty = here if signs.DUTY.search(prose.smooth, here[0], label.start()) else None
        for above in prose.sentences_before(here[0], 1):
            if duty is None and signs.DUTY.search(prose.smooth, *above):
                duty = above[0], here[1]
        if duty:
            yield Deed(
                sentence=duty,
                clause=duty,
                verb=label.start(),
                who=None,
                strength=Strength.REQUIRED,
                is_plain=False,
            )


def _timed(prose: Prose, dates: Sequence[Found]) -> list[Span]:
    """The sentences that speak of a time, in order: what is only named is to be done where one stands beside it."""
    places = [
        *(each.start for each in dates),
        *(found.end() - 1 for found in signs.TIMED.finditer(prose.smooth)),
    ]
    return sorted({prose.sentence_at(place) for place in places})


def words(prose: Prose, clause: Span) -> str:
    """The words of a clause as printed, without bullet, number or full stop."""
    printed = " ".join(prose.evidence(*clause).quote.split())
    while (listed := signs.LISTED.match(printed)) and listed.end() < len(printed):
        printed = printed[listed.end() :]
    return printed.rstrip(" .,;:\"”'")


def _can_count(prose: Prose, dates: Sequence[Found], lead: re.Match[str]) -> bool:
    """Whether a date, a recurrence or a duty stands in the sentence of a lead."""
    if lead.lastgroup in (Strength.REQUIRED, Strength.PROMISED):
        return True
    sentence = prose.sentence_at(lead.start())
    return (
        bool(within(dates, sentence))
        or lead[0] == "would"
        or signs.UNDATED.search(prose.smooth, *sentence) is not None
        or due.has_horizon(prose, sentence)
    )


def _led(prose: Prose, lead: re.Match[str]) -> Deed | None:
    """The deed whose verb a lead leads to: `will` + `be published`."""
    smooth = prose.smooth
    verb = signs.VERB.match(smooth, lead.end())
    if not verb or _is_effect(smooth, verb, lead):
        return None
    sentence = prose.sentence_at(lead.start())
    begin = _begin(smooth, max(sentence[0], lead.start() - signs.LONGEST_CLAUSE), lead.start())
    end = _end(smooth, verb.end(), min(sentence[1], verb.end() + signs.LONGEST_CLAUSE))
    before, after = smooth[begin : lead.start()], smooth[verb.start() : end]
    subject = _subject(_before_first(smooth, begin, lead.start()))
    if _is_open(before, after) or _is_told_otherwise(prose, sentence, lead):
        return None
    strength = _strength(lead, subject)
    if _is_no_business(prose, sentence, strength, lead, verb, subject):
        return None
    is_passive = _is_passive(verb)
    return Deed(
        sentence=sentence,
        clause=(_after_another(smooth, begin, lead.start()), end),
        verb=verb.start("be") if verb["be"] else verb.start("verb"),
        who=_agent(after)
        if is_passive
        else _doer(prose, lead["given"] or _antecedent(before, subject), sentence),
        strength=strength,
        is_plain=_is_plain(strength, lead, verb, subject)
        or bool(signs.WITHIN.search(after) or signs.NEXT_MEETING.search(after)),
        is_rule=strength is Strength.REQUIRED and bool(signs.GENERAL.search(subject)),
        is_past=_is_past(lead),
        told=_told(lead),
    )


def _told(lead: re.Match[str]) -> int | None:
    """Where the words after a `that` within a lead begin: `promised that no home will`."""
    that = lead[0].find(" that ")
    return lead.start() + that + len(" that ") if that >= 0 else None


def _below(
    prose: Prose, heads: re.Pattern[str], lines: re.Pattern[str], reach: int
) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The lines of lists with the words that they stand below, each line once."""
    done = 0
    for head in heads.finditer(prose.flow):
        end = head.end() + reach
        for line in lines.finditer(prose.flow, max(done, head.end() - 1), end):
            yield head, line
        done = end


def _strength_of_list(asks: re.Match[str]) -> Strength:
    if asks["asked"]:
        return Strength.ASKED
    return Strength.REQUIRED if asks["required"] else Strength.PLANNED


def _strength(lead: re.Match[str], subject: str) -> Strength:
    """How firmly a lead means its deed; what is expected of a public body is required of it."""
    is_required = lead[0].endswith("expected to") and signs.EXPECTED.search(subject)
    return Strength.REQUIRED if is_required else Strength(lead.lastgroup or "")


def _is_passive(verb: re.Match[str]) -> bool:
    """Whether the deed is told by what is done: `be published`, not `be launching`."""
    return bool(verb["be"]) and signs.PARTICIPLE.fullmatch(verb["verb"]) is not None


def _is_past(lead: re.Match[str]) -> bool:
    """Whether it was to come when something else was: `was told to`; `would` goes with what somebody said."""
    return lead[0] != "would" and signs.WAS.search(lead[0]) is not None


def _is_told_otherwise(prose: Prose, sentence: Span, lead: re.Match[str]) -> bool:
    """Whether the sentence asks, says that it came otherwise, or only imagines it: a bare `would` outside minutes."""
    smooth, (start, end) = prose.smooth, sentence
    if smooth[end - 1 : end] == "?" or (
        _is_past(lead) and signs.CAME_OTHERWISE.search(smooth, lead.end(), end)
    ):
        return True
    if lead[0] != "would" or prose.circumstances.kind == DocumentKind.MINUTES:
        return False
    if signs.LONG_AGO.search(smooth, start, lead.start()):
        return True
    return signs.TOLD_OF.search(smooth, max(start, lead.start() - signs.LONGEST_CLAUSE), lead.start()) is None


def _is_no_business(
    prose: Prose,
    sentence: Span,
    strength: Strength,
    lead: re.Match[str],
    verb: re.Match[str],
    subject: str,
) -> bool:
    """Whether it is nobody's whose deeds are followed, or what every paper says."""
    if strength is Strength.PLANNED and not is_of_services(prose, sentence):
        return True
    if signs.PROCEDURE.search(subject) or _is_formula(strength, lead, verb, subject) or _is_of_one(subject):
        return True
    if signs.FORECAST.search(lead.string, max(sentence[0], lead.start() - 160), lead.start()):
        return True
    if _is_passive(verb):
        return False
    if lead[0].startswith("ha") and " until " in lead[0] and subject:  # `Parents have until Friday to object`
        return False
    if _stands_for_a_body(prose, subject, sentence):
        return False
    return not subject or is_private(subject) or _is_of_others(lead[0], verb["verb"], subject)


def _given(prose: Prose, found: re.Match[str]) -> Deed | None:
    """What somebody is told or asked to do: `requires the Director to report`, `asked that it be published`."""
    words = found.groupdict()
    sentence, subject = prose.sentence_at(found.start()), found["who"]
    end = _end(prose.smooth, found.end(), min(sentence[1], found.end() + signs.LONGEST_CLAUSE))
    before = prose.smooth[max(sentence[0], found.start() - signs.LONGEST_CLAUSE) : found.start()]
    if "required" in words and not (signs.PUBLIC.search(subject) or subject[0].isupper()):
        return None
    if _is_open(before, prose.smooth[found.end("who") : end]):
        return None
    if signs.NO_VERB.fullmatch(words["verb"] or "") or is_private(subject):
        return None
    is_told = bool(words.get("required"))
    return Deed(
        sentence=sentence,
        clause=(found.start("who"), end),
        verb=found.start("verb" if words["verb"] else "verb_be"),
        who=None if words.get("be") else _doer(prose, subject, sentence),
        strength=Strength.REQUIRED if is_told else Strength.ASKED,
        is_plain=bool(
            (is_told and found["required"].endswith("s") and signs.PUBLIC.search(subject))
            or signs.NEXT_MEETING.search(prose.smooth, found.end(), end)
        ),
    )


def _named(prose: Prose, found: re.Match[str], strength: Strength) -> Deed | None:
    """What is named and given a date: `the report is due by May`, `Review date: January 2027`, `asked for an update`."""
    verb = found.start("verb")
    sentence = prose.sentence_at(verb)
    if found.re is signs.BY_THE_END and not _is_verbless(prose, sentence, found):
        return None
    begin = _begin(
        prose.smooth, max(sentence[0], verb - signs.LONGEST_CLAUSE), max(sentence[0], found.start())
    )
    until = min(sentence[1], found.end() + signs.LONGEST_CLAUSE)
    end = until if found.re in signs.LINES else _end(prose.smooth, found.end(), until)
    before = prose.smooth[begin : found.start()]
    is_moved = found.re is signs.MOVED  # `a decision on whether to close has been moved to May`
    if (not is_moved and _is_open(before, prose.smooth[found.start() : end])) or signs.REFUSED.search(
        prose.smooth, found.end(), sentence[1]
    ):
        return None
    if found.re is signs.EXPECTED_BY and (
        signs.WATCHED.search(before.strip()) or is_private(_subject(before))
    ):
        return None
    if found.re in (signs.TO_DO, signs.TO_BE) and _is_heading(prose, sentence, found):
        return None
    if found.re in signs.OF_SOMEBODY and _is_nobodys(prose, sentence, begin, found):
        return None
    words = found.groupdict()
    is_own = found.re in signs.OF_SOMEBODY
    was_promised = found.re is signs.PROMISED_THING and signs.FIRST_PERSON.search(before) is not None
    who = signs.ARTICLE.sub("", words.get("who") or words.get("group") or "") or None
    return Deed(
        sentence=sentence,
        clause=(max(begin, prose.smooth.rfind(" and ", begin, found.start()) + 1), end),
        verb=verb,
        who=_doer(prose, _subject(before), sentence) if is_own and not who else who,
        strength=strength,
        is_plain=bool(
            signs.NEXT_MEETING.search(prose.smooth, begin, end)
            or (
                found.re is signs.TO_DO
                and signs.RECOMMENDATION.search(prose.smooth, max(0, found.start() - 30), found.start())
            )
        ),
        is_past=was_promised,
    )


def _is_verbless(prose: Prose, sentence: Span, found: re.Match[str]) -> bool:
    """Whether the words before a day at a line's end name a thing to be done and tell nothing: `- Audit of files (by 31 May)`."""
    words = prose.smooth[sentence[0] : found.start()]
    return signs.FEWEST <= len(words.split()) <= signs.MOST and not signs.FINITE.search(words)


def _is_heading(prose: Prose, sentence: Span, found: re.Match[str]) -> bool:
    """Whether such words are a headline or a heading: `Council to open homes`, `Approach to recruitment`."""
    if found.re is signs.TO_BE:
        return prose.circumstances.kind == DocumentKind.ARTICLE or bool(signs.FINITE.search(found["what"]))
    if signs.THINGS_TO.search(found[0]):
        return True
    is_deed = found["verb"] in _verbs()["delivered"] or found["verb"] in _verbs()["announced"]
    if not (is_deed or signs.DOES.match(prose.smooth, found.end())):
        return True
    return prose.circumstances.kind == DocumentKind.ARTICLE and not (
        found.start() == sentence[0] and signs.DIGIT.search(prose.smooth, *sentence)
    )


def _is_nobodys(prose: Prose, sentence: Span, begin: int, found: re.Match[str]) -> bool:
    """Whether it is no public body's, or what the sentence asks, imagines or tells of as a habit or a past."""
    subject = _subject(prose.smooth[begin : found.start()])
    if managers := signs.MANAGERS.search(subject):  # `after managers promised`
        subject = managers[0]
    if prose.smooth[sentence[1] - 1 : sentence[1]] == "?" or not subject or is_private(subject):
        return True
    if found.re is signs.TIMETABLED and (
        signs.HABIT.search(prose.smooth, begin, sentence[1])
        or not (signs.PUBLIC.search(subject) or signs.WORK.search(subject))
    ):
        return True
    return not is_of_services(prose, sentence)


def subject(prose: Prose, sentence: Span, lead: int) -> str:
    """Who or what a clause that ends where a deed is led to is about."""
    return _subject(prose.smooth[_begin(prose.smooth, sentence[0], lead) : lead])


def _is_effect(smooth: str, verb: re.Match[str], lead: re.Match[str]) -> bool:
    """Whether the verb tells of no deed: `be good`, `save money`, `committed to delivering`."""
    word, end = verb["verb"], verb.end("verb")
    if word.endswith("ing") and (verb["be"] or lead[0].endswith("committed to")):  # `will be launching`
        return word in ("being", "having", "living", "looking", "facing", "losing", "feeling")
    if verb["be"] and not signs.PARTICIPLE.fullmatch(word):
        word, end = "be", verb.end("be") - 1
    if signs.NO_VERB.fullmatch(word) or word == "continue":
        return True
    if lead.lastgroup in (Strength.REQUIRED, Strength.PROMISED) and word != "be":
        return False
    needs = _verbs()["effect"].get(word)
    return needs is not None and not needs.match(smooth, end + 1)


def is_of_services(prose: Prose, sentence: Span) -> bool:
    """Whether an article speaks of public bodies, their work or children there or just above: the A6 will be closed too."""
    if prose.circumstances.kind != DocumentKind.ARTICLE:
        return True
    around = (sentence, *prose.sentences_before(sentence[0], 2))
    return any(
        signs.PUBLIC.search(prose.smooth, *span) or signs.CARE.search(prose.smooth, *span) for span in around
    )


def _is_of_one(subject: str) -> bool:
    """Whether it is one child's affair: `the young person should be reviewed`."""
    return bool(signs.ONE_IN_CARE.match(subject)) and not signs.NO_ONE_CASE.search(subject)


def is_private(subject: str) -> bool:
    """Whether a doer is nobody whose deeds are followed; what every child is to have is the council's to give."""
    return bool(signs.PRIVATE.search(signs.HEAD.split(subject, maxsplit=1)[0])) and not signs.GIVEN_TO.match(
        subject
    )


def _stands_for_a_body(prose: Prose, subject: str, sentence: Span) -> bool:
    """Whether `they` are those whom the sentence above begins with, a public body or its people."""
    if subject.lower() != "they":
        return False
    above = prose.sentences_before(sentence[0], 1)
    if not above:
        return False
    opening = prose.smooth[above[0][0] : above[0][1]][: signs.OPENING_WORDS]
    return bool(signs.PUBLIC.search(opening)) and not is_private(_subject(opening))


def _is_of_others(lead: str, verb: str, subject: str) -> bool:
    """Whether it is told what others are thought to do, or who takes up a post: no deeds of a public body."""
    if lead.endswith(("expected to", "likely to", "anticipated to")) and signs.WATCHERS.search(subject):
        return True
    if lead.endswith(("due to", "scheduled to", "expected to", "likely to")) and signs.WATCHED.search(
        subject
    ):
        return True
    is_person = signs.PERSON.match(subject) or signs.GOES_LAST.search(subject)
    return bool(is_person) and signs.GOES.fullmatch(verb) is not None


def _is_formula(strength: Strength, lead: re.Match[str], verb: re.Match[str], subject: str) -> bool:
    """Whether the words are a noun's, or what every paper asks of its readers."""
    before = lead.string[max(0, lead.start() - 12) : lead.start()]
    if signs.NOUNS.fullmatch(lead[0]) and signs.NOUN.search(before):
        return True
    if strength is Strength.ASKED:
        return signs.PROPOSED.fullmatch(verb["verb"]) is not None and bool(signs.READERS.search(subject))
    return verb["verb"] == "follow" and lead[0].endswith(" to")


@lru_cache(maxsize=1)
def _verbs() -> dict[str, dict[str, re.Pattern[str]]]:
    """The verbs of each kind, with what must follow for one of `effect` to be a deed all the same."""
    kinds: dict[str, dict[str, re.Pattern[str]]] = {}
    for row in reference.table("deed_verbs"):
        kinds.setdefault(row["kind"], {})[row["verb"]] = re.compile(row["follows"] or signs.NEVER)
    return kinds


def _is_open(before: str, after: str) -> bool:
    """Whether what is said hangs on an if, or is denied."""
    return bool(
        signs.IF.search(before)
        or (
            signs.NOT.search(before[-60:])
            and not (signs.NO_MORE.search(before) and signs.FROM_THEN.search(after))
        )
        or signs.NOT.match(after.lstrip())
        or signs.IF_AFTER.search(after)
    )


def _begin(smooth: str, start: int, lead: int) -> int:
    """Where the clause begins that ends in a lead: after what tells of it."""
    for found in signs.BEGINS.finditer(smooth, start, lead):
        if not (found["quote"] and smooth.find('"', found.end(), lead) >= 0):  # a quotation that ends before
            start = found.end()
    return start


def _after_another(smooth: str, begin: int, lead: int) -> int:
    """Where the words of a deed begin when its doer does something else first: `aims to recruit 15 by March and will publish`."""
    if smooth.endswith(" and ", begin, lead):
        return lead
    if not signs.LEAD.search(smooth, begin, lead):
        return begin
    return max(begin, smooth.rfind(" and ", begin, lead) + 1)


def _before_first(smooth: str, begin: int, lead: int) -> str:
    """The words that name the doer: those before the first of two deeds, `the Chair will settle the dates and will bring`."""
    first = signs.LEAD.search(smooth, begin, lead) if smooth.endswith(" and ", begin, lead) else None
    return smooth[begin : first.start() if first else lead]


def _end(smooth: str, start: int, end: int) -> int:
    found = signs.ENDS.search(smooth, start, end)
    return found.start() if found else end


def _subject(before: str) -> str:
    """Who or what is the subject: the words before the lead without what says when and why."""
    subject = before.strip()
    while (opening := signs.OPENING.match(subject)) and opening.end():
        subject = subject[opening.end() :]
    while relative := signs.RELATIVE.search(subject):
        subject = subject[: relative.start()]
    return subject.strip(" ,")


def _antecedent(before: str, subject: str) -> str:
    """Whom a `who` that ends the words before a lead goes on about; else the subject itself."""
    return signs.ANTECEDENT.sub("", subject, count=1) if signs.WHO.search(before.rstrip()) else subject


def _doer(prose: Prose, subject: str, sentence: Span) -> str | None:
    """The doer without article; `it` is the council where the sentence before names one, other pronouns are nobody."""
    if signs.PRONOUN.fullmatch(subject):
        above = prose.sentences_before(sentence[0], 1)
        named = signs.BODY.search(prose.smooth, *above[0]) if above and subject.lower() == "it" else None
        return named[0] if named else None
    subject = signs.TOLD_BEFORE.sub("", subject, count=1)
    found = (
        None if signs.TELLS_MORE.match(subject) or subject.startswith("There ") else signs.DOER.match(subject)
    )
    return signs.ARTICLE.sub("", found[0], count=1).strip() if found else None


def _agent(after: str) -> str | None:
    found = signs.AGENT.search(after)
    return found["who"] if found else None


def _is_plain(strength: Strength, lead: re.Match[str], verb: re.Match[str], subject: str) -> bool:
    if strength is Strength.PROMISED:
        is_somebody = bool(signs.PUBLIC.search(subject) or signs.PERSON.match(subject))
        return is_somebody and (not lead[0].startswith("agree") or verb["verb"] in _verbs()["delivered"])
    if _is_past(lead) or not (signs.PUBLIC.search(subject) or lead[0] == "would"):
        return False
    if strength is Strength.REQUIRED:
        return not signs.GENERAL.search(subject) and not lead[0].startswith(("ha", "will", "would"))
    if lead[0] == "would":  # `said that she would write to members`
        return verb["verb"] in _verbs()["delivered"]
    is_news = lead[0] == "will" and verb[0].startswith((" now ", " soon "))
    return is_news and verb["verb"] in _verbs()["announced"]
