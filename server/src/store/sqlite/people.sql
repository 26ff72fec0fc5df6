-- Administration: accounts that can be closed, contacts, sessions with rotating secrets, attempts, invitations, the audit log.

ALTER TABLE account ADD COLUMN is_admin             INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN disabled_at          INTEGER;

-- Of a person or a body. In no document, so that it can be erased.
CREATE TABLE contact (
    party     BLOB NOT NULL PRIMARY KEY,
    telephone TEXT NOT NULL,
    email     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `token` names a session for as long as it lasts; `secret` is what the cookie should hold, `former` what it held before.
CREATE TABLE session_of_device (
    token        BLOB NOT NULL PRIMARY KEY,
    secret       BLOB NOT NULL UNIQUE,
    former       BLOB,
    former_until INTEGER,
    person       BLOB NOT NULL REFERENCES account (person),
    device       BLOB NOT NULL,
    agent        TEXT NOT NULL,
    began_at     INTEGER NOT NULL,
    used_at      INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO session_of_device
    SELECT token, token, NULL, NULL, person, device, '', unixepoch() * 1000, unixepoch() * 1000, expires_at FROM session;
DROP TABLE session;
ALTER TABLE session_of_device RENAME TO session;
CREATE INDEX session_of_person ON session (person);
CREATE INDEX session_before ON session (former) WHERE former IS NOT NULL;

-- By the hash of a name, whether anybody has it or not.
CREATE TABLE attempt (
    name  BLOB NOT NULL PRIMARY KEY,
    count INTEGER NOT NULL,
    at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    id           BLOB NOT NULL PRIMARY KEY,
    secret       BLOB NOT NULL UNIQUE,
    code         BLOB NOT NULL UNIQUE,
    person       BLOB NOT NULL REFERENCES account (person),
    org          BLOB NOT NULL REFERENCES org (id),
    document     BLOB NOT NULL,
    made_at      INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER,
    withdrawn_at INTEGER
) STRICT;

CREATE TABLE relay_secret (
    only  INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    value BLOB NOT NULL
) STRICT;
INSERT INTO relay_secret VALUES (1, randomblob(32));

-- Each row holds the hash over the row before and itself. Nothing is ever changed here or taken away.
CREATE TABLE audit (
    number  INTEGER NOT NULL PRIMARY KEY,
    at      INTEGER NOT NULL,
    by      TEXT NOT NULL,
    act     TEXT NOT NULL,
    about   TEXT NOT NULL,
    address TEXT NOT NULL,
    device  TEXT NOT NULL,
    hash    TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_rows_stay_as_they_are BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_rows_stay BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_rows_follow BEFORE INSERT ON audit
    WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM audit)
    BEGIN SELECT raise(ABORT, 'the audit log has no gaps'); END;
