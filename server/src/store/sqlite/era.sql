-- Which life of the store this is: one row, drawn when the store was made.

CREATE TABLE era (id BLOB NOT NULL) STRICT;
