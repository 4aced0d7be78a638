"""What other cards say of a film's warnings, and what a member's own list makes of them. Pure.

Whoever shows a note shows it to that member alone: on a card only they see, or as a message only they see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cogs.ui.language import _, counted
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.terms import term
from cogs.ui.text import choice_name, escape, fit, spoiler
from data.models import ContentWarning, Manner, Severity, StoredReview
from data.taxonomy import load
from data.taxonomy.core import CORE_QUESTIONS
from data.warnings.answering import TopicAnswer
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.crowd import Voice, Voices, contradicts, meant
from data.warnings.listing import Listing, arrange
from data.warnings.personal import Answer, Check, Finding, PersonalList, check
from data.warnings.placement import Placed


def strength(severity: Severity | None) -> str:
    """`severe`, or that nobody says."""
    return term(severity) if severity else _("strength not stated")


def strength_and_manner(severity: Severity | None, how: Manner | None) -> str:
    """`severe, shown`"""
    return f"{strength(severity)}, {term(how)}" if how else strength(severity)


def agreement(voices: Voices, severity: Severity | None) -> str:
    """All voices in one phrase, most first: `9 say moderate, 4 say mild`; empty when nobody has said anything."""
    said: dict[str, int] = {}
    for voice in Voice:
        if number := voices.count(voice):
            words = _opinion(voice, severity)
            said[words] = said.get(words, 0) + number
    ranked = sorted(said.items(), key=lambda item: -item[1])
    return ", ".join(
        counted(number, "{count} says {opinion}", "{count} say {opinion}", opinion=words) for words, number in ranked
    )


def _opinion(voice: Voice, severity: Severity | None) -> str:
    if severity is Severity.NONE and contradicts(voice, severity):
        return _("there is some")
    if voice is Voice.WORSE and severity is Severity.SEVERE:
        return _("worse than severe")
    if voice is Voice.MILDER and severity is Severity.MILD:
        return _("less than mild")
    level = meant(voice, severity)
    return term(level) if level else _("yes")  # a yes to a warning that does not say how strong it is


BETWEEN = " · "
"""Between labels in one line; labels may hold commas."""

_MOST_ABSENT = 6
_LONGEST_GLANCE = 62
"""Characters of labels on a film's card: two lines of a phone."""
_STRONGEST_FIRST = (Severity.SEVERE, None, Severity.MODERATE, Severity.MILD)


def strong_ones(warnings: tuple[ContentWarning, ...], cap: Cap = EVERYTHING) -> str:
    """`⚠️ 8 strong warnings, 1 folded`: how much there is to meet; empty where nothing that is in the film is known.

    What is folded gives the plot away, and what is held back is stronger than the channel shows. Neither that none is
    strong nor that there is none is said where it is not known.
    """
    listing = arrange(warnings, cap)
    strong = sum(warning.severity is Severity.SEVERE for warning in listing.present)
    unstated = any(warning.severity is None for warning in listing.present)
    said = []
    if strong:
        said.append(counted(strong, "{count} strong warning", "{count} strong warnings"))
    elif listing.present:
        said.append(counted(len(listing.present), "{count} warning", "{count} warnings"))
        if not (unstated or listing.folded or listing.held_back):
            said.append(_("none of them strong"))
    if listing.folded:
        said.append(counted(len(listing.folded), "{count} folded", "{count} folded"))
    if listing.held_back:
        said.append(counted(listing.held_back, "{count} held back", "{count} held back"))
    return f"⚠️\u00a0{', '.join(said)}" if said else ""


def glance(warnings: tuple[ContentWarning, ...], cap: Cap = EVERYTHING) -> str:
    """The strongest of what the film has, by name and without detail; labels that spoil are only counted."""
    if not warnings:
        return _("-# ⚠️ **Warnings** Not recorded yet, which does not mean that there is nothing.")
    listing = arrange(warnings, cap)
    if listing.present:
        named = _strongest(listing.present)
    elif listing.absent:
        named = _("**None of:** {topics}").format(topics=_some(listing.absent))
    else:
        named = _("**Warnings** Nothing that can be named here.")
    if folded := len(listing.folded):
        named = counted(folded, "{named}, {count} folded", "{named}, {count} folded", named=named)
    return "\n".join([f"-# ⚠️ {named}", *_stronger(listing)])


def _strongest(present: Sequence[ContentWarning]) -> str:
    """`**Severe:** Sharks & snakes · Drowning · **Moderate:** Gore, and 6 more`, as far as there is room."""
    labels: dict[str, Severity | None] = {}
    for warning in sorted(present, key=_weakest_last):
        labels.setdefault(_named(warning), warning.severity)
    line, before = "", None
    for number, (label, severity) in enumerate(labels.items()):
        head = f"**{_strength_word(severity)}:** " if severity is not before or not line else ""
        if line and len(line) + len(head) + len(label) > _LONGEST_GLANCE:
            rest = len(labels) - number
            return counted(rest, "{named} and {count} more", "{named} and {count} more", named=line)
        line += f"{BETWEEN if line else ''}{head}{label}"
        before = severity
    return line


def _weakest_last(warning: ContentWarning) -> tuple[int, bool]:
    """Of two that are as strong the one comes first that is seen."""
    return _STRONGEST_FIRST.index(warning.severity), warning.how in (Manner.IMPLIED, Manner.MENTIONED)


def _strength_word(severity: Severity | None) -> str:
    return term(severity).capitalize() if severity else _("Strength not stated")


def _stronger(listing: Listing) -> Iterator[str]:
    if held_back := listing.held_back:
        yield counted(
            held_back,
            "-# 🔒 and {count} that is stronger than this channel shows",
            "-# 🔒 and {count} that are stronger than this channel shows",
        )


def _some(absent: Sequence[ContentWarning]) -> str:
    """The first few of what there is none of, those first that people ask for most, and how many more."""
    first = sorted(absent, key=lambda warning: _asked_for().get(warning.topic, len(_asked_for())))[:_MOST_ABSENT]
    named = in_one_line(first)
    if len(absent) <= _MOST_ABSENT:
        return named
    return counted(len(absent) - _MOST_ABSENT, "{named} and {count} more", "{named} and {count} more", named=named)


def unsure_line(labels: Sequence[str]) -> str:
    """What whoever wrote the review does not remember for certain, the first few by name."""
    first = sorted(labels, key=lambda label: _asked_for().get(label, len(_asked_for())))[:_MOST_ABSENT]
    named = BETWEEN.join(escape(noun(label)) for label in first)
    if more := len(labels) - len(first):
        named = counted(more, "{named} and {count} more", "{named} and {count} more", named=named)
    return _("❔ **Not sure:** {topics}").format(topics=named)


@lru_cache(maxsize=1)
def _asked_for() -> dict[str, int]:
    """The labels of the core questions' topics, by how early they are asked."""
    topics = (topic for question in CORE_QUESTIONS for topic in question.topics)
    return {load().topic(topic).label: place for place, topic in enumerate(topics)}


def noun(label: str) -> str:
    """A warning's label where many stand in one line: short where it is a topic's, else as it was written."""
    topic = load().labelled(label)
    return topic.noun if topic else label


def in_one_line(warnings: Iterable[ContentWarning]) -> str:
    """Labels one after the other, so that one sees where one ends; what is not seen on screen is said."""
    return BETWEEN.join(dict.fromkeys(_named(w) for w in warnings))


def _named(warning: ContentWarning) -> str:
    label = escape(noun(warning.topic))
    unseen = warning.how if warning.how is not Manner.SHOWN and warning.severity is not Severity.NONE else None
    return f"{label} ({term(unseen)})" if unseen else label


def seen_button(film_id: int) -> PressButton:
    """Opens the pages on which a member says what is in a film."""
    return button(Press("film", film_id, "seen"), _("I have seen it"), emoji="👀")


LONGEST = 450
"""Characters of a note, for which the cards it stands on leave room."""

_MOST_NAMED = 3


def film_note(
    personal: PersonalList, stored: StoredReview, *, members: str = "", by_itself: bool = False
) -> str | None:
    """Whether the film has any of their topics; None for a member without a list.

    `members` is what others say of topics that the review leaves open. `by_itself`, where no card stands around it, it
    names the film, and is None where the review clears it of all.
    """
    if not personal.wishes:
        return None
    found = check(personal, stored.review.warnings)
    if by_itself and not found.unplaced and len(found.having(Answer.FREE)) == len(found.findings):
        return None
    head = _("🔔 **Your list** {answer}").format(answer=_overall(found))
    if by_itself:
        film = escape(choice_name(stored.review.film.label, 80))
        head = _("🔔 **Your list, {film}** {answer}").format(film=film, answer=_overall(found))
    return fit([head, *([members] if members else []), *_rest(found)], LONGEST, "")


def _overall(found: Check) -> str:
    met, perhaps = found.having(Answer.MEETS), found.having(Answer.PERHAPS)
    if met:
        return _("In it: {topics}.").format(topics=_few([_met(finding) for finding in met]))
    if perhaps:
        topics = _few([_met(finding) for finding in perhaps])
        return _("Perhaps: {topics}. The review does not say more.").format(topics=topics)
    unknown = len(found.having(Answer.NOT_KNOWN))
    if unknown == len(found.findings):
        return _("Not known: the review speaks of none of your topics.")
    if unknown:
        return _("The review names nothing on it.")
    return _("The review says: none of it, or less than you asked to be told of.")


def _rest(found: Check) -> Iterator[str]:
    perhaps = found.having(Answer.PERHAPS)
    if perhaps and found.having(Answer.MEETS):
        yield counted(
            len(perhaps),
            "-# Perhaps {count} topic more.",
            "-# Perhaps {count} topics more.",
        )
    unknown = found.having(Answer.NOT_KNOWN)
    if unknown and len(unknown) < len(found.findings):
        yield counted(
            len(unknown),
            "-# Not known: {count} topic of yours, which is not a “no”.",
            "-# Not known: {count} topics of yours, which is not a “no”.",
        )
    if found.unplaced:
        yield counted(
            found.unplaced,
            "-# {count} warning of the review could not be compared: see Warnings.",
            "-# {count} warnings of the review could not be compared: see Warnings.",
        )


def _met(finding: Finding) -> str:
    """A label that gives the plot away is under a bar, even though its topic was asked for."""
    label, said = load().topic(finding.topic).noun, finding.said
    if states(said) and finding.answer is Answer.MEETS:
        named = spoiler(label) if said.spoils else f"**{escape(label)}**"
        return f"{named} ({strength_and_manner(said.severity, said.how)})"
    return f"**{escape(label)}**: {resting_on(said.rests_on[0], finding.topic)}"


def states(answer: TopicAnswer) -> bool:
    """Whether the strongest that an answer rests on is the topic itself, so that nothing else needs to be named."""
    return answer.rests_on[0].topic == answer.topic or answer.rests_on[0].wider == answer.topic


def resting_on(placed: Placed, asked: str) -> str:
    """What an answer rests on, in the review's words; under a bar where they tell of the plot more than was asked."""
    tells = placed.spoils and placed.topic != asked
    label = noun(placed.warning.topic)
    words = spoiler(label) if tells else escape(label)
    if placed.severity is Severity.NONE:
        return words
    return f"{words} ({strength_and_manner(placed.severity, placed.how)})"


def recommendations_note(labels: Iterable[str]) -> str | None:
    """Which recommended films have something on their list."""
    named = [f"**{escape(choice_name(label, 60))}**" for label in labels]
    return _("🔔 **Your list** Something on it is in {films}.").format(films=_few(named)) if named else None


def _few(named: list[str]) -> str:
    first = BETWEEN.join(named[:_MOST_NAMED])
    if len(named) <= _MOST_NAMED:
        return first
    return counted(len(named) - _MOST_NAMED, "{named} and {count} more", "{named} and {count} more", named=first)
