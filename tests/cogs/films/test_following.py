"""Which public messages follow what is pressed: a film's own cards, whatever ids are sent."""

from bot.playground.transcript import payload, readable
from bot.playground.world import World
from cogs.ui.routes import MENU
from tests.dialogue import say
from tests.forging import Forger


async def test_no_id_makes_a_films_card_of_a_poll(wide_world: World) -> None:
    card = await say(wide_world, "/review shrek 2")
    film_id = card.custom_ids["Positive"].split(":")[1]
    await say(wide_world, "/poll open film:shrek 2", by="moderator")
    poll = wide_world.channel.history(viewer=wide_world.people["moderator"])[-1]
    assert "Verdict poll" in readable(payload(poll))
    forger = Forger(wide_world, wide_world.people["friend"], wide_world.channel)
    await forger.press(f"film:{film_id}:vote:positive.review")
    await forger.press(f"film:{film_id}:ask")
    for act in (f"unsay:0.{poll.id}", f"vote:positive.review.{poll.id}", f"vote:none.review.{poll.id}"):
        await forger.press(f"film:{film_id}:{act}")
    await forger.pick(f"{MENU}film:{film_id}:answered:yes.0.0.{poll.id}", "horse")
    await forger.press(f"request:{film_id}:takeback:{poll.id}")
    now = next(m for m in wide_world.channel.history(viewer=wide_world.people["moderator"]) if m.id == poll.id)
    assert "Verdict poll" in readable(payload(now))
