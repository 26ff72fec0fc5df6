-- The key with which a device signs what others carry for it. It outlives the session under which it was registered: a device
-- that is without network for long has signed before.

CREATE TABLE device_key (
    person BLOB NOT NULL REFERENCES account (person),
    device BLOB NOT NULL,
    point  BLOB NOT NULL,
    token  BLOB NOT NULL,
    PRIMARY KEY (person, device)
) STRICT, WITHOUT ROWID;
