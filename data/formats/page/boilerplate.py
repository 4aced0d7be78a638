"""Sentences that stand on every page of a site and say nothing about the film: dropped wherever they stand."""

from __future__ import annotations

import re
from dataclasses import replace

from data.formats.page.lines import Kind, Line

_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"A-Z(])|(?<=[a-z][.!?])(?=[“\"A-Z])")
_ABOUT_THE_SITE = re.compile(
    r"(?:read|see) our .{0,40}(?:guidelines|policy)|affiliate (?:links?|program|disclosure)|pertinent spoilers"
    r"|(?:this|the following) (?:content|post|article|review|page)\b.{0,40}\bcontains?\b.{0,30}spoilers"
    r"|if a purchase is made|we may (?:earn|receive) .{0,60}(?:from|commission|money)|as an amazon associate"
    r"|earns? (?:from|a) .{0,30}commission|images and text in this post|character guide is not|not an exhaustive list"
    r"|may contain .{0,40}spoilers|contain what can be considered spoilers|^spoiler (?:alert|warning)"
    r"|^warning: spoilers"
    r"|email address will not be published|required fields are marked|uses akismet|comment data is processed"
    r"|this (?:post|page|article|site) (?:may )?contains? .{0,30}(?:links|cookies)|^we use cookies|accept all cookies"
    r"|^image source|^photo(?:s| credit)?:|^photos? by\b|^credits?:|^subscribe to our|^follow us on"
    r"|^sign up (?:for|to) our"
    r"|click (?:here|to (?:share|print|email))|opens in new window|^share (?:this|on)\b|^advertisements?$|^loading\.*$"
    r"|^(?:read our|editorial guidelines\W*)$|^skip to (?:main )?content|^\(?adsbygoogle|^report this ad"
    r"|^\W*purchase, rent|^title cards?\b.{0,60}$|^continue reading|^read more|listed under categories",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"[“\"'‘]?.{1,160}\bdirected by\b.{1,160}", re.IGNORECASE)
_CAPTION_MARK = re.compile(r",\s*[”\"’']|[”\"’'],|\d{4}[,.]?\s*\(|,\s*\(?(?:19|20)\d\d\)?\.?(?:,|$|\s*\()")
_ACTOR = re.compile(r"\([A-Z][\w.'’-]+(?: [\w.'’-]+){0,2} [A-Z][\w.'’-]+\)\s+\w")
_ENDS_SENTENCE = re.compile(r"[.!?…,;:][”\"’)]*$")
_NOTHING = frozenset(("n/a", "na", "none", "-", "–", "—", "tbd", "tba", "unknown", "null"))


def cleaned(line: Line) -> Line | None:
    """A line without the sentences that are about the site; nothing, if it has no other."""
    if len(line.text) > 3000 or not _ABOUT_THE_SITE.search(line.text):
        return line
    kept = [sentence for sentence in _SENTENCE_END.split(line.text) if not _ABOUT_THE_SITE.search(sentence)]
    text = " ".join(kept)
    if not text or text.casefold().strip(" .:") in {"also", "please note"}:
        return None
    return replace(line, text=text, cells=())


def is_caption(line: Line) -> bool:
    """Whether a line stands below an image: `“Ok-ju (Jeon Jong-seo),” Ballerina, directed by …, 2023, (Netflix)`."""
    if line.kind is Kind.CAPTION:
        return True
    text = line.text
    return len(text) < 350 and _CAPTION.fullmatch(text) is not None and _CAPTION_MARK.search(text) is not None


def stands_below_image(line: Line) -> bool:
    """`Ines (Marta Lindqvist) on the rock`: a few words behind an actor in brackets, and no sentence."""
    if line.kind is not Kind.TEXT or len(line.text) > 200 or _ENDS_SENTENCE.search(line.text):
        return False
    return _ACTOR.search(line.text) is not None


def says_nothing(text: str) -> bool:
    """Whether a value only holds the place of one: `n/a`."""
    return text.casefold().strip(" .()[]") in _NOTHING or not text.strip(" .,;:-–—")
