"""One review of a film that does not exist, as HTML in the shape of a weblog, and what must be read out of it."""

from data.models import Review

TITLE, YEAR = "The Salt Clock", 2021
BLURB = "A lighthouse keeper finds that the tide comes in a minute earlier each day, and nobody else has noticed."
SUMMARY = (
    "Ines Calder keeps a light that no ship needs any more. When the water begins to arrive early she writes the times "
    "down, and shows the book to her brother, who laughs at it.",
    "By the winter the causeway is gone. Tomas rows out to fetch her, and the book ends in his own hand.",
)
HEADINGS = ("The Sea Is The Best Actor In It", "A Brother Without A Reason", "The Ending Arrives Too Early")
SECTIONS = (
    (
        "Filmed over a whole year on one rock, the water is patient, then rude, then everywhere. No score tells you "
        "what to think of it, and the long shots let you count along.",
        "It is rare that a place is given so much to do.",
    ),
    (
        "Tomas laughs, then rows, then weeps, because the plot is in need of each. Pieter Aalto is likeable enough to "
        "carry it for an hour. After that you begin to ask who this man was before his sister needed him.",
    ),
    (
        "What took ninety minutes to rise falls in four. The book, which we have looked at so often, is closed without "
        "our having been shown what it says.",
    ),
)
AUDIENCE = "“The Salt Clock” is for people who like weather better than dialogue, and who do not mind a slow hour."
RECOMMENDATIONS = (
    ("The Long Shore", "Two keepers, one lamp and a winter in which neither of them speaks."),
    ("Harbour: Part Two: Ebb", "A mother and her son count boats in this quiet family story."),
    ("Under Glass", "Someone measures the rain until the rain begins to measure her."),
)
OVERVIEW = "“The Salt Clock” looks wonderful and waits beautifully, but hurries past the people it has waited for."
DESCRIPTIONS = (
    (
        "Ines",
        "Marta Lindqvist",
        "Keeper of the light, and of a book in which she has written the tide for eleven years.",
    ),
    ("Tomas", "Pieter Aalto", "Her younger brother, a ferryman who has moved to the town and will not say why."),
    ("Captain Orr", "Ruth Adeyemi", "She owns the only boat that still goes out in winter, and drives a hard bargain."),
)

EXPECTED = Review.model_validate(
    {
        "film": {
            "title": TITLE,
            "year": YEAR,
            "directors": ["Lena Marsh", "Odd Berg"],
            "writers": ["Lena Marsh"],
            "based_on": "The novel by Karin Voss",
            "releases": [{"date": "2021-03-12", "where": "In Theaters"}],
            "genres": ["Drama", "Mystery"],
            "languages": ["Norwegian"],
            "runtime_minutes": 109,
            "content_rating": "PG-13",
            "characters": [{"name": n, "actor": a, "description": d} for n, a, d in DESCRIPTIONS],
        },
        "blurb": BLURB,
        "summary": "\n\n".join(SUMMARY),
        "warnings": [
            {"category": "Dialog", "topic": "Cursing"},
            {"category": "Violence", "topic": "A drowning"},
            {"category": "Violence", "topic": "blood"},
            {"category": "Violence", "topic": "suicide", "how": "implied"},
            {"category": "Sexual Content", "topic": "an affair", "how": "mentioned"},
            {"category": "Miscellaneous", "topic": "Smoking and drinking"},
        ],
        "verdict": {"tier": "Mixed", "qualifier": "Divisive"},
        "sections": [
            {"kind": "Highlights", "heading": HEADINGS[0], "text": "\n\n".join(SECTIONS[0]), "percentage": 88},
            {"kind": "On the Fence", "heading": HEADINGS[1], "text": SECTIONS[1][0], "percentage": 74},
            {"kind": "Low Points", "heading": HEADINGS[2], "text": SECTIONS[2][0], "percentage": 61},
        ],
        "audience": AUDIENCE,
        "recommendations": [{"title": title, "pitch": pitch} for title, pitch in RECOMMENDATIONS],
        "overview": OVERVIEW,
        "state": "draft",
    }
)

FACTS = (
    ("Director(s)", "Lena Marsh, Odd Berg"),
    ("Screenplay By", "Lena Marsh"),
    ("Based On", "The novel by Karin Voss"),
    ("Date Released (In Theaters)", "March 12, 2021"),
    ("Genre(s)", "<a href='/drama/'>Drama</a>, <a href='/mystery/'>Mystery</a><br><br>Non-English (Norwegian)"),
    ("Film Length", "1 Hour, 49 Minutes"),
    ("Content Rating", "Rated PG-13"),
)
WARNINGS = (
    ("Dialog", "Cursing"),
    ("Violence", "A drowning, blood, implied suicide."),
    ("Sexual Content", "Mention of an affair"),
    ("Miscellaneous", "Smoking and drinking"),
)


def facts_table() -> str:
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in FACTS)
    cast = "".join(f"<tr><td>{name}</td><td>{actor}</td></tr>" for name, actor, _ in DESCRIPTIONS)
    return f"<table><tbody>{rows}<tr><td colspan='2'>Noted Characters and Cast</td></tr>{cast}</tbody></table>"


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def content() -> str:
    """The review itself, without the page around it."""
    warnings = "".join(f"<li><strong>{name}:</strong> {topics}</li>" for name, topics in WARNINGS)
    people = "".join(
        f"<h3>{name} ({actor})</h3><figure><img src='x.jpg' alt='{name}'><figcaption>“{name} ({actor}),” {TITLE}, "
        f"directed by Lena Marsh, {YEAR}, (Northlight)</figcaption></figure><p>{text}</p>"
        for name, actor, text in DESCRIPTIONS
    )
    kinds = ("Highlights", "On The Fence", "Low Points")
    argued = "".join(
        f"<h3>{kind}</h3><h4>{heading}</h4>{_paragraphs(texts)}"
        for kind, heading, texts in zip(kinds, HEADINGS, SECTIONS, strict=True)
    )
    films = "".join(f"<li><a href='/film/'>{title}</a>: {pitch}</li>" for title, pitch in RECOMMENDATIONS)
    scores = "".join(
        f"<li><span>{heading} - <span class='review-number'>{score}%</span></span><div class='bar'></div></li>"
        for heading, score in zip(HEADINGS, (88, 74, 61), strict=True)
    )
    again = "".join(f"<li>{heading}</li>" for heading in HEADINGS)
    return f"""
<p>{BLURB}</p>
<p>Read our <a href='/policy/'>Editorial Guidelines</a> to learn how we rate and where we use affiliate links.</p>
<h2>General Information</h2>
<figure class='wp-block-table'>{facts_table()}</figure>
<h2>Content Rating Explanation</h2>
<p>“{TITLE}” contains:</p>
<ul>{warnings}</ul>
<h2>Film Summary</h2>
<p><em>This content contains pertinent spoilers. If a purchase is made here, we may earn a little from it.</em></p>
{_paragraphs(SUMMARY)}
<h2>Character Descriptions</h2>
<p>Please Note: This character guide is not complete, and may contain what some will call spoilers.</p>
{people}
<h2>Our Rating: Mixed (Divisive)</h2>
{argued}
<h2>Who Is This For?</h2>
<p>{AUDIENCE}</p>
<h2>If you like this movie, we recommend:</h2>
<ol>{films}</ol>
<p>Check out our <a href='/movies/'>movies page</a> for more of them.</p>
<p>Listed Under Categories: <a href='/d/'>Drama</a>, </p>
<h3>Follow, Like and Subscribe</h3>
<div id='review' class='review-wrapper'>
<h5 class='review-title'>{TITLE} ({YEAR}) – Overview</h5>
<div class='review-desc'><p>{OVERVIEW}</p></div>
<ul class='review-list'>{scores}</ul>
<div class='user-review-area'><span>User Review</span> <div><span>0</span> <small>(0 votes)</small></div></div>
<ul><li>N/A</li></ul><ul>{again}</ul>
</div>"""


def saved_page() -> str:
    """The whole page as a browser saves it: menus, side bar, comments, scripts, structured data."""
    return f"""<!DOCTYPE html>
<html lang='en'><head><meta charset='utf-8'><title>{TITLE} ({YEAR}) - Review and Summary | Lantern and Reel</title>
<meta property='og:title' content='{TITLE} ({YEAR}) - Review and Summary'>
<style>.a {{ color: red }}</style>
<script type='application/ld+json'>{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage"}}]}}</script>
</head>
<body class='post single no-sidebar comments-open'>
<a class='skip-link' href='#content'>Skip to content</a>
<header id='masthead'><h1>Lantern and Reel</h1>
<nav><ul><li>Movies</li><li>Summary</li><li>Overview</li></ul></nav></header>
<main id='content'><article><header><h1>{TITLE} ({YEAR}) - Review and Summary</h1><p>March 20, 2021</p></header>
<div class='entry-content'>{content()}</div></article></main>
<aside id='secondary' class='widget-area'><h2>Recent Posts</h2><ul><li>Another Film (2020) - Review</li></ul></aside>
<div id='comments'><h2>Leave a Reply</h2><form><label>Name</label><textarea></textarea></form>
<p>Our Rating: Negative (Awful)</p></div>
<footer><p>© 2021 Lantern and Reel</p></footer><script>var x = "<p>Our Rating: Negative</p>";</script></body></html>"""
