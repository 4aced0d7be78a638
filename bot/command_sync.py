"""The commands that Discord has, held against ours, and told anew where they differ: another program may have changed
them as well, or an older Marquee that has the same token.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from discord.http import Route

if TYPE_CHECKING:
    from bot.client import Marquee

PATH = "/applications/{application_id}/commands"
WITH_ALL = {"with_localizations": "true"}

_STATED = (
    "description",
    "default_member_permissions",
    "contexts",
    "integration_types",
    "nsfw",
    "name_localizations",
    "description_localizations",
    "required",
    "autocomplete",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "channel_types",
    "choices",
    "value",
)
"""What a program says of a command, an option or a choice; what else Discord sends of one (ids, versions) is its own.

Source: https://discord.com/developers/docs/interactions/application-commands#application-command-object
"""


def differ(ours: Iterable[Mapping[str, Any]], theirs: Iterable[Mapping[str, Any]]) -> bool:
    """Whether two sets of commands are not the same to anybody who types. The order of commands is none."""
    return _by_name(ours) != _by_name(theirs)


def _by_name(commands: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int], Any]:
    return {(one["name"], int(one.get("type") or 1)): _normal(one) for one in commands}


def _normal(one: Mapping[str, Any]) -> dict[str, Any]:
    """As both sides would write it: what is empty, false or not there is the same to Discord."""
    said = {name: _plain(one[name]) for name in _STATED if one.get(name) or one.get(name) == 0}
    said = {name: value for name, value in said.items() if value is not False}
    inner = [{"name": part["name"], "type": part.get("type"), **_normal(part)} for part in one.get("options") or ()]
    return said | ({"options": inner} if inner else {})


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [{"name": one["name"], **_normal(one)} for one in value] if isinstance(value[0], dict) else sorted(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value  # permissions come as text


_TYPED = 1
"""What Discord calls a command with a slash; others stand in menus."""


async def tell(bot: Marquee, *, always: bool = False) -> int | None:
    """Tell Discord of all commands if it has others, or `always`; how many, None if nothing had to be told.

    Either way the bot knows the ids of its commands afterwards.

    Raises:
        discord.HTTPException: Discord does not answer, or does not take them.
    """
    if not always:
        theirs = await bot.http.request(Route("GET", PATH, application_id=bot.application_id), params=WITH_ALL)
        if not differ(await bot.commands_payload(), theirs):
            bot.command_links.learn({one["name"]: int(one["id"]) for one in theirs if one.get("type", 1) == _TYPED})
            return None
    told = await bot.tree.sync()
    bot.command_links.learn({one.name: one.id for one in told if one.type.value == _TYPED})
    return len(told)
