"""/moderate: the queue, and what each channel shows of warnings."""

import discord
from simcord import ChannelHandle

from bot.playground.people import replies_of
from bot.playground.transcript import payload, readable
from bot.playground.world import World
from data.models import (
    SHARED_LIBRARY,
    Film,
    Recommendation,
    Review,
    Section,
    SectionKind,
    Severity,
    Tier,
    Verdict,
)
from data.warnings.crowd import Voice
from tests.cogs.warnings.test_commands import FILM, add, crowd, warning
from tests.dialogue import Reply, say


def text_of(message: object) -> str:
    return readable(payload(message))


async def test_five_contradictions_reach_the_queue_and_become_a_revision(world: World) -> None:
    blood = warning("Blood and gore", Severity.MODERATE)
    await add(world, blood, warning("Gun violence"))
    await crowd(world, blood, Voice.WORSE, 4)
    assert "None." in (await say(world, "/moderate warnings", by="moderator")).text
    detail = await (await say(world, "/warnings the test reel")).choose("Blood and gore")
    await detail.press("Worse")
    queue = await say(world, "/moderate warnings", by="moderator")
    assert queue.private
    assert "the review says moderate" in queue.text
    assert "5 say severe" in queue.text
    done = await queue.press("Make it severe", by="moderator")
    assert "Revision 2 of The Test Reel (1999)" in done.text
    assert "Blood and gore — severe" in (await say(world, "/warnings the test reel")).text


async def test_a_shared_review_stays_and_the_server_gets_its_own(world: World) -> None:
    proposal = await say(world, "/warnings nobody")
    await (await proposal.open("Something is missing")).submit(topic="clowns", severity="mild", detail="A red nose.")
    queue = await say(world, "/moderate warnings", by="moderator")
    assert "A red nose" in queue.text
    await queue.press("Accept", by="moderator")
    guild = world.channel.guild
    assert guild
    finding = await world.library.catalogue.find(guild.id, "Nobody (2021)")
    assert finding.film
    own = await world.library.reviews.get(finding.film.film_id, guild.id)
    shared = await world.library.reviews.get(finding.film.film_id, SHARED_LIBRARY)
    assert own.guild_id == guild.id
    assert "Clowns, dolls, mannequins" in [w.topic for w in own.review.warnings]
    assert "Clowns, dolls, mannequins" not in [w.topic for w in shared.review.warnings]
    assert own.review.revision == shared.review.revision + 1
    assert own.review.state == shared.review.state


async def test_all_of_one_member_is_dismissed_without_learning_whose_it_is(world: World) -> None:
    for film, person in (("nobody", "member"), ("jaws", "member"), ("alien", "friend")):
        asked = await say(world, f"/warnings {film}", by=person)
        form = await asked.open("Something is missing", by=person)
        await form.submit(topic="an odd thing", severity="mild", detail="")
    queue = await say(world, "/moderate warnings", by="moderator")
    asked = await queue.press("Dismiss all of theirs", by="moderator")
    assert "2 proposals of this member wait here" in asked.text
    assert str(world.people["member"].id) not in str(asked.custom_ids) + asked.text
    assert "odd thing" in (await asked.press("Back", by="moderator")).text
    asked = await (await say(world, "/moderate warnings", by="moderator")).press(
        "Dismiss all of theirs", by="moderator"
    )
    done = await asked.press("Dismiss all", by="moderator")
    assert "2 proposals are dismissed" in done.text
    assert "1 of 1" in done.text


async def test_dismissed_comes_back_only_after_five_more(world: World) -> None:
    blood = warning("Blood and gore", Severity.MODERATE)
    await add(world, blood)
    await crowd(world, blood, Voice.NO, 5)
    queue = await say(world, "/moderate warnings", by="moderator")
    assert "stays as it is" in (await queue.press("Dismiss", by="moderator")).text
    await crowd(world, blood, Voice.WORSE, 4)
    assert "None." in (await say(world, "/moderate warnings", by="moderator")).text
    detail = await (await say(world, "/warnings the test reel")).choose("Blood and gore")
    await detail.press("No")
    assert "1 of 1" in (await say(world, "/moderate warnings", by="moderator")).text


async def test_two_moderators_settle_it_once(world: World) -> None:
    blood = warning("Blood and gore", Severity.MODERATE)
    await add(world, blood)
    await crowd(world, blood, Voice.NO, 5)
    first = await say(world, "/moderate warnings", by="moderator")
    second = await say(world, "/moderate warnings", by="moderator")
    await first.press("Make it none", by="moderator")
    assert "settled already" in (await second.press("Make it mild", by="moderator")).text
    assert "**None of:** Blood and gore" in (await say(world, f"/review {FILM.title}")).text


async def test_it_is_for_moderators(world: World) -> None:
    blood = warning("Blood and gore", Severity.MODERATE)
    await add(world, blood)
    await crowd(world, blood, Voice.NO, 5)
    queue = await say(world, "/moderate warnings", by="moderator")
    members = world.env.backend.get_guild(world.people["moderator"].guild.id).members
    members[world.people["moderator"].id].role_ids.clear()  # no moderator any more, with the queue still open
    for label in ("Make it none", "Dismiss"):
        assert "this server's moderators" in (await queue.press(label, by="moderator")).text
    assert "None of" not in (await say(world, f"/review {FILM.title}")).text


async def test_a_childrens_server_shows_mild_things_without_details_and_counts_the_rest(world: World) -> None:
    await add(
        world,
        warning("Gun violence"),
        warning("Kissing and romance", Severity.MILD, detail="At the end."),
        warning("Needles", Severity.NONE),
    )
    shown = await say(world, "/moderate filter show:children", by="moderator")
    assert "Everywhere else: mild warnings, without details" in shown.text
    for line in ("/review the test reel", "@Marquee the test reel"):
        card = await say(world, line)
        assert "Gun violence" not in card.text
        assert "⚠️\u00a01 warning, 1 held back" in card.text
        assert "1 that is stronger than this channel shows" in card.text
        assert "Kissing and romance" in card.text
    answer = await say(world, "/warnings the test reel")
    assert "Gun violence" not in answer.text
    assert "Gun violence" not in answer.options
    assert "1 more is stronger than this channel shows" in answer.text
    detail = await answer.choose("Kissing and romance")
    assert "At the end" not in detail.text
    assert "not shown in this channel" in detail.text
    held = (await say(world, "/warnings the test reel topic:guns")).text
    assert "**held back**" in held
    assert "**no**" not in held
    assert "not known" not in held


async def test_a_childrens_channel_reads_no_words_of_what_it_holds_back(world: World) -> None:
    guild_id = int(world.people["moderator"].guild.id)
    sections = (
        Section(kind=SectionKind.HIGHLIGHTS, heading="Her rape becomes a riddle about men", percentage=90),
        Section(kind=SectionKind.HIGHLIGHTS, heading="The tram knows its way", text="Ringing twice.", percentage=80),
    )
    film = Film(title="The Ninth Tram", year=1999)
    held = (warning("Rape or sexual assault"), warning("Incest", Severity.NONE), warning("Drinking", Severity.MILD))
    review = Review(
        film=film,
        warnings=held,
        verdict=Verdict(tier=Tier.MIXED, qualifier="Bloody Murder"),
        blurb="A murder in a tram.",
        audience="Those who like trams and a glass of wine.",
        sections=sections,
        recommendations=(Recommendation(title="Jaws", year=1975, pitch="More people are torn to pieces."),),
    )
    await world.library.reviews.save(review, guild_id)
    before = (await say(world, "/review ninth tram")).text
    assert "Incest" in (await say(world, "/warnings ninth tram")).text
    assert "**Severe:** Rape or sexual assault" in before
    await say(world, "/moderate filter show:children", by="moderator")
    card = await say(world, "/review ninth tram")
    for word in ("rape", "Rape", "riddle", "Incest", "urder"):
        assert word not in card.text
    assert "🔒" in card.text
    assert "The tram knows its way" in card.text
    panel = await card.press("More…")
    assert "The tram knows its way" in panel.text
    assert "a glass of wine" in panel.text
    assert "riddle" not in panel.text
    for label in ("Cast and facts", "More like this", "History"):
        panel = await panel.press(label)
        assert not [word for word in ("rape", "Rape", "riddle", "Incest", "urder", "pieces") if word in panel.text]
    listed = (await say(world, "/warnings ninth tram")).text
    assert "Incest" not in listed
    assert "there is none of 1 thing that this channel does not name" in listed
    assert "**no**" in (await say(world, "/warnings ninth tram topic:incest")).text  # whoever asks is answered
    said = await say(world, "/moderate filter show:everything", by="moderator")
    assert "all warnings, with details" in said.text
    assert (await say(world, "/review ninth tram")).text == before


async def test_a_card_from_before_the_filter_does_not_open_what_it_hides(world: World) -> None:
    await add(world, warning("Gun violence", detail="In the hall."))
    answer = await say(world, "/warnings the test reel")
    detail = await (await say(world, "/warnings the test reel")).choose("Gun violence")
    await say(world, "/moderate filter show:mild", by="moderator")
    assert "does not show that warning" in (await detail.press("Yes")).text
    assert "does not show that warning" in (await answer.choose("Gun violence")).text


async def test_each_channel_has_its_own_and_age_restricted_ones_show_everything(world: World) -> None:
    await add(world, warning("Gun violence"))
    guild = world.people["member"].guild
    open_room = guild.create_text_channel("teens")
    adults = guild.create_text_channel("adults")
    await world.env.settle()
    channel = world.bot.get_channel(adults.id)
    assert isinstance(channel, discord.TextChannel)
    channel.nsfw = True  # the simulation has no switch for it
    await say(world, "/moderate filter show:mild", by="moderator")
    await say(world, "/moderate filter show:everything channel:#teens", by="moderator")

    async def card_in(channel: ChannelHandle) -> str:
        (reply,) = replies_of(await world.people["member"].run(channel, "/review the test reel"))
        return text_of(reply)

    assert "Gun violence" not in (await say(world, "/review the test reel")).text
    assert "Gun violence" in await card_in(open_room)
    assert "Gun violence" in await card_in(adults)
    await say(world, "/moderate filter show:mild channel:#adults", by="moderator")
    assert "Gun violence" not in await card_in(adults)
    await say(world, "/moderate filter show:as the server channel:#adults", by="moderator")
    assert "Gun violence" in await card_in(adults)
    listed = await say(world, "/moderate filter", by="moderator")
    assert f"<#{open_room.id}>: all warnings, with details" in listed.text
    assert Reply(world, listed.message).private
