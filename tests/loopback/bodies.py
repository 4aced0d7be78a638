"""Reading what the bot sends, JSON or multipart, and answering as Discord does."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from tests.loopback.limits import Upload


class Refusal(Exception):
    """Discord says no."""

    def __init__(self, status: int, code: int, message: str, detail: str = "", field: str = "") -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.detail, self.field = status, code, message, detail, field

    def response(self) -> web.Response:
        """As Discord words it."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.detail:
            errors = {"_errors": [{"code": "LIMIT", "message": self.detail}]}
            body["errors"] = {self.field: errors} if self.field else errors
        return answer(body, self.status)


def answer(body: Any, status: int = 200) -> web.Response:
    """discord.py reads JSON only under a type without a charset, which is how Discord sends it."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


def invalid(detail: str) -> Refusal:
    """A body that Discord does not take."""
    return Refusal(400, 50035, "Invalid Form Body", detail)


async def read(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON of a request, and the files beside it."""
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return (json.loads(text) if text else {}), []
    body: Any = {}
    uploads: list[Upload] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read(decode=False))
        if part.name == "payload_json":
            body = json.loads(data)
        else:
            uploads.append(Upload(part.name or "", part.filename or "", data))
    return body, uploads
