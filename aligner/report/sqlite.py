"""SQLite: everything in tables, for questions that no report foresaw. docs/formats.md shows the schema at work."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from aligner.messages import tell
from aligner.records import Comparison, Place
from aligner.report.view import certainty, passage_numbers, why_told
from aligner.settings import ReportSettings

VERSION = 1  # PRAGMA user_version

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, lang TEXT NOT NULL, encoding TEXT NOT NULL,
  text TEXT NOT NULL);
CREATE TABLE sentence (document INTEGER NOT NULL REFERENCES document, number INTEGER NOT NULL, "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL, paragraph INTEGER NOT NULL, role TEXT NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (document, number));
CREATE TABLE pair (id INTEGER PRIMARY KEY, zh INTEGER NOT NULL REFERENCES document, en INTEGER NOT NULL REFERENCES
  document, mode TEXT NOT NULL, why TEXT NOT NULL, why_zh TEXT NOT NULL);
CREATE TABLE bead (id INTEGER PRIMARY KEY, pair INTEGER NOT NULL REFERENCES pair, number INTEGER NOT NULL,
  shape TEXT NOT NULL, score REAL NOT NULL, certainty TEXT NOT NULL, moved INTEGER NOT NULL, passage INTEGER,
  reviewed TEXT NOT NULL);
CREATE TABLE bead_sentence (bead INTEGER NOT NULL REFERENCES bead, document INTEGER NOT NULL,
  sentence INTEGER NOT NULL);
CREATE TABLE reason (bead INTEGER NOT NULL REFERENCES bead, text TEXT NOT NULL);
CREATE TABLE flag (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, severity TEXT NOT NULL, confidence REAL NOT NULL,
  pair INTEGER,
  zh_read TEXT NOT NULL, en_read TEXT NOT NULL, message TEXT NOT NULL, message_zh TEXT NOT NULL);
CREATE TABLE flag_place (flag INTEGER NOT NULL REFERENCES flag, side TEXT NOT NULL, document INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE duplicate (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, similarity REAL NOT NULL, keep INTEGER NOT NULL,
  differs TEXT NOT NULL, message TEXT NOT NULL, message_zh TEXT NOT NULL);
CREATE TABLE duplicate_member (duplicate INTEGER NOT NULL REFERENCES duplicate, number INTEGER NOT NULL,
  document INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE event (id INTEGER PRIMARY KEY, score REAL NOT NULL);
CREATE TABLE event_member (event INTEGER NOT NULL REFERENCES event, document INTEGER NOT NULL, "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE timeline (date TEXT NOT NULL, event INTEGER, document INTEGER NOT NULL, "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL, text TEXT NOT NULL, mention TEXT NOT NULL);
CREATE TABLE skipped (path TEXT NOT NULL, message TEXT NOT NULL, message_zh TEXT NOT NULL);
CREATE INDEX bead_by_sentence ON bead_sentence (document, sentence);
CREATE INDEX sentence_by_bead ON bead_sentence (bead);
"""


def write(comparison: Comparison, settings: ReportSettings) -> dict[str, bytes]:  # noqa: ARG001 (one signature)
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(SCHEMA)
        base.execute(f"PRAGMA user_version = {VERSION}")
        with base:
            _fill(base, comparison)
        return {".sqlite": base.serialize()}


def _fill(base: sqlite3.Connection, comparison: Comparison) -> None:
    numbers = {d.name: n for n, d in enumerate(comparison.documents)}

    def insert(table: str, *values: object) -> None:
        # Lone surrogates have no UTF-8; every other character is kept.
        clean = [v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for v in values]
        base.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(clean))})", clean)

    def at(place: Place) -> tuple[int, int, int, str]:
        return numbers[place.document], place.span.start, place.span.end, comparison.text(place)

    insert("meta", "signature", comparison.signature)
    for n, d in enumerate(comparison.documents):
        insert("document", n, d.name, d.lang, d.encoding, d.text)
        for s in d.sentences:
            text = d.slice(s.span)
            insert("sentence", n, s.index, s.span.start, s.span.end, s.paragraph, str(s.role), s.lang, text)
    bead_id = 0
    for pair, alignment in enumerate(comparison.alignments):
        zh, en = numbers[alignment.zh.name], numbers[alignment.en.name]
        insert("pair", pair, zh, en, alignment.mode, *(why_told(alignment, ui) for ui in ("en", "zh")))
        passages = passage_numbers(alignment)
        for number, bead in enumerate(alignment.beads):
            sure, passage = str(certainty(bead.score)), passages.get(number)
            said = alignment.verdict(bead)
            insert("bead", bead_id, pair, number, bead.shape, bead.score, sure, int(bead.moved), passage, said)
            for document, side in ((zh, bead.zh), (en, bead.en)):
                for i in side:
                    insert("bead_sentence", bead_id, document, i)
            for reason in bead.reasons:
                insert("reason", bead_id, reason)
            bead_id += 1
    for n, f in enumerate(comparison.flags):
        messages = tell(f.message, "en"), tell(f.message, "zh")
        insert("flag", n, str(f.kind), str(f.severity), f.confidence, f.pair, f.evidence.zh, f.evidence.en, *messages)
        for lang, places in (("zh", f.zh), ("en", f.en)):
            for place in places:
                insert("flag_place", n, lang, *at(place))
    for n, g in enumerate(comparison.duplicates):
        messages = tell(g.why, "en"), tell(g.why, "zh")
        insert("duplicate", n, str(g.kind), g.similarity, g.keep, " ".join(g.differs), *messages)
        for k, member in enumerate(g.members):
            insert("duplicate_member", n, k, *at(member))
    for n, event in enumerate(comparison.events):
        insert("event", n, event.score)
        for member in event.members:
            insert("event_member", n, *at(member))
    for dated in comparison.timeline:
        insert("timeline", dated.date, dated.event, *at(dated.place), comparison.text(dated.mention))
    for skipped in comparison.skipped:
        insert("skipped", skipped.path, tell(skipped.reason, "en"), tell(skipped.reason, "zh"))
