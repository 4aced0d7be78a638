"""What people meet, over real sockets: commands, presses, menus, forms, files and talk."""

import asyncio

import pytest

from tests.loopback.clock import until
from tests.loopback.conftest import Stage
from tests.loopback.faults import Fault
from tests.loopback.seen import button, comes_to_say, text_of
from tests.loopback.state import BOT, COMPONENTS_V2, Message, numbered

pytestmark = pytest.mark.asyncio(loop_scope="module")

REVIEW = """The Lantern (2031)
Director(s): Ines Vale

Film Summary
A keeper of a light counts ships that never come.

Our Rating
Mixed / Divisive
"""


async def test_a_review_is_answered_in_public(stage: Stage) -> None:
    card = await stage.join("Robin").command("/review", film="balerina")
    assert card.kind == "message"
    assert not card.private
    assert "Ballerina (2023)" in card.text
    assert card.message.id in stage.guild.channels[card.message.channel.id].messages


async def test_a_part_is_opened_for_the_presser_alone(stage: Stage) -> None:
    robin = stage.join("Robin")
    card = await robin.command("/review", film="jaws")
    panel = await robin.press(card.message, card.button("More…"))
    assert panel.private
    part = await robin.press(panel.message, panel.button("Cast and facts"))
    assert part.kind == "update"
    assert "Steven Spielberg" in part.text


async def test_votes_are_answered_in_private_and_the_card_follows(stage: Stage) -> None:
    robin, sasha = stage.join("Robin"), stage.join("Sasha")
    card = await robin.command("/review", film="jaws")
    await robin.press(card.message, card.button("Positive"))
    voted = await sasha.press(card.message, card.button("Mixed"))
    assert voted.private
    assert "Counted: 🔶 **Mixed**" in voted.text
    assert await comes_to_say(card.message, "[Positive 1] [Mixed 1] [Negative 0]")


async def test_a_vote_is_taken_back_from_its_answer_and_the_card_follows(stage: Stage) -> None:
    robin = stage.join("Robin")
    card = await robin.command("/review", film="jaws")
    voted = await robin.press(card.message, card.button("Positive"))
    gone = await robin.press(voted.message, voted.button("Take back"))
    assert gone.kind == "update"
    assert "taken back" in gone.text
    assert await comes_to_say(card.message, "[Positive] [Mixed] [Negative] [Take back]")


async def test_two_people_at_once_are_both_answered(stage: Stage) -> None:
    robin, sasha = stage.join("Robin"), stage.join("Sasha")
    card = await robin.command("/review", film="jaws")
    ballots = await asyncio.gather(
        robin.press(card.message, card.button("Positive")),
        sasha.press(card.message, card.button("Positive")),
        robin.command("/verdict", film="jaws"),
        sasha.command("/warnings", film="jaws"),
    )
    assert [one.kind for one in ballots] == ["message"] * 4
    again = await robin.command("/verdict", film="jaws")
    assert "Positive, 2 votes" in again.text


async def test_titles_are_completed_while_they_are_typed(stage: Stage) -> None:
    seen = await stage.join("Robin").autocomplete("/review", film="jaw")
    assert seen.choices[0] == "Jaws (1975) · ★"


async def test_a_form_is_filled_in_and_saved(stage: Stage) -> None:
    morgan = stage.moderator()
    panel = await morgan.command("/reviews write", film="The Salt Clock (2021)")
    assert panel.private
    form = await morgan.press(panel.message, panel.button("Blurb and verdict"))
    assert form.kind == "form"
    saved = await morgan.submit(form, blurb="Time runs out.", tier="Mixed")
    assert saved.kind == "update"
    assert "Saved" in saved.text


async def test_who_may_not_is_told_so_in_private(stage: Stage) -> None:
    refused = await stage.join("Robin").command("/reviews write", film="The Salt Clock (2021)")
    assert refused.private
    assert "moderator" in refused.text.lower()


async def test_a_file_is_fetched_and_becomes_a_draft(stage: Stage) -> None:
    file = stage.discord.files.add("lantern.txt", REVIEW.encode())
    draft = await stage.moderator().command("/reviews import", file=file)
    assert file.fetched == 1
    assert draft.private
    assert "The Lantern (2031)" in draft.text


async def test_a_file_is_drafted_from_the_menu_of_a_message(stage: Stage) -> None:
    said = await stage.join("Robin").say("Look", stage.discord.files.add("lantern.txt", REVIEW.encode()))
    draft = await stage.moderator().use("Draft a review from this", said)
    assert "The Lantern (2031)" in draft.text


async def test_a_mention_is_answered_with_the_card(stage: Stage) -> None:
    robin = stage.join("Robin")
    said = await robin.say(f"<@{BOT['id']}> jaws")
    assert await until(robin.channel.from_bot)
    (answer,) = robin.channel.from_bot()
    assert answer.reply_to == said.id
    assert "Jaws (1975)" in text_of(answer)


async def test_in_a_direct_conversation_the_card_has_no_votes(stage: Stage) -> None:
    robin = stage.join("Robin")
    robin.channel = stage.discord.direct_channel(robin.id)
    card = await robin.command("/review", film="jaws")
    assert "Jaws (1975)" in card.text
    with pytest.raises(AssertionError, match="no button"):
        card.button("Positive")


async def test_in_a_thread_a_review_is_answered_as_elsewhere(stage: Stage) -> None:
    robin = stage.join("Robin")
    robin.channel = await stage.discord.add_channel(stage.guild, "sharks", kind=11, parent=robin.channel)
    assert "Jaws (1975)" in (await robin.command("/review", film="jaws")).text


async def test_a_button_of_another_time_is_refused_in_a_sentence(stage: Stage) -> None:
    robin = stage.join("Robin")
    forged = {"type": 2, "style": 2, "label": "Press me", "custom_id": f"film:{2**64}:vote:positive.review"}
    old = Message(robin.channel, BOT, flags=COMPONENTS_V2, components=numbered([{"type": 1, "components": [forged]}]))
    await stage.discord.post(old)
    answer = await robin.press(old, button(old, "Press me"))
    assert answer.private
    assert "older Marquee" in answer.text


async def test_a_poll_is_opened_where_asked_and_its_text_mentions_nobody(stage: Stage) -> None:
    morgan = stage.moderator()
    place = await stage.discord.add_channel(stage.guild, "polls")
    voters = stage.guild.add_role("Voters")
    opened = await morgan.command("/poll open", film="jaws", channel=place, role=voters)
    assert "The poll is open" in opened.text
    (poll,) = place.from_bot()
    mine = await morgan.press(poll, button(poll, "My ballot"))
    assert mine.private


async def test_what_is_gone_does_not_disturb_it(stage: Stage) -> None:
    robin, role = stage.join("Robin"), stage.guild.add_role("Short-lived")
    there, gone = robin.channel, await stage.discord.add_channel(stage.guild, "gone")
    robin.channel = gone
    cards = [(await robin.command("/review", film="jaws")).message for _ in range(2)]
    await stage.discord.delete(*cards)
    await stage.discord.delete((await robin.command("/review", film="jaws")).message)
    await stage.discord.remove_channel(gone)
    await stage.discord.remove_role(stage.guild, role)
    await stage.discord.remove_guild(await stage.discord.add_guild("Away"), outage=True)
    await stage.discord.remove_guild(await stage.discord.add_guild("Left"))
    robin.channel = there
    assert (await robin.command("/review", film="jaws")).kind == "message"


async def test_a_command_that_an_old_client_still_shows_is_explained(stage: Stage) -> None:
    robin = stage.join("Robin")
    now = next(command for command in stage.discord.rest.commands if command["name"] == "review")
    then = now | {"options": [{"name": "title", "type": 3}]}
    told = await robin.old_command(then, title="jaws")
    assert told.private
    assert "has changed" in told.text
    gone = await robin.old_command(then | {"name": "critique"}, title="jaws")
    assert gone.private
    assert "has changed" in gone.text


async def test_a_file_host_that_hangs_is_given_up(stage: Stage) -> None:
    file = stage.discord.files.add("lantern.txt", REVIEW.encode(), hang=True)
    told = await stage.moderator().command("/reviews import", file=file, thinking=7)
    assert told.kind == "message"
    assert "try once more" in told.text


async def test_the_role_that_discord_made_for_the_bot_counts_as_its_name(stage: Stage) -> None:
    guild = await stage.discord.add_guild("With a role")
    own, other = guild.add_role("Marquee", own=True), guild.add_role("Film club")
    await stage.discord.gateway.dispatch("GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": own.payload()}, guild)
    await stage.discord.gateway.dispatch("GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": other.payload()}, guild)
    robin = guild.join("Robin")
    await robin.say(f"<@&{other.id}> jaws")
    await robin.say(f"<@&{own.id}> jaws")  # of which Discord keeps the words to itself
    assert await until(robin.channel.from_bot)
    (answer,) = robin.channel.from_bot()
    assert "/review" in text_of(answer)
    await robin.say(f"<@&{own.id}> jaws <@{BOT['id']}>")
    assert await until(lambda: len(robin.channel.from_bot()) == 2)
    assert "Jaws (1975)" in text_of(robin.channel.from_bot()[1])


async def test_answering_a_message_that_was_deleted_is_no_incident(stage: Stage) -> None:
    robin = stage.join("Robin")
    card = await robin.command("/review", film="jaws")
    voted = await robin.press(card.message, card.button("Positive"))
    await stage.discord.delete(voted.message)
    told = await robin.press(voted.message, voted.button("Take back"))
    assert "not there any more" in told.text
    fault = stage.discord.faults.arm(Fault("POST", "/channels/*/messages", delay=0.3))
    said = await robin.say(f"<@{BOT['id']}> jaws")
    assert await until(lambda: fault.hits)
    await stage.discord.delete(said)
    assert await until(lambda: stage.log.count("is gone: ") == 2)
    assert "Incident" not in stage.log
