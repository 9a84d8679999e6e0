"""The book's tables, as prose: who owns each value, and why each index is there."""

from typing import Final

APPLICATION_ID: Final = 0x456E7467
"""`Entg`: marks the file as a book, so that another program's SQLite file is refused untouched."""

FIRST_SCHEMA: Final = """
-- ── The book itself ────────────────────────────────────────────────────────────────────────────────────────────────

-- What the program remembers for itself (not the owner's settings: those are facts): the zone, the day that
-- `standing` holds, the salt of the tombstones, the plan's curves. Values are JSON.
CREATE TABLE memo (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- ── What sources brought ───────────────────────────────────────────────────────────────────────────────────────────

-- A path that the owner gave, remembered for `refresh`.
CREATE TABLE import (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    path       TEXT NOT NULL UNIQUE,
    first_at   INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,
    signals    INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL              -- running, done, interrupted
) STRICT;

-- One document that a reader read: a mailbox, a folder of messages, a card file. The fingerprint (empty until it was
-- read to its end) and the versions decide whether it must be read again.
CREATE TABLE source (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    path           TEXT NOT NULL,
    reader         TEXT NOT NULL,
    reader_version INTEGER NOT NULL,
    signals        INTEGER NOT NULL,      -- version of the second pass, 0 if it did not run
    fingerprint    TEXT NOT NULL,
    size           INTEGER NOT NULL,
    interactions   INTEGER NOT NULL,
    records        INTEGER NOT NULL,
    problems       INTEGER NOT NULL
) STRICT;
CREATE INDEX source_fingerprint ON source (size, fingerprint);

-- Which import claims which source. An event lives while some import claims one of its sources.
CREATE TABLE claim (
    import INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (import, source)
) STRICT, WITHOUT ROWID;

-- Interned sets of sources ("3,17"): events and records point here, so that belonging costs them one byte.
CREATE TABLE origin (
    id      INTEGER PRIMARY KEY,
    members TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE problem (
    id     INTEGER PRIMARY KEY,
    import INTEGER NOT NULL,
    path   TEXT NOT NULL,
    place  TEXT NOT NULL,
    code   TEXT NOT NULL,
    facts  TEXT NOT NULL,                 -- JSON
    lost   INTEGER NOT NULL
) STRICT;
CREATE INDEX problem_import ON problem (import);

-- An import at work: one at a time per book. `beat_at` is refreshed in each batch's transaction; a lease whose
-- heart stopped is taken over. `cursor` names the document and byte reached.
CREATE TABLE job (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    state      TEXT NOT NULL,             -- running, done, interrupted
    holder     TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    beat_at    INTEGER NOT NULL,
    cursor     TEXT NOT NULL,
    counts     TEXT NOT NULL              -- JSON
) STRICT;

-- ── Handles and records ────────────────────────────────────────────────────────────────────────────────────────────

-- An address that reaches or names someone. `person` is derived: the smallest handle id of its cluster, so an id is
-- given once (ids are never reused), a merge keeps the older one, and an undo gives both back.
-- The counts are evidence for identity: messages sent, received, sent in bulk, sent through lists.
CREATE TABLE handle (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL,
    value    TEXT NOT NULL,
    person   INTEGER NOT NULL,
    sent     INTEGER NOT NULL DEFAULT 0,
    received INTEGER NOT NULL DEFAULT 0,
    bulk     INTEGER NOT NULL DEFAULT 0,
    listed   INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER,
    last_at  INTEGER,
    UNIQUE (value, kind)
) STRICT;
CREATE INDEX handle_person ON handle (person);
CREATE INDEX handle_bulk ON handle (person) WHERE bulk > 2;  -- people who may be automata

-- The names beside a handle in what was read, with how often.
CREATE TABLE handle_name (
    handle INTEGER NOT NULL,
    name   TEXT NOT NULL,
    times  INTEGER NOT NULL,
    PRIMARY KEY (handle, name)
) STRICT, WITHOUT ROWID;

-- Signs that a handle is the owner's (sent folders, Delivered-To …), by source so that a re-import adds nothing.
CREATE TABLE owner_hint (
    source INTEGER NOT NULL,
    handle INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    times  INTEGER NOT NULL,
    PRIMARY KEY (source, handle, kind)
) STRICT, WITHOUT ROWID;

-- What a source claimed about somebody, verbatim (JSON of model.Record).
CREATE TABLE record (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,
    origin INTEGER NOT NULL,
    reader TEXT NOT NULL,
    name   TEXT NOT NULL,
    body   TEXT NOT NULL
) STRICT;
CREATE TABLE record_handle (
    record INTEGER NOT NULL,
    handle INTEGER NOT NULL,
    PRIMARY KEY (record, handle)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_handle_handle ON record_handle (handle);

-- ── Interactions ───────────────────────────────────────────────────────────────────────────────────────────────────

-- One event at its source. The id is its instant and a digest (model.numbering): ordered by time, equal for equal
-- events. `how` = channel | flags << 3. `parts` is a little-endian array of 32-bit (handle << 3 | role), sender first.
-- `amount`: minutes, or log2 of bytes.
CREATE TABLE event (
    id     INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL,
    how    INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    parts  BLOB NOT NULL,
    title  TEXT,
    zone   INTEGER NOT NULL               -- minutes east of UTC that the source wrote
) STRICT;

-- An event's row for one handle that is not the owner's, clustered by what never changes: a merge rewrites none.
-- `how` = channel | direction << 3 | copy << 5 | bulk << 6 | attempt << 7 | timeless << 8 | own << 9
-- | forwarded << 10 | held back << 11.
CREATE TABLE part (
    handle INTEGER NOT NULL,
    event  INTEGER NOT NULL,
    how    INTEGER NOT NULL,
    others INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (handle, event)
) STRICT, WITHOUT ROWID;

-- Typed signals of the second pass (a link of a signature, a promise …): never the text they came from.
CREATE TABLE signal (
    event INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (event, kind, value)
) STRICT, WITHOUT ROWID;

-- ── What the owner says ────────────────────────────────────────────────────────────────────────────────────────────

-- One row per owner verb. Nothing is ever deleted here but by `forget`: undo is a new action.
CREATE TABLE action (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    verb      TEXT NOT NULL,
    value     TEXT NOT NULL,
    undoes    INTEGER,                    -- the action that this one retires
    undone_by INTEGER
) STRICT;

-- What the owner stated, anchored to a handle: a person shows the latest value among their handles, and after an undo
-- of a merge each value goes back with its handle. A fact counts while `retired_by` is null.
CREATE TABLE fact (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    action     INTEGER NOT NULL,
    handle     INTEGER,                   -- null for settings
    kind       TEXT NOT NULL,             -- name, birthday, level, circle, note, promise, log, same, different …
    value      TEXT NOT NULL,
    other      INTEGER,                   -- the second handle of a judgement, or the one who introduced
    retired_by INTEGER
) STRICT;
CREATE INDEX fact_handle ON fact (handle, kind) WHERE retired_by IS NULL;
CREATE INDEX fact_kind ON fact (kind) WHERE retired_by IS NULL;
CREATE INDEX fact_action ON fact (action);
CREATE INDEX fact_retired ON fact (retired_by) WHERE retired_by IS NOT NULL;

-- Requests that became actions, by the key that the page gave them: sent twice, done once.
CREATE TABLE receipt (
    key    TEXT PRIMARY KEY,
    action INTEGER NOT NULL,              -- 0 where nothing was to be done
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Keyed digests of forgotten handles: what was forgotten is not known, and does not come back with a re-import.
CREATE TABLE tombstone (
    digest BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- ── Derived: recomputed at will from what stands above ─────────────────────────────────────────────────────────────

-- The machine's judgements (merges and questions), a cache.
CREATE TABLE judgement (
    a          INTEGER NOT NULL,
    b          INTEGER NOT NULL,
    verdict    TEXT NOT NULL,
    confidence REAL NOT NULL,
    assumed    INTEGER NOT NULL,
    reasons    TEXT NOT NULL,             -- JSON
    rank       INTEGER NOT NULL,          -- order of the questions, best first
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE INDEX judgement_verdict ON judgement (verdict, rank);

-- One row per cluster of handles. `sort` is person, automaton or owner.
CREATE TABLE person (
    id               INTEGER PRIMARY KEY,
    sort             TEXT NOT NULL,
    sort_reasons     TEXT NOT NULL,       -- JSON
    name             TEXT NOT NULL,
    folded           TEXT NOT NULL,
    level            INTEGER NOT NULL,
    level_proposed   INTEGER NOT NULL,    -- 1: the machine's proposal counts until the owner decides
    circles          TEXT NOT NULL,       -- JSON list, the owner's
    circles_proposed TEXT NOT NULL,       -- JSON list of [circle, reasons]
    resting          INTEGER NOT NULL,
    never            TEXT NOT NULL,       -- '', never, died, private, archived
    later_until      TEXT NOT NULL,       -- ISO date or ''
    birthday         TEXT NOT NULL,       -- as stated: 1970-05-17, --05-17
    organisation     TEXT NOT NULL,
    title            TEXT NOT NULL
) STRICT;
CREATE INDEX person_folded ON person (folded);
CREATE INDEX person_sort ON person (sort);
CREATE INDEX person_never ON person (never, sort) WHERE never <> '';
CREATE INDEX person_birthday ON person (substr(birthday, -5)) WHERE birthday <> '';

-- The tie's streaming state (ties.state.TieState packed by the app) and what the day's judgement needs beside it.
CREATE TABLE tie (
    person       INTEGER PRIMARY KEY,
    state        BLOB NOT NULL,
    interactions INTEGER NOT NULL,
    tries        TEXT NOT NULL            -- JSON: channel -> [attempts, answered, last attempt, unanswered in a row]
) STRICT;

-- How a tie stood after some of its parts (app.milestones): an earlier day is folded from the last one before it.
CREATE TABLE milestone (
    person INTEGER NOT NULL,
    event  INTEGER NOT NULL,              -- up to and with this one
    course BLOB NOT NULL,
    PRIMARY KEY (person, event)
) STRICT, WITHOUT ROWID;

-- How everybody stands on the book's day: indexes so that lists and the plan cost the same in any book.
CREATE TABLE standing (
    person       INTEGER PRIMARY KEY,
    strength     REAL NOT NULL,
    chance       REAL NOT NULL,
    silence_days INTEGER NOT NULL,
    gap_days     REAL,
    last_at      INTEGER NOT NULL,
    interactions INTEGER NOT NULL,
    level        INTEGER NOT NULL,        -- as in person, so that replies owed are found dearest first
    owed_since   INTEGER,                 -- the owner owes a reply since
    owed_title   TEXT,
    plate        INTEGER NOT NULL,        -- 1: has a level, is not resting, not never
    worth        REAL NOT NULL,           -- attention index per minute
    channel      TEXT NOT NULL,
    minutes      INTEGER NOT NULL,
    answer       REAL NOT NULL
) STRICT;
CREATE INDEX standing_worth ON standing (worth DESC) WHERE plate = 1;
CREATE INDEX standing_strength ON standing (strength DESC);
CREATE INDEX standing_chance ON standing (chance DESC);
CREATE INDEX standing_silence ON standing (silence_days DESC);
CREATE INDEX standing_owed ON standing (CASE level WHEN 0 THEN 9 ELSE level END, owed_since)
    WHERE owed_since IS NOT NULL;

-- Full-text search, accents folded, by prefix. Contentless: names live in `person`, titles in `event`.
CREATE VIRTUAL TABLE person_text USING fts5 (
    name, handles, notes,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE event_text USING fts5 (
    title,
    content = '', contentless_delete = 1, detail = 'none', tokenize = 'unicode61 remove_diacritics 2'
);
"""

COMMITMENT_SCHEMA: Final = """
-- ── What the owner sealed ──────────────────────────────────────────────────────────────────────────────────────────

-- The chain of sealed entries (commitments, what was said of them, witnesses): it only grows. Each digest covers the
-- one before it. It holds no text, name or address.
CREATE TABLE chain (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,                -- seal, done, tried, missed, life, witness-asked, witness-accepted … erased
    about   INTEGER NOT NULL,             -- the seal that this entry is about; its own number for a seal
    content BLOB NOT NULL,                -- salted digest of what lies beside it
    digest  BLOB NOT NULL
) STRICT;
CREATE INDEX chain_about ON chain (about);
CREATE TRIGGER chain_is_not_updated BEFORE UPDATE ON chain BEGIN SELECT raise(ABORT, 'the chain only grows'); END;
CREATE TRIGGER chain_is_not_deleted BEFORE DELETE ON chain BEGIN SELECT raise(ABORT, 'the chain only grows'); END;
-- A row that replaces another one fires no trigger of deletion.
CREATE TRIGGER chain_is_not_replaced BEFORE INSERT ON chain
    WHEN EXISTS (SELECT 1 FROM chain WHERE number = NEW.number)
    BEGIN SELECT raise(ABORT, 'the chain only grows'); END;

-- What the entries say (JSON), with the salt; blanked whole when somebody is forgotten, and never otherwise changed.
CREATE TABLE sealed_text (
    number INTEGER PRIMARY KEY,
    salt   BLOB,
    text   TEXT,
    handle INTEGER                        -- whom it is about, as facts are anchored
) STRICT;
CREATE INDEX sealed_text_handle ON sealed_text (handle) WHERE handle IS NOT NULL;
CREATE TRIGGER sealed_text_is_only_blanked BEFORE UPDATE ON sealed_text
    WHEN NEW.number <> OLD.number OR NEW.salt IS NOT NULL OR NEW.text IS NOT NULL OR NEW.handle IS NOT NULL
      OR EXISTS (SELECT 1 FROM chain WHERE number = OLD.number AND kind = 'erased')
    BEGIN SELECT raise(ABORT, 'what was sealed stands'); END;
CREATE TRIGGER sealed_text_is_not_deleted BEFORE DELETE ON sealed_text
    BEGIN SELECT raise(ABORT, 'what was sealed stands'); END;
CREATE TRIGGER sealed_text_is_not_replaced BEFORE INSERT ON sealed_text
    WHEN EXISTS (SELECT 1 FROM sealed_text WHERE number = NEW.number)
    BEGIN SELECT raise(ABORT, 'what was sealed stands'); END;

-- ── Mail that leaves ───────────────────────────────────────────────────────────────────────────────────────────────

-- One row per mail. The Message-ID is given once. `sending` is committed before the server is asked; whoever dies then
-- leaves a mail of which nobody knows whether it left.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL UNIQUE,
    made_at    INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,          -- not before
    reason     TEXT NOT NULL,             -- witness-ask, witness-kept, brief, test …
    about      INTEGER,                   -- the seal that it is about
    automatic  INTEGER NOT NULL,          -- 1: no person wrote or released this very mail
    recipient  TEXT NOT NULL,
    subject    TEXT NOT NULL,
    body       TEXT NOT NULL,
    state      TEXT NOT NULL,             -- draft, waiting, sending, sent, failed, unknown, dropped
    again      INTEGER NOT NULL DEFAULT 0,-- 1: it surely did not leave, and is tried again by itself when due
    tries      INTEGER NOT NULL DEFAULT 0,
    tried_at   INTEGER,
    holder     TEXT NOT NULL DEFAULT '',  -- the process that is at it
    code       INTEGER NOT NULL DEFAULT 0,-- what the server answered last
    detail     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_state ON outbox (state, due_at);
CREATE INDEX outbox_tried ON outbox (tried_at) WHERE tried_at IS NOT NULL;
CREATE INDEX outbox_about ON outbox (about) WHERE about IS NOT NULL;
"""

MAP_SCHEMA: Final = """
-- ── The map: derived, made anew at will ────────────────────────────────────────────────────────────────────────────

-- Two handles, neither the owner's, that were seen in one message, meeting or chat (a < b). `weight` is faded to a
-- fixed day (network.together.EPOCH), so that an event adds to it without reading others; `first` and `last` are days
-- since 1970. Up to which event it holds is told by the memo `alters`.
CREATE TABLE seen_together (
    a      INTEGER NOT NULL,
    b      INTEGER NOT NULL,
    weight REAL NOT NULL,
    times  INTEGER NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

-- Events from before that instant which came into the book since, and are not in it yet.
CREATE TABLE together_waiting (
    event INTEGER PRIMARY KEY
) STRICT;

-- The group and place that a person had when the map was drawn last, by their handle of then: so that the next one
-- looks the same. A group keeps its number while most of its people stay.
CREATE TABLE map_place (
    handle INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,              -- -1: tied to nobody
    x      REAL NOT NULL,
    y      REAL NOT NULL
) STRICT;

-- Who comments under the same title.
CREATE INDEX event_comment ON event (title) WHERE how & 7 = 7 AND title IS NOT NULL;
"""

INTRODUCTION_SCHEMA: Final = """
-- ── Introductions: derived, made anew at will ─────────────────────────────────────────────────────────────────────

-- Who may have made somebody known to the owner, by their handles: how likely, by which event, and why (JSON).
CREATE TABLE met_through (
    handle  INTEGER NOT NULL,
    through INTEGER NOT NULL,
    chance  REAL NOT NULL,
    event   INTEGER NOT NULL,
    why     TEXT NOT NULL,
    PRIMARY KEY (handle, through)
) STRICT, WITHOUT ROWID;
CREATE INDEX met_through_through ON met_through (through);

-- Two people whom the owner made known to each other (one < other), and how often they were seen together since.
CREATE TABLE made_known (
    one    INTEGER NOT NULL,
    other  INTEGER NOT NULL,
    chance REAL NOT NULL,
    event  INTEGER NOT NULL,
    why    TEXT NOT NULL,
    since  INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX made_known_other ON made_known (other);
"""
