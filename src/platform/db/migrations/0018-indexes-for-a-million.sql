-- Whose deadline runs out is read from the index alone, with what the wall asks: one visit of the table each made a long list slow.
create index record_clock_running on platform.record_clock (record_type, due_at)
  include (record_id, rule_key, agency_id, shared_with) where stopped_at is null;
drop index platform.record_clock_record_type_rule_key_due_at_idx;

-- The wall of a thing is one test of two columns, which neither of these serves; no statement used them.
drop index platform.thing_shared;
drop index platform.thing_of_agency;
