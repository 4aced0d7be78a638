"""Cards of film nights hold to Discord's limits, whatever films are called."""

import datetime as dt

from cogs.film_nights.cards import night_card, shortlist_card
from cogs.film_nights.own_cards import own_card
from data.film_nights.night import Pick, StoredNight, Tonight
from data.warnings.personal import Check, PersonalList, Wish
from data.warnings.personal import check as hold
from tests.cogs.ui.limits import check

LARGEST = 2**63 - 1
CODES = tuple(f"{number:032}" for number in range(500))


def test_a_film_night_fits() -> None:
    picks = tuple(
        Pick(film=LARGEST - number, label="*" * 207, cleared=number != 1, counted=CODES, since=number or None)
        for number in range(5)
    )
    tonight = Tonight(shortlist=picks, asked=True, vetoed=(LARGEST - 2,))
    guests = dict(zip(range(LARGEST - 500, LARGEST), CODES, strict=True))
    night = StoredNight(LARGEST, LARGEST, LARGEST, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), guests, tonight)
    met = hold(PersonalList(wishes=(Wish(topic="dog"),)), ())
    checks: dict[int, Check | None] = {pick.film: met for pick in picks[:3]} | {picks[3].film: None}
    for card in (
        night_card(night),
        shortlist_card(night),
        own_card(night, LARGEST - 1, checks, "Done."),
        own_card(night, 1, {}),
    ):
        check(card)
