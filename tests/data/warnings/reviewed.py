"""Reviews with warnings, as the tests of what is kept about warnings need them."""

from data.library import Library
from data.models import ContentWarning, Film, Review, Severity, StoredReview

GUILD, CHANNEL, OTHER = 500, 600, 601


def warning(topic: str, severity: Severity = Severity.SEVERE) -> ContentWarning:
    return ContentWarning(category="Things", topic=topic, severity=severity)


async def reviewed(library: Library, *warnings: ContentWarning, guild_id: int = GUILD) -> StoredReview:
    return await library.reviews.save(Review(film=Film(title="X", year=2000), warnings=warnings), guild_id)
