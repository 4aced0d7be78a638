"""Pages that list reviews and are none themselves."""

from __future__ import annotations

import re

from data.formats.page.lines import Page
from data.formats.page.titles import is_page_title

_TEASER = re.compile(
    r"(?:continue reading|read more|read the (?:full )?review|keep reading|\[?…\]?$|\[\.\.\.\]$)", re.IGNORECASE
)
_PAGING = re.compile(
    r"(?:page \d+ of \d+|older posts|newer posts|next page|previous page|« previous|next »|load more)\b", re.IGNORECASE
)
_SEVERAL = 4


def is_index(page: Page) -> bool:
    """Whether a page without the parts of a review shows several titles of reviews, or leads on to them."""
    titles = len({line.text for line in page.lines if is_page_title(line)})
    teasers = sum(_TEASER.search(line.text) is not None for line in page.lines)
    paging = any(_PAGING.search(line.text) for line in page.lines if len(line.text) < 80)
    prose = sum(len(line.text.split()) > 60 for line in page.lines)
    few = 2 if paging or teasers >= 2 else _SEVERAL
    return max(titles, teasers, page.articles) >= few and prose <= max(titles, teasers, page.articles)
