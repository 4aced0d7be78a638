"""Discord's limits of a Components V2 message, most of which neither discord.py nor the simulation checks.

And Marquee's own: whatever can be pressed on a card leads somewhere.
"""

import importlib
import re
from collections.abc import Iterator
from typing import Any

from bot.client import EXTENSIONS
from cogs.ui import routes
from cogs.ui.cards import Card
from cogs.ui.routes import MENU, Way

for _extension in EXTENSIONS:  # so that every route is known
    importlib.import_module(_extension)


def check(card: Card) -> None:
    """Fail if Discord would not take the card."""
    components = list(_walk(card.to_components()))
    texts = [c["content"] for c in components if c["type"] == 10]
    assert len(components) <= 40
    assert sum(map(len, texts)) <= 4000
    assert all(text.strip() for text in texts)
    ids = [c["custom_id"] for c in components if "custom_id" in c]
    assert len(ids) == len(set(ids))
    assert all(len(custom_id) <= 100 for custom_id in ids)
    for component in components:
        if "custom_id" in component and not component.get("disabled"):
            check_route(component)
    for row in (c for c in components if c["type"] == 1):
        assert 1 <= len(row["components"]) <= 5
    for button in (c for c in components if c["type"] == 2):
        assert 1 <= len(button["label"]) <= 80
    for select in (c for c in components if c["type"] == 3):
        assert 1 <= len(select["options"]) <= 25
        assert len({option["value"] for option in select["options"]}) == len(select["options"])
        assert all(1 <= len(option["label"].strip()) <= 100 for option in select["options"])
        assert all(1 <= len(option.get("description") or "-") <= 100 for option in select["options"])
        assert len(select.get("placeholder") or "") <= 150
        assert select["max_values"] <= len(select["options"])
    assert all(re.sub(r"\\.", "", text).count("||") % 2 == 0 for text in texts), "a spoiler is left open"


def check_route(component: dict[str, Any]) -> None:
    """Fail if a button or a menu would be answered as one from an older Marquee."""
    custom_id = component["custom_id"]
    press = routes.parse(custom_id.removeprefix(MENU))
    assert press, custom_id
    route = routes._routes[Way.PICK if custom_id.startswith(MENU) else Way.PRESS, press.noun, press.verb]
    for value in (option["value"] for option in component.get("options", ())):
        route.arguments(press, [[value]])
    if "options" not in component:
        route.arguments(press, [])


def _walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]
