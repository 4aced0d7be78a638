"""docs/gallery.md: a heading, a sentence and the pictures of each scene."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.gallery.scenes import Scene

_HEAD = """# Gallery

What Marquee answers, drawn by `make gallery` out of the playground: the real bot and its own reviews, in a simulated
server with made-up votes. Each picture is dark or light as your screen is (the light colours are this page's, since the
playground is dark only); beside it the same at 400 px, the width of a phone.
"""
_SCENE = """
## {heading}

{said}

<picture>
  <source media="(prefers-color-scheme: light)" srcset="gallery/{name}-light.png">
  <img src="gallery/{name}-dark.png" alt="{alt}" width="520" align="top">
</picture>
<img src="gallery/{name}-phone.png" alt="The same on a phone" width="290" align="top">
"""


def page(scenes: Sequence[Scene]) -> str:
    """The whole page, in Markdown."""
    return _HEAD + "".join(
        _SCENE.format(heading=one.heading, said=one.said, name=one.name, alt=_plain(one.said)) for one in scenes
    )


def _plain(text: str) -> str:
    return re.sub('[`"*]', "", text)
