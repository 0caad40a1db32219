-- The agencies that a report counts: its own and those below it as they stood at the cut-off; null: its own alone.
alter table platform.report add column covers integer[];
