"""The headings that such pages are divided by, in the wordings of many years, and the part that each begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from data.formats.page.lines import Kind, Line
from data.models import SectionKind


class Part(Enum):
    """What a stretch of a page is about."""

    LEAD = auto()
    FACTS = auto()
    WARNINGS = auto()
    SUMMARY = auto()
    CHARACTERS = auto()
    VERDICT = auto()
    SECTIONS = auto()
    AUDIENCE = auto()
    RECOMMENDATIONS = auto()
    OVERVIEW = auto()
    USER_REVIEW = auto()
    OTHER = auto()
    """Belongs to the review, but the model has no place for it."""
    JUNK = auto()
    """Does not belong to the review; the next landmark ends it."""
    END = auto()
    """Comments and what comes after them."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """The beginning of a part. `rest` is what stands behind the heading on its line."""

    part: Part
    name: str
    rest: str = ""
    kind: SectionKind | None = None


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A heading as it is looked up: no case, no brackets, no punctuation around it, `and` for `&`."""
    text = text.casefold().replace("(s)", "s").replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^\w\s/%]+", " ", text).split())


_NAMES: dict[Part, str] = {
    Part.FACTS: """general information|general info|general film information|film information|film info|film details
        |movie information|movie info|movie details|series information|show information|basic information
        |the basics|information|details|quick facts|facts|production details|general details|key facts
        |at a glance""",
    Part.WARNINGS: """content rating explanation|content rating explained|rating explanation|content warnings
        |content warning|trigger warnings|trigger warning|content advisory|content information|content notes
        |content note|content rating and warnings|content rating and explanation|content rating details
        |parental guidance|parents guide|content descriptors|warnings|why is it rated this way""",
    Part.SUMMARY: """film summary|movie summary|plot summary|story summary|series summary|season summary|show summary
        |episode summary|summary|summary with spoilers|synopsis|film synopsis|plot synopsis|plot|film plot
        |movie plot|recap|episode recap|storyline|story|plot overview|what happens|characters and story
        |characters and storyline|review with spoilers|recap with spoilers|plot recap|film recap
        |what is it about|whats it about""",
    Part.CHARACTERS: """character descriptions|character description|character guide|character guides|characters
        |cast and characters|characters and cast|cast and character guide|cast and character descriptions
        |character list|character information|character profiles|character breakdown
        |cast and character breakdown""",
    Part.VERDICT: """our rating|our verdict|rating|verdict|overall|overall rating|final rating|review rating|our score
        |film rating|movie rating|recommendation""",
    Part.AUDIENCE: """who is this for|whos this for|who is it for|who is this film for|who is this movie for
        |who is this series for|who is this show for|who should watch this|who should watch
        |who should watch it|who should see this|who should see it|who would like this|who will like this
        |who might like this|who would enjoy this|who will enjoy this|target audience|intended audience
        |audience|who this is for""",
    Part.RECOMMENDATIONS: """recommendations|we recommend|our recommendations|similar films|similar movies
        |similar titles|films like this|movies like this|more like this|other recommendations|recommended films
        |recommended movies|recommended viewing|what to watch next|films we recommend|if you liked this
        |if you like this|you may also enjoy""",
    Part.OVERVIEW: """overview|review overview|final thoughts|closing thoughts|overall thoughts|conclusion|in conclusion
        |bottom line|the bottom line|final verdict|review summary|final words|wrap up""",
    Part.USER_REVIEW: """user review|user reviews|user rating|user ratings|users rating|community rating|comments rating
        |reader rating|reader reviews|readers rating|visitor rating|rate this|your rating|user score
        |audience rating|community reviews|rate this film|rate this movie""",
    Part.OTHER: """collected quotes|collected quote|quotes|questions left unanswered|question left unanswered
        |notable information|noted information|notable facts|noteworthy facts|things to note
        |things you may have missed|trivia|faq|faqs|frequently asked questions|what could happen next
        |where to watch|ending explained|trailer|other noteworthy information
        |other noteworthy facts and moments|first noticed|production notes|soundtrack|awards
        |unanswered questions|question and comment|questions and comments|what we know|film trailer
        |movie trailer|commentary|images|gallery""",
    Part.JUNK: """follow like and subscribe|share this|share|related posts|related|related articles|related content
        |recent posts|latest posts|latest reviews|categories|tags|newsletter|about the author|author
        |advertisement|sponsored|you may also like|you might also like|post navigation|like this
        |like loading|follow us|table of contents|contents|contents hide|table of contents hide|search|menu
        |primary menu|archives|popular posts|trending|subscribe|sign up|support us|skip to content|follow
        |follow us on social media|get in touch|recommended posts|more reviews|most popular|social media""",
    Part.END: """leave a reply|leave a comment|leave a reply cancel reply|comments|post a comment|add a comment
        |join the discussion|join the conversation|what do you think|share your thoughts|all rights reserved""",
}
_KINDS: dict[SectionKind, str] = {
    SectionKind.HIGHLIGHTS: """highlights|highlight|notable highlights|praise|the praise|the good|good|pros|high points
        |high point|what works|what worked|what we liked|what we loved|positives|notable performances
        |noted performances|notable performance|notable performances and moments|notable moments
        |best moments|strengths""",
    SectionKind.ON_THE_FENCE: """on the fence|mixed feelings|the mixed|the okay|the middle|so so|in between
        |neither here nor there|undecided|the meh""",
    SectionKind.LOW_POINTS: """low points|low point|lowlights|lowlight|low lights|criticism|criticisms|the criticism
        |the bad|bad|cons|what doesnt work|what didnt work|what we disliked|what we didnt like|negatives|the unsavory
        |weaknesses|the low points""",
}
_BY_KEY: dict[str, tuple[Part, SectionKind | None]] = {
    **{name.strip(): (part, None) for part, names in _NAMES.items() for name in names.split("|")},
    **{name.strip(): (Part.SECTIONS, kind) for kind, names in _KINDS.items() for name in names.split("|")},
}
_TIER = r"(?:positive|mixed|negative)\b"
_RATED = re.compile(
    rf"(?P<name>(?:(?:our|final|the|overall|editor.?s|film|movie|review)\s+)?(?:overall|rating|verdict|recommendation))"
    rf"\s*(?:[:–—-]\s*|\s+(?={_TIER}))(?P<rest>\S.*)",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(r"\d{1,3}(?:\.\d+)?\s?%\W*")
_OVERVIEW = re.compile(
    r"(?P<title>.{1,200}?)\s*[:–—|-]\s*(?:review\s+|film\s+|movie\s+|series\s+)?overview", re.IGNORECASE
)
_LIKED = re.compile(
    r"if you.{0,12}\b(?:like|liked|love|loved|enjoy|enjoyed)\b.{0,80}?"
    r"(?:we(?: also)? recommend.{0,30}|recommend the following.?|[^.!]{0,60}[:…])",
    re.IGNORECASE,
)
_VOTES = re.compile(
    r"(?:(?:user|users|comments|reader|community|visitor)\s+(?:review|rating)s?:?\s*)?"
    r"\d(?:\.\d+)?\s*(?:/\s*\d+\s*)?\(\s*\d+ (?:votes?|reviews?|ratings?)\s*\)",
    re.IGNORECASE,
)
_COUNTED_END = re.compile(r"\d+ (?:comments?|responses?|replies|thoughts?)\b.*", re.IGNORECASE)
_JUNK_BEGINNINGS = (
    "check out our", "check out more", "listed under", "filed under", "posted in", "tagged with", "tagged under",
    "follow us", "subscribe to", "sign up for", "share this", "read more", "discover more from", "categories ",
)  # fmt: skip
_END_BEGINNINGS = (
    "this site uses akismet", "your email address will not", "©", "copyright ©", "privacy policy",
    "all rights reserved", "proudly powered by",
)  # fmt: skip
_PAGE_WORDS = frozenset(("review", "reviews", "recap", "commentary", "thoughts", "analysis", "review with spoilers"))
_WITH_TEXT = frozenset((Part.WARNINGS, Part.SUMMARY, Part.AUDIENCE, Part.OVERVIEW, Part.OTHER, Part.USER_REVIEW))
_LONGEST = 160


def landmark(line: Line) -> Landmark | None:
    """The part that a line begins, if it is a heading of such pages."""
    text = f"{line.cells[0].rstrip(': ')}: {line.cells[1]}" if len(line.cells) == 2 else line.text
    if line.kind is Kind.CAPTION:
        return None
    if len(text) > _LONGEST:
        return _with_text(text) or _ending(text)
    found = _looked_up(text) if len(line.cells) < 2 else None
    if found:
        return Landmark(found[0], text, kind=found[1])
    return _rating(text) or _worded(text) or _with_text(text) or _ending(text)


def _looked_up(text: str) -> tuple[Part, SectionKind | None] | None:
    """What a heading begins; of `Plot Summary/ Review` the half that is known."""
    whole = key(text)
    halves = [half.strip() for half in whole.split("/")] if len(whole) < 50 else [whole]
    known = [_BY_KEY[half] for half in halves if half in _BY_KEY]
    if not known or any(half not in _BY_KEY and half not in _PAGE_WORDS for half in halves):
        return None
    return known[0]


def _rating(text: str) -> Landmark | None:
    rated = _RATED.fullmatch(text)
    if rated is None or _PERCENTAGE.fullmatch(rated["rest"]):  # a total of criteria is no verdict
        return None
    return Landmark(Part.VERDICT, rated["name"], rated["rest"])


def _worded(text: str) -> Landmark | None:
    overview = _OVERVIEW.fullmatch(text.rstrip(":"))
    if overview and not text.endswith("."):
        return Landmark(Part.OVERVIEW, text, kind=None)
    if _LIKED.fullmatch(text):
        return Landmark(Part.RECOMMENDATIONS, text)
    return Landmark(Part.USER_REVIEW, text) if _VOTES.fullmatch(text) else None


def _with_text(text: str) -> Landmark | None:
    """`Summary: She comes home …` and `Who Is This For? Those who …`, on one line."""
    head = re.match(r"[^:?]{3,60}[:?]", text)
    if not head or not text[head.end() :].strip():
        return None
    found = _BY_KEY.get(key(head[0]))
    if not found or found[0] not in _WITH_TEXT or not head[0][0].isupper():
        return None
    return Landmark(found[0], head[0], text[head.end() :].strip())


def _ending(text: str) -> Landmark | None:
    plain = text.casefold()
    if plain.startswith(_END_BEGINNINGS) or (len(text) < 80 and _COUNTED_END.fullmatch(text)):
        return Landmark(Part.END, text)
    if plain.startswith(_JUNK_BEGINNINGS) and len(text) <= _LONGEST:
        return Landmark(Part.JUNK, text)
    return None


def overview_title(name: str) -> str | None:
    """The title in a heading such as `Ballerina (2023) – Overview`."""
    found = _OVERVIEW.fullmatch(name.rstrip(": "))
    return found["title"] if found else None
