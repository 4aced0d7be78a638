"""Makes training queries out of a catalogue: the ways people get a title wrong, and lines that name no film."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from benchmarks.titles_data import Film, Labelled
from data.titles.normalize import fold, strip_article
from data.titles.numerals import digits

_KEYS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol",
    "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jli", "l": "kop",
    "z": "xas", "x": "zcsd", "c": "xvdf", "v": "cbfg", "b": "vngh", "n": "bmhj", "m": "njk",
}  # fmt: skip
_SOUNDS = tuple(
    pair.replace("_", " ").split(">")
    for pair in [
        "ph>f",
        "ck>k",
        "c>k",
        "k>c",
        "ee>ea",
        "ea>ee",
        "ie>ei",
        "ei>ie",
        "ou>u",
        "tion>shun",
        "s>z",
        "z>s",
        "y>i",
        "i>y",
        "er>ar",
        "or>er",
        "ai>ay",
        "gh>g",
        "x>ks",
        "qu>kw",
        "a>e",
        "e>a",
        "o>u",
        "ll>l",
        "ss>s",
        "tt>t",
        "nn>n",
        "rr>r",
        "l>ll",
        "t>tt",
        "s>ss",
        "ight>ite",
        "ough>uff",
        "wh>w",
        "w>wh",
        "oo>u",
        "u>oo",
        "sc>s",
        "kn>n",
        "wr>r",
        "e_>_",
    ]
)
_AROUND = (
    (
        "can we watch {} | lets watch {} | have you seen {}? | i saw {} yesterday | movie night: {} | anyone up "
        "for {} | what about {}? | i think its called {} | that movie {} | the one called {} | add {} to the list "
        "| {} please | {} tonight? | how about {} | just watched {} and it was great | I really loved {}. | {} is "
        "my favorite movie | is {} on netflix | when is {} playing | where can i see {} | what time is {} playing "
        "at the cinema | my vote goes to {} | never seen {} | {} was so good | rewatching {} | {}!!! | {} lol | "
        "maybe {} | we should watch {} | recommend me something like {} | did you like {}? | {} or something like "
        "that | ok but {} | I would say {}. | {}, what a movie | definitely {} | {} for sure | find {} near me | "
        "{} (the movie) | the film {} | I watched {} with my family last week. | Oh, {}! Classic. | {} - such a "
        "good film | do you remember {}? | Love {}! | {} is underrated "
    )
    .strip()
    .split(" | ")
)
_TAGS = (
    (
        "1080p.BluRay.x264-GRP | 720p.WEB-DL.DD5.1.H264 | 2160p.UHD.HEVC | DVDRip.XviD-ABC | "
        "REMASTERED.1080p.BluRay | HDRip.x264.AAC | BRRip.720p.YIFY.mp4 | WEBRip.1080p.mkv | PROPER.HDTV.x264 | "
        "EXTENDED.1080p.BRrip | 480p.DVDScr.avi "
    )
    .strip()
    .split(" | ")
)
_CHAT = (
    (
        "{} you | thanks for {} | what is {} | I don't think {} matters | that is so {} | lol {} | you should try "
        "{} | is {} open today | book a table for {} | what's the weather in {} | remind me about {} tomorrow | "
        "set an alarm for {} | how do i get to {} | play some {} | I love your {} | the {} is too loud | who wants "
        "{}? | call my {} | how much is {} | order {} for me | my {} is broken | Great {}! | This is the best {} "
        "ever. | I can't believe {} | You had me at {} | where did i leave my {} | is {} healthy | do i need {} to "
        "travel | transfer money to {} | what does {} mean in spanish | tell me a joke about {} | I was thinking "
        "about {}, honestly. | add {} to my shopping list | same, {} for me | Right in the {}! | One of my "
        "favorite {} scenes | the {} scene kills me | This {} is so quotable | Such a good {}. "
    )
    .strip()
    .split(" | ")
)
_SHORT = (
    (
        "yes | no way | same here | I agree | so true | love it | good one | Exactly! | thank you so much | you "
        "win | wait what | haha nice | that was great | Me too! | of course | What a movie | Best movie ever | so "
        "underrated | I cried | this one | came here to say this | Beat me to it | great choice | never heard of "
        "it | so beautiful | it's perfect | I just can't | see you later | good morning | happy birthday | how are "
        "you | not really | good point | a masterpiece | I laughed so hard | the soundtrack though | my childhood "
    )
    .strip()
    .split(" | ")
)


def typo(text: str, r: random.Random) -> str:
    """One slip: a letter left out, doubled, swapped with the next or hit beside."""
    at = r.randrange(len(text)) if text else 0
    if len(text) < 3 or text[at] == " ":
        return text
    near = r.choice(_KEYS.get(text[at].lower(), text[at]))
    kind = r.random()
    if kind < 0.28:
        return text[:at] + text[at + 1 :]
    if kind < 0.5:
        return text[:at] + r.choice((text[at], near)) + text[at:]
    if kind < 0.72:
        return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    return text[:at] + near + text[at + 1 :]


def _typos(film: Film, title: str, r: random.Random) -> str:
    for _ in range(r.choice((1, 1, 1, 2, 2, 3))):
        title = typo(title, r)
    return title


def _phonetic(film: Film, title: str, r: random.Random) -> str:
    title = title.lower()
    for _ in range(r.choice((1, 2, 3))):
        heard = [(one, two) for one, two in _SOUNDS if one in title]
        if heard:
            one, two = r.choice(heard)
            title = title.replace(one, two, 1) if r.random() < 0.7 else two.join(title.rsplit(one, 1))
    return title


def _spaces(film: Film, title: str, r: random.Random) -> str:
    words = fold(title).split(" ")
    if len(words) > 1 and r.random() < 0.7:
        at = r.randrange(1, len(words))
        return "".join(words) if r.random() < 0.4 else " ".join(words[:at]) + " ".join(words[at:])
    at = r.randrange(1, max(2, len(title)))
    return title[:at] + " " + title[at:]


def _prefix(film: Film, title: str, r: random.Random) -> str:
    return title[: r.randint(3, max(3, min(len(title), r.choice((6, 12, 30)))))]


def _prefix_typo(film: Film, title: str, r: random.Random) -> str:
    return typo(title[: r.randint(5, max(5, min(len(title), r.choice((8, 14, 30)))))], r)


def _chatter(film: Film, title: str, r: random.Random) -> str:
    title = typo(title, r) if r.random() < 0.3 else title
    return r.choice(_AROUND).format(title if r.random() < 0.4 else title.lower())


def _words(film: Film, title: str, r: random.Random) -> str:
    words = fold(title).split(" ")
    if len(words) < 3:
        return " ".join(words)
    at = r.randrange(len(words) - 1)
    if r.random() < 0.5:
        words[at], words[at + 1] = words[at + 1], words[at]
    else:
        del words[at]
    return " ".join(words)


def _part(film: Film, title: str, r: random.Random) -> str:
    parts = re.split(r": | - ", title)
    return r.choice((parts[0], " ".join(parts[1:]) or title))


def _year(film: Film, title: str, r: random.Random) -> str:
    made = film.year or 2000
    forms = (
        "{0} {1}",
        "{0} ({1})",
        "{1} {0}",
        "the {1} {0}",
        "{0} from {1}",
        "{0} {1} movie",
        f"{{0}} '{made % 100:02d}",
    )
    return r.choice(forms).format(title, made)


def _person(film: Film, title: str, r: random.Random) -> str:
    people = [*film.directors, *film.cast]
    if not people:
        return title
    name = r.choice(people)
    name = name if r.random() < 0.5 else name.split(" ")[-1]
    return r.choice(("{0} {1}", "{0} with {1}", "{0} by {1}", "{1} {0}", "the {1} movie {0}")).format(
        title.lower(), name.lower()
    )


def _release(film: Film, title: str, r: random.Random) -> str:
    name = re.sub(r"[^\w]+", ".", title).strip(".")
    year = f".{film.year}" if film.year and r.random() < 0.85 else ""
    text = f"{name}{year}.{r.choice(_TAGS)}"
    return text.replace(".", " ") if r.random() < 0.2 else text


def _article(film: Film, title: str, r: random.Random) -> str:
    bare = strip_article(fold(title))
    return r.choice((f"the {bare}", f"a {bare}", bare, f"{bare}, the"))


def _plain(film: Film, title: str, r: random.Random) -> str:
    return r.choice((fold(title), title, title.upper(), title.lower(), digits(fold(title))))


_KINDS: tuple[tuple[str, Callable[[Film, str, random.Random], str], float], ...] = (
    ("typos", _typos, 4), ("phonetic", _phonetic, 3), ("spaces", _spaces, 1), ("prefix", _prefix, 3),
    ("prefix_typo", _prefix_typo, 3), ("chatter", _chatter, 4), ("words", _words, 2), ("part", _part, 1.5),
    ("year", _year, 1.5), ("person", _person, 1), ("release", _release, 1), ("article", _article, 1),
    ("plain", _plain, 3),
)  # fmt: skip


def positives(catalogue: list[Film], count: int, r: random.Random) -> Iterator[Labelled]:
    """Queries for films, two thirds of them for the most popular ninth; same-named films count as right too.

    `category` is `made_` and the kind, `half` the id of the film it was made for.
    """
    named = _namesakes(catalogue)
    weights = [weight for _, _, weight in _KINDS]
    for _ in range(count):
        film = r.choice(catalogue[: max(1, len(catalogue) // 9)] if r.random() < 0.65 else catalogue)
        title = r.choice([film.title, film.title, *film.alt])
        kind, make, _ = r.choices(_KINDS, weights)[0]
        text = make(film, title if r.random() < 0.4 else title.lower(), r)
        if text.strip():
            yield Labelled(text, frozenset({film.id}) if kind == "year" else named(film), f"made_{kind}", film.id)


def _namesakes(catalogue: list[Film]) -> Callable[[Film], frozenset[str]]:
    by_name: dict[str, set[str]] = defaultdict(set)
    for film in catalogue:
        for title in (film.title, *film.alt):
            by_name[digits(strip_article(fold(title)))].add(film.id)

    def named(film: Film) -> frozenset[str]:
        keys = (digits(strip_article(fold(title))) for title in (film.title, *film.alt))
        return frozenset().union(*(by_name[key] for key in keys)) | {film.id}

    return named


def absent(catalogue: list[Film], count: int, r: random.Random) -> Iterator[Labelled]:
    """Titles as other works have them: a film's, to be asked of an index in which the `expected` films are masked."""
    named = _namesakes(catalogue)
    for film in r.sample(catalogue, min(count, len(catalogue))):
        title = r.choice([film.title, *film.alt])
        yield Labelled(r.choice((title, title.lower())), named(film), "absent", film.id)


def chat(catalogue: list[Film], count: int, r: random.Random) -> Iterator[Labelled]:
    """Everyday lines, and letters hit at random."""
    words = [word for film in catalogue for word in fold(film.title).split(" ") if word.isascii() and len(word) > 2]
    letters = "abcdefghijklmnopqrstuvwxyz"
    for _ in range(count):
        kind = r.random()
        if kind < 0.65:
            line = r.choice(_CHAT).format(" ".join(r.choices(words, k=r.choice((1, 1, 2)))))
        elif kind < 0.85:
            line = r.choice(_SHORT) + r.choice(("", "", ".", "!", "..."))
        else:
            line = "".join(r.choices(letters + "0123456789  ;", k=r.randint(5, 14)))
        yield Labelled(line if r.random() < 0.6 else line.lower(), frozenset(), "chat", line)
