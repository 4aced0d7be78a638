"""What an HTML page says of itself: its title in several places, its author, its schema.org description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_MOST = 100_000


class Metadata:
    """Collects from the same tags as the page's lines."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {"h1": [], "title": [], "script": []}
        self._words: list[str] = []
        self._reading: str | None = None
        self._named: dict[str, str] = {}
        self.author: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        if tag == "meta":
            self._meta(attributes)
        is_description = tag == "script" and "ld+json" in attributes.get("type", "")
        if (tag in {"h1", "title"} and not self._texts[tag]) or is_description:
            self._reading, self._words = tag, []

    def end(self, tag: str) -> None:
        """A tag closes; what was described in JSON is read at once."""
        if tag == self._reading:
            self._reading = None
            text = "".join(self._words)[:_MOST]
            self._texts[tag].append(text)
            if tag == "script":
                self._read_description(text)

    def data(self, words: str) -> None:
        """Words between tags."""
        if self._reading and len(self._words) < _MOST:
            self._words.append(words)

    def titles(self) -> tuple[str, ...]:
        """What the page calls itself, the most trusted first."""
        found = (
            *self._texts["h1"],
            self._named.get("og:title", ""),
            *self._texts["title"],
            self._named.get("name", ""),
        )
        return tuple(" ".join(title.split()) for title in found if title.strip())

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        content = attributes.get("content", "")
        if name == "author" and content.strip():
            self.author = self.author or content
        elif name == "og:title":
            self._named.setdefault(name, content)

    def _read_description(self, text: str) -> None:
        try:
            description = json.loads(text)
        except (ValueError, RecursionError):
            return
        for node in _nodes(description):
            reviewed = node.get("itemReviewed")
            if isinstance(reviewed, dict) and isinstance(reviewed.get("name"), str):
                self._named.setdefault("name", reviewed["name"])
            author = node.get("author")
            if node.get("@type") == "Review" and isinstance(author, dict) and isinstance(author.get("name"), str):
                self.author = self.author or author["name"]


def _nodes(description: Any) -> Iterator[dict[str, Any]]:
    """The objects of a schema.org description: one, a list of them, or those of its `@graph`."""
    if isinstance(description, dict):
        yield description
        description = description.get("@graph")
    if isinstance(description, list):
        yield from (node for node in description[:200] if isinstance(node, dict))
