"""The films of which something is kept: a known one joins them with the first vote, request or answer."""

from __future__ import annotations

from data.films import identity
from data.storage import Storage
from data.storage.collisions import repeated


class KeptFilms:
    """Rows of films, that others point to."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    @repeated
    async def keep(self, film_id: int) -> None:
        """Have a row for a film of which something is to be kept.

        Raises:
            NotFound: no film has that id.
        """
        async with self._storage.writing() as connection:
            await identity.keep(connection, film_id)
