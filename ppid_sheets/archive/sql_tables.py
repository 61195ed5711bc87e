"""The tables of the archive.

A *state* is the register as one or more runs in a row read it. A *version* is the content of one
request from the state `since` to the state `until`, both included; `until` is NULL while it is the
present one. An *arrangement* is the request of each row, *surroundings* are all other content of
the register. Blobs are packed JSON (`content`). Moments are UTC, as `2026-11-23T01:15:00Z`; their
order is that of the ids, for a computer's clock may be set back. An *issue* is a final workbook of
a closed month as it was handed out, byte for byte.

Each of `STEPS` makes the archive of one version that of the next. A step that was released is never
changed; a new one is added at the end, and repeating it does no harm.
"""

_FIRST = """
CREATE TABLE register (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,      -- spreadsheet id, or hash of the file's path
    name TEXT NOT NULL,            -- file name or title, for people
    lives BLOB NOT NULL DEFAULT x'',   -- digest of the findings and due dates kept below
    basis TEXT NOT NULL DEFAULT ''     -- holidays and periods behind those due dates
);
CREATE TABLE surroundings (
    id INTEGER PRIMARY KEY,
    register INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
    content BLOB NOT NULL
);
CREATE TABLE arrangement (
    id INTEGER PRIMARY KEY,
    register INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
    content BLOB NOT NULL
);
CREATE TABLE state (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    register INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    fingerprint BLOB NOT NULL,     -- x'' when the next run shall compare in any case
    surroundings INTEGER NOT NULL REFERENCES surroundings,
    arrangement INTEGER NOT NULL REFERENCES arrangement
);
CREATE TABLE request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- arrangements name it also when it is forgotten
    register INTEGER NOT NULL REFERENCES register ON DELETE CASCADE
);
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    request INTEGER NOT NULL REFERENCES request ON DELETE CASCADE,
    since INTEGER NOT NULL,        -- states; the table may have lost them to age
    until INTEGER,
    first_seen TEXT NOT NULL,
    last_seen TEXT,                -- NULL while it is there: the last state knows
    number TEXT NOT NULL,          -- registration number without case and spaces, '' without one
    digest BLOB NOT NULL,
    content BLOB NOT NULL
);
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    register INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
    request INTEGER REFERENCES request ON DELETE CASCADE,  -- NULL: of the whole register
    code TEXT NOT NULL,
    place TEXT NOT NULL,           -- column key; of the register as a whole: what it is about
    number TEXT NOT NULL DEFAULT '',   -- how people know the request
    old TEXT NOT NULL DEFAULT '',
    new TEXT NOT NULL DEFAULT '',
    reviewed INTEGER NOT NULL DEFAULT 0,
    first_seen TEXT NOT NULL,
    mended TEXT,
    acknowledged TEXT,
    words TEXT NOT NULL DEFAULT ''     -- what the Kasubag wrote
);
CREATE TABLE due (
    request INTEGER PRIMARY KEY REFERENCES request ON DELETE CASCADE,
    due_on TEXT NOT NULL           -- '' where it cannot be reckoned
);
CREATE TABLE day (
    register INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
    day TEXT NOT NULL,
    runs INTEGER NOT NULL,
    PRIMARY KEY (register, day)
) WITHOUT ROWID;
CREATE INDEX state_of_register ON state (register, id);
CREATE INDEX state_surroundings ON state (surroundings);
CREATE INDEX state_arrangement ON state (arrangement);
CREATE INDEX request_of_register ON request (register);
CREATE INDEX version_of_request ON version (request, id);
CREATE INDEX version_numbered ON version (number);
CREATE INDEX finding_open ON finding (register, code) WHERE mended IS NULL AND acknowledged IS NULL;
CREATE INDEX finding_of_request ON finding (request);
"""

_ISSUES = """
CREATE TABLE IF NOT EXISTS workbook (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,   -- SHA-256
    content BLOB NOT NULL          -- the file; .xlsx is compressed as it is
);
CREATE TABLE IF NOT EXISTS issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    register INTEGER NOT NULL REFERENCES register ON DELETE CASCADE,
    month TEXT NOT NULL,           -- 2026-10
    number INTEGER NOT NULL,       -- counts the issues of that month from 1
    made TEXT NOT NULL,
    program TEXT NOT NULL,         -- the version that made it
    fingerprint TEXT NOT NULL,     -- of its rows, as the workbook states it
    workbook INTEGER NOT NULL REFERENCES workbook,
    UNIQUE (register, month, number)
);
CREATE INDEX IF NOT EXISTS issue_workbook ON issue (workbook);
"""

_LIVING = """
CREATE TABLE IF NOT EXISTS living (    -- registers whose findings are kept
    register INTEGER PRIMARY KEY REFERENCES register ON DELETE CASCADE,
    since TEXT NOT NULL            -- from when on nothing of their lives is lacking
);
INSERT OR IGNORE INTO living (register, since)
    SELECT register.id, min(first_seen) FROM register JOIN state ON state.register = register.id
    WHERE lives <> x'' GROUP BY register.id;
"""

STEPS = (_FIRST, _ISSUES, _LIVING)
VERSION = len(STEPS)
