"""Tenures: posts that a text gives in other words than beside a name: `who has held the top job since 2019`, `council leaders X and Y`.

A text and its posts in, holdings out, each with a post of its own: the one that the words mean.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from linking.holdings import BEARER, Holding
from linking.names import COUNCILLOR, HONOURS
from linking.posts import Post
from linking.prose import Prose
from linking.time_words import FULL_MONTHS

TOLD = "tenures.told@1"
RULES = (TOLD,)

# `who has held the top job`, `who had been in the post`: the post that the text named last.
_IN_THE_JOB = re.compile(
    r"\bwho (?:has|had)(?: now)? (?P<job>(?:held|done|been in|filled|occupied) (?:the )?(?:top |same |same top )?(?:job|post|role|position)\b)"
)
# `Cllr Jane Sample, who has led the authority`: a councillor who leads a council is its leader.
_LED_IT = re.compile(
    r"\bwho (?:has led|had led|leads|led) (?P<job>the (?:[a-z]+ )?(?:council|authority|city|county|borough)\b)(?! (?:as|for|group)\b)"
)
_BEFORE_WHO = re.compile(
    rf"(?<![\w-])(?=(?P<councillor>{COUNCILLOR} )?){BEARER}{HONOURS}{{0,3}}(?: \([^()\n]{{1,40}}\))?,? \Z"
)
_WINDOW = 90
_LAST_POST = 700
# `council leaders Jane Sample (Wolden) and Tom Sample (Estmere)`, `their own directors, Ann Brown and Dr Eve Hall`: one post each.
_PLURAL = re.compile(
    r"\b(?P<post>(?:leaders(?:(?<=council leaders)|(?<=party leaders)|(?<=group leaders))|directors(?<=own directors|two directors|new directors)"
    r"|directors of (?:children's services|adult (?:social )?(?:care|services)|education|public health)|chief executives|cabinet members(?: for [a-z' ]{3,40}?)?|commissioners))(?:,|:| -)? (?=[A-Z])"
)
_ONE_OF = re.compile(rf"{BEARER}{HONOURS}{{0,3}}(?: \((?P<of>[^()\n]{{1,40}})\))?")
_AND = re.compile(r", and |, | and ")
_SINGULAR = re.compile(
    r"(?<=leader)s\b|(?<=member)s\b|(?<=director)s\b|(?<=executive)s\b|(?<=commissioner)s\b|(?<=minister)s\b|(?<=head)s\b|(?<=adviser)s\b"
)


# `Who has held the post of director since 2021?`, and below it a line for each: `Jane Sample, to 30 April 2022`, `Tom Sample (acting), May to December`.
_ROLL = re.compile(r"\b(?:held|holders?|post-?holders|occupied|successive|previous(?:ly)?|history)\b")
_ROLL_LINE = re.compile(
    rf"(?:[-•*] )?{BEARER}{HONOURS}{{0,2}}(?: \((?P<how>acting|interim)\))?(?:,|:| -)? \(?(?:to|from|until|since|\d|(?:{FULL_MONTHS})\b)[^;\n]{{2,60}}\Z"
)
_TO_DATE = re.compile(r"\b(?:to date|present|ongoing|onwards|current|since)\b")
_MOST_LINES = 12


def place(prose: Prose, posts: Sequence[Post]) -> Iterator[Holding]:
    """Who holds a post by words that stand for it, and who holds which of several."""
    yield from _in_the_job(prose, [post for post in posts if post.is_public])
    yield from _leading(prose)
    yield from _several(prose)
    yield from _rolls(prose, [post for post in posts if post.is_public])


def _in_the_job(prose: Prose, public: Sequence[Post]) -> Iterator[Holding]:
    for found in _IN_THE_JOB.finditer(prose.flow):
        start = found.start()
        named = _BEFORE_WHO.search(prose.flow, max(0, start - _WINDOW), start)
        last = next((post for post in reversed(public) if start - _LAST_POST <= post.start < start), None)
        if named and last:
            yield _holding(named, replace(last, start=found.start("job"), end=found.end("job")), found.end())


def _leading(prose: Prose) -> Iterator[Holding]:
    for found in _LED_IT.finditer(prose.flow):
        named = _BEFORE_WHO.search(prose.flow, max(0, found.start() - _WINDOW), found.start())
        if named and named["councillor"]:
            yield _holding(named, _post("leader", *found.span("job")), found.end())


def _several(prose: Prose) -> Iterator[Holding]:
    flow = prose.flow
    for phrase in _PLURAL.finditer(flow):
        entries: list[re.Match[str]] = []
        position = phrase.end()
        while one := _ONE_OF.match(flow, position):
            entries.append(one)
            joint = _AND.match(flow, one.end())
            if joint is None:
                break
            position = joint.end()
        if len(entries) > 1:
            for one in entries:
                group = "name" if one["name"] else "titled"
                post = _post(_SINGULAR.sub("", phrase["post"]), *one.span(group))
                yield replace(_holding(one, post, one.end()), start=phrase.start(), is_one_of_several=True)


def _rolls(prose: Prose, public: Sequence[Post]) -> Iterator[Holding]:
    """Who held a post one after the other, as a list below its name tells."""
    for post in public:
        sentence = prose.sentence_at(post.start)
        if not _ROLL.search(prose.flow, *sentence):
            continue
        first = bisect_right(prose.sentences, sentence)
        for start, end in prose.sentences[first : first + _MOST_LINES]:
            line = _ROLL_LINE.match(prose.flow[start:end])
            if line is None:
                break
            name_start, name_end = line.span("name" if line["name"] else "titled")
            is_now = _TO_DATE.search(line[0], name_end)
            yield Holding(
                name_start=start + name_start,
                name_end=start + name_end,
                post=replace(post, start=start + name_start, end=start + name_end),
                start=start,
                end=end,
                status=(line["how"] or "current") if is_now else "former",
            )


def _post(words: str, start: int, end: int) -> Post:
    return Post(start=start, end=end, words=words, canonical=None, body=None, is_public=True, rule=TOLD)


def _holding(named: re.Match[str], post: Post, end: int) -> Holding:
    start, stop = named.span("name" if named["name"] else "titled")
    return Holding(name_start=start, name_end=stop, post=post, start=start, end=end)
