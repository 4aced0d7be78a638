"""What members who have seen a film say is in it, where no review does: lines for its card and answers. Pure.

Nobody is asked how strong something is, so a channel that holds strong warnings back does not name what members say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from cogs.ui.language import _, counted
from cogs.ui.text import choice_name, escape, spoiler
from cogs.warnings.cards import held_back_line, later_line
from cogs.warnings.lines import BETWEEN
from data.models import Review, clean_line
from data.taxonomy import load
from data.taxonomy.kinds import below, denying
from data.warnings.answering import Presence, answer, recorded, topics_labelled
from data.warnings.caps import Cap, allows_strength
from data.warnings.members_say import LEFT_OPEN, Counts, MembersAnswer, left_open, members_answer, on_list, told
from data.warnings.personal import PersonalList
from data.warnings.search import topics_of

_MOST_NAMED = 8
_MOST_LISTED = 3
_MOST_ANSWERED = 8
"""Topics in one answer."""


def members_say(counts: Counts, cap: Cap) -> str:
    """What they say of the core questions, as a channel may show it; nothing where nothing can be told yet."""
    yes, no = told(counts, Presence.YES), told(counts, Presence.NO)
    lines = list(_held_back(yes, no) if not allows_strength(cap, None) else _named(yes, no))
    if not lines:
        return ""
    return "\n".join((*lines, _("-# That is no review: what is not named here is not known, and nothing is cleared.")))


def beside_review(review: Review, counts: Counts, cap: Cap) -> str:
    """What members say of what the review leaves open; nothing in a channel that holds strong warnings back."""
    if not allows_strength(cap, None):
        return ""
    here = {topic: counts[topic] for topic in left_open(review) if topic in counts}
    return "\n".join(_named(told(here, Presence.YES), told(here, Presence.NO)))


def beside_answer(topic: str, counts: Counts, cap: Cap) -> str:
    """What members say of one topic that the review leaves open, in a line below the review's answer."""
    said = members_answer(topic, counts)
    if said.presence is Presence.NOT_KNOWN or not allows_strength(cap, None):
        return ""
    if said.presence is Presence.NO:
        no = _("-# Members say no: {topics}, nobody says yes; that is no promise")
        return no.format(topics=_with_number(said))
    return _("⚠️ **Members say yes:** {topics}").format(topics=_with_number(said))


def beside_list(personal: PersonalList, review: Review, counts: Counts) -> str:
    """Which of a member's own topics members say are in it, of those that the review leaves open; for them alone."""
    said, unsure = recorded(review.warnings), topics_labelled(review.unsure)
    met = [one for one in on_list(personal, counts) if answer(one.topic, said, unsure).presence in LEFT_OPEN]
    return _("Members say that it is in it: {topics}.").format(topics=_some(met, _MOST_LISTED, _on_list)) if met else ""


def _held_back(yes: Sequence[MembersAnswer], no: Sequence[MembersAnswer]) -> Iterator[str]:
    if yes:
        yield counted(
            len(yes),
            "🔒 **Members say yes** to {count} thing that this channel does not name.",
            "🔒 **Members say yes** to {count} things that this channel does not name.",
        )
    if no:
        yield counted(
            len(no),
            "-# They say no to {count} thing that this channel does not name.",
            "-# They say no to {count} things that this channel does not name.",
        )


def _named(yes: Sequence[MembersAnswer], no: Sequence[MembersAnswer]) -> Iterator[str]:
    if yes:
        yield _("⚠️ **Members say yes:** {topics}").format(topics=_some(yes, _MOST_NAMED, _with_number))
    if no:
        yield _("-# Members say no: {topics}").format(topics=_some(no, _MOST_NAMED, _with_number))


def _some(answers: Sequence[MembersAnswer], most: int, name: Callable[[MembersAnswer], str]) -> str:
    """The first few, those that most say first."""
    ranked = sorted(answers, key=lambda answer: -answer.members)
    named = BETWEEN.join(name(answer) for answer in ranked[:most])
    if len(ranked) <= most:
        return named
    return counted(len(ranked) - most, "{named} and {count} more", "{named} and {count} more", named=named)


def _with_number(answer: MembersAnswer) -> str:
    return f"{_label(answer.rests_on, answer)} ({answer.members})"


def _label(topic: str, answer: MembersAnswer) -> str:
    """Under a bar where saying that it is there gives the plot away."""
    found = load().topic(topic)
    tells = found.spoils and answer.presence is Presence.YES
    return spoiler(found.noun) if tells else escape(found.noun)


def topic_answer(topic: str, counts: Counts, cap: Cap) -> str:
    """What members say to one topic, for whoever asked for just that."""
    answer, label = members_answer(topic, counts), f"**{escape(load().topic(topic).label)}**"
    if answer.presence is Presence.YES and not allows_strength(cap, None):
        return held_back_line(load().topic(topic).label)
    if answer.presence is Presence.NOT_KNOWN:
        return _not_known(topic, counts).format(topic=label)
    if answer.rests_on != topic:
        said = _("⚠️ {topic}: **yes**: members say {others}")
        if answer.presence is Presence.NO:
            said = _("⚪ {topic}: **members say no** to {others}, nobody says yes; that is no promise")
        return said.format(topic=label, others=_with_number(answer))
    if answer.presence is Presence.NO:
        no = _("⚪ {topic}: **members say no ({count})**, nobody says yes; that is no promise")
        return no.format(topic=label, count=answer.members)
    return counted(
        answer.members,
        "⚠️ {topic}: **yes**, {count} member says so",
        "⚠️ {topic}: **yes**, {count} members say so",
        topic=label,
    )


def _not_known(topic: str, counts: Counts) -> str:
    if counts.keys() & (below(topic) | denying(topic)):
        return _("❔ {topic}: **not known**: no review here, and too few members have answered")
    return _("❔ {topic}: **not known**: no review here, and nobody has answered")


def wanted_lines(typed: str, counts: Counts, cap: Cap) -> str:
    """The answers to the topics that somebody chose or said in their own words."""
    topics = topics_of(typed)
    if not topics:
        unknown = _("❔ {topic}: **not known**; it is no topic of mine, and there is no review here")
        return unknown.format(topic=f"**{escape(clean_line(typed)[:100])}**")
    lines = [topic_answer(topic, counts, cap) for topic in topics[:_MOST_ANSWERED]]
    return "\n".join(lines + ([later_line(topics[_MOST_ANSWERED:])] if topics[_MOST_ANSWERED:] else []))


def list_note(personal: PersonalList, counts: Counts, label: str, *, by_itself: bool = False) -> str | None:
    """What members say of a member's own topics, for them alone; None without a list.

    A yes is told; whatever else members say, the film is not cleared of anything. `by_itself`, where no card stands
    around it, it names the film, and is None where no member has said anything.
    """
    if not personal.wishes or (by_itself and not counts):
        return None
    met = on_list(personal, counts)
    said = _("Not known: there is no review here.")
    if met:
        said = _("Members say that it is in it: {topics}.").format(topics=_some(met, _MOST_LISTED, _on_list))
    if by_itself:
        film = escape(choice_name(label, 80))
        note = _("🔔 **Your list, {film}** {answer}").format(film=film, answer=said)
    else:
        note = _("🔔 **Your list** {answer}").format(answer=said)
    unknown = len(personal.wishes) - len(met)
    if not met or not unknown:
        return note
    rest = counted(
        unknown,
        "-# Not known: {count} topic of yours, which is not a “no”.",
        "-# Not known: {count} topics of yours, which is not a “no”.",
    )
    return f"{note}\n{rest}"


def _on_list(answer: MembersAnswer) -> str:
    asked = load().topic(answer.topic)
    if answer.rests_on == answer.topic:
        return f"{spoiler(asked.noun) if asked.spoils else f'**{escape(asked.noun)}**'} ({answer.members})"
    return f"**{escape(asked.noun)}**: {_with_number(answer)}"
