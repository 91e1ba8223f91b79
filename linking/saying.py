"""Saying: the verbs that give somebody words, whole sentences or parts of them, as one pattern; whose words they are is for speakers.py."""

from collections.abc import Iterator

# Verbs by how their forms are made: `add`, `adds`, `added`, `adding`.
_REGULAR = (
    "add", "explain", "insist", "warn", "confirm", "stress", "comment", "respond", "claim", "remark", "report", "ask", "thank", "call", "demand", "complain",
    "vow", "reveal", "suggest", "hail", "brand", "blast", "recall", "answer", "counter", "caution", "reflect", "condemn", "reject", "attack", "lament", "highlight",
    "uncover", "mention", "repeat", "tweet", "post", "maintain", "predict", "hint", "order", "instruct", "term", "portray", "shout", "mutter", "whisper", "bellow", "yell",
    "sigh", "moan", "plead", "appeal", "boast", "thunder", "protest", "object", "contend", "assert", "lambast", "scold", "mock", "scoff", "interject", "volunteer",
    "recount", "question", "threaten", "wonder", "applaud", "retort", "express", "dismiss", "proclaim", "growl", "beam",
)  # fmt: skip
# `note`, `notes`, `noted`, `noting`.
_IN_E = (
    "continue", "acknowledge", "note", "conclude", "state", "argue", "observe", "declare", "announce", "describe", "welcome", "urge", "pledge", "promise", "praise", "fume",
    "joke", "concede", "emphasise", "emphasize", "agree", "believe", "apologise", "accuse", "criticise", "criticize", "expose", "cite", "reiterate", "assure", "reassure", "advise",
    "allege", "denounce", "implore", "berate", "chide", "muse", "grumble", "confide", "underline", "underscore", "summarise", "characterise", "deplore", "savage", "ridicule",
    "deride", "rebuke", "venture", "elaborate", "challenge", "quote", "opine", "enthuse", "rage", "heckle", "pronounce", "rule",
)  # fmt: skip
# `reply`, `replies`, `replied`, `replying`.
_IN_Y = ("reply", "identify", "deny", "testify", "clarify", "decry")
# `admit`, `admits`, `admitted`, `admitting`.
_DOUBLED = ("admit", "quip", "slam", "label", "dub", "regret", "snap", "signal")
_IRREGULAR = (
    "said", "says", "say", "saying", "told", "tells", "telling", "writes", "wrote", "writing", "written", "found", "finds", "felt", "feels", "likening", "read", "reads", "swore", "likened", "likens",
)  # fmt: skip
_PHRASES = (
    r"point(?:s|ed) (?:out|to)", r"(?:goes|went|going) on", r"raise[sd] (?:concerns?|questions|fears)", r"s(?:ums|ummed) up", r"h(?:it|its) (?:out|back)", r"puts? it", r"sp(?:oke|eaks) of",
    r"(?:chim|chipp|pip|weigh)ed (?:in|up)", r"(?:shot|snapped|hit|fired) back", r"cut in", r"cried(?: out)?", r"made (?:it )?clear", r"let slip",
    # `would not comment "until"`, `declined to say`, `likes to say`, `is fond of saying`
    r"(?:would|could|did) (?:not |only |neither )?(?:say|comment|confirm|add|promise|accept|be drawn)", r"(?:declin|refus)ed to (?:comment|say|confirm|accept|apologise|be drawn)",
    r"(?:likes?|liked|used|wants?|wanted|went on|goes on) to (?:say|tell|add|warn|call|describe|note|stress|argue|ask)", r"(?:is|was) fond of saying",
    # `takes another view:`, `had this warning:`, `was blunt:`
    r"t(?:ook|akes) (?:a|the|an)(?:other)? (?:[a-z]+ )?(?:view|line)", r"(?:ha[ds]|offered|gave|issued|sent) (?:a |an |this |one |some )(?:[a-z]+ )?(?:message|warning|answer|verdict|reply|response|word of advice|apology|assurance|explanation)",
    r"(?:was|is) (?:clear|blunt|adamant|defiant|scathing|unequivocal|emphatic|damning|withering|frank|candid|unrepentant)",
)  # fmt: skip


def _forms() -> Iterator[str]:
    yield from _IRREGULAR
    for verb in _REGULAR:
        yield f"{verb}(?:{'es' if verb.endswith('ss') else 's'}|ed|ing)"
    for verb in _IN_E:
        yield f"{verb[:-1]}(?:e[sd]|ing)"
    for verb in _IN_Y:
        yield f"{verb[:-1]}(?:ies|ied|ying)"
    for verb in _DOUBLED:
        yield f"{verb}(?:s|{verb[-1]}ed|{verb[-1]}ing)"
    yield from _PHRASES


VERB = f"(?:{'|'.join(_forms())})"
