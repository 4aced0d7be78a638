"""The checker finds what Discord would refuse; what is just within a limit passes."""

from typing import Any

import pytest

from tests.loopback.command_limits import of_commands
from tests.loopback.limits import Upload, of_choices, of_message, of_modal, unguarded_mentions
from tests.loopback.state import COMPONENTS_V2


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(custom_id: str = "a", label: str = "Press", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "custom_id": custom_id, "label": label, **more}


def row(*items: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(items)}


def menu(count: int, **more: Any) -> dict[str, Any]:
    options = [{"label": f"Option {n}", "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "m", "options": options, **more}


def v2(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"flags": COMPONENTS_V2, "components": list(components), **more}


def field(**more: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Title", "component": {"type": 4, "custom_id": "t", "style": 1, **more}}


def modal(*items: dict[str, Any], title: str = "Title") -> dict[str, Any]:
    return {"title": title, "custom_id": "form", "components": list(items)}


WITHIN = [
    v2(text("x" * 4000)),
    v2({"type": 17, "components": [text("x")] * 39}),
    v2(row(*(button("x" * 99 + str(n), "x" * 80) for n in range(5)))),
    v2(row(menu(25, max_values=25, placeholder="x" * 150))),
    v2(row({"type": 2, "style": 5, "label": "A link", "url": "https://x.test"})),
    {"content": "x" * 2000, "components": [row(button())] * 1},
]
OVER = [
    v2(text("x" * 2000), {"type": 17, "components": [text("x" * 2001)]}),
    v2({"type": 17, "components": [text("x")] * 40}),
    v2(text(" ")),
    v2(row(button("x" * 101))),
    v2(row(button(""))),
    v2(row(button("a"), button("a"))),
    v2(row(button(label="x" * 81))),
    v2(row(button(label=""))),
    v2(row({"type": 2, "style": 2, "label": "No id"})),
    v2(row({"type": 2, "style": 5, "label": "A link"})),
    v2(row(*(button(str(n)) for n in range(6)))),
    v2(row()),
    v2(row(menu(2), button())),
    v2(row(menu(26))),
    v2(row(menu(0))),
    v2(row(menu(2, max_values=3))),
    v2(row(menu(2, placeholder="x" * 151))),
    v2(row({"type": 3, "custom_id": "m", "options": [{"label": "A", "value": "1"}, {"label": "B", "value": "1"}]})),
    v2(row({"type": 3, "custom_id": "m", "options": [{"label": "x" * 101, "value": "1"}]})),
    v2(row({"type": 3, "custom_id": "m", "options": [{"label": " ", "value": "1"}]})),
    v2(row({"type": 3, "custom_id": "m", "options": [{"label": "A", "value": "1", "description": "x" * 101}]})),
    v2(button()),
    v2({"type": 9, "components": [text("x")]}),
    v2(text("x"), content="beside"),
    v2(text("x"), embeds=[{}]),
    v2({"type": 12, "items": [{"media": {"url": "attachment://chart.png"}}]}),
    {"content": "x", "components": [text("without the flag")]},
    {"content": "x" * 2001},
    {"content": "x", "embeds": [{}] * 11},
    {"content": "x", "nonce": "x" * 26},
    {"content": "x", "allowed_mentions": {"parse": ["all"]}},
    {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
    {"content": ""},
]


@pytest.mark.parametrize("body", WITHIN)
def test_what_discord_takes_passes(body: dict[str, Any]) -> None:
    assert of_message(body) == []


@pytest.mark.parametrize("body", OVER)
def test_what_discord_refuses_is_found(body: dict[str, Any]) -> None:
    assert len(of_message(body)) >= 1


def test_an_edit_of_a_message_with_components_v2_takes_no_content() -> None:
    assert of_message({"content": "x"}, new=False) == []
    assert of_message({"content": "x"}, v2=True, new=False) != []


def test_files_are_counted_and_weighed() -> None:
    small = Upload("files[0]", "a.txt", b"x")
    assert of_message({}, [small] * 10) == []
    assert of_message({}, [small] * 11) != []
    assert of_message({}, [Upload("files[0]", "a.txt", b"x" * (10 * 2**20 + 1))]) != []


def test_text_says_whom_it_may_mention() -> None:
    assert unguarded_mentions({"content": "x"}) != []
    assert unguarded_mentions(v2(text("x"))) != []
    assert unguarded_mentions(v2(text("x"), allowed_mentions={"parse": []})) == []
    assert unguarded_mentions({"components": [row(button())]}) == []


@pytest.mark.parametrize(
    "form",
    [
        modal(field(), title="x" * 46),
        modal(field(), title=""),
        modal(),
        modal(*(field(custom_id=str(n)) for n in range(6))),
        modal(field(), field()),
        modal(field(max_length=4001)),
        modal(field(min_length=5, max_length=4)),
        modal(field(max_length=3, value="four")),
        modal(field(placeholder="x" * 101)),
        modal(field() | {"label": "x" * 46}),
        modal(field() | {"description": "x" * 101}),
        modal(row(button())) | {"custom_id": "x" * 101},
        modal({"type": 18, "label": "One", "component": {"type": 21, "custom_id": "r", "options": [
            {"label": "A", "value": "a"}]}}),
    ],
)  # fmt: skip
def test_a_form_that_discord_refuses_is_found(form: dict[str, Any]) -> None:
    assert len(of_modal(form)) >= 1


def test_a_form_that_discord_takes_passes() -> None:
    assert of_modal(modal(field(max_length=4000, value="x" * 4000), text("Beside"), title="x" * 45)) == []


def test_choices_are_counted_and_measured() -> None:
    assert of_choices([{"name": "x" * 100, "value": "y" * 100}] * 25) == []
    assert of_choices([{"name": "x", "value": 1}] * 26) != []
    assert of_choices([{"name": "x" * 101, "value": "y"}]) != []
    assert of_choices([{"name": "", "value": "y"}]) != []


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Not A Name", "description": "x"},
        {"name": "x", "description": "x" * 101},
        {"name": "x", "description": ""},
        {"name": "x", "description": "x", "options": [
            {"name": "a", "description": "x", "type": 3},
            {"name": "b", "description": "x", "type": 3, "required": True}]},
        {"name": "x", "description": "x", "options": [{"name": "a", "description": "x" * 101, "type": 3}]},
    ],
)  # fmt: skip
def test_a_command_that_discord_refuses_is_found(wrong: dict[str, Any]) -> None:
    assert len(of_commands([wrong])) >= 1
    right = {"name": "review", "description": "x"}
    assert of_commands([right, {"name": "Draft this", "type": 3}]) == []
    assert of_commands([right, right]) != []
