"""A review's words as a channel may show them: none that speak of what its warnings hold back there. Pure.

What the classifier finds in a text is shown only where the review records it at a strength that the channel shows.
What it does not record may be of any strength.
"""

from __future__ import annotations

from functools import lru_cache

from data.models import Recommendation, Review, Section, Severity, Verdict
from data.taxonomy import topics_named
from data.warnings.answering import Presence, Recorded, answer, recorded
from data.warnings.caps import Cap, allows_strength

COVER = "🔒"
"""Stands where a heading would: what it counts for is seen all the same."""


@lru_cache(maxsize=512)
def covered(review: Review, cap: Cap) -> Review:
    """The review with every text left out that a channel with this cap does not show; the plot is nobody's unasked."""
    if cap.highest is Severity.SEVERE:
        return review
    said = recorded(review.warnings)

    def keep(text: str | None) -> str | None:
        return text if text is None or _may_be_shown(text, said, cap) else None

    def section(one: Section) -> Section:
        heading = keep(one.heading)
        return one.model_copy(update={"heading": heading or COVER, "text": keep(one.text) if heading else None})

    def pitch(one: Recommendation) -> Recommendation:
        return one.model_copy(update={"pitch": keep(one.pitch)})

    return review.model_copy(
        update={
            **{name: keep(getattr(review, name)) for name in ("blurb", "overview", "audience")},
            "verdict": _verdict(review.verdict, keep(review.verdict.qualifier)) if review.verdict else None,
            "sections": tuple(map(section, review.sections)),
            "recommendations": tuple(map(pitch, review.recommendations)),
        }
    )


def _verdict(verdict: Verdict, qualifier: str | None) -> Verdict:
    return verdict.model_copy(update={"qualifier": qualifier})


def _may_be_shown(text: str, said: Recorded, cap: Cap) -> bool:
    return all(_is_mild_enough(topic, said, cap) for topic in topics_named(text))


def _is_mild_enough(topic: str, said: Recorded, cap: Cap) -> bool:
    found = answer(topic, said)
    return found.presence is Presence.YES and allows_strength(cap, found.severity)
