"""Whether a clause says "no" to a topic, says that it is not seen, or takes its "no" back. Pure.

A "no" that is none is the worst mistake there is here: in doubt a text denies nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from data.taxonomy.matching import Force, Match
from data.taxonomy.qualifiers import cues, manner, negation

_SEEING = re.compile(
    r"\b(?:see|sees|seen|saw|seeing|watch(?:es|ed|ing)?|show|shows|showed|shown|showing|depict\w*|display\w*|visib\w+"
    r"|visual\w*|on ?(?:screen|camera|page)|in (?:view|frame|shot)|in close ?ups?|close ?ups?|portray\w*|witness\w*"
    r"|filmed|as such|per se)\b"
)
"""Who denies that something is seen has not denied that it is there."""
_UNSEEN = re.compile(
    r"\b(?:no|not|never|nobody|no one|nothing|without|none|neither|nor)\b(?:(?! (?:but|and|or)\b) \w+){0,3}? "
    rf"(?:{_SEEING.pattern})"
)
_ALWAYS = re.compile(
    r"\b(?:until|till|unless|once|except\w*|apart from|aside from|other than|save for|besides"
    r"|immediately|instantly|at once|(?:right|straight) away|easily|quickly|for long|in the making|filming|production"
    r"|solved|explained|avenged|punished|reported|forgotten|forgiven|bothers?|matters?|justified|convincing|realistic"
    r"|bar|barring|but for|not counting|excluding|short of|at first|to begin with"
    r"|as far as|(?:that )?(?:i|we) (?:know|remember|recall)|so far|not yet|yet"
    r"|(?:after|before|during|in|for|throughout) (?:\w+ ){0,3}(?:half|third|act|hour|minutes|scenes?|part)"
    r"|peacefully|alone|of (?:natural|old|hunger)"
    r"|version|edition|cut|release|left (?:out|unshown)|omitted|skipped|missing|excluded)\b|\?(?= )"
)
"""What follows takes a "no" back, whatever it is, or says that it holds for a part or a version of the film."""
_OF_IT = re.compile(r" (?:notes?|charges?|victims?|survivors?|trials?|left)\b")
"""Who denies this has not denied what it comes from: "no suicide note"."""
_DOUBTED = re.compile(
    r"\b(?:(?:don t|do not|didn t|did not|can t|cannot|can not) (?:think|believe|know|remember|recall)|not sure|unsure"
    r"|not certain|i (?:think|guess|believe|hope|assume)|probably|maybe|perhaps|possibly|hopefully|supposedly"
    r"|might|may not|from memory|apparently|allegedly|mostly|largely|generally|relatively|practically|this time"
    r"|at least|enough|or (?:does|do|is|are|did) (?:it|he|she|they))\b"
)
"""Whoever writes so has not said "no"."""
_SAID_BY_OTHERS = re.compile(
    r"\b(?:(?:not|never|hardly|far from) (?:\w+ )?(?:true|the case|correct|accurate|so that|as if)"
    r"|untrue|(?:wrong|incorrect|false|mistaken|misleading|a (?:lie|myth|mistake)|too much|impossible|hard|unfair) to"
    r"|(?:is|are|was|were) (?:\w+ )?(?:wrong|lying|a lie|a myth|untrue|mistaken|false|misleading)"
    r"|(?:can not|could not|would not|will not|do not|does not|did not|never|nobody can|not to) "
    r"(?:say|claim|believe|pretend|call it|promise|guarantee|swear|let|rule)"
    r"|who(?:ever)? (?:says?|said|claims?|claimed|told|thinks?)|told (?:me|us|you|that)"
    r"|(?:was|were|been) (?:told|promised)"
    r"|(?:say|says|said|saying|claim\w*|promis\w+|insist\w*|pretend\w*|reckon\w*|advertis\w*|billed|sold as|alleg\w*"
    r"|guarantee\w*|call(?:s|ed)? it)\b.*\b(?:no|not|never|nobody|nothing|none|free|without)"
    r"|supposed to|(?:i|we|you) (?:had |have )?(?:thought|expected|wish|wished|hoped|wanted|assumed)"
    r"|if (?:only )?(?:there|it|you|the|they|nobody|no|he|she|i)|(?:would|could|should) (?:have|be|prefer|rather)"
    r"|no such luck|instead of|rather than"
    r"|(?:no|not|never|nobody|no one|nothing|hardly|barely|scarcely|rarely|seldom|far from|anything but)(?: \w+){0,6}?"
    r" (?:without|free|devoid|lacks|lacking)"
    r"|no amount of)\b"
)
"""A "no" that is quoted, wished for, or called untrue is nobody's "no": "it is wrong to say that nobody dies"."""
_PERHAPS = re.compile(
    r"\b(?:but|only|although|though|however|just|still|one|some|instead|a few|a couple|almost|nearly|while|since"
    r"|because|implied|hint\w*|suggest\w*|mention\w*|heard|attempt\w*)\b|;"
)
"""What follows takes a "no" back unless it goes on to something else: "no gore, but a lot of swearing"."""
_REFERS = re.compile(
    r"\b(?:it|one|some|that|this|they|them|she|he|there|implied|hint\w*|suggest\w*|mention\w*|heard|attempt\w*)\b"
)

_ONE_KIND = {"animal-cruelty": re.compile(r"\b(?:dogs?|pupp\w+|cats?|kittens?|horses?|pon(?:y|ies))\b")}
"""Words of a topic that speak of one kind of it: that the cat is not harmed denies nothing of dogs."""


class Denial(Enum):
    """What becomes of a topic that stands near a "no"."""

    NO = auto()
    """It is stated; there may be a "no" in the clause, but it speaks of something else."""
    UNSEEN = auto()
    """It is there, out of sight."""
    OPEN = auto()
    """The "no" is taken back, or limited: it is there in some way, nobody says how strongly."""
    YES = auto()
    """There is none of it."""


def denial(clause: str, start: int, match: Match, words: str, found: Sequence[Match]) -> Denial:
    """Read what a clause that begins at `start` of `words` says of a topic in it; `found` are all topics in `words`."""
    at, to = match.start - start, match.end - start
    no = negation(clause, at, to)
    if match.denied and match.force is Force.DENIAL:
        return Denial.OPEN if _taken_back(words, match, found) else Denial.YES
    if no.unseen or _UNSEEN.search(clause):
        return Denial.UNSEEN
    if not (match.denied or no.denies):
        return Denial.NO
    if _SEEING.search(f"{clause[:at]}|{clause[to:]}"):
        return Denial.UNSEEN
    return Denial.OPEN if _taken_back(words, match, found) else Denial.YES


def of_one_kind(match: Match, words: str) -> bool:
    """Whether the words that name a topic speak only of one kind of it, so that a "no" to them is none to the topic."""
    kind = _ONE_KIND.get(match.topic)
    named = words[match.start : match.end]
    return kind is not None and kind.search(named) is not None and "animal" not in named


def _taken_back(words: str, match: Match, found: Sequence[Match]) -> bool:
    after = words[match.end :]
    if _OF_IT.match(after) or _ALWAYS.search(after) or _DOUBTED.search(words) or _SAID_BY_OTHERS.search(words):
        return True
    taken = _PERHAPS.search(after)
    if taken is None:
        return False
    behind = match.end + taken.start()
    goes_on = any(other.start >= behind and other.topic != match.topic for other in found)
    return not goes_on or _REFERS.search(after[taken.end() :]) is not None


def told(clause: str) -> bool:
    """Whether the clause says that it is spoken of, where it is not seen."""
    return cues().mentioned.search(clause) is not None and manner(clause) is not None
