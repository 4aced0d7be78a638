"""From a custom id to a handler: forged ids, what a handler is given, names taken twice, and how long it takes."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.client import EXTENSIONS
from bot.playground.people import replies_of
from bot.playground.world import World
from cogs.ui import arguments, routes
from cogs.ui.host import Interaction
from cogs.ui.routes import MENU, Press, Way, on_pick, on_press, on_submit
from data.errors import NotFound
from tests.dialogue import say
from tests.forging import Forger

for _extension in EXTENSIONS:
    importlib.import_module(_extension)

ROUTES = {f"{way} {noun}:{verb}": route for (way, noun, verb), route in routes._routes.items()}

words = st.text(alphabet="abz", min_size=1, max_size=8)
ids = st.integers(0, arguments.LARGEST_ID)
behind = st.text(st.characters(exclude_characters="\n"), max_size=60)

FORGED = (
    "x",
    ":",
    ":::",
    "film",
    "film:",
    "film:1",
    "film:x:cast",
    "film:-1:cast",
    "film:1:cast:",
    "film:1:cast:-1",
    "film:1:cast:10000",
    "film:1:cast:1.5",
    "film:1:cast:٣",
    "film:٣:cast",
    "film:1:cast:" + "9" * 60,
    "film:1:cast:\n",
    "film:1\n:cast",
    f"film:{2**63}:cast",
    "film:" + "9" * 90 + ":cast",
    "film:1:vote:positive",
    "film:1:vote:.",
    "film:1:pick:review.999999999999999999999",
    "film:1:constructor",
    "nobody:1:knows",
    "Film:1:cast",
    "fílm:1:cast",
    "pick",
    "pick =film:1:detail",
    "draft:1:list:warnings",
    "draft:1:up:warnings.1.zzzz",
    "draft:1:anyway:9999999999",
    "revision:1:page:1.-1",
    "revision:1:page:1.2.3",
    "poll:1:vote:POSITIVE",
    "my:0:threshold:death.",
    "film:1:voice:0123456789abcdef.yes.l9999",
    "film:1:cast:" + "😀" * 40,
    "\x00" * 20,
)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of routes, in which a test may put its own."""
    monkeypatch.setattr(routes, "_routes", dict(routes._routes))


@given(st.text(max_size=110))
def test_any_text_is_read_or_not_and_never_raises(custom_id: str) -> None:
    press = routes.parse(custom_id)
    assert press is None or 0 <= press.id <= arguments.LARGEST_ID


@given(words, ids, words, behind)
def test_what_is_written_is_read_back(noun: str, subject: int, verb: str, argument: str) -> None:
    press = Press(noun, subject, verb, argument)
    assert routes.parse(press.custom_id) == press


@pytest.mark.parametrize(
    "press",
    [
        Press("Film", 1, "cast"),
        Press("film", -1, "cast"),
        Press("film", 2**63, "cast"),
        Press("film", 1, ""),
        Press("film", 1, "cast", "a\nb"),
        Press("film", 1, "cast", "a" * 61),
        Press("f" * 50, 1, "c" * 50),
    ],
)
def test_what_would_not_be_read_back_is_never_written(press: Press) -> None:
    with pytest.raises(ValueError, match="no custom id"):
        _ = press.custom_id


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_takes_its_example(name: str) -> None:
    route, (noun, verb) = ROUTES[name], name.split(" ")[1].split(":")
    press = Press(noun, 1, verb, route.argument.example if route.argument else "")
    beside: list[Any] = [route.values.example] if route.values else []
    assert routes.parse(press.custom_id) == press
    assert len(route.arguments(press, beside)) == 1 + bool(route.argument) + len(beside)


shapes = st.one_of(
    behind,
    st.from_regex(r"-?[0-9]{1,25}(\.-?[0-9]{1,25}){0,2}", fullmatch=True),
    st.from_regex(r"[a-z]{1,10}\.[0-9]{0,5}\.[0-9a-f]{0,5}", fullmatch=True),
)


@pytest.mark.parametrize("name", ROUTES)
@settings(max_examples=50)
@given(argument=shapes, values=st.lists(shapes, max_size=3))
def test_nothing_out_of_bounds_reaches_a_handler(name: str, argument: str, values: list[str]) -> None:
    route = ROUTES[name]
    beside = [values] if route.values else []
    with contextlib.suppress(NotFound):  # anything else that is raised fails the test
        given_to_it = route.arguments(Press("noun", 1, "verb", argument), beside)
        assert all(_bounded(value) for value in given_to_it[1:])
        assert route.argument or not argument


def _bounded(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_bounded, value))
    if isinstance(value, int):
        return 0 <= value <= arguments.LARGEST_ID
    return not isinstance(value, str) or (0 < len(value) <= 60 and "\n" not in value)


@pytest.mark.uncounted
@pytest.mark.parametrize("way", Way)
async def test_every_forged_id_is_answered_in_a_sentence_to_whoever_sent_it(
    world: World, caplog: pytest.LogCaptureFixture, way: Way
) -> None:
    forger = Forger(world, world.people["member"], world.channel)
    for custom_id in FORGED:
        match way:
            case Way.PRESS:
                answer = await forger.press(custom_id[:100])
            case Way.PICK:
                answer = await forger.pick((MENU + custom_id)[:100], "1")
            case Way.SUBMIT:
                answer = await forger.submit(custom_id[:100])
        assert "only you see this" in answer
        assert "older Marquee" in answer, custom_id
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_button_with_the_id_of_a_menu_has_no_choice_in_it(world: World) -> None:
    forger = Forger(world, world.people["member"], world.channel)
    assert "older Marquee" in await forger.press(f"{MENU}film:1:detail:l0")


async def test_what_was_typed_into_a_form_that_leads_nowhere_comes_back(world: World) -> None:
    forger = Forger(world, world.people["member"], world.channel)
    (answer,) = replies_of(await forger.send("nobody:1:knows", "Twelve pages about a shark."))
    (file,) = answer.attachments
    assert await file.read() == b"Twelve pages about a shark."


@pytest.mark.usefixtures("table")
async def test_handlers_get_values_and_a_press_that_does_not_read_gets_the_routes_own_sentence(world: World) -> None:
    got: list[Any] = []

    @on_press("reel", "turn", arguments.dotted(arguments.ID, arguments.PAGE), old="From an older Marquee. Rewind.")
    async def turn(interaction: Interaction, press: Press, at: tuple[int, int]) -> None:
        got.append((press.id, at))
        await interaction.response.send_message("Turned.")

    @on_pick("reel", "choose", arguments.several(arguments.PAGE), arguments.optional(arguments.ID))
    async def choose(interaction: Interaction, press: Press, reel: int | None, pages: Sequence[int]) -> None:
        got.append((reel, pages))
        await interaction.response.send_message("Chosen.")

    @on_submit("reel", "name", arguments.text("[a-z]+", "first"))
    async def name(interaction: Interaction, press: Press, which: str, typed: dict[str, str]) -> None:
        got.append((which, typed))
        await interaction.response.send_message("Named.")

    forger = Forger(world, world.people["member"], world.channel)
    assert (await forger.press("reel:7:turn:3.17")).endswith("Turned.")
    assert (await forger.pick("pick=reel:7:choose", "1", "2")).endswith("Chosen.")
    assert (await forger.submit("reel:7:name:second", "The Salt Clock")).endswith("Named.")
    assert got == [(7, (3, 17)), (None, (1, 2)), ("second", {"blurb": "The Salt Clock"})]
    assert (await forger.press("reel:7:turn:3.99999")).endswith("From an older Marquee. Rewind.")
    assert "This menu is from an older Marquee" in await forger.pick("pick=reel:7:choose", "1", "two")
    assert "This form is from an older Marquee" in await forger.submit("reel:7:name:2")
    assert len(got) == 3


@pytest.mark.usefixtures("table")
def test_a_name_that_two_functions_take_is_an_error_when_the_second_is_imported() -> None:
    @on_press("reel", "turn")
    async def turn(interaction: Interaction, press: Press) -> None: ...

    async def other(interaction: Interaction, press: Press) -> None: ...

    with pytest.raises(ValueError, match=r"press reel:turn leads to .*turn.* and to .*other"):
        on_press("reel", "turn")(other)
    on_submit("reel", "turn")(_form)  # a form may be called like the button that opens it


async def _form(interaction: Interaction, press: Press, typed: dict[str, str]) -> None: ...


@pytest.mark.usefixtures("table")
def test_a_module_that_is_executed_again_for_another_bot_takes_its_names_over() -> None:
    def module(said: str) -> Any:
        @on_press("reel", "turn", old=said)
        async def turn(interaction: Interaction, press: Press) -> None: ...

        return turn

    module("first")
    second = module("second")
    assert routes._routes[Way.PRESS, "reel", "turn"].handler is second


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(("noun", "verb"), [("Film", "turn"), ("reel", "turn:1"), ("reel", ""), ("pick=reel", "turn")])
def test_a_name_outside_of_the_grammar_is_an_error(noun: str, verb: str) -> None:
    with pytest.raises(ValueError, match="no name of a route"):
        on_press(noun, verb)(_press)


async def _press(interaction: Interaction, press: Press) -> None: ...


@pytest.mark.usefixtures("table")
async def test_time_is_measured_also_of_what_fails_and_nothing_of_a_member_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    @on_press("reel", "slow", arguments.ID)
    async def slow(interaction: Interaction, press: Press, member_id: int) -> None:
        await asyncio.sleep(0.02)
        raise NotFound("Gone.")

    forger = Forger(world, world.people["member"], world.channel)
    caplog.set_level(logging.DEBUG, "cogs")
    for _ in range(2):
        assert (await forger.press("reel:424242:slow:171717")).endswith("Gone.")
    timing = routes.timings()["press reel:slow"]
    assert timing.count == 2
    assert 0.02 <= timing.longest < 10
    logged = [record.getMessage() for record in caplog.records if record.name == "cogs.ui.routes"]
    assert len([line for line in logged if line.startswith("press reel:slow took ")]) == 2
    assert not any("424242" in line or "171717" in line for line in logged)


async def test_forged_names_leave_nothing_behind(world: World) -> None:
    before = routes.timings().keys()
    forger = Forger(world, world.people["member"], world.channel)
    await forger.press("nobody:1:knows")
    assert routes.timings().keys() == before


async def test_a_press_counts_once_and_the_sum_is_told_when_the_bot_stops(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    before = routes.timings()["press film:verdict"].count
    await (await say(world, "/review jaws")).press("More…")
    assert routes.timings()["press film:verdict"].count == before + 1
    caplog.set_level(logging.DEBUG, "cogs")
    await world.bot.unload_extension("cogs.ui.listener")
    assert any(record.getMessage().startswith("press film:verdict ") for record in caplog.records)
