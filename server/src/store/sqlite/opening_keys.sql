-- The key for which others close files that they hand to a device without a network. It stands beside the one with which the
-- device signs, and goes with it.

ALTER TABLE device_key ADD COLUMN opens BLOB;
