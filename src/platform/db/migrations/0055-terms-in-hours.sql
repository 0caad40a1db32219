-- In an emergency a term is a few hours, by night too: of a task, and of alerts by how bad they are.
alter table platform.task
  alter column working_days drop not null,
  add column hours integer check (hours > 0),
  add constraint task_term check (num_nonnulls(working_days, hours) = 1);

alter table platform.handling_limit
  alter column working_days drop not null,
  add column hours integer check (hours > 0),
  add constraint handling_limit_term check (num_nonnulls(working_days, hours) = 1);
