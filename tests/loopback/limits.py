"""Discord's limits of what a bot sends, most unchecked by discord.py. Pure: a body in, what is wrong with it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.loopback.state import COMPONENTS_V2

ROW, BUTTON, MENU, INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, LINE, BOX, LABEL = (
    1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 17, 18,
)  # fmt: skip
RADIO, TICKS, TICK = 21, 22, 23
_MENUS = {3, 5, 6, 7, 8}
_TOP = {ROW, SECTION, TEXT, GALLERY, FILE, LINE, BOX}
_LINK, _PREMIUM = 5, 6

_MOST_FILES, _MOST_FILE_BYTES = 10, 10 * 2**20


@dataclass(frozen=True)
class Upload:
    """A file out of a multipart body."""

    field: str
    name: str
    data: bytes


def walk(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, however deep."""
    for component in components:
        yield component
        inner = [component[key] for key in ("component", "accessory") if key in component]
        yield from walk([*component.get("components", ()), *inner])


def texts(components: Iterable[dict[str, Any]]) -> list[str]:
    """Every text that is shown between the components."""
    return [component["content"] for component in walk(components) if component["type"] == TEXT]


def of_message(
    body: dict[str, Any],
    uploads: Sequence[Upload] = (),
    *,
    v2: bool = False,
    new: bool = True,
    there: Iterable[dict[str, Any]] = (),
) -> list[str]:
    """What is wrong with a message that is posted, or edited if it is not `new`. `v2`: it already has that flag;
    `there` are the files it has, which stay unless the edit names others.
    """
    v2 = v2 or bool(body.get("flags", 0) & COMPONENTS_V2)
    components = body.get("components") or []
    wrong = [*_of_text(body, v2), *_of_files(body, uploads, there), *_of_mentions(body.get("allowed_mentions") or {})]
    wrong += _of_layout(components, v2)
    for component in walk(components):
        wrong += _of_component(component)
    wrong += _of_ids(walk(components))
    shown = any(body.get(key) for key in ("content", "embeds", "components", "poll", "sticker_ids"))
    if new and not shown and not uploads:
        wrong.append("an empty message")
    return wrong


def _of_text(body: dict[str, Any], v2: bool) -> Iterator[str]:
    if len(body.get("content") or "") > 2000:
        yield f"content of {len(body['content'])} characters"
    if len(body.get("embeds") or ()) > 10:
        yield "more than 10 embeds"
    if len(str(body.get("nonce", ""))) > 25:
        yield "a nonce of more than 25 characters"
    if v2 and any(body.get(key) for key in ("content", "embeds", "poll", "sticker_ids")):
        yield "content, embeds, a poll or stickers beside Components V2"
    said = texts(body.get("components") or ())
    if sum(map(len, said)) > 4000:
        yield f"{sum(map(len, said))} characters of text"
    if not all(text.strip() for text in said):
        yield "an empty text"


def _of_layout(components: list[dict[str, Any]], v2: bool) -> Iterator[str]:
    count = sum(1 for _ in walk(components))
    if count > 40:
        yield f"{count} components"
    kinds = {component["type"] for component in components}
    if v2 and not kinds <= _TOP:
        yield f"components {kinds - _TOP} at the top"
    if not v2 and (kinds - {ROW} or len(components) > 5):
        yield "without Components V2 anything but up to 5 rows"


def _of_files(body: dict[str, Any], uploads: Sequence[Upload], there: Iterable[dict[str, Any]]) -> Iterator[str]:
    if max(len(uploads), len(body.get("attachments") or ())) > _MOST_FILES:
        yield "more than 10 files"
    for upload in uploads:
        if len(upload.data) > _MOST_FILE_BYTES:
            yield f"a file of {len(upload.data)} bytes"
    shown = re.findall(r"'attachment://([^']+)'", str(body.get("components") or ()))
    kept = body.get("attachments", there)
    named = {upload.name for upload in uploads} | {a.get("filename") for a in kept or ()}
    yield from (f"{name} is shown and was not uploaded" for name in shown if name not in named)


def _of_mentions(allowed: dict[str, Any]) -> Iterator[str]:
    parse = set(allowed.get("parse", ()))
    if not parse <= {"roles", "users", "everyone"}:
        yield f"allowed_mentions of {parse}"
    for key in ("users", "roles"):
        if len(allowed.get(key) or ()) > 100 or (allowed.get(key) and key in parse):
            yield f"allowed_mentions: {key}"


def unguarded_mentions(body: dict[str, Any]) -> list[str]:
    """The house's own rule: what has text, new or edited, says whom it may mention. Discord would mention everyone."""
    has_text = body.get("content") or texts(body.get("components") or ())
    if has_text and "allowed_mentions" not in body:
        return ["text without allowed_mentions"]
    return []


def of_modal(modal: dict[str, Any]) -> list[str]:
    """What is wrong with a form."""
    wrong = []
    if not 1 <= len(modal.get("title") or "") <= 45:
        wrong.append(f"a form's title of {len(modal.get('title') or '')} characters")
    if not 1 <= len(modal.get("custom_id") or "") <= 100:
        wrong.append("a form's custom id")
    items = modal.get("components") or []
    if not 1 <= len(items) <= 5:
        wrong.append(f"{len(items)} items in a form")
    if unfit := {item["type"] for item in items} - {ROW, TEXT, LABEL}:
        wrong.append(f"components {unfit} in a form")
    for component in walk(items):
        wrong += _of_component(component)
    return wrong + _of_ids(walk(items))


def of_choices(choices: Sequence[dict[str, Any]]) -> list[str]:
    """What is wrong with the choices of an autocompletion, or of an option."""
    wrong = [f"{len(choices)} choices"] if len(choices) > 25 else []
    for choice in choices:
        lengths = [len(choice["name"]), len(choice["value"]) if isinstance(choice["value"], str) else 1]
        if not all(1 <= length <= 100 for length in lengths):
            wrong.append(f"a choice of {lengths} characters")
    return wrong


def _of_ids(components: Iterable[dict[str, Any]]) -> list[str]:
    ids = [component["custom_id"] for component in components if "custom_id" in component]
    wrong = [f"custom id of {len(one)} characters" for one in ids if not 1 <= len(one) <= 100]
    return wrong + (["a custom id twice"] if len(ids) != len(set(ids)) else [])


def _of_component(component: dict[str, Any]) -> Iterator[str]:
    check = _CHECKS.get(component["type"])
    return check(component) if check else iter(())


def _of_row(row: dict[str, Any]) -> Iterator[str]:
    inner = [child["type"] for child in row["components"]]
    if not 1 <= len(inner) <= 5 or (set(inner) != {BUTTON} and len(inner) != 1):
        yield f"a row of {inner}"


def _of_section(section: dict[str, Any]) -> Iterator[str]:
    if not (1 <= len(section["components"]) <= 3 and "accessory" in section):
        yield "a section without 1 to 3 texts and something beside"


def _of_label(label: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(label["label"]) <= 45 or len(label.get("description") or "") > 100:
        yield f"a label or description too long: {label['label']}"


def _of_button(button: dict[str, Any]) -> Iterator[str]:
    if len(button.get("label") or "") > 80 or not (button.get("label") or button.get("emoji")):
        yield f"a button labelled {button.get('label')!r}"
    style = button.get("style")
    if style == _LINK and not 1 <= len(button.get("url") or "") <= 512:
        yield "a link button without an address of at most 512 characters"
    if style not in {_LINK, _PREMIUM} and "custom_id" not in button:
        yield "a button without custom id"


def _of_menu(menu: dict[str, Any]) -> Iterator[str]:
    if len(menu.get("placeholder") or "") > 150:
        yield "a placeholder of more than 150 characters"
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    count = len(menu["options"]) if menu["type"] == MENU else 25
    if not 0 <= least <= most <= count or most < 1:
        yield f"{least} to {most} values of {count}"
    if menu["type"] == MENU:
        yield from _of_options(menu["options"], 1, 25)


def _of_options(options: Sequence[dict[str, Any]], least: int, most: int) -> Iterator[str]:
    if not least <= len(options) <= most:
        yield f"{len(options)} options"
    values = [option["value"] for option in options]
    if len(set(values)) != len(values):
        yield "two options of one value"
    for option in options:
        lengths = [len(option["label"].strip()), len(option["value"]), len(option.get("description") or "-")]
        if not all(1 <= length <= 100 for length in lengths):
            yield f"an option of {lengths} characters"


def _of_input(field: dict[str, Any]) -> Iterator[str]:
    least, most, value = field.get("min_length") or 0, field.get("max_length") or 4000, field.get("value") or ""
    if not 0 <= least <= most <= 4000:
        yield f"an input of {least} to {most} characters"
    if len(value) > most:
        yield f"an input filled in with {len(value)} of {most} characters"
    if len(field.get("placeholder") or "") > 100:
        yield "a placeholder of more than 100 characters"


_CHECKS: dict[int, Callable[[dict[str, Any]], Iterator[str]]] = {
    ROW: _of_row,
    BUTTON: _of_button,
    INPUT: _of_input,
    SECTION: _of_section,
    LABEL: _of_label,
    RADIO: lambda group: _of_options(group["options"], 2, 10),
    TICKS: lambda group: _of_options(group["options"], 1, 10),
} | dict.fromkeys(_MENUS, _of_menu)
