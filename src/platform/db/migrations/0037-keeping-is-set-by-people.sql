-- How long readings are kept is set in the page, by whom a role permits it.
update platform.role set permissions = permissions || array['readings.keep']
  where id = 'administrator' and not 'readings.keep' = any(permissions);
