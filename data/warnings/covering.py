"""A review's words as a channel may show them: none that speak of what its warnings hold back there. Pure.

What the classifier finds in a text is shown only where the review records it at a strength that the channel shows.
What it does not record may be of any strength.
"""

from __future__ import annotations

from functools import lru_cache

from data.models import Review, Section, Severity, Verdict
from data.taxonomy import topics_named
from data.warnings.answering import Presence, Recorded, answer, recorded
from data.warnings.caps import Cap, allows_strength

COVER = "🔒"
"""Stands where a heading would: what it counts for is seen all the same."""


_MOST_READ = 8_000
"""Characters of a review that are read for this, some tenth of a second long; what is beyond them is held back."""


@lru_cache(maxsize=512)
def covered(review: Review, cap: Cap) -> Review:
    """The review with every text left out that a channel with this cap does not show; the plot is nobody's unasked."""
    if cap.highest is Severity.SEVERE:
        return review
    said, left = recorded(review.warnings), _MOST_READ

    def keep(text: str | None) -> str | None:
        nonlocal left
        left -= len(text or "")
        return text if text is None or (left >= 0 and _may_be_shown(text, said, cap)) else None

    blurb, audience = keep(review.blurb), keep(review.audience)
    verdict = _verdict(review.verdict, keep(review.verdict.qualifier)) if review.verdict else None
    headings = [keep(section.heading) for section in review.sections]
    pitches = [keep(recommendation.pitch) for recommendation in review.recommendations]
    overview = keep(review.overview)  # the longest come last, so that they take up nobody else's room
    sections = [
        _section(section, heading, keep(section.text) if heading else None)
        for section, heading in zip(review.sections, headings, strict=True)
    ]
    recommendations = [
        recommendation.model_copy(update={"pitch": pitch})
        for recommendation, pitch in zip(review.recommendations, pitches, strict=True)
    ]
    texts = {"blurb": blurb, "audience": audience, "overview": overview, "verdict": verdict}
    lists = {"sections": tuple(sections), "recommendations": tuple(recommendations)}
    return review.model_copy(update=texts | lists)


def _section(section: Section, heading: str | None, text: str | None) -> Section:
    return section.model_copy(update={"heading": heading or COVER, "text": text})


def _verdict(verdict: Verdict, qualifier: str | None) -> Verdict:
    return verdict.model_copy(update={"qualifier": qualifier})


def _may_be_shown(text: str, said: Recorded, cap: Cap) -> bool:
    return all(_is_mild_enough(topic, said, cap) for topic in topics_named(text))


def _is_mild_enough(topic: str, said: Recorded, cap: Cap) -> bool:
    found = answer(topic, said)
    return found.presence is Presence.YES and allows_strength(cap, found.severity)
