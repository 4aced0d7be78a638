"""When a title is not clear: "Did you mean"; or no film has it, and it can be asked for; or it is none at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from cogs.films.choosing import names_of
from cogs.ui.cards import Card
from cogs.ui.host import Interaction
from cogs.ui.language import _
from cogs.ui.presses import PressButton, button
from cogs.ui.routes import LONGEST_ARGUMENT, Press
from cogs.ui.text import escape, shorten
from data.films.catalogue import Finding

_LONGEST_BUTTON = 80


@dataclass(frozen=True)
class Question:
    """What was asked, by whom and where."""

    typed: str
    command: str
    asker_id: int
    in_server: bool
    link: Callable[[str], str]
    """Commands as people can press them."""
    wanted: str = ""
    """What the command asked for besides the film, short enough for a button."""

    @property
    def quoted(self) -> str:
        """What was typed, as it is shown."""
        return escape(shorten(self.typed, 100))


def asked_in(interaction: Interaction, command: str, typed: str, wanted: str = "") -> Question:
    """What a command asked."""
    link, in_server = interaction.client.command_links.link, interaction.guild_id is not None
    return Question(typed, command, interaction.user.id, in_server, link, wanted)


def question_card(finding: Finding, asked: Question) -> Card:
    """Ask which film was meant, or say that none was found, and what can be done; for the asker only."""
    card = Card()
    if finding.is_link:
        card.text(_("### I do not know the film of that link\nTry its title, with its year behind it."))
        return card
    if finding.is_wish:
        return _instead_card(finding, asked)
    buttons = _suggested(finding, asked)
    if finding.likely:
        said = _("-# I am not sure which film “{typed}” is.")
        if asked.in_server:
            said = _("-# I am not sure which film “{typed}” is. None of these? {request} asks for it.")
        said = said.format(typed=asked.quoted, request=asked.link("/request"))
        card.text("\n".join((_("### Did you mean …"), said)))
    else:
        card.text("\n".join(filter(None, (_unknown(asked), _("The closest titles are:") if buttons else ""))))
    if buttons:
        card.row(*buttons)
    if not finding.likely and asked.in_server and _is_short(asked.typed):
        card.row(button(Press("request", 0, "named", asked.typed), _("Ask for a review of it"), emoji="🙋"))
    return card


def _instead_card(finding: Finding, asked: Question) -> Card:
    """What there is instead of a film of a kind: the way to films like one that was named, or to those of a person."""
    card = Card()
    if finding.likely:
        card.text("\n".join((_no_film(asked), _("Somebody of that name worked on these:"))))
        card.row(*_suggested(finding, asked))
        return card
    named = tuple(film for film in finding.suggestions if film.reviewed)
    card.text("\n".join(filter(None, (_instead(asked), _("Films like this one:") if named else ""))))
    if named:
        card.row(*_suggested(replace(finding, suggestions=named), replace(asked, command="recommend", wanted="")))
    return card


def _no_film(asked: Question) -> str:
    return _("### “{typed}” names no film").format(typed=asked.quoted)


def _is_short(typed: str) -> bool:
    """Whether a button can carry it."""
    return 0 < len(typed) <= LONGEST_ARGUMENT and "\n" not in typed


def _suggested(finding: Finding, asked: Question) -> list[PressButton]:
    argument = f"{asked.command}.{asked.asker_id}.{asked.wanted}".rstrip(".")
    names = names_of(finding.suggestions, _LONGEST_BUTTON)
    return [
        button(Press("film", film.film_id, "pick", argument), name)
        for film, name in zip(finding.suggestions, names, strict=True)
    ]


def _unknown(asked: Question) -> str:
    heading = _("### I do not know a film called “{typed}”").format(typed=asked.quoted)
    if not asked.in_server:
        return f"{heading}\n" + _("Try its original title, or its year behind it.")
    said = _("Try its original title, or its year behind it. If it is missing, {request} asks for it.")
    return f"{heading}\n{said.format(request=asked.link('/request'))}"


def _instead(asked: Question) -> str:
    """What the bot can do for whoever has no title in mind."""
    said = _(
        "I know films by their titles. {recommend} tells what is like a film that you liked; {help} says the rest."
    )
    if asked.in_server:
        said = _(
            "I know films by their titles. {top} tells what members like best here, {recommend} what is like a film "
            "that you liked, {check} whether one is for everybody in the room; {help} says the rest."
        )
    names = {"top": "/top", "recommend": "/recommend", "check": "/filmnight check", "help": "/help"}
    return f"{_no_film(asked)}\n{said.format(**{name: asked.link(command) for name, command in names.items()})}"


def nothing_found(asked: Question) -> Card:
    """The line for whoever names the bot in talk, where everybody reads along."""
    card = Card()
    card.text(
        _("I found no film in that. Name one, as in `@Marquee jaws`, or see {help}.").format(help=asked.link("/help"))
    )
    return card
