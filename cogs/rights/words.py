"""What is kept of a member, in words, by the columns that hold their id. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cogs.ui.language import counted

GOES: Mapping[str, Callable[[int], str]] = {
    "votes.member_id": lambda n: counted(n, "{count:,} standing vote", "{count:,} standing votes"),
    "ballots.voter": lambda n: counted(n, "{count:,} ballot in a poll", "{count:,} ballots in polls"),
    "personal_lists.member_id": lambda n: counted(
        n, "{count} list of topics to be told of", "{count} lists of topics to be told of"
    ),
    "film_requests.member_id": lambda n: counted(n, "{count:,} request", "{count:,} requests"),
    "tellings.member_id": lambda n: counted(
        n, "{count:,} choice how to be told of it", "{count:,} choices how to be told of it"
    ),
    "member_news.member_id": lambda n: counted(
        n, "{count:,} thing still to be told", "{count:,} things still to be told"
    ),
    "warning_voices.member_id": lambda n: counted(
        n, "what was said of {count:,} warning", "what was said of {count:,} warnings"
    ),
    "member_answers.member_id": lambda n: counted(
        n, "{count:,} answer about a film without a review", "{count:,} answers about films without a review"
    ),
    "warning_queue.proposed_by": lambda n: counted(n, "{count:,} proposed warning", "{count:,} proposed warnings"),
    "film_night_guests.member_id": lambda n: counted(
        n, "{count:,} film night that was joined", "{count:,} film nights that were joined"
    ),
    "drafts.owner_id": lambda n: counted(n, "{count:,} draft or suggestion", "{count:,} drafts and suggestions"),
}
"""What is deleted."""

STAYS: Mapping[str, Callable[[int], str]] = {
    "revisions.actor_id": lambda n: counted(n, "{count:,} state of a review", "{count:,} states of reviews"),
    "audit_entries.actor_id": lambda n: counted(
        n, "{count:,} entry in a server's log", "{count:,} entries in servers' logs"
    ),
    "warning_queue.settled_by": lambda n: counted(
        n, "{count:,} decision on a warning", "{count:,} decisions on warnings"
    ),
    "polls.opened_by": lambda n: counted(n, "{count:,} poll that was opened", "{count:,} polls that were opened"),
}
"""What stays as a former member's."""

CODED: Mapping[str, Callable[[int], str]] = {
    "film_night_people.code": lambda n: counted(
        n, "what film nights were told {count:,} time", "what film nights were told {count:,} times"
    ),
}
"""Where a code stands for the member."""


def told(words: Mapping[str, Callable[[int], str]], counts: Mapping[str, int]) -> list[str]:
    """A line for each of these things that there is."""
    return [say(counts[name]) for name, say in words.items() if name in counts]
