"""The library: every collection in one object, opened once per process."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from data import starter
from data.announcements.collection import Announcements
from data.drafts import Drafts
from data.film_nights.collection import FilmNights
from data.film_page import FilmPages
from data.films.catalogue import Catalogue
from data.films.following import Following
from data.films.kept import KeptFilms
from data.films.known import KnownFilms
from data.polls import Polls
from data.requests.collection import Requests
from data.reviews.collection import Reviews
from data.reviews.imports import Imports
from data.rights.collection import Rights
from data.servers.audit import Audit
from data.servers.presences import Presences
from data.servers.settings import Servers
from data.storage import Storage
from data.storage.outbox import Outbox
from data.tellings import Tellings
from data.votes.collection import Votes
from data.warnings.channel_caps import WarningCaps
from data.warnings.member_answers import MemberAnswers
from data.warnings.personal_lists import PersonalLists
from data.warnings.queue import WarningQueue
from data.warnings.voices import WarningVoices


def utc_now() -> dt.datetime:
    """The real clock."""
    return dt.datetime.now(dt.UTC)


class Library:
    """What Marquee knows: `library.reviews.get(...)`, `library.votes.cast(...)`."""

    def __init__(
        self, storage: Storage, now: Callable[[], dt.datetime] = utc_now, *, known: KnownFilms | None = None
    ) -> None:
        self.storage = storage
        self.outbox = Outbox(storage, now)
        self.catalogue = Catalogue(storage, is_shared=storage.is_shared, known=known)
        self.following = Following(storage, self.catalogue)
        self.audit = Audit(storage, now)
        self.servers = Servers(storage, self.audit)
        self.tellings = Tellings(storage, self.outbox, now)
        self.requests = Requests(storage, now, self.tellings)
        self.announcements = Announcements(storage, self.outbox, now)
        self.reviews = Reviews(
            storage, self.catalogue, self.audit, requests=self.requests, announcements=self.announcements, now=now
        )
        self.drafts = Drafts(storage, self.reviews, self.audit, now, self.tellings)
        self.imports = Imports(storage, self.reviews)
        self.votes = Votes(storage)
        self.polls = Polls(storage, self.outbox, now)
        self.film_nights = FilmNights(storage, now)
        self.personal_lists = PersonalLists(
            storage, now, saved=self.film_nights.note_saved, keys_left=self.polls.closing.keys_left
        )
        self.member_answers = MemberAnswers(storage, now)
        self.warning_voices = WarningVoices(storage, now)
        self.warning_queue = WarningQueue(storage, self.reviews, self.audit, now, self.tellings)
        self.warning_caps = WarningCaps(storage, self.audit)
        self.films = KeptFilms(storage)
        self.film_pages = FilmPages(storage, self.catalogue.known)
        self.rights = Rights(
            storage, self.catalogue, now, votes=self.votes, polls=self.polls, personal_lists=self.personal_lists
        )
        self.presences = Presences(storage, now)
        self.now = now

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        address: str,
        *,
        with_starter: bool = True,
        known: KnownFilms | None = None,
        now: Callable[[], dt.datetime] = utc_now,
    ) -> AsyncIterator[Library]:
        """Open the database at `address`, migrated, with the starter reviews in it unless told otherwise.

        `known` are the films that can be asked for without a review of them, `data.films.known.load()`.

        Raises:
            StorageUnavailable: it cannot be opened.
        """
        storage = await Storage.open(address)
        try:
            library = cls(storage, now, known=known)
            if with_starter:
                await starter.import_once(storage, library.reviews, now)
            library.following.start()
            try:
                yield library
            finally:
                await library.following.stop()
        finally:
            await storage.close()
