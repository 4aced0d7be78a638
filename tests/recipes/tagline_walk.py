"""The way of a field that was added by the recipe. Run by `test_add_a_field.py`, in a copy of the house that has it."""

from bot.playground.world import World
from data.formats import FORMATS, read_bytes, write
from tests.cogs.writing.test_panel import BY, JAWS
from tests.cogs.writing.test_publishing import with_role
from tests.dialogue import Reply, say

TAGLINE = "See it before you go swimming"
FORM = "Blurb and verdict"


async def alex_is_faster(world: World) -> None:
    theirs = await say(world, "/reviews edit jaws", by="alex")
    theirs = await (await theirs.open("Overview", by="alex")).submit(overview="Alex's overview.")
    assert "Published" in (await theirs.press("Publish", by="alex")).text


async def conflict_over_a_tagline(world: World) -> Reply:
    """Morgan types a tagline, and Alex publishes another part of the review meanwhile; what Morgan is shown."""
    with_role(world, "alex", "Editors")
    await say(world, "/reviews settings moderator_role:Editors", by=BY)
    panel = await say(world, "/reviews edit jaws", by=BY)
    panel = await (await panel.open(FORM, by=BY)).submit(tagline=f"  {TAGLINE} ")
    assert (await panel.open(FORM, by=BY)).values["tagline"] == TAGLINE
    assert TAGLINE in (await panel.press("Preview", by=BY)).text
    await alex_is_faster(world)
    return await panel.press("Publish", by=BY)


async def test_a_new_field_is_kept_from_form_to_file_and_card(world: World) -> None:
    conflict = await conflict_over_a_tagline(world)
    assert f"**Only by you:** {FORM}" in conflict.text
    assert f"**Tagline: {TAGLINE}**" in conflict.text
    panel = await conflict.press("Merge, theirs where both changed", by=BY)
    assert "Published" in (await panel.press("Publish", by=BY)).text
    stored = await world.library.reviews.get(JAWS, int(world.people[BY].guild.id))
    assert (stored.review.model_dump()["tagline"], stored.review.overview) == (TAGLINE, "Alex's overview.")
    assert f"*{TAGLINE}*" in (await say(world, "/review jaws")).text
    history = await say(world, "/reviews history jaws", by=BY)
    assert f"**Tagline: {TAGLINE}**" in (await history.choose("Revision 3", by=BY)).text
    for name in (name for name, one in FORMATS.items() if one.dumps):
        (read,) = read_bytes(write([stored.review], name), f"jaws{FORMATS[name].suffixes[0]}").drafts
        assert read.review == stored.review, name
