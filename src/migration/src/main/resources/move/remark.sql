-- What is said of a schema that was moved, or is being moved.
select case
    when phase in ('copying', 'copied') then format('is being moved to %s (%s)', target_schema, phase)
    when way = 'copy' then format('moved to %s, and read-only', target_schema)
    else format('moved to %s, and has its old names only', target_schema)
  end
from schemata.moves
where source_schema = ? and phase <> 'taken back'
