"""Ways to Discord through a proxy of the network's, as HTTP_PROXY, HTTPS_PROXY and NO_PROXY say it everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # documented nowhere, used by all

import aiohttp
import yarl

from bot.settings import Settings

_PLAIN = {"http": "http", "ws": "http", "https": "https", "wss": "https"}
"""What is asked for of each kind of address; a WebSocket is one of them until it is there."""


@dataclass(frozen=True)
class Proxies:
    """Which proxy leads to an address."""

    by_kind: dict[str, yarl.URL]
    direct: str
    """NO_PROXY: hosts and ends of hosts to which none leads, with commas between them."""

    @classmethod
    def of(cls, settings: Settings) -> Proxies:
        """As the settings say."""
        given = {"http": settings.http_proxy, "https": settings.https_proxy}
        return cls({kind: yarl.URL(one.get_secret_value()) for kind, one in given.items() if one}, settings.no_proxy)

    def to(self, url: yarl.URL) -> yarl.URL | None:
        """The proxy to go through; None to go there at once."""
        proxy = self.by_kind.get(_PLAIN.get(url.scheme, ""))
        if proxy is None or proxy_bypass_environment(url.host or "", {"no": self.direct}):
            return None
        return proxy

    def connector(self) -> aiohttp.TCPConnector:
        """What opens connections, for a session of aiohttp's. To be made where an event loop runs."""
        return _Connector(self) if self.by_kind else aiohttp.TCPConnector(limit=0)


class _Connector(aiohttp.TCPConnector):
    """Asks for each address anew: discord.py takes one proxy for all, and would not know of NO_PROXY."""

    def __init__(self, proxies: Proxies) -> None:
        super().__init__(limit=0)
        self._proxies = proxies

    async def connect(self, req: aiohttp.ClientRequest, *rest: Any, **named: Any) -> aiohttp.connector.Connection:
        """A connection to what is asked for, or to the proxy that leads there."""
        if proxy := self._proxies.to(req.url):
            told = _authorization(proxy)
            req.update_proxy(proxy.with_user(None), None, told)  # sent where a tunnel through the proxy is asked for
            if not req.is_ssl():
                req.headers.update(told)
        return await super().connect(req, *rest, **named)


def _authorization(proxy: yarl.URL) -> dict[str, str]:
    name, password = proxy.user or "", proxy.password or ""
    return {aiohttp.hdrs.PROXY_AUTHORIZATION: aiohttp.encode_basic_auth(name, password)} if name else {}
