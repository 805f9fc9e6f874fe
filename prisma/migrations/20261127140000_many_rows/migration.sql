-- The events of one object that wait are found together, among millions that have been dealt with.
CREATE INDEX "gateway_events_queued" ON "gateway_events" ("object_id") WHERE "state" = 'queued';

-- Said to be immutable, the function was called row by row, for what it calls is only stable; like this it becomes part
-- of the statement that checks the chain, which takes half the time.
ALTER FUNCTION audit_hash(audit_entries) STABLE PARALLEL SAFE;
