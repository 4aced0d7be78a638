"""What an interaction's token allows: its first answer, followups, and changing or deleting what was said with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from tests.loopback import limits
from tests.loopback.bodies import Refusal, answer, read
from tests.loopback.interactions import Interaction
from tests.loopback.state import COMPONENTS_V2, LOADING, Message

if TYPE_CHECKING:
    from tests.loopback.server import Loopback


class Webhooks:
    """The routes under /interactions and /webhooks."""

    def __init__(self, discord: Loopback) -> None:
        self._discord = discord

    def routes(self, api: str) -> list[web.RouteDef]:
        """For the application."""
        one = f"{api}/webhooks/{{app}}/{{token}}/messages/{{message}}"
        return [
            web.post(f"{api}/interactions/{{id}}/{{token}}/callback", self.callback),
            web.post(f"{api}/webhooks/{{app}}/{{token}}", self.follow_up),
            web.get(one, self.get),
            web.patch(one, self.edit),
            web.delete(one, self.delete),
        ]

    async def callback(self, request: web.Request) -> web.Response:
        """The first answer."""
        body, uploads = await read(request)
        info = request.match_info
        receipt = await self._discord.interactions.answer(info["id"], info["token"], body, uploads)
        wanted = request.query.get("with_response") in {"1", "true"}
        return answer(receipt) if wanted else web.Response(status=204)

    async def follow_up(self, request: web.Request) -> web.Response:
        """Another message; the first one after "thinking" takes that one's place."""
        interaction = self._interaction(request)
        body, uploads = await read(request)
        problems = limits.of_message(body, uploads)
        self._discord.hold("a followup", problems, limits.unguarded_mentions(body))
        original = interaction.original
        if original and interaction.thinking:
            await self._fill(original, body, uploads)
            return answer(original.payload())
        message = await self._discord.interactions.post(interaction, body, uploads)
        interaction.followups.append(message)
        return answer(message.payload())

    async def get(self, request: web.Request) -> web.Response:
        """A message as it is now."""
        return answer(self._message(request)[1].payload())

    async def edit(self, request: web.Request) -> web.Response:
        """Change what was said."""
        interaction, message = self._message(request)
        body, uploads = await read(request)
        v2 = bool(message.flags & COMPONENTS_V2)
        problems = limits.of_message(body, uploads, v2=v2, new=message.flags & LOADING > 0)
        self._discord.hold("an edit of an answer", problems, limits.unguarded_mentions(body))
        if message is interaction.original and interaction.thinking:
            await self._fill(message, body, uploads)
        else:
            await self._discord.edit(message, body, self._discord.files.keep(body, uploads))
        return answer(message.payload())

    async def delete(self, request: web.Request) -> web.Response:
        """Take back what was said."""
        await self._discord.delete(self._message(request)[1])
        return web.Response(status=204)

    async def _fill(self, message: Message, body: dict[str, object], uploads: list[limits.Upload]) -> None:
        message.change(body, self._discord.files.keep(body, uploads))
        message.flags &= ~LOADING
        message.edits = 0
        await self._discord.post(message)

    def _interaction(self, request: web.Request) -> Interaction:
        return self._discord.interactions.by_token(request.match_info["app"], request.match_info["token"])

    def _message(self, request: web.Request) -> tuple[Interaction, Message]:
        interaction = self._interaction(request)
        message = interaction.messages().get(request.match_info["message"])
        if message is None or message.deleted:
            raise Refusal(404, 10008, "Unknown Message")
        return interaction, message
