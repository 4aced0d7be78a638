"""Saved HTML to the lines of a page.

lxml reads it (libxml2: C, well kept, forgiving) and calls `_Collector` for each tag, so no tree is built and a page of
five megabytes of open tags is as small as any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from data.errors import Expected, expected
from data.formats.page.html_blocks import Blocks
from data.formats.page.html_metadata import Metadata
from data.formats.page.landmarks import landmark
from data.formats.page.lines import MOST_CHARACTERS, MOST_LINES, Line, Page, too_long

_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype|html|head|body|article|main|div|section|p|h\d|table|meta|title)\b", re.I
)
_HAS_TAGS = re.compile(r"</(?:p|div|table|tr|h\d|li|article|body)\s*>", re.IGNORECASE)
_CHUNK = 16_384
_DEEPEST = 500
_MOST_TAGS = 100_000

_HEADER = 8
_DROPPED_TAGS = frozenset((
    "script", "style", "noscript", "template", "svg", "nav", "iframe", "button", "select", "option", "textarea",
    "input", "canvas", "video", "audio", "object", "map", "footer"
))  # fmt: skip
_DROPPED_NAMES = frozenset((
    "sidebar", "widget-area", "widget", "comments", "comments-area", "comment-respond", "comment-list",
    "respond", "sharedaddy", "jp-relatedposts", "related-posts", "relatedposts", "yarpp", "yarpp-related",
    "breadcrumbs", "breadcrumb", "screen-reader-text", "site-footer", "masthead", "colophon", "secondary",
    "wpadminbar", "addtoany_share_save_container", "post-navigation", "nav-links", "author-box",
    "cookie-notice", "skip-link", "social-links", "ez-toc-container"
))  # fmt: skip
_CONTENT = frozenset((
    "entry-content", "post-content", "article-content", "single-content", "post-body", "entry-body",
    "td-post-content"
))  # fmt: skip
_MAIN = frozenset(("main", "content", "primary", "site-main", "site-content"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_DROPPED = frozenset(("html", "body", "main", "article"))


def recognises(text: str) -> bool:
    """Whether a text is HTML: it begins so, or it closes tags that only HTML has."""
    return _LOOKS_LIKE_HTML.match(text) is not None or len(_HAS_TAGS.findall(text[:50_000])) >= 3


def page_of_html(text: str) -> Page:
    """The lines of a page's own content, without menus, side bars and comments."""
    collector = _Collector()
    parser = etree.HTMLParser(target=collector, huge_tree=True)
    for start in range(0, len(text), _CHUNK):
        parser.feed(text[start : start + _CHUNK].replace("\x00", ""))
        if collector.note:
            break
    else:
        parser.close()
    collector.blocks.flush()
    notes = (collector.note,) if collector.note else ()
    lines = tuple(_own_content(collector.blocks.regions))
    return Page(lines, collector.metadata.titles(), collector.metadata.author, collector.articles, notes)


def _own_content(regions: list[tuple[int, Line]]) -> list[Line]:
    """The narrowest region of the page that has nearly all of its landmarks, or most of its words."""
    marks, words = [0] * 4, [0] * 4
    for region, line in regions:
        marks[region] += landmark(line) is not None
        words[region] += len(line.text)
    for level in (3, 2, 1):
        enough = sum(marks[level:]) >= 0.8 * sum(marks) if sum(marks) >= 2 else sum(words[level:]) >= 0.4 * sum(words)
        if any(words[level:]) and enough:
            first = next(index for index, (region, _) in enumerate(regions) if region >= level)
            near = range(first - _HEADER, first)  # title, author and date stand right above the content
            return [
                line for index, (region, line) in enumerate(regions) if region >= level or (region and index in near)
            ]
    return [line for _, line in regions]


class _Collector:
    """lxml's parser target: decides what counts, and hands words and blocks on."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.metadata = Metadata()
        self.articles = 0
        self.note: Expected | None = None
        self._tags = 0
        self._dropping = 0
        self._open: list[tuple[str, int]] = []

    def start(self, tag: object, attributes: Mapping[str, str]) -> None:
        name = str(tag).lower()
        self._tags += 1
        if self._tags > _MOST_TAGS or len(self._open) + self._dropping > _DEEPEST:
            self.note = expected(
                "a page of at most {tags:,} tags, {deep} deep; the rest was not read", tags=_MOST_TAGS, deep=_DEEPEST
            )
        dropped = self._dropping > 0 or _is_dropped(name, attributes)
        if not dropped or name != "h1":  # in a header that is dropped, it is the name of the site
            self.metadata.start(name, attributes)
        if dropped:
            self._dropping += 1
            return
        self.articles += name == "article"
        outer = self._open[-1][1] if self._open else 0
        region = max(outer, _region(name, attributes))
        self._open.append((name, region))
        self.blocks.start(name, attributes, region)

    def end(self, tag: object) -> None:
        name = str(tag).lower()
        self.metadata.end(name)
        if self._dropping:
            self._dropping -= 1
        elif self._open:
            self._open.pop()
            self.blocks.end(name)

    def data(self, words: str) -> None:
        self.metadata.data(words)
        if self._dropping or (self._open and self._open[-1][0] in ("head", "title")):
            return
        self.blocks.data(words)
        if self.blocks.characters > MOST_CHARACTERS or len(self.blocks.regions) > MOST_LINES:
            self.note = too_long()

    def close(self) -> None:
        """Nothing is built."""


def _names(attributes: Mapping[str, str]) -> set[str]:
    return {*attributes.get("class", "").lower().split()[:40], attributes.get("id", "").lower()}


def _is_dropped(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in _NEVER_DROPPED:
        return False
    hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")[:500]) is not None
    return tag in _DROPPED_TAGS or hidden or not _DROPPED_NAMES.isdisjoint(_names(attributes))


def _region(tag: str, attributes: Mapping[str, str]) -> int:
    names = _names(attributes)
    if not _CONTENT.isdisjoint(names):
        return 3
    if tag == "article":
        return 2
    return 1 if tag == "main" or not _MAIN.isdisjoint(names) else 0
