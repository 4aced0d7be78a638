"""Words around a title in running text that tell whether it is one."""

from __future__ import annotations

NOUNS = frozenset(
    ["movie", "film", "flick", "called", "named", "titled", "movies", "films", "trailer", "remake", "sequel"]
)
WATCHING = frozenset([
    "watched", "watch", "watching", "rewatched", "rewatch", "rewatching", "saw", "seen", "see", "seeing",
    "finished", "screening", "streamed",
])  # fmt: skip
LIKING = frozenset([
    "love", "loved", "loving", "like", "liked", "hated", "hate", "enjoyed", "enjoy", "adore", "recommend",
    "recommended", "favorite", "favourite", "prefer", "review", "reviewed", "rated", "beats", "than", "versus",
    "vs",
])  # fmt: skip
TIMES = frozenset([
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights", "week", "weeks",
    "weekend", "month", "months", "year", "years", "morning", "evening", "time", "times",
])  # fmt: skip
OF_TIMES = frozenset(["every", "one", "all", "some", "last", "next", "the", "this", "that", "a", "an", "same", "other"])
"""What stands before a time where it is only a time: `every day`."""
SPEAKING = frozenset([
    "said", "says", "told", "tells", "asked", "asks", "thinks", "thought", "wants", "wanted", "texted", "wrote",
    "replied", "hates", "loves", "likes", "knows", "invited", "brought",
])  # fmt: skip
"""Behind a name these make it somebody's: `carol said`."""
BEFORE_A_NAME = frozenset(["by", "with", "starring", "from"])
BEHIND_A_NAME = frozenset(["one", "film", "movie", "version"])
ARTICLES = ("the", "a", "an", "some")
AFTER = frozenset(["movie", "film", "trailer", "remake", "sequel", "soundtrack", "starring"])
AROUND = NOUNS | AFTER
