"""What the cards say of the core questions: how many are answered, and which are open. Pure."""

from __future__ import annotations

from cogs.ui.language import N_, _, counted
from cogs.ui.text import escape, shorten
from data.models import Review
from data.warnings.core import core_answers, open_questions

MARKED = (
    *(N_("A dog dies"), N_("A cat dies"), N_("A horse dies"), N_("Another animal dies"), N_("Animal cruelty")),
    *(N_("Sexual assault"), N_("A minor is abused"), N_("Child abuse"), N_("Domestic violence")),
    *(N_("Suicide"), N_("Self-harm"), N_("Eating disorder")),
    *(N_("A child dies"), N_("A parent or partner dies"), N_("A main character dies")),
    *(N_("Torture"), N_("Gore"), N_("Eye injuries"), N_("Mutilation"), N_("Guns"), N_("Kidnapping")),
    *(
        N_("Vomiting"),
        N_("Needles or surgery"),
        N_("Flashing lights"),
        N_("Jump scares"),
        N_("Spiders or snakes"),
        N_("Drowning"),
    ),
    *(N_("Sex"), N_("Nudity"), N_("Drugs, alcohol or smoking"), N_("Cursing")),
    *(N_("Racism or slurs"), N_("Homo- or transphobia"), N_("Pregnancy loss or abortion"), N_("Sad ending")),
    *(
        N_("Animals"),
        N_("Abuse"),
        N_("Mind"),
        N_("Death"),
        N_("Violence"),
        N_("Body and senses"),
        N_("Sex, drugs, language"),
        N_("Hate, loss, ending"),
    ),
)
"""The questions and their groups: `data.taxonomy.core` has them in English, and they are shown with `_`."""


def answered_line(review: Review) -> str:
    """How many of the questions that people ask most a review answers; what its writer is unsure of is no answer."""
    answers = core_answers(review.warnings, review.unsure)
    said = _("-# {answered} of {total} core questions answered")
    return said.format(answered=sum(one.is_answered for one in answers), total=len(answers))


def open_line(review: Review) -> str:
    """The core questions that a review leaves open, by name; nothing if there are none."""
    still_open = open_questions(review.warnings, review.unsure)
    if not still_open:
        return ""
    names = ", ".join(escape(_(question.label)) for question in still_open)
    return shorten(
        counted(
            len(still_open),
            "❔ {count} core question is open, which members read as “not known”: {names}",
            "❔ {count} core questions are open, which members read as “not known”: {names}",
            names=names,
        ),
        1000,
    )
