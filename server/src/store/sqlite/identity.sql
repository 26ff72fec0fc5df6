-- As whom a provider of sign-on knows a person.

CREATE TABLE identity (
    issuer  TEXT NOT NULL,
    subject TEXT NOT NULL,
    person  BLOB NOT NULL REFERENCES account (person),
    PRIMARY KEY (issuer, subject),
    UNIQUE (person, issuer)
) STRICT, WITHOUT ROWID;
