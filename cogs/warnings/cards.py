"""A film's warnings as people see them: the list, one warning with what members say of it, the answer to a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cogs.ui.cards import WARNINGS, Card
from cogs.ui.language import N_, _, counted
from cogs.ui.pager import Pager
from cogs.ui.picks import select
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import Press
from cogs.ui.text import escape, fit, spoiler
from cogs.warnings.lines import (
    BETWEEN,
    agreement,
    in_one_line,
    resting_on,
    seen_button,
    states,
    strength_and_manner,
    unsure_line,
)
from data.film_page import FilmPage
from data.models import ContentWarning, Severity, StoredReview
from data.taxonomy import load
from data.warnings.answering import Presence, TopicAnswer
from data.warnings.caps import EVERYTHING, Cap
from data.warnings.crowd import Voice, Voices
from data.warnings.listing import Listing, arrange, gives_away, key_of
from data.warnings.members_say import left_open

STRENGTHS: dict[Severity | None, str] = {
    Severity.SEVERE: "🔴",
    Severity.MODERATE: "🟠",
    Severity.MILD: "🟡",
    Severity.NONE: "⚪",
}
_UNSTATED = "🔘"
_NOBODY = N_("Nobody has recorded warnings for this film yet. That does not mean that there is nothing.")
_ON_ONE_PAGE = 20
_LONGEST_LIST = 2500
_VOICES = {
    Voice.YES: (N_("Yes"), "👍"),
    Voice.NO: (N_("No"), "👎"),
    Voice.WORSE: (N_("Worse"), "⬆️"),
    Voice.MILDER: (N_("Milder"), "⬇️"),
}
_ANSWERS = {
    Presence.YES: N_("⚠️ {topic}: **yes** ({strength})"),
    Presence.NO: N_("✅ {topic}: **no**, the review says that there is none"),
    Presence.NOT_KNOWN: N_("❔ {topic}: **not known**, the review does not speak of it"),
    Presence.UNSURE: N_("❔ {topic}: **not sure**: the reviewer does not remember for certain"),
    Presence.HELD_BACK: N_("🔒 {topic}: **held back**, this channel shows only weaker warnings; take it for a yes"),
}


def _said(warning: ContentWarning) -> str:
    return strength_and_manner(warning.severity, warning.how)


def warnings_card(
    film: FilmPage, page: int = 0, *, folded: bool = False, note: str | None = None, members: str = ""
) -> Card:
    """Labels and severities by category, strongest first; or, `folded`, those that give the plot away.

    `note` is the private line on the asker's own list, `members` what they say of what the review leaves open. Details
    open from the select.
    """
    stored, review = film.stored, film.stored.review
    listing = arrange(review.warnings, film.cap)
    listed = [*listing.folded, *listing.folded_absent] if folded else [*listing.present, *listing.absent]
    pager = Pager(_chunks(listed), page)
    card = Card(colour=WARNINGS)
    title = _("These give the plot away") if folded else _("Warnings")
    card.text(f"### {title}: {escape(review.film.label)}")
    if note:
        card.text(note)
    card.text(_body(listed, pager.here, None if folded else listing) if review.warnings else _(_NOBODY))
    if review.unsure and not folded and film.cap.highest is Severity.SEVERE:
        card.text(unsure_line(review.unsure))
    if members:
        card.text(members)
    if pager.here:
        view = f"{'f' if folded else 'l'}{pager.number}"
        options = list(_options(pager.here))
        card.row(select(Press("film", stored.film_id, "detail", view), _("Details and opinions"), options))
    verb = "folded" if folded else "warnings"
    pager.add_to(card, lambda to: Press("film", stored.film_id, verb, str(to)))
    card.row(*_around(film, listing, folded=folded))
    return card


def _chunks(warnings: Sequence[ContentWarning]) -> list[list[ContentWarning]]:
    """As many on a page as it, and its select, hold."""
    chunks: list[list[ContentWarning]] = [[]]
    room = _LONGEST_LIST
    for warning in warnings:
        room -= len(escape(warning.category)) + len(escape(warning.topic)) + 40
        if chunks[-1] and (room < 0 or len(chunks[-1]) == _ON_ONE_PAGE):
            chunks.append([])
            room = _LONGEST_LIST
        chunks[-1].append(warning)
    return chunks


def _body(listed: Sequence[ContentWarning], here: Sequence[ContentWarning], listing: Listing | None) -> str:
    present = [w for w in here if w.severity is not Severity.NONE]
    absent = [w for w in here if w.severity is Severity.NONE]
    blocks = list(_by_category(present))
    if not any(w.severity is not Severity.NONE for w in listed):
        blocks.append(_("Nothing that can be named here."))
    if absent:
        blocks.append(_("⚪ **Not in it:** {topics}").format(topics=in_one_line(absent)))
    blocks += _held_back(listing) if listing else ()
    return "\n\n".join([*blocks, _("-# What is not listed is not known, which is not a “no”.")])


def _held_back(listing: Listing) -> Iterator[str]:
    if held_back := listing.held_back:
        yield counted(
            held_back,
            "🔒 {count} more is stronger than this channel shows.",
            "🔒 {count} more are stronger than this channel shows.",
        )
    if unnamed := listing.unnamed:
        yield counted(
            unnamed,
            "-# The review also says that there is none of {count} thing that this channel does not name.",
            "-# The review also says that there is none of {count} things that this channel does not name.",
        )


def _by_category(warnings: Sequence[ContentWarning]) -> Iterator[str]:
    for category in dict.fromkeys(w.category for w in warnings):
        lines = [
            f"{STRENGTHS.get(w.severity, _UNSTATED)} {escape(w.topic)} — {_said(w)}"
            for w in warnings
            if w.category == category
        ]
        yield "\n".join([f"**{escape(category)}**", *lines])


def _options(warnings: Sequence[ContentWarning]) -> Iterator[tuple[str, str, str]]:
    for key, warning in {key_of(w): w for w in warnings}.items():
        said = _("{strength}, with detail") if warning.detail else "{strength}"
        yield key, warning.topic, said.format(strength=_said(warning))


def _around(film: FilmPage, listing: Listing, *, folded: bool) -> Iterator[PressButton]:
    film_id = film.film_id
    if folded:
        yield button(Press("film", film_id, "warnings", "all"), _("All warnings"), emoji="↩️")
    elif listing.folded or listing.folded_absent:
        more = counted(
            len(listing.folded), "{count} more that gives the plot away", "{count} more that give the plot away"
        )
        label = more if listing.folded else _("More, which tells of the plot")
        yield button(Press("film", film_id, "folded"), label, emoji="🙈")
    if film.in_server:
        if not folded and left_open(film.stored.review):
            yield seen_button(film_id)
        yield button(Press("film", film_id, "missing"), _("Something is missing"), emoji="➕")
    yield button(Press("film", film_id, "review"), _("The film"), emoji="🎬")


def detail_card(film: FilmPage, warning: ContentWarning, voices: Voices, *, view: str) -> Card:
    """One warning with its detail and what members say; `view` is the list and page to go back to."""
    stored, key = film.stored, key_of(warning)
    card = Card(colour=WARNINGS)
    mark = STRENGTHS.get(warning.severity, _UNSTATED)
    card.text(f"-# {escape(stored.review.film.label)} · {escape(warning.category)}")
    says = _("The review says: **{strength}**").format(strength=_said(warning))
    card.text(f"### {mark} {escape(warning.topic)}\n{says}")
    details = dict.fromkeys(w.detail for w in stored.review.warnings if key_of(w) == key and w.detail)
    if details and film.cap.details:
        card.text("\n".join(escape(detail) for detail in list(details)[:2]))
    else:
        card.text(_("-# Details are not shown in this channel.") if details else _("-# The review gives no detail."))
    said = agreement(voices, warning.severity)
    nobody = _("nobody has said anything yet. Seen it? What do you say?")
    card.text(_("**Members** {opinions}").format(opinions=said or nobody))
    if film.in_server:
        card.row(
            *(
                button(Press("film", stored.film_id, "voice", f"{key}.{voice}.{view}"), _(label), emoji=emoji)
                for voice, (label, emoji) in _VOICES.items()
            )
        )
    verb = "folded" if view.startswith("f") else "warnings"
    back = button(Press("film", stored.film_id, verb, view[1:] or "0"), _("Back to the list"), emoji="↩️")
    card.row(back)
    return card


def _answer(presence: Presence, topic: str, said: str = "") -> str:
    return _(_ANSWERS[presence]).format(topic=f"**{escape(topic)}**", strength=said)


_FROM_OTHERS = {
    Presence.YES: N_("⚠️ {topic}: **yes**: {others}"),
    Presence.NO: N_("✅ {topic}: **no**, the review says that there is none of what it is part of: {others}"),
    Presence.PERHAPS: N_("❕ {topic}: **perhaps**: the review has {others} and does not say more"),
}
_MOST_NAMED = 3
_LONGEST_SENTENCE = 500


def topic_line(answer: TopicAnswer) -> str:
    """The answer to one topic in one line, without detail; what else it rests on is named."""
    label = load().topic(answer.topic).label
    by_itself = answer.presence is not Presence.PERHAPS and answer.rests_on and states(answer)
    if not answer.rests_on or by_itself or answer.presence not in _FROM_OTHERS:
        return _answer(answer.presence, label, strength_and_manner(answer.severity, answer.how))
    others = BETWEEN.join(resting_on(placed, answer.topic) for placed in answer.rests_on[:_MOST_NAMED])
    return _(_FROM_OTHERS[answer.presence]).format(topic=f"**{escape(label)}**", others=others)


def written_line(warning: ContentWarning) -> str:
    """The answer where what was asked for is on no topic, but stands in the review as it was written."""
    presence = Presence.NO if warning.severity is Severity.NONE else Presence.YES
    return _answer(presence, warning.topic, _said(warning))


def held_back_line(typed: str) -> str:
    """The answer where the review speaks of it more strongly than the channel shows."""
    return _answer(Presence.HELD_BACK, typed[:100])


def unknown_line(typed: str) -> str:
    """The answer where nobody knows what was asked for."""
    unknown = _("❔ {topic}: **not known**; it is no topic of mine, and the review does not name it")
    return unknown.format(topic=f"**{escape(typed[:100])}**")


def mentioned_line(topic: str, cap: Cap) -> str:
    """The answer where the warnings leave a topic open and the review's text does not."""
    label = load().topic(topic).label
    if cap != EVERYTHING:
        return held_back_line(label)
    mentioned = _("🔎 {topic}: the warnings do not say, but **the text mentions it**")
    return mentioned.format(topic=f"**{escape(label)}**")


def later_line(topics: Sequence[str]) -> str:
    """What else was asked for, by topics' ids, where it is more than one answer tells."""
    labels = [escape(load().topic(topic).label) for topic in topics]
    return _("-# More than I answer at once. Ask again for: {topics}").format(topics=BETWEEN.join(labels))


def mentions_card(stored: StoredReview, sentences: Mapping[str, Sequence[str]]) -> Card:
    """Where the text speaks of topics, by their ids, each sentence under a bar."""
    card = Card(colour=WARNINGS)
    lines = [f"-# {escape(stored.review.film.label)}"]
    for topic, said in sentences.items():
        lines += [f"**{escape(load().topic(topic).label)}**", *(spoiler(one[:_LONGEST_SENTENCE]) for one in said)]
    card.text(fit(lines, _LONGEST_LIST, "-# …"))
    card.row(button(Press("film", stored.film_id, "warnings"), _("All warnings"), emoji="⚠️"))
    return card


def topic_card(stored: StoredReview, lines: Sequence[str], mentioned: str = "") -> Card:
    """Answers to what was asked for, a line each; `mentioned` are the topics that the text speaks of, for a button."""
    card = Card(colour=WARNINGS)
    card.text(fit([f"-# {escape(stored.review.film.label)}", *lines], _LONGEST_LIST, "-# …"))
    row = [button(Press("film", stored.film_id, "warnings"), _("All warnings"), emoji="⚠️")]
    if mentioned:
        row.append(button(Press("film", stored.film_id, "mentions", mentioned), _("What the text says"), emoji="🔎"))
    card.row(*row)
    return card


def covered(warning: ContentWarning) -> str:
    """A warning's label, under a bar where it gives the plot away."""
    return spoiler(warning.topic) if gives_away(warning) else escape(warning.topic)
