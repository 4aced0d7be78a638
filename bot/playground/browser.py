"""simcord's page as the playground's: its name, things to try, the newest in view, and what nobody pressed for.

Everything that reaches into simcord's inside for the page is here.
"""

from __future__ import annotations

import asyncio
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import simcord.preview
from aiohttp import web
from simcord.preview import Preview
from simcord.preview._server import PreviewServer

from bot.playground.texts import read_each_once
from bot.playground.world import World, catch_up
from cogs.ui.language import _

NAME = "Marquee's playground"
"""By which a page is known to be the playground's."""

_FOLDER = Path(__file__).parent
_SIMCORDS = Path(simcord.preview.__file__).parent / "static"
_OWN = {"/playground.js": "application/javascript", "/playground.css": "text/css"}
_PNG, _SMALL = b"\x89PNG\r\n\x1a\n", 200_000
_ICON = "/favicon.ico"
"""Browsers ask for it, and would complain in their console."""


@dataclass(frozen=True)
class Try:
    """Something to try with one press: what it says, what is typed, and by whom."""

    label: str
    typed: str
    person: str


class _Server(PreviewServer):
    _STATIC_FILES = PreviewServer._STATIC_FILES | {path: path[1:] for path in (*_OWN, _ICON)}

    def __init__(self, preview: Preview, port: int, tries: Sequence[Try]) -> None:
        super().__init__(preview, port)
        self._tries = tries

    async def _static(self, request: web.Request) -> web.Response:
        if request.path == _ICON:
            return web.Response(status=204)
        if request.path == "/":
            return self._answer(_index(self._tries), "text/html")
        if request.path in _OWN and request.headers.get("Host", "") in self._allowed_hosts():
            return self._answer((_FOLDER / request.path[1:]).read_text(encoding="utf-8"), _OWN[request.path])
        answer: web.Response = await super()._static(request)
        return answer

    def _answer(self, text: str, kind: str) -> web.Response:
        return web.Response(text=text, content_type=kind, headers=self._SECURITY_HEADERS)


class PlaygroundPage(Preview):
    """The page, and what it does beyond simcord's: presses wait for each other, and it follows what goes on."""

    def __init__(self, world: World, port: int, tries: Sequence[Try]) -> None:
        read_each_once()
        super().__init__(
            world.env,
            world.channel,
            tuple(world.people.values()),
            layout="channel",
            display="responsive",
            width=960,
            height=720,
            locale="en-US",
            timezone="UTC",
            presentation_time=None,
            assets=None,
            port=port,
        )
        self._world = world
        self._server = _Server(self, port, tries)
        self._turn = asyncio.Lock()
        self._shown = 0

    async def _action(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        """Whatever is pressed is pressed on what is there now: simcord refuses it if the page is half a second old."""
        async with self._turn:
            catch_up(self.env, self._world.library)
            if isinstance(body, Mapping) and isinstance(body.get("published_revision"), int):
                body = {**body, "published_revision": self._get_page(context_id).revision}
            return await super()._action(context_id, body)

    async def _prepare_asset(self, context_id: str | None, asset_id: str, **how: Any) -> tuple[str, bytes, str]:
        """A small PNG, as the bot draws them, goes to the browser as it is: simcord starts a process for each."""
        _page, record, body = self._authorized_asset(context_id, asset_id)
        if body.startswith(_PNG) and len(body) < _SMALL and not any(how.values()):
            return "image/png", body, record.filename
        return await super()._prepare_asset(context_id, asset_id, **how)

    def follow(self) -> bool:
        """Show what has happened by itself, as a poll that closes; whether there was something."""
        happened = len(self.env.backend.transcript)
        if happened == self._shown or self._turn.locked():
            return False
        self._shown = happened
        self._advance_presentation_time()
        for page in tuple(self._pages.values()):
            if page is not self._python and page.id in self._pages:  # nobody looks at Python's own
                self._publish(page, reason="refresh")
        return True


def _index(tries: Sequence[Try]) -> str:
    """simcord's page with our name, our style, and what to try above the line one types in."""
    page = (_SIMCORDS / "index.html").read_text(encoding="utf-8")
    chips = "".join(
        f'<button type="button" data-try="{html.escape(json.dumps([one.typed, one.person]))}">'
        f"{html.escape(one.label)}</button>"
        for one in tries
    )
    strip = f'<nav id="tries" aria-label="{html.escape(_("Things to try"))}">{chips}</nav>'
    name = f"<strong>Marquee</strong><small>{html.escape(_('Playground'))}</small>"
    for before, after in {
        "<title>SimCord Preview</title>": f"<title>{NAME}</title>",
        "<strong>SimCord</strong><small>Preview</small>": name,
        'aria-hidden="true">S</span>': 'aria-hidden="true">M</span>',
        'aria-label="SimCord preview"': f'aria-label="{NAME}"',
        "</head>": '<link rel="stylesheet" href="/playground.css"></head>',
        '<form id="channel-composer"': f'{strip}<form id="channel-composer"',
        "</body>": '<script type="module" src="/playground.js"></script></body>',
    }.items():
        page = page.replace(before, after)
    return page
