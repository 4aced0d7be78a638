"""The taxonomy of content warnings: categories, topics and the words people use for them, read from one file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from data.errors import InvalidTaxonomy, NotFound, Problem, Reason, expected
from data.models import Model, OneLine
from data.taxonomy.phrases import expression

FILE = Path(__file__).with_name("topics.yaml")
MOST_CHOICES = 25
"""A Discord select holds no more options, nor an autocomplete list more choices."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
Phrases = tuple[OneLine, ...]


class Topic(Model):
    """One thing a film can be warned of. The id is stored with members' lists, the label with reviews."""

    id: Id
    label: Annotated[OneLine, Field(max_length=80)]
    category: Id
    short: Annotated[OneLine, Field(max_length=40)] | None = None
    """Its label where many stand in one line, if that is another: a noun, without commas. See `noun`."""
    former_labels: Phrases = ()
    spoils: bool = False
    """Whether the label alone usually gives away a turn of the plot."""
    synonyms: Phrases = ()
    patterns: Phrases = ()
    generic: Phrases = ()
    denials: Phrases = ()
    alone: Phrases = ()
    """Words that mean it only where nothing else stands, as in a list or a question: "SA", "puppy"."""
    kind_of: tuple[Id, ...] = ()
    """Wider topics that it is one of: what denies them denies it, and where they are it may be."""
    partly: tuple[Id, ...] = ()
    """Wider topics that it belongs to, which may be denied where it is there all the same."""
    counts_for: tuple[Id, ...] = ()
    """Topics that are there where it is, and tell nothing of it."""
    reads: dict[Id, Phrases] = Field(default_factory=dict)
    """Of a wider topic: general words that name it, under the topic that they mostly stand for."""
    reads_alone: dict[Id, Phrases] = Field(default_factory=dict)
    """The same of words that name it only where nothing else stands."""
    vague: bool = False
    """Of a wider topic: its words leave open which of the kind is meant, so that nothing but itself is stated."""

    @property
    def noun(self) -> str:
        """Its label where many stand in one line."""
        return self.short or self.label

    @property
    def above(self) -> tuple[str, ...]:
        """The topics that are there where it is."""
        return (*self.kind_of, *self.partly, *self.counts_for)


class Category(Model):
    """Topics that belong together, in the order they are shown."""

    id: Id
    label: Annotated[OneLine, Field(max_length=60)]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1, max_length=MOST_CHOICES)]


class Qualifiers(Model):
    """How severity, manner and denial are said; what each list is for stands in the file."""

    mild: Phrases
    moderate: Phrases
    severe: Phrases
    seldom: Phrases
    often: Phrases
    implied: Phrases
    mentioned: Phrases
    shown: Phrases
    negations: Phrases
    not_negations: Phrases
    negated_after: Phrases


def reached(first: Iterable[str], onwards: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Everything that one gets to from `first`, itself included, step by step."""
    found: set[str] = set()
    ahead = list(first)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += onwards(name)
    return frozenset(found)


def _phrases_of(topic: Topic) -> Iterator[str]:
    yield from (*topic.synonyms, *topic.patterns, *topic.generic, *topic.denials)
    for phrases in topic.reads.values():
        yield from phrases


class Taxonomy(Model):
    """All categories, and the words that stand in none of them."""

    words: dict[str, str]
    censored: Phrases = ()
    """Words that people write with other characters in them."""
    around: dict[Literal["before", "after"], Phrases] = Field(default_factory=dict)
    """Words around what is asked for, "any … in it", that are not asked for themselves."""
    false_friends: Phrases
    qualifiers: Qualifiers
    categories: Annotated[tuple[Category, ...], Field(min_length=1, max_length=MOST_CHOICES)]

    @model_validator(mode="after")
    def _ids_and_labels_are_unique(self) -> Taxonomy:
        topics = list(self.topics)
        labels = [label.casefold() for t in topics for label in (t.label, *t.former_labels)]
        names = ([c.id for c in self.categories], [c.label for c in self.categories], [t.id for t in topics], labels)
        repeated = sorted({name for group in names for name in group if group.count(name) > 1})
        if repeated:
            raise ValueError(f"used twice: {', '.join(repeated)}")
        return self

    @model_validator(mode="after")
    def _kinds_are_topics_and_none_is_its_own(self) -> Taxonomy:
        for topic in self.topics:
            unknown = {*topic.above, *topic.reads, *topic.reads_alone} - self._by_id.keys()
            if unknown:
                raise ValueError(f"{topic.id}: no topic {', '.join(sorted(unknown))}")
        for topic in self.topics:
            if topic.id in reached(topic.above, lambda name: self._by_id[name].above):
                raise ValueError(f"{topic.id}: a kind of itself")
        return self

    @model_validator(mode="after")
    def _phrases_can_be_read(self) -> Taxonomy:
        phrases = [p for t in self.topics for p in _phrases_of(t)]
        cues = [p for name in Qualifiers.model_fields for p in getattr(self.qualifiers, name)]
        for phrase in (*phrases, *self.false_friends, *cues):
            try:
                expression(phrase, self.words)
            except (KeyError, re.error) as error:
                raise ValueError(f"`{phrase}`: {error}") from None
        return self

    @property
    def topics(self) -> Iterator[Topic]:
        """Every topic, category by category."""
        return (topic for category in self.categories for topic in category.topics)

    @cached_property
    def _by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def _by_label(self) -> dict[str, Topic]:
        return {label.casefold(): topic for topic in self.topics for label in (topic.label, *topic.former_labels)}

    def topic(self, topic_id: str) -> Topic:
        """The topic of an id.

        Raises:
            NotFound: there is none.
        """
        try:
            return self._by_id[topic_id]
        except KeyError:
            raise NotFound(Reason.NO_TOPIC, topic=topic_id) from None

    def category(self, category_id: str) -> Category:
        """The category of an id.

        Raises:
            NotFound: there is none.
        """
        for category in self.categories:
            if category.id == category_id:
                return category
        raise NotFound(Reason.NO_CATEGORY, category=category_id)

    def labelled(self, label: str) -> Topic | None:
        """The topic that has this label, or once had it; upper and lower case are one."""
        return self._by_label.get(" ".join(label.split()).casefold())


def loads(text: str, file: str = FILE.name) -> Taxonomy:
    """Read a taxonomy. `file` names it in errors.

    Raises:
        InvalidTaxonomy: with a problem for everything that is wrong.
    """
    try:
        values = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise InvalidTaxonomy([Problem(file, "the file", expected("YAML, but {why}", why=str(error)))]) from None
    try:
        return Taxonomy.model_validate(_with_ids(values))
    except ValidationError as error:
        problems = [Problem(file, ".".join(map(str, e["loc"])) or "the file", e["msg"]) for e in error.errors()]
        raise InvalidTaxonomy(problems) from None


def _with_ids(values: Any) -> Any:
    """In the file an id is the key above its topic; in the model it is a field of it."""
    if not isinstance(values, dict) or not isinstance(values.get("categories"), dict):
        return values
    categories = [
        {"id": name, **category, "topics": _topics(name, category.get("topics"))}
        for name, category in values["categories"].items()
        if isinstance(category, dict)
    ]
    return values | {"categories": categories}


def _topics(category: Any, topics: Any) -> Any:
    if not isinstance(topics, dict):
        return topics
    return [{"id": name, "category": category, **topic} for name, topic in topics.items() if isinstance(topic, dict)]


@lru_cache(maxsize=1)
def load() -> Taxonomy:
    """The taxonomy that Marquee ships with, read once."""
    return loads(FILE.read_text(encoding="utf-8"))
