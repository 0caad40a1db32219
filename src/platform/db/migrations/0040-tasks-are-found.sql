-- Tasks are found by their words, as things are.
alter table platform.task add column words tsvector
  generated always as (platform.search_words(title || ' ' || incident_number)) stored;
create index task_words on platform.task using gin (words);
