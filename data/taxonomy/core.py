"""The questions that people ask most of a film. A combined one is stored topic by topic."""

from __future__ import annotations

from data.models import Model


class CoreQuestion(Model):
    """One question of the list, and the topics that its answers are stored under."""

    id: str
    label: str
    group: str
    topics: tuple[str, ...]


def _group(name: str, **questions: tuple[str, ...]) -> tuple[CoreQuestion, ...]:
    return tuple(
        CoreQuestion(id=key.replace("_", "-"), label=label, group=name, topics=tuple(topics))
        for key, (label, *topics) in questions.items()
    )


CORE_QUESTIONS: tuple[CoreQuestion, ...] = (
    *_group(
        "Animals",
        dog=("A dog dies", "dog"),
        cat=("A cat dies", "cat"),
        horse=("A horse dies", "horse"),
        animal=("Another animal dies", "animal-death"),
        cruelty=("Animal cruelty", "animal-cruelty"),
    ),
    *_group(
        "Abuse",
        assault=("Sexual assault", "sexual-assault"),
        minor=("A minor is abused", "minor-abuse"),
        child_abuse=("Child abuse", "child-abuse"),
        domestic=("Domestic violence", "domestic"),
    ),
    *_group(
        "Mind",
        suicide=("Suicide", "suicide", "suicide-attempt"),
        self_harm=("Self-harm", "self-harm"),
        eating=("Eating disorder", "eating-disorder"),
    ),
    *_group(
        "Death",
        child=("A child dies", "child-death"),
        family=("A parent or partner dies", "family-death"),
        lead=("A main character dies", "main-character"),
    ),
    *_group(
        "Violence",
        torture=("Torture", "torture"),
        gore=("Gore", "gore"),
        eyes=("Eye injuries", "eyes"),
        mutilation=("Mutilation", "mutilation"),
        guns=("Guns", "guns"),
        kidnapping=("Kidnapping", "captivity"),
    ),
    *_group(
        "Body and senses",
        vomiting=("Vomiting", "vomit"),
        needles=("Needles or surgery", "needles", "hospital"),
        flashing=("Flashing lights", "flashing"),
        jumps=("Jump scares", "jump-scares"),
        creatures=("Spiders or snakes", "spiders", "snakes"),
        drowning=("Drowning", "water"),
    ),
    *_group(
        "Sex, drugs, language",
        sex=("Sex", "sex-scene"),
        nudity=("Nudity", "nudity"),
        substances=("Drugs, alcohol or smoking", "drugs", "alcohol", "smoking"),
        cursing=("Cursing", "cursing"),
    ),
    *_group(
        "Hate, loss, ending",
        racism=("Racism or slurs", "racism"),
        phobia=("Homo- or transphobia", "homophobia", "transphobia"),
        pregnancy=("Pregnancy loss or abortion", "pregnancy-loss", "abortion"),
        ending=("Sad ending", "sad-ending"),
    ),
)
"""In the order and the groups in which they are asked."""

CORE_TOPICS = tuple(topic for question in CORE_QUESTIONS for topic in question.topics)
"""Their topics, in that order."""
