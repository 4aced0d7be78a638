"""`python -m bot forget`: everything of a member, or of a server, after a look at what that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cogs.rights.words import CODED, GOES, STAYS, told
from cogs.ui.arguments import LARGEST_ID
from cogs.ui.language import _, counted
from data.errors import InvalidChange
from data.library import Library


async def forget(address: str, *, member_id: int | None, server_id: int | None, sure: bool) -> None:
    """Say what there is and, if that is what is wanted, delete it.

    Raises:
        InvalidChange: it is not said of whom, or of both.
        StorageUnavailable: the database cannot be opened, or failed in between; then asking again goes on.
    """
    named = [one for one in (member_id, server_id) if one is not None]
    if len(named) != 1 or not 0 < named[0] <= LARGEST_ID:
        raise InvalidChange(_("Name one of the two: --member with the id of a member, or --server with a server's."))
    async with Library.open(address, with_starter=False) as library:
        if member_id is not None:
            counts = await library.rights.of_member(member_id)
            print(_of_member(member_id, counts))
            if sure:
                await library.rights.forget_member(member_id)
        elif server_id is not None:
            counts = await library.rights.of_server(server_id)
            print(_of_server(server_id, counts))
            if sure:
                await library.rights.forget_server(server_id)
    print()
    print(_done() if sure else _("Nothing was changed. The same with --yes does it; it cannot be undone."))


def _of_member(member_id: int, counts: Mapping[str, int]) -> str:
    blocks = [
        _block(_("To be deleted of member {id}:").format(id=member_id), told(GOES, counts)),
        _block(_("To stay, as a former member's:"), told(STAYS, counts)),
        _block(_("To stay, with a keyed code in the member's place:"), told(CODED, counts)),
    ]
    return "\n".join(filter(None, blocks)) or _("Nothing is kept of member {id}.").format(id=member_id)


def _of_server(server_id: int, counts: Mapping[str, int]) -> str:
    lines = [f"{name}: {number:,}" for name, number in sorted(counts.items())]
    rows = counted(sum(counts.values()), "{count:,} row", "{count:,} rows")
    head = _("To be deleted of server {id}, {rows}, by table:").format(id=server_id, rows=rows)
    return _block(head, lines) or _("Nothing is kept of server {id}.").format(id=server_id)


def _block(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""


def _done() -> str:
    return _(
        "It is done, and noted, so that a backup that is put back does not undo it. Backups that were made before "
        "hold it until they are deleted."
    )
