-- A photo from the place belongs to the incident before anybody was given a task: a file is evidence of a task or of an incident.
alter table platform.evidence
  alter column task_id drop not null,
  add column incident_id uuid references platform.incident,
  add constraint evidence_of_one check (num_nonnulls(task_id, incident_id) = 1);
create index evidence_incident on platform.evidence (incident_id) where incident_id is not null;
